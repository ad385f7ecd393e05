"""A zip of XML parts rewritten with one fixed date, so that the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: no clock in the file."""
PLAIN = ("mimetype",)
"""Parts that other programs read without unpacking."""


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip, in their order."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_STORED if name in PLAIN else ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            file.writestr(info, content)
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return what a zip holds, by name, in its order."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}

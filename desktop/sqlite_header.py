"""What the first bytes of a SQLite file say against it: missing, foreign, cut short, too new."""

from __future__ import annotations

import stat
import struct
from pathlib import Path
from typing import Literal

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_VERSIONS_A_MAJOR = 1000

Refus = Literal["introuvable", "illisible", "incomplet", "etranger", "trop_recent"]
"""Why a file can't be opened; who asked says it in words."""


def refus(path: Path, application_id: int, major: int) -> Refus | None:
    """Return why the file at ``path`` is not one of ours up to that major version, None when it may be opened.

    Neither waits for a pipe nor reads a device.
    """
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return "etranger"
        with path.open("rb") as file:
            header = file.read(_HEADER)
        unfinished = Path(f"{path}-journal").exists()
    except FileNotFoundError:
        return "introuvable"
    except OSError:
        return "illisible"
    if len(header) < _HEADER and _MAGIC.startswith(header[: len(_MAGIC)]):
        return "incomplet"
    if not header.startswith(_MAGIC):
        return "etranger"
    page = struct.unpack(">H", header[16:18])[0]
    pages, version, application = (struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68))
    if application != application_id:
        return "etranger"
    if version // _VERSIONS_A_MAJOR > major:
        return "trop_recent"
    whole = status.st_size == (65536 if page == 1 else page) * pages
    return None if whole and not unfinished else "incomplet"

"""Writing a file of a repository or of a folder of keys: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from data_bundle.builder.errors import CannotWriteError

SUFFIX = ".incomplet"
"""What the name of a file ends with while it is written; nobody is ever told of such a file."""


def put(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write ``content`` beside ``path``, flush it to the disk, then put it in place. Raises CannotWriteError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}{SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        _flush_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise CannotWriteError(
            f"Impossible d’écrire {path}\u00a0: vérifiez la place libre et vos droits d’écriture."
        ) from None


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can (not on Windows)."""
    if hasattr(os, "O_DIRECTORY"):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

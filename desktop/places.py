"""Places that can't be written: a key with a lock, a disc, a folder without rights. Then all stays in memory."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.paths import is_portable, own_folder
from desktop.typography import NBSP

_LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}


def writable(folder: Path) -> bool:
    """Tell whether a folder, or the nearest one above it that is there, accepts a file: an empty one, gone at once.

    Only a lock counts: a full disk, or a file in the way, is a failure to be said when something is written.
    """
    try:
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        trial = folder / f".cote-a-cote.{os.getpid()}.essai"
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        trial.unlink()
    except OSError as error:
        return error.errno not in _LOCKED
    return True


def locked_words() -> str:
    """Return the sentence about a place where nothing can be written."""
    where = "Cette clé" if is_portable() else "Le dossier de Côte à Côte"
    return (
        f"{where} est en lecture seule{NBSP}: "
        "préférences et dossiers durent jusqu’à la fermeture, rien n’y est enregistré."
    )


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is taken away in the end: in our own one when there is one, as far as it can be written."""
    own = own_folder()
    if own is not None:
        try:
            own.mkdir(mode=0o700, parents=True, exist_ok=True)
            own = own if writable(own) else None
        except OSError:
            own = None
    with tempfile.TemporaryDirectory(prefix=".cote-a-cote.", dir=own, ignore_cleanup_errors=True) as name:
        yield Path(name)

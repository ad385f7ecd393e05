"""The folders in which installed data live: the snapshots, what is trusted, the work in hand, the kept dépôt.

Everything is under the folder of what is the user's own (`desktop.paths.data_path`). Nothing is made before it is
asked for.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import WriteError
from desktop.typography import NBSP
from desktop.update.refus import INCHANGE, guillemets, mo

_MARGIN = 5_000_000
_SQLITE_FULL = 13


@dataclass(frozen=True, slots=True)
class Store:
    """The folders. ``depot`` is a mirror of what was installed, itself a complete dépôt that can be shared."""

    folder: Path

    @property
    def instantanes(self) -> Path:
        """The installed snapshots and the pointer to one of them."""
        return self.folder / "instantanes"

    @property
    def confiance(self) -> Path:
        """The metadata that were trusted last."""
        return self.folder / "maj" / "confiance"

    @property
    def atelier(self) -> Path:
        """Work in hand: downloads that can be resumed, what is being unpacked."""
        return self.folder / "maj" / "atelier"

    @property
    def depot(self) -> Path:
        """A complete dépôt of what is installed: sharing this folder serves other computers."""
        return self.folder / "maj" / "depot"

    @property
    def verrou(self) -> Path:
        """The lock: one update at a time."""
        return self.folder / "maj" / "verrou"

    def make(self) -> None:
        """Make the folders. Raises WriteError where nothing can be written, or where one of them leads elsewhere.

        What an update no longer needs is removed from them: through a link, somebody else's files would be.
        """
        mirror = (self.depot, self.depot / "metadata", self.depot / "targets")
        try:
            for folder in (self.instantanes, self.confiance.parent, self.confiance, self.atelier, *mirror):
                if _is_link(folder):
                    raise linked(folder)
            for folder in (self.instantanes, self.confiance, self.atelier):
                folder.mkdir(parents=True, exist_ok=True)
                if not os.access(folder, os.W_OK):
                    raise PermissionError(folder)
        except OSError as error:
            raise unwritable(self, error) from error

    def sweep(self) -> None:
        """Take away the unfinished files of a process that died; whoever calls holds the lock."""
        for folder in (self.instantanes, self.confiance, self.depot / "metadata", self.depot / "targets"):
            with contextlib.suppress(OSError):
                for path in folder.glob(".*.partiel"):
                    remove(path)

    def need(self, octets: int) -> None:
        """Raise WriteError when fewer than ``octets`` bytes are free."""
        try:
            free = shutil.disk_usage(self.instantanes).free
        except OSError:
            return  # a disk that doesn't say: the writing itself will
        if free < octets + _MARGIN:
            raise no_room(octets + _MARGIN)


def _is_link(folder: Path) -> bool:
    """Tell whether a folder is a symbolic link or, on Windows, a junction."""
    junction = getattr(os.path, "isjunction", None)  # Python 3.12
    return folder.is_symlink() or bool(junction and junction(folder))


def linked(folder: Path) -> WriteError:
    """Return the error of a folder of ours that is a link to another one."""
    return WriteError(
        f"Le dossier {guillemets(str(folder))} est un lien vers un autre. "
        f"Remplacez-le par un vrai dossier, puis recommencez. {INCHANGE}"
    )


def no_room(octets: int | None = None) -> WriteError:
    """Return the error of a disk on which ``octets`` bytes must be free; None when nobody can tell how many."""
    room = f"{NBSP}: il faut environ {mo(octets)} libres" if octets else ""
    return WriteError(
        f"Il manque de la place{room} là où sont rangées les données. Libérez de la place, puis recommencez. {INCHANGE}"
    )


def unwritable(store: Store, error: OSError | sqlite3.Error, octets: int | None = None) -> WriteError:
    """Return what to tell when a folder of the store can't be written; ``octets``: what it takes if it is full."""
    if is_full(error):
        return no_room(octets)
    return WriteError(
        f"Impossible d’enregistrer de nouvelles données dans {guillemets(str(store.folder))}. "
        f"Vérifiez que ce dossier ou cette clé n’est pas en lecture seule. {INCHANGE}"
    )


def is_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what it came from, is that of a full disk."""
    if error is None:
        return False
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or getattr(error, "sqlite_errorcode", None) == _SQLITE_FULL or is_full(error.__cause__)


def sync(path: Path) -> None:
    """Have a file or a folder written for good. A system that can't do so for a folder is left in peace. OSError."""
    if path.is_dir():
        with contextlib.suppress(OSError):
            _flush(path, os.O_RDONLY)
    else:
        _flush(path, os.O_RDWR)


def _flush(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Take a file away; one that another window has open, where the system minds, goes at the next update."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)

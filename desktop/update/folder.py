"""A dépôt in a folder: on this computer, on a share, on a USB key.

What stands above the dépôt is the person's choice. Inside it nothing but plain files of plain folders is read: no
symbolic link, no junction, no pipe, no device.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UpdateError
from desktop.update.refus import guillemets, refus
from desktop.update.sources import Absent, inside
from desktop.update.suivi import TRANCHE

PLACES = ("", "depot", "maj/depot", "donnees/maj/depot")
"""Where a dépôt may stand in the folder that a person shows: itself, or in a shared program folder."""

# O_NONBLOCK: opening a pipe must not wait for somebody to write into it.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOINHERIT")
)
_LINK_TAGS = (0xA000000C, 0xA0000003)  # Windows: a symbolic link, a junction


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A dépôt read from ``folder``; ``dite`` is the folder that the person showed."""

    folder: Path
    dite: str
    web: bool = False

    def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
        """Yield bytes of a plain file of the dépôt; see `Source.read`."""
        descriptor = self._open(inside(path))
        try:
            os.lseek(descriptor, offset, os.SEEK_SET)
            while limit > 0:
                piece = os.read(descriptor, min(TRANCHE, limit))
                if not piece:
                    break
                limit -= len(piece)
                yield piece
        except OSError as error:
            raise self._gone() from error
        finally:
            os.close(descriptor)

    def _open(self, path: str) -> int:
        """Return a descriptor of a plain file, having looked at each part of the path."""
        parent, name = path.split("/")
        try:
            _plain(self.folder / parent, stat.S_ISDIR)
            _plain(self.folder / parent / name, stat.S_ISREG)
            descriptor = os.open(self.folder / parent / name, _FLAGS)
        except (FileNotFoundError, NotADirectoryError) as error:
            if not self.folder.is_dir():
                raise self._gone() from error
            raise refus(f"Il manque un fichier dans {guillemets(self.dite)}. Recopiez le dossier.", Absent) from error
        except OSError as error:
            raise self._gone() from error
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed since it was looked at
                raise _not_plain()
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _gone(self) -> UpdateError:
        return refus(
            f"{guillemets(self.dite)} ne se lit plus. Remettez la clé ou vérifiez l’accès au dossier, "
            "puis recommencez\u00a0: la copie reprendra où elle en est."
        )


def find(folder: Path) -> FolderSource:
    """Return the dépôt in ``folder``. Raises UpdateError when there is none, or none that can be read."""
    dite = str(folder)
    try:
        folder = folder.expanduser().absolute()
    except (OSError, RuntimeError, ValueError) as error:
        raise _none(dite) from error
    try:
        if not folder.is_dir():
            raise refus(
                f"Le dossier {guillemets(dite)} est introuvable. Vérifiez que la clé est branchée ou que le partage "
                "est accessible, puis recommencez."
            )
        for place in PLACES:
            at = folder / place
            if (at / "metadata" / "timestamp.json").is_file():
                for step in Path(place).parts:
                    folder = folder / step
                    _plain(folder, stat.S_ISDIR)
                return FolderSource(at, dite)
    except (OSError, ValueError) as error:
        raise refus(
            f"Le dossier {guillemets(dite)} ne se lit pas. Vérifiez que vous y avez accès, puis recommencez."
        ) from error
    raise _none(dite)


def _plain(path: Path, kind: Callable[[int], bool]) -> None:
    """Raise UpdateError unless ``path`` itself is of a kind (`stat.S_ISDIR`, `stat.S_ISREG`). OSError."""
    found = os.lstat(path)
    linked = stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINK_TAGS
    if linked or not kind(found.st_mode):
        raise _not_plain()


def _not_plain() -> UpdateError:
    return refus(
        "Le dossier de mise à jour contient un lien ou un fichier spécial. Recopiez le dossier entier depuis sa source."
    )


def _none(dite: str) -> UpdateError:
    return refus(
        f"Le dossier {guillemets(dite)} ne contient pas de mise à jour. Choisissez celui qui contient "
        f"{guillemets('metadata')} et {guillemets('targets')}."
    )

"""The folder of the dossiers: numbered files that no two windows share, each with its last good state beside it.

``dossier-000012.json`` is the dossier, ``….avant.json`` its state before, ``….ouvert`` the lock of the window that has
it. Numbers only grow: they give the order, whatever the clock says. A damaged file is given another name, never lost.
"""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import dossier_lock
from desktop.dossier import MAX_BYTES, DamagedDossierError, Dossier, NewerDossierError, decode, encode, too_old
from desktop.dossier_lock import Lock
from desktop.errors import WriteError
from desktop.files import write_whole
from desktop.typography import NBSP, liste

_NAME = re.compile(r"dossier-([0-9]{6,12})\.(json|avant\.json|ouvert)")
TRIES, PAUSE = 4, 0.06
"""An antivirus looks at a file that was just written, and lets go of it soon."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier of the folder; ``busy`` while a window has it, ``interrupted`` when its window ended abruptly."""

    number: int
    dossier: Dossier
    busy: bool = False
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The dossiers, the newest first, and the sentences about files that could not be read."""

    entries: tuple[Entry, ...] = ()
    said: tuple[str, ...] = ()


class Held:
    """A dossier that this process has: nobody else writes it. Not for two threads at once."""

    def __init__(self, folder: Path, number: int, lock: Lock) -> None:
        self._folder = folder
        self._lock = lock
        self.number = number

    def write(self, dossier: Dossier) -> None:
        """Write the dossier, its last good state kept beside it. Raises WriteError; the last good state stays then."""
        content, path = encode(dossier), file_of(self._folder, self.number)
        for left in reversed(range(TRIES)):
            try:
                before = _read(path)
                if before == content:
                    return
                if before is not None and _is_good(before):
                    write_whole(_before(path), before)
                elif before is not None and not _set_aside(path):  # somebody wrote there: it is not ours to lose
                    raise WriteError(f"Le fichier «{NBSP}{path.name}{NBSP}» n’est pas un dossier.")
                write_whole(path, content)
                return
            except WriteError as error:
                if left == 0 or not isinstance(error.__cause__, PermissionError):
                    raise
            time.sleep(PAUSE)

    def remove(self) -> None:
        """Take the dossier away for good, and let go of it."""
        _erase(self._folder, self.number)
        self._lock.release()

    def release(self) -> None:
        """Let go of the dossier, which stays in the folder."""
        self._lock.release()


class DossierFolder:
    """The folder, made when a dossier is first kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self) -> Held:
        """Take a number that no dossier has had. Raises OSError when the folder can't be written."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = max(self._numbers(), default=0)
        while True:
            number += 1
            path = file_of(self._folder, number)
            lock = dossier_lock.create(_lock(self._folder, number))
            if lock is None:
                continue
            if not path.exists() and not _before(path).exists():
                return Held(self._folder, number, lock)
            lock.release()

    def take(self, number: int) -> Held | None:
        """Take a dossier that is there; None when another window has it. Raises OSError."""
        lock = dossier_lock.take(_lock(self._folder, number))
        return None if lock is None else Held(self._folder, number, lock)

    def delete(self, number: int) -> bool:
        """Take a dossier away for good; False when another window has it or when it can't be."""
        try:
            held = self.take(number)
        except OSError:
            return False
        if held is None:
            return False
        held.remove()
        return not file_of(self._folder, number).exists()

    def read(self, number: int) -> Dossier | None:
        """Return a dossier, or its state before when it is damaged; None without either."""
        path = file_of(self._folder, number)
        for one in (path, _before(path)):
            with contextlib.suppress(DamagedDossierError, NewerDossierError):
                content = _read(one)
                if content is not None:
                    return decode(content)
        return None

    def listing(self) -> Listing:
        """Return every dossier that can be read; give the damaged files another name."""
        entries, aside, newer = [], [], []
        for number in sorted(self._numbers(), reverse=True):
            lock = _lock(self._folder, number)
            busy = dossier_lock.is_held(lock)
            path = file_of(self._folder, number)
            try:
                content = _read(path)
                if content is not None:
                    decode(content)
            except NewerDossierError as error:
                newer.append(error.phrase)
                continue
            except DamagedDossierError:
                if not busy and (name := _set_aside(path)):
                    aside.append(f"«{NBSP}{name}{NBSP}»")
            found = self.read(number)
            if found is not None and found.references:
                entries.append(Entry(number, found, busy, lock.exists() and not busy))
        return Listing(tuple(entries), (*_said(aside), *newer[:1]))

    def tidy(self, now: datetime, days: int) -> None:
        """Take away the dossiers more than ``days`` old that no window has, and what an empty one left."""
        entries = {entry.number: entry for entry in self.listing().entries}
        old = too_old((entry.dossier.date for entry in entries.values()), now, days)
        for number, entry in entries.items():
            if entry.dossier.date in old and not entry.interrupted:
                self.delete(number)
        for number in self._numbers() - entries.keys():
            path = file_of(self._folder, number)
            if not path.exists() and not _before(path).exists():
                self.delete(number)  # the lock of a dossier that was never written

    def settle(self, number: int) -> None:
        """Forget that a dossier was interrupted: from now on it is one among the others."""
        with contextlib.suppress(OSError):
            held = self.take(number)
            if held is not None:
                held.release()

    def _numbers(self) -> set[int]:
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return set()
        return {int(found[1]) for name in names if (found := _NAME.fullmatch(name))}


def file_of(folder: Path, number: int) -> Path:
    """Return the file of a dossier."""
    return folder / f"dossier-{number:06}.json"


def _before(path: Path) -> Path:
    return path.with_name(f"{path.stem}.avant.json")


def _lock(folder: Path, number: int) -> Path:
    return folder / f"dossier-{number:06}.ouvert"


def _read(path: Path) -> bytes | None:
    """Return the first bytes of a file, enough to see that it is too large; None when there is none to be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def _is_good(content: bytes) -> bool:
    try:
        decode(content)
    except (DamagedDossierError, NewerDossierError):
        return False
    return True


def _erase(folder: Path, number: int) -> None:
    path = file_of(folder, number)
    for one in (path, _before(path)):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _set_aside(path: Path) -> str:
    """Give a damaged file a name that no file has; return it, empty when it can't be."""
    for count in range(1, 1000):
        aside = path.with_name(f"{path.stem}.ecarte-{count}.json")
        if not aside.exists():
            try:
                path.rename(aside)
            except OSError:
                return ""
            return aside.name
    return ""


def _said(aside: list[str]) -> list[str]:
    """Return the sentence about files that were set aside, if any."""
    if not aside:
        return []
    if len(aside) == 1:
        return [f"Un fichier de dossier n’a pas pu être lu{NBSP}: il est mis de côté sous le nom {aside[0]}."]
    shown = liste(aside[:3]) if len(aside) <= 3 else f"{', '.join(aside[:3])}, etc."
    return [f"{len(aside)} fichiers de dossiers n’ont pas pu être lus{NBSP}: ils sont mis de côté ({shown})."]

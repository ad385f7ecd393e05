"""Many sheets at once: those of several dossiers, or one for a whole class; in one PDF, or one PDF each.

A file is whole or not there. What stops one sheet is told and stops no other; the person may stop between two of them.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, NotFoundError, WriteError
from desktop.files import write_whole
from desktop.selection import MAXIMUM, Choix, Selection
from desktop.sheet.demande import Demande
from desktop.sheet.document import render, render_all
from desktop.snapshot import damaged
from desktop.typography import NBSP, quantite

NONE_KNOWN = "Aucune de ses formations n’est dans les données chargées."
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""What the next file would meet too."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a sheet is drawn from, and what is to be said of it, often nothing."""

    comparison: Comparison
    demande: Demande
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to make: how it is named to people, the name of its file without ``.pdf``, how it is made.

    ``make`` raises CoteACoteError; it is called when the turn of the sheet comes.
    """

    name: str
    stem: str
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``files`` are whole and there; ``said`` are sentences about sheets with a remark or without a file."""

    files: tuple[Path, ...]
    sheets: int
    said: tuple[str, ...]
    stopped: bool


class _StoppedError(Exception):
    """The person stopped the batch."""


class Batch:
    """``moved`` hears how many sheets are done, and of how many; ``stopped`` tells whether the person wants no more."""

    def __init__(
        self, sheets: Sequence[Sheet], moved: Callable[[int, int], object], stopped: Callable[[], bool]
    ) -> None:
        self._sheets = sheets
        self._moved = moved
        self._stopped = stopped
        self._said: list[str] = []

    def in_one(self, path: Path) -> Outcome:
        """Write all of them, in order, to one PDF. Raises WriteError; there is no file then, nor when it is stopped."""
        count = 0

        def wanted() -> Iterator[tuple[Comparison, Demande]]:
            nonlocal count
            for made in self._made():
                if made is not None:
                    count += 1
                    yield made.comparison, made.demande

        try:
            content = render_all(wanted())
            self._go_on()
        except _StoppedError:
            return Outcome((), 0, tuple(self._said), True)
        if not count:
            return Outcome((), 0, tuple(self._said), False)
        write_whole(path, content)
        return Outcome((path,), count, tuple(self._said), False)

    def one_each(self, folder: Path) -> Outcome:
        """Write each to its own PDF in the folder, under a name that no file has yet."""
        files: list[Path] = []
        stopped = False
        try:
            for sheet, made in zip(self._sheets, self._made(), strict=True):
                if made is None:
                    continue
                path = _free(folder, sheet.stem)
                try:
                    write_whole(path, render(made.comparison, made.demande))
                    files.append(path)
                except WriteError as error:
                    self._tell(sheet, error.phrase)
                    if getattr(error.__cause__, "errno", None) in _HOPELESS or not folder.is_dir():
                        break
        except _StoppedError:
            stopped = True
        return Outcome(tuple(files), len(files), tuple(self._said), stopped)

    def _made(self) -> Iterator[Made | None]:
        """Yield what each sheet is drawn from, None for one that can't be; raise _StoppedError between two of them."""
        total = len(self._sheets)
        for number, sheet in enumerate(self._sheets):
            self._moved(number, total)
            self._go_on()
            try:
                made = sheet.make()
            except CoteACoteError as error:
                self._tell(sheet, error.phrase)
                yield None
                continue
            if made.remark:
                self._tell(sheet, made.remark)
            yield made
        self._moved(total, total)

    def _go_on(self) -> None:
        if self._stopped():
            raise _StoppedError

    def _tell(self, sheet: Sheet, phrase: str) -> None:
        self._said.append(f"{sheet.name[:1].upper()}{sheet.name[1:]}{NBSP}: {phrase[:1].lower()}{phrase[1:]}")


def comparison_of(catalogue: Catalogue, references: Sequence[str], niveau: str | None) -> tuple[Comparison, str]:
    """Return the comparison of what a dossier holds, at most six formations, and what to say of those left out.

    Raises NotFoundError when the data loaded know none of them, SnapshotError when they are damaged.
    """
    known: list[Choix] = []
    for choix in map(Choix.parse, references):
        try:
            catalogue.formation(choix.type_code, choix.code)
            catalogue.lieu(choix.lieu)
        except NotFoundError:
            continue
        known.append(choix)
    if not known:
        raise NotFoundError(NONE_KNOWN)
    try:
        comparison = compare(catalogue, Selection(tuple(known[:MAXIMUM])), niveau)
    except sqlite3.Error as error:
        raise damaged(catalogue.snapshot.path) from error
    left = len(references) - len(comparison.colonnes)
    return comparison, f"fiche faite sans {quantite(left, 'formation')} de ce dossier." if left else ""


def stem(date: str) -> str:
    """Return the name of the file of a dossier, from its date label: ``Fiche 2026-03-12 14h05``."""
    day, _, minute = date.partition("T")
    return f"Fiche {day} {minute.replace(':', 'h')}"


def _free(folder: Path, name: str) -> Path:
    """Return a path in the folder that no file has yet."""
    path, twin = folder / f"{name}.pdf", 1
    while path.exists():
        twin += 1
        path = folder / f"{name} ({twin}).pdf"
    return path

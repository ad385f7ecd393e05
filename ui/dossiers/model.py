"""The dossiers as the rows of a list: name, how many formations and which, who has it open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.dossier_folder import Entry
from desktop.selection import Choix
from desktop.typography import NBSP, quantite
from ui.dossiers.keeper import Keeper
from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
NAMED = 6


class Line(NamedTuple):
    """A dossier as it is shown. ``mine`` is the one in hand; ``busy`` another window's."""

    number: int
    name: str
    words: str
    mine: bool
    busy: bool


class DossierRows(QAbstractListModel):
    """The lines, the newest first; what is spoken is what is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in the place of those of before."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line at an index, None when there is none."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.name}\n{line.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}{NBSP}: {line.words}"
        return None


def lines_of(entries: Sequence[Entry], keeper: Keeper, session: Session) -> list[Line]:
    """Return the lines of these dossiers, their names and those of their formations in the data loaded."""
    twins: Counter[str] = Counter()
    names = {}
    for entry in sorted(entries, key=lambda one: one.number):
        twins[entry.dossier.date] += 1
        name = keeper.name_of(entry.number, entry.dossier.date, twins[entry.dossier.date])
        names[entry.number] = name[:1].upper() + name[1:]
    return [
        Line(
            entry.number,
            names[entry.number],
            _words(entry, session, entry.number == keeper.number),
            entry.number == keeper.number,
            entry.busy and entry.number != keeper.number,
        )
        for entry in entries
    ]


def _words(entry: Entry, session: Session, mine: bool) -> str:
    choices = [Choix.parse(ref) for ref in entry.dossier.references]
    known = [choix for choix in choices if session.knows(choix)]
    names = Counter(session.facts(choix)[0].libelle for choix in known)
    shown = [name if count == 1 else f"{name} ({count})" for name, count in list(names.items())[:NAMED]]
    if len(known) < len(choices):
        shown.append(f"{len(choices) - len(known)} hors des données chargées")
    state = "ouvert ici" if mine else "ouvert dans une autre fenêtre" if entry.busy else ""
    return " · ".join(filter(None, (quantite(len(choices), "formation"), state, *shown)))

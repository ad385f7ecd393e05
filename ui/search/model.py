"""The results as a list model; figures are asked for when a line is shown, and kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.facts import Formation
from desktop.search import Resultat, Resultats
from desktop.selection import Choix, Selection
from desktop.typography import NBSP
from ui.search.glances import NO_GLANCE, Glance, read_glance
from ui.search.row_words import NEAR, behind, far, short_sentence
from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Role(IntEnum):
    """What a line gives beside its text."""

    RESULT = Qt.ItemDataRole.UserRole + 1
    GLANCE = Qt.ItemDataRole.UserRole + 2
    SELECTED = Qt.ItemDataRole.UserRole + 3
    LINK = Qt.ItemDataRole.UserRole + 4


class ResultModel(QAbstractListModel):
    """One line a formation × place. ``more(n)`` gives the first n results when the list is scrolled to its end."""

    def __init__(self, session: Session, more: Callable[[int], Resultats], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._more = more
        self._lines: tuple[Resultat, ...] = ()
        self._total = 0
        self._fetching = False
        self._glances: dict[Choix, Glance] = {}
        self._links: dict[int, str] = {}
        self.typed = ""
        session.selection_changed.connect(self._selection_changed)

    def show(self, found: Resultats, typed: str) -> None:
        """Replace the lines; ``typed`` is what was searched, for underlining."""
        self.beginResetModel()
        self._lines, self._total, self.typed = found.lignes, found.total, typed
        self.endResetModel()

    def result(self, index: Index) -> Resultat | None:
        """Return the result of a line."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._fetching and len(self._lines) < self._total

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):  # also asked for while rows are being inserted
            return
        lines = self._more(len(self._lines) + 100).lignes
        if len(lines) > len(self._lines):
            self._fetching = True
            self.beginInsertRows(QModelIndex(), len(self._lines), len(lines) - 1)
            self._lines = lines
            self.endInsertRows()
            self._fetching = False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        result = self.result(index)
        if result is None:
            return None
        if role == Role.RESULT:
            return result
        if role == Role.GLANCE:
            return self._glance(result)
        if role == Role.SELECTED:
            return result.choix in self._session.selection
        if role == Role.LINK:
            return self._link(result.formation)
        if role == Qt.ItemDataRole.DisplayRole:
            return result.formation.libelle
        if role == Qt.ItemDataRole.AccessibleTextRole:
            built = self._session.catalogue.snapshot.construit_le
            chosen = result.choix in self._session.selection
            return short_sentence(result, self._glance(result), built, chosen, self._depart)
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentences(result)
        return None

    @property
    def _depart(self) -> str | None:
        """The region that one leaves from, None without a commune."""
        return self._session.depuis.region if self._session.depuis is not None else None

    def _link(self, formation: Formation) -> str:
        """Return the word of what opens another list from a line: what stands behind it, or what is near it."""
        if not formation.commune:
            return NEAR
        if formation.id not in self._links:
            from desktop.familles import combien  # later than the first search

            count = combien(self._session.catalogue, formation)
            self._links[formation.id] = behind(count) if count else NEAR
        return self._links[formation.id]

    def _glance(self, result: Resultat) -> Glance:
        choix = result.choix
        if choix not in self._glances:
            try:
                self._glances[choix] = read_glance(self._session.catalogue, result.formation, result.lieu)
            except Exception as error:  # said by the program; raised here it would break the painting of the list
                self._glances[choix] = NO_GLANCE
                sys.excepthook(type(error), error, error.__traceback__)
        return self._glances[choix]

    def _sentences(self, result: Resultat) -> str:
        from desktop.cell_words import parle_cellule

        seen, away = self._glance(result), far(result, self._depart)
        told = [f"{away[:1].upper()}{away[1:]}."] if away else []
        if seen.acces is not None:
            told.append(f"{seen.acces[1]}{NBSP}: {seen.acces[0]}.")
        return "\n".join([*told, parle_cellule(result.formation, seen.figures)])

    def _selection_changed(self, _selection: Selection) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

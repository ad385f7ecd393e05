"""The dossiers that a batch may take, as the rows of a list that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.dossier import Dossier
from desktop.typography import NBSP
from ui.sheet.tick import tick_picture
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as it is named and told in the list."""

    name: str
    words: str
    dossier: Dossier


class BatchRows(QAbstractListModel):
    """The lines, all ticked at first; what is spoken is what is read."""

    def __init__(self, lines: Sequence[Line], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = {ticked: tick_picture(theme, ticked) for ticked in (False, True)}
        self._lines = list(lines)
        self._taken = [True] * len(self._lines)

    @property
    def taken(self) -> list[Line]:
        """The lines that are ticked, in their order."""
        return [line for line, taken in zip(self._lines, self._taken, strict=True) if taken]

    def take_all(self, taken: bool) -> None:
        """Tick all of them, or none."""
        self._taken = [taken] * len(self._lines)
        if self._lines:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._lines) - 1), [Role.CheckStateRole, Role.DecorationRole]
            )

    def turn(self, index: Index) -> None:
        """Tick a line, or take its tick away."""
        taken = self._taken[index.row()]
        self.setData(index, Qt.CheckState.Unchecked if taken else Qt.CheckState.Checked, Role.CheckStateRole)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = super().flags(index)
        return held | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else held

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._lines):
            return None
        line, taken = self._lines[index.row()], self._taken[index.row()]
        if role == Role.DisplayRole:
            return f"{line.name}\n{line.words}"
        if role == Role.AccessibleTextRole:
            return f"{line.name}{NBSP}: {line.words}, {'coché' if taken else 'non coché'}"
        if role == Role.DecorationRole:
            return self._pictures[taken]
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        self._taken[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [Role.CheckStateRole, Role.DecorationRole])
        return True

"""The places as a list: the equivalent of the map in words, in the order of the results."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.map.delegate import PlaceDelegate
from ui.map.places import Place
from ui.map.words import spoken, where
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


PLACE = Qt.ItemDataRole.UserRole + 1
"""The role under which a line gives its Place."""
MORE = 200
"""Lines added when the list is scrolled to its end: thousands of wrapped names take a while to lay out."""


class PlaceModel(QAbstractListModel):
    """One line a place: its name, then where it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self._count = 0
        self._adding = False

    def show(self, places: tuple[Place, ...]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._places = places
        self._count = min(MORE, len(places))
        self.endResetModel()

    def reach(self, number: int) -> QModelIndex:
        """Return the index of a place, its line added when it was not there yet."""
        if number >= self._count:
            self._add(number + 1)
        return self.index(number)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._adding and self._count < len(self._places)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._add(self._count + MORE)

    def _add(self, count: int) -> None:
        count = min(count, len(self._places))
        self._adding = True  # more is also asked for while rows are being inserted
        self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._count = count
        self.endInsertRows()
        self._adding = False

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._places):
            return None
        place = self._places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place.point.nom}\n{where(place)}"
        if role == PLACE:
            return place
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(place)
        return None


class PlaceList(QListView):
    """``picked`` at Enter, ``typed`` for a key that the map may follow."""

    picked = Signal(int)
    current = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = PlaceDelegate(self, theme, PLACE)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.picked.emit(index.row()))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._delegate.set_theme(theme)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.picked.emit(index.row())
        elif event.text() in ("+", "-", "−", "=", "0"):
            event.ignore()  # the page has the map follow them
        else:
            super().keyPressEvent(event)

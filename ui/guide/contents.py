"""The table of contents as a list: every page, and under the one that is read its parts."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.guide import PageGuide, pages
from ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
INSET = 8
"""Design pixels before the name of a part, on each of its lines."""


class Row(NamedTuple):
    """A page, or a part of it when ``ancre`` is not empty."""

    page: str
    ancre: str
    words: str


class Wrapping(QStyledItemDelegate):
    """Gives a row as many lines as its words take within the padding of the style sheet, which Qt forgets."""

    PADDING = 14
    """Design pixels: those of ``QListView#mots::item`` on both sides, and those that Qt leaves around words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        inside = QStyleOptionViewItem(option)
        rect = inside.rect
        inside.rect = rect.adjusted(0, 0, -self.theme.px(self.PADDING), 0)
        return super().sizeHint(inside, index)


class Contents(QAbstractListModel):
    """The parts of another page come in the place of those shown; pages keep their place in the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = [_page_row(one) for one in pages()]
        self.open_page = ""
        self._inset = _inset(theme)
        self._theme = theme

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        if role == Qt.ItemDataRole.DecorationRole and row.ancre:
            return self._inset
        if role == Qt.ItemDataRole.FontRole and not row.ancre:
            return self._theme.font("body", bold=row.page == self.open_page)
        return None

    def set_theme(self, theme: Theme) -> None:
        """Write in the type of another theme from now on."""
        self._theme, self._inset = theme, _inset(theme)
        self.layoutChanged.emit()

    def open(self, ref: str) -> None:
        """Show the parts of a page under it, and those of no other."""
        if ref == self.open_page:
            return
        self.open_page = ref
        for page in pages():
            here = self.find(page.ref, "")
            shown = sum(row.page == page.ref for row in self.rows) - 1
            wanted = [Row(page.ref, part.ancre, part.titre) for part in page.parties] if page.ref == ref else []
            if shown and not wanted:
                self.beginRemoveRows(QModelIndex(), here + 1, here + shown)
                del self.rows[here + 1 : here + 1 + shown]
                self.endRemoveRows()
            elif wanted and not shown:
                self.beginInsertRows(QModelIndex(), here + 1, here + len(wanted))
                self.rows[here + 1 : here + 1] = wanted
                self.endInsertRows()
        self.layoutChanged.emit()  # the page read is written heavier: its row may take another line

    def find(self, page: str, anchor: str) -> int:
        """Return the row of a part, that of its page when the part is not shown."""
        rows = [(row.page, row.ancre) for row in self.rows]
        return rows.index((page, anchor)) if (page, anchor) in rows else rows.index((page, ""))


def _inset(theme: Theme) -> QPixmap:
    clear = QPixmap(theme.px(INSET), 1)
    clear.fill(Qt.GlobalColor.transparent)
    return clear


def _page_row(page: PageGuide) -> Row:
    return Row(page.ref, "", page.titre)

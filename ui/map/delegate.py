"""Draws a place in the list: its name, then where it is; both wrap, nothing is cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.map.words import where
from ui.theme import Theme
from ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
PAD = (10, 5)
"""Design pixels around the words."""


class PlaceDelegate(QStyledItemDelegate):
    """``place_role`` is where the model keeps its Place."""

    def __init__(self, view: QAbstractItemView, theme: Theme, place_role: int) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._role = place_role

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        name, line = self._texts(index)
        width = self._view.viewport().width()
        return QSize(width, round(name.height + line.height) + 2 * self._theme.px(PAD[1]))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        name, line = self._texts(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            focused = self._view.hasFocus()
            painter.setBrush(theme.color("accent_soft"))
            painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.px(5), theme.px(5))
        at = QPointF(rect.x() + theme.px(PAD[0]), rect.y() + theme.px(PAD[1]))
        painter.setPen(theme.color("ink"))
        name.paint(painter, at, [])
        painter.setPen(theme.color("ink_2"))
        line.paint(painter, at + QPointF(0, name.height), [])
        painter.restore()

    def _texts(self, index: Index) -> tuple[Text, Text]:
        place = index.data(self._role)
        width = self._view.viewport().width() - 2 * self._theme.px(PAD[0])
        name = Text(place.point.nom, self._theme.font("body", True), width)
        return name, Text(where(place), self._theme.font("body"), width)

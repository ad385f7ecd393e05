"""Silhouettes large enough to be counted across a table: those of an outcome, and ten plain ones to guess with."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.famille_page import AUTRES, ETUDES, TRAVAIL
from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.pictogram import GRID, paint_silhouette

TALL, GAP = 50, 3
"""Design pixels: the height of a silhouette, and the air between two."""
AIR = 9
"""Design pixels that a line of letters may rise by under silhouettes: the air over its capitals."""
OUTCOMES = {TRAVAIL: 0, ETUDES: 1, AUTRES: 2}
FEW = 5
"""Silhouettes on a line of a narrow column: a hand, which is seen without counting."""


class Crowd(Block):
    """``count`` silhouettes of one outcome, on one line where there is room, else five on a line or fewer."""

    def __init__(self, theme: Theme, drawn: str, count: int) -> None:
        self._theme = theme
        self._outcome = OUTCOMES[drawn]
        self._count = count
        self._step = (silhouette_width(theme) + theme.px(GAP), theme.px(TALL) + theme.px(2 * GAP))

    def width(self) -> int:
        return self._count * self._step[0]

    def least(self) -> int:
        return min(self._count, FEW) * self._step[0]

    def height(self, width: int) -> int:
        return ceil(self._count / self._across(width)) * self._step[1]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        across = self._across(rect.width())
        for number in range(self._count):
            x, y = number % across * self._step[0], number // across * self._step[1]
            place = QRectF(rect.x() + x, rect.y() + y, silhouette_width(self._theme), self._theme.px(TALL))
            paint_silhouette(painter, place, self._outcome, self._theme)

    def _across(self, width: int) -> int:
        if self.width() <= width:
            return max(1, self._count)
        return FEW if FEW * self._step[0] <= width else max(1, width // self._step[0])


def silhouette_width(theme: Theme) -> int:
    """Return the width of a silhouette, in pixels."""
    return round(theme.px(TALL) * GRID[0] / GRID[1])


def paint_plain(painter: QPainter, rect: QRectF, theme: Theme, chosen: bool) -> None:
    """Draw a silhouette that stands for nobody in particular: filled when it is chosen, else an outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID[0], rect.height() / GRID[1])
    body = QPainterPath(QPointF(2.9, 31))
    body.lineTo(2.9, 23.2)
    body.cubicTo(2.9, 17.8, 6.3, 15.2, 12, 15.2)
    body.cubicTo(17.7, 15.2, 21.1, 17.8, 21.1, 23.2)
    body.lineTo(21.1, 31)
    body.closeSubpath()
    painter.setPen(QPen(theme.color("ink" if chosen else "line_strong"), 1.4))
    painter.setBrush(theme.color("ink") if chosen else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(12, 8.4), 4.9, 4.9)
    painter.drawPath(body)
    painter.restore()

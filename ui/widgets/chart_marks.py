"""The marks of a cohort in a chart and in its legend: solid line and full squares, or dotted and hollow when older."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.patterns import paint_hatching

SOLID, DOTTED, HATCHED = "solid", "dotted", "hatched"


def line_pen(solid: bool, theme: Theme) -> QPen:
    """Return the pen of a line: solid for the cohort of the column, thin and dotted for an older one."""
    pen = QPen(theme.color("work" if solid else "ink_3"), theme.zoom * (2.2 if solid else 1.2))
    if not solid:
        pen.setDashPattern([1.5, 2.5])
    return pen


def paint_marker(painter: QPainter, place: QPointF, solid: bool, theme: Theme) -> None:
    """Draw the marker of a point: a full square, or a hollow circle for an older cohort."""
    painter.save()
    if solid:
        side = theme.px(9)
        painter.fillRect(QRectF(place.x() - side / 2, place.y() - side / 2, side, side), theme.color("work"))
    else:
        painter.setPen(QPen(theme.color("ink_2"), 1.3 * theme.zoom))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(place, 2.8 * theme.zoom, 2.8 * theme.zoom)
    painter.restore()


class LegendMark(Block):
    """A mark as it stands in the chart, beside its word: the line of a cohort, or the hatching."""

    def __init__(self, theme: Theme, mark: str) -> None:
        self._theme = theme
        self._mark = mark

    def width(self) -> int:
        return self._theme.px(26)

    def height(self, width: int) -> int:
        return self._theme.px(12)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        theme, solid = self._theme, self._mark == SOLID
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mark == HATCHED:
            paint_hatching(painter, QRectF(rect), theme)
        else:
            middle = QRectF(rect).center()
            painter.setPen(line_pen(solid, theme))
            painter.drawLine(QLineF(rect.left(), middle.y(), rect.right(), middle.y()))
            paint_marker(painter, middle, solid, theme)
        painter.restore()

"""Ten silhouettes that a family can count: solid with a briefcase, striped with a mortarboard, empty and dashed.

How many of each is decided by ``desktop.tens``; their order never changes: travaillent, étudient, autres.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.patterns import paint_stripes

GRID = (24, 32)
"""The drawing's own grid, in design units: width and height of one silhouette."""
TALLEST, SMALLEST = 34, 22
_HEAD = QPointF(12, 8.4)
_HAT = QPolygonF([QPointF(2.2, 5.3), QPointF(12, 1.2), QPointF(21.8, 5.3), QPointF(12, 9.4)])


class Ten(Block):
    """Ten silhouettes, ``across`` of them on a line, as tall as wanted or as the width allows.

    ``counts`` sum to 10, in the fixed order. The silhouettes of one outcome are 3 design pixels apart, outcomes 11.
    """

    def __init__(self, theme: Theme, counts: Sequence[int], across: int) -> None:
        self._theme = theme
        self._sequence = [outcome for outcome, count in enumerate(counts) for _ in range(count)]
        self._across = across

    def width(self) -> int:
        return self._places(self._theme.px(TALLEST))[1]

    def least(self) -> int:
        return self._places(self._theme.px(SMALLEST))[1]

    def height(self, width: int) -> int:
        return self._places(self._tall(width))[2]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        for outcome, place in self._places(self._tall(rect.width()))[0]:
            paint_silhouette(painter, place.translated(rect.x(), rect.y()), outcome, self._theme)

    def _tall(self, width: int) -> int:
        tall, least = self._theme.px(TALLEST), self._theme.px(SMALLEST)
        while tall > least and self._places(tall)[1] > width:
            tall -= 1
        return tall

    def _places(self, tall: int) -> tuple[list[tuple[int, QRectF]], int, int]:
        """Return each silhouette's outcome and place, and the width and height of the whole."""
        wide, px = tall * GRID[0] / GRID[1], self._theme.px
        places: list[tuple[int, QRectF]] = []
        x = y = right = 0.0
        for number, outcome in enumerate(self._sequence):
            if number and number % self._across == 0:
                x, y = 0.0, y + tall + px(5)
            elif number:
                x += px(3) if outcome == self._sequence[number - 1] else px(11)
            places.append((outcome, QRectF(x, y, wide, tall)))
            x += wide
            right = max(right, x)
        return places, ceil(right), ceil(y + tall)


def paint_silhouette(painter: QPainter, rect: QRectF, outcome: int, theme: Theme) -> None:
    """Draw one silhouette into ``rect`` (three wide for four high): 0 travaille, 1 étudie, 2 autre situation."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID[0], rect.height() / GRID[1])
    (_worker, _student, _other)[outcome](painter, theme)
    painter.restore()


def _body(left: float, top: float) -> QPainterPath:
    """Return shoulders and trunk, from ``left`` to its mirror and from ``top`` to the floor."""
    right, floor, round_ = 24 - left, 31.0, 8.0
    path = QPainterPath(QPointF(left, floor))
    path.lineTo(left, top + round_)
    path.cubicTo(left, top + 2.6, left + 3.4, top, 12, top)
    path.cubicTo(right - 3.4, top, right, top + 2.6, right, top + round_)
    path.lineTo(right, floor)
    path.closeSubpath()
    return path


def _worker(painter: QPainter, theme: Theme) -> None:
    work, paper = theme.color("work"), theme.color("surface")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(work)
    painter.drawEllipse(_HEAD, 5.4, 5.4)
    painter.drawPath(_body(2.9, 15.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paper, 1.4))
    painter.drawRoundedRect(QRectF(7.4, 21.8, 9.2, 6.6), 1.2, 1.2)
    painter.drawLine(QPointF(7.4, 25.2), QPointF(16.6, 25.2))
    painter.drawPolyline([QPointF(10, 21.6), QPointF(10, 20.1), QPointF(14, 20.1), QPointF(14, 21.6)])


def _student(painter: QPainter, theme: Theme) -> None:
    outline = theme.color("study_outline")
    pen = QPen(outline, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    body = _body(2.9, 15.4)
    paint_stripes(painter, body, theme, 5)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(body)
    painter.setBrush(theme.color("study_bg"))
    painter.drawEllipse(_HEAD + QPointF(0, 1.0), 4.8, 4.8)
    painter.setBrush(outline)
    painter.setPen(QPen(outline, 0.6))
    painter.drawPolygon(_HAT)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(21.2, 5.4), QPointF(21.2, 9.6)])


def _other(painter: QPainter, theme: Theme) -> None:
    pen = QPen(theme.color("other_outline"), 1.4, Qt.PenStyle.CustomDashLine)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.5, 1.15])
    painter.setPen(pen)
    painter.setBrush(theme.color("other_fill"))
    painter.drawEllipse(_HEAD, 4.9, 4.9)
    painter.drawPath(_body(2.9, 15.2))

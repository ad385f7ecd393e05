"""Rates at 6, 12, 18 and 24 months on the same 0 to 100 axis in every column: squares with whiskers, points joined.

Months that nobody has observed yet are hatched. Older cohorts are thin, dotted and hollow; a line never goes from one
cohort to another (DOMAIN.md B1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.chart_frame import Frame, apart, clamped, free_place, freest
from ui.widgets.chart_marks import line_pen, paint_marker
from ui.widgets.patterns import paint_hatching

MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Point:
    """A rate in percent at ``month``; ``label`` is written above it (empty: not written), ``spread`` is its range.

    ``marked`` underlines the label: a clear gap with another column.
    """

    month: int
    value: float
    label: str = ""
    spread: tuple[int, int] | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one cohort at one place: joined when there are several. ``solid`` is the cohort of the column."""

    points: tuple[Point, ...]
    solid: bool


class LineChart(Block):
    """The chart of one cell. ``unknown`` are the months not observed yet; ``unknown_words`` is written on them."""

    def __init__(self, theme: Theme, lines: Sequence[Line], unknown: frozenset[int], unknown_words: str) -> None:
        self._theme = theme
        self._lines = tuple(sorted(lines, key=lambda line: line.solid))
        self._unknown = unknown
        self._unknown_words = unknown_words if unknown else ""
        self._caption = QFontMetricsF(theme.font("caption"))
        self._value = QFontMetricsF(theme.font("body", True))

    def width(self) -> int:
        return self._theme.px(300)

    def least(self) -> int:
        return self._theme.px(140)

    def height(self, width: int) -> int:
        return ceil(self._value.height()) + self._theme.px(70) + ceil(self._caption.height()) + self._theme.px(4)

    def words(self) -> Iterator[str]:
        if self._unknown_words:
            yield self._unknown_words
        for line in self._lines:
            yield from (point.label for point in line.points if point.label)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = Frame(self._theme, QRectF(rect), self._caption, self._value)
        for zone in frame.zones(self._unknown):
            paint_hatching(painter, zone, self._theme)
        self._axes(painter, frame)
        for line in self._lines:
            self._line(painter, frame, line)
        taken = self._labels(painter, frame)
        self._unknown_label(painter, frame, taken)
        painter.restore()

    def _axes(self, painter: QPainter, frame: Frame) -> None:
        theme, metrics = self._theme, self._caption
        painter.setFont(theme.font("caption"))
        tall = metrics.height()
        for value in (0, 50, 100):
            y = round(frame.y(value)) + 0.5
            painter.setPen(QPen(theme.color("line_strong" if value == 0 else "line"), 1))
            painter.drawLine(QLineF(frame.plot.left(), y, frame.plot.right(), y))
            painter.setPen(theme.color("ink_3"))
            wide = metrics.horizontalAdvance(str(value))
            painter.drawText(QPointF(frame.plot.left() - theme.px(5) - wide, y + metrics.ascent() * 0.38), str(value))
        painter.setPen(theme.color("ink_2"))
        for month, place in frame.months(tall).items():
            painter.drawText(place, MIDDLE, month)

    def _line(self, painter: QPainter, frame: Frame, line: Line) -> None:
        theme = self._theme
        painter.setPen(line_pen(line.solid, theme))
        places = [frame.point(point.month, point.value) for point in line.points]
        painter.drawPolyline(places)
        cap = theme.px(4)
        painter.setPen(QPen(theme.color("work"), theme.zoom * 1.6))
        for point, place in zip(line.points, places, strict=True):
            if point.spread is not None and line.solid:
                low, high = frame.y(point.spread[0]), frame.y(point.spread[1])
                painter.drawLine(QLineF(place.x(), low, place.x(), high))
                painter.drawLine(QLineF(place.x() - cap, low, place.x() + cap, low))
                painter.drawLine(QLineF(place.x() - cap, high, place.x() + cap, high))
        for place in places:
            paint_marker(painter, place, line.solid, theme)

    def _labels(self, painter: QPainter, frame: Frame) -> list[QRectF]:
        """Write the values, those of the column's cohort first; return every place that is taken."""
        side = self._theme.px(5)
        spots = [frame.point(p.month, p.value) for line in self._lines for p in line.points]
        taken = [QRectF(spot.x() - side, spot.y() - side, 2 * side, 2 * side) for spot in spots]
        solid = [point for line in self._lines if line.solid for point in line.points if point.label]
        places = apart([self._above(frame, point, self._value) for point in solid], frame.whole)
        for point, place in zip(solid, places, strict=True):
            self._write(painter, place, point, True)
        taken += places
        for point in (p for line in self._lines if not line.solid for p in line.points if p.label):
            above = self._above(frame, point, self._caption)
            below = above.translated(0, above.height() + 2 * side)
            place = freest([above, below], taken)
            self._write(painter, place, point, False)
            taken.append(place)
        return taken

    def _above(self, frame: Frame, point: Point, metrics: QFontMetricsF) -> QRectF:
        """Return the place of a label above its point, or above its whisker."""
        top = frame.y(max(point.value, point.spread[1] if point.spread else 0)) - self._theme.px(5)
        wide, tall = metrics.horizontalAdvance(point.label), metrics.height()
        return clamped(QRectF(frame.x(point.month) - wide / 2, top - tall, wide, tall), frame.whole)

    def _write(self, painter: QPainter, place: QRectF, point: Point, solid: bool) -> None:
        theme = self._theme
        if not solid:
            painter.fillRect(place, theme.color("surface"))
        painter.setFont(theme.font("body", True) if solid else theme.font("caption"))
        painter.setPen(theme.color("ink" if solid else "ink_2"))
        painter.drawText(place, MIDDLE | Qt.TextFlag.TextDontClip, point.label)
        if point.marked:
            mark = QRectF(place.left(), place.bottom() - theme.px(1), place.width(), theme.px(2))
            painter.fillRect(mark, theme.color("ink"))

    def _unknown_label(self, painter: QPainter, frame: Frame, taken: list[QRectF]) -> None:
        zones = frame.zones(self._unknown)
        if not self._unknown_words or not zones:
            return
        theme, metrics = self._theme, self._caption
        words = self._unknown_words
        size = (metrics.horizontalAdvance(words) + theme.px(8), metrics.height() + theme.px(2))
        place = free_place(zones[-1], size, taken, frame.whole)
        painter.fillRect(place, theme.color("surface"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("ink_2"))
        painter.drawText(place, MIDDLE | Qt.TextFlag.TextDontClip, words)

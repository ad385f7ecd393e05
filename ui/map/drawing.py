"""Draws what stands on the map: the circle, points that gather, the departure, names, the scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.typography import NBSP
from ui.map.places import Asked, Group, Place
from ui.map.view import View
from ui.map.words import departure
from ui.theme import Theme

DOT, SQUARE, DIAMOND = 7, 13, 17
"""Design pixels from the middle of a mark to its edge: one place, several, the departure."""


def paint_circle(painter: QPainter, theme: Theme, asked: Asked, view: View) -> None:
    """Draw the distance searched around the departure."""
    if asked.origin is None or not asked.radius_km:
        return
    radius = asked.radius_km * view.scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("ink_2"), 1.5 * theme.zoom, Qt.PenStyle.DashLine))
    painter.drawEllipse(QPointF(*view.place(*asked.origin)), radius, radius)


def paint_marks(
    painter: QPainter, theme: Theme, groups: Sequence[Group], chosen: int | None, asked: Asked, view: View
) -> list[QRectF]:
    """Draw a disc for a place, a numbered square for several, a diamond for the departure; return what they cover."""
    covered = []
    if asked.origin is not None:  # under the others: its corners are seen behind a mark of the same spot
        covered.append(_diamond(painter, theme, *view.place(*asked.origin)))
    for x, y, numbers in groups:
        covered.append(_mark(painter, theme, x, y, len(numbers), chosen in numbers))
    return covered


def paint_names(
    painter: QPainter,
    theme: Theme,
    groups: Sequence[Group],
    places: Sequence[Place],
    chosen: int | None,
    asked: Asked,
    view: View,
    taken: list[QRectF],
) -> None:
    """Write the departure, the place chosen, then the communes that have room: a name never covers another thing."""
    screen = QRectF(0, 0, view.width, view.height)
    if asked.origin is not None:
        x, y = view.place(*asked.origin)
        _name(painter, theme, x, y, DIAMOND, (departure(asked),), taken, screen, True)
    for x, y, numbers in sorted(groups, key=lambda group: chosen not in group[2]):
        half = DOT if len(numbers) == 1 else SQUARE
        if chosen is not None and chosen in numbers:
            here = places[chosen].point
            _name(painter, theme, x, y, SQUARE, (here.nom, here.commune_nom or ""), taken, screen, True)
        elif len(towns := {places[n].point.commune_nom for n in numbers}) == 1:
            _name(painter, theme, x, y, half, (towns.pop() or "",), taken, screen, False)


def paint_scale(painter: QPainter, theme: Theme, view: View) -> QRectF:
    """Draw the scale at the bottom left, at most a quarter of the width long; return what it covers."""
    px = theme.px
    painter.setFont(theme.font("caption", True))
    km, long = view.bar(min(px(170), view.width // 4))
    x, y = px(16), view.height - px(16)
    text = f"{km}{NBSP}km"
    wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
    room = QRectF(x - px(6), y - px(14), long + px(20) + wide, px(22))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(room, px(5), px(5))
    painter.setPen(QPen(theme.color("ink"), 2 * theme.zoom))
    painter.drawPolyline([QPointF(x, y - px(8)), QPointF(x, y), QPointF(x + long, y), QPointF(x + long, y - px(8))])
    painter.drawText(QPointF(x + long + px(8), y), text)
    return room


def _mark(painter: QPainter, theme: Theme, x: float, y: float, count: int, chosen: bool) -> QRectF:
    px = theme.px
    half = px(DOT if count == 1 else SQUARE)
    box = QRectF(x - half, y - half, 2 * half, 2 * half)
    painter.setFont(theme.font("caption", True))
    if count > 1:
        wide = QFontMetricsF(painter.font()).horizontalAdvance(str(count)) + px(10)
        box = box.adjusted(-max(0.0, wide - 2 * half) / 2, 0, max(0.0, wide - 2 * half) / 2, 0)
    painter.setPen(QPen(theme.color("surface"), 1.5 * theme.zoom))
    painter.setBrush(theme.color("ink"))
    if count == 1:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, px(5), px(5))
        painter.setPen(theme.color("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 3 * theme.zoom))
        painter.drawEllipse(QPointF(x, y), box.width() / 2 + px(6), box.width() / 2 + px(6))
    return box


def _diamond(painter: QPainter, theme: Theme, x: float, y: float) -> QRectF:
    half = theme.px(DIAMOND)
    corners = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    painter.setPen(QPen(theme.color("ink"), 2.5 * theme.zoom))
    painter.setBrush(theme.color("surface"))
    painter.drawPolygon(corners)
    painter.setBrush(theme.color("ink"))
    painter.drawEllipse(QPointF(x, y), half / 5, half / 5)
    return QRectF(x - half, y - half, 2 * half, 2 * half)


def _name(
    painter: QPainter,
    theme: Theme,
    x: float,
    y: float,
    half: int,
    texts: Sequence[str],
    taken: list[QRectF],
    screen: QRectF,
    bold: bool,
) -> None:
    """Write the first of these names that has room right, left, over or under its mark; the list has them all."""
    painter.setFont(theme.font("caption", bold))
    metrics, px = QFontMetricsF(painter.font()), theme.px
    high, away = ceil(metrics.height()) + px(2), px(half + 4)
    for text in filter(None, texts):
        wide = ceil(metrics.horizontalAdvance(text)) + px(8)
        for spot in (
            QRectF(x + away, y - high / 2, wide, high),
            QRectF(x - away - wide, y - high / 2, wide, high),
            QRectF(x - wide / 2, y - away - high, wide, high),
            QRectF(x - wide / 2, y + away, wide, high),
        ):
            if screen.contains(spot) and not any(spot.intersects(other) for other in taken):
                taken.append(spot)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("surface"))
                painter.drawRoundedRect(spot, px(4), px(4))
                painter.setPen(theme.color("ink"))
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
                return

"""Draws the land of the map: that of the region searched lighter, and lines of three kinds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from desktop.outlines import ACADEMIE, COTE, Boite, Contours, Terre
from ui.map.view import View
from ui.theme import Theme


class Land:
    """The outlines as Qt's own shapes, in degrees, made once: moving the map only changes how they are placed."""

    def __init__(self, outlines: Contours) -> None:
        self._lands = [(land, _path(land)) for land in outlines.terres]
        self._lines = [(line, _polygon(line.points)) for line in outlines.traits]

    def paint(self, painter: QPainter, theme: Theme, view: View, territory: str, region: str) -> None:
        """Draw the land, that of the region searched lighter, then coasts, regions and académies, each with its line.

        ``region`` is empty for all of them.
        """
        seen = view.box
        painter.save()
        painter.setTransform(_placing(view))
        for land, path in self._lands:
            if land.territoire == territory and _meet(land.boite, seen):
                painter.fillPath(path, theme.color("surface" if region in ("", land.region) else "sunk"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line, polygon in self._lines:
            if line.territoire == territory and _meet(line.boite, seen):
                width = 1.6 if line.genre == COTE else 1.0
                style = Qt.PenStyle.DotLine if line.genre == ACADEMIE else Qt.PenStyle.SolidLine
                pen = QPen(theme.color("line_strong"), width * theme.zoom, style)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPolyline(polygon)
        painter.restore()


def _placing(view: View) -> QTransform:
    """Return the transform that puts degrees where the view puts them."""
    x, y = view.place(0.0, 0.0)
    east, north = view.place(1.0, 1.0)
    return QTransform(east - x, 0.0, 0.0, north - y, x, y)


def _path(land: Terre) -> QPainterPath:
    path = QPainterPath()
    for ring in land.anneaux:
        path.addPolygon(_polygon(ring))
    return path


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _meet(one: Boite, other: Boite) -> bool:
    return one.ouest <= other.est and other.ouest <= one.est and one.sud <= other.nord and other.sud <= one.nord

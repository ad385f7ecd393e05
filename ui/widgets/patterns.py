"""The two patterns that tell without colour: horizontal stripes (étudient) and slanted hatching (pas encore connu)."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.theme import Theme


def paint_stripes(painter: QPainter, shape: QPainterPath, theme: Theme, period: int) -> None:
    """Fill ``shape`` with horizontal stripes of the study colours, one a ``period`` of pixels; no outline."""
    bounds = shape.boundingRect()
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(bounds, theme.color("study_bg"))
    y, thick = float(ceil(bounds.top() + period * 0.25)), round(period * 0.6)  # whole pixels: sharp on a strip
    while y < bounds.bottom():
        painter.fillRect(QRectF(bounds.left(), y, bounds.width(), thick), theme.color("study_fill"))
        y += period
    painter.restore()


def paint_hatching(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Fill ``rect`` with thin slanted lines: a time that nobody has observed yet."""
    step, height = theme.px(7), rect.height()
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(theme.color("line_strong"), 0.7 * theme.zoom))
    x = rect.left() - height
    while x < rect.right():
        painter.drawLine(QLineF(x, rect.bottom(), x + height, rect.top()))
        x += step
    painter.restore()

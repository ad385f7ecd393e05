"""The mark of the program: two doors of equal height, one solid, one outlined."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

WIDTH, HEIGHT = 22.0, 24.0  # design pixels


def paint_mark(painter: QPainter, at: QPointF, scale: float, theme: Theme) -> None:
    """Draw the mark with its top left corner at ``at``; ``scale`` is pixels a design pixel."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(scale, scale)
    accent, ground = theme.color("accent"), theme.color("surface")
    painter.setPen(QPen(accent, 1.6))
    for left in (True, False):
        door = _door(left)
        if left:
            painter.fillPath(door, accent)
        painter.drawPath(door)
    for x, color in ((7.6, ground), (14.4, accent)):
        knob = QPainterPath()
        knob.addEllipse(QPointF(x, 12.6), 1.2, 1.2)
        painter.fillPath(knob, color)
    painter.restore()


def mark_pixmap(side: int, theme: Theme) -> QPixmap:
    """Return the mark in a square, for the window's icon."""
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    scale = side / HEIGHT
    paint_mark(painter, QPointF((HEIGHT - WIDTH) * scale / 2, 0), scale, theme)
    painter.end()
    return pixmap


def _door(left: bool) -> QPainterPath:
    """Return a door with a rounded outer top corner, hinged on the outside."""
    path = QPainterPath(QPointF(10.0, 1.5))
    path.lineTo(10.0, 22.5)
    path.lineTo(1.5, 22.5)
    path.lineTo(1.5, 6.0)
    path.arcTo(QRectF(1.5, 1.5, 9.0, 9.0), 180, -90)
    path.closeSubpath()
    return path if left else QTransform(-1, 0, 0, 1, WIDTH, 0).map(path)


class Mark(QWidget):
    """The mark in the header."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH) + 1, self._theme.px(HEIGHT) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QPointF(0, 0), self._theme.zoom, self._theme)
        painter.end()

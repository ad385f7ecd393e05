"""The box before a line that is ticked, in the look of our check boxes: the system's own is lost on a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QPixmap

from ui.theme import Theme

BOX = 15
"""Design pixels."""
TICK = ((0.22, 0.54), (0.42, 0.73), (0.79, 0.30))
ROUND = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def tick_picture(theme: Theme, ticked: bool) -> QPixmap:
    """Return the picture of a box, ticked or empty."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    side = theme.px(BOX)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if ticked else "line_strong"), max(1.0, theme.zoom / 1.3)))
    painter.setBrush(theme.color("accent" if ticked else "surface"))
    edge = theme.zoom / 1.3
    painter.drawRoundedRect(QRectF(edge / 2, edge / 2, side - edge, side - edge), theme.px(4), theme.px(4))
    if ticked:
        painter.setPen(QPen(theme.color("on_accent"), 1.8 * theme.zoom, *ROUND))
        painter.drawPolyline([QPointF(side * x, side * y) for x, y in TICK])
    painter.end()
    return picture

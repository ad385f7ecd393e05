"""An icon in a button, with room between it and the word: Qt leaves 4 px, the design 8."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton

from ui.theme import Theme
from ui.widgets.flags import icon_after


def set_icon(
    button: QPushButton, theme: Theme, name: str, color: str = "ink", size: int = 18, after: bool = False
) -> None:
    """Give a button one of our icons, ``size`` design pixels wide, before its word or after it.

    While the button is disabled it has the colour of its words then: Qt's own grey can't be read on a dark ground.
    """
    gap = theme.px(4) if button.text() else 0
    side = theme.px(size)
    icon = QIcon(_with_room(theme.icon(name, color, size), side, gap, after))
    icon.addPixmap(_with_room(theme.icon(name, "ink_3", size), side, gap, after), QIcon.Mode.Disabled)
    button.setIcon(icon)
    button.setIconSize(QSize(side + gap, side))
    if after:
        icon_after(button)


def _with_room(pixmap: QPixmap, side: int, gap: int, after: bool) -> QPixmap:
    """Return a picture with ``gap`` pixels of nothing between it and the word."""
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wider = QPixmap(round((side + gap) * ratio), round(side * ratio))
    wider.setDevicePixelRatio(ratio)
    wider.fill(QColor(0, 0, 0, 0))
    painter = QPainter(wider)
    painter.drawPixmap(gap if after else 0, 0, pixmap)
    painter.end()
    return wider

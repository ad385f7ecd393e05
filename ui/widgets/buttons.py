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

    A button that is disabled has it in grey; after enabling it, ask again.
    """
    gap = theme.px(4) if button.text() else 0
    side = theme.px(size)
    pixmap = theme.icon(name, color if button.isEnabled() else "ink_3", size)
    if gap:
        ratio = pixmap.devicePixelRatio()
        wider = QPixmap(round((side + gap) * ratio), round(side * ratio))
        wider.setDevicePixelRatio(ratio)
        wider.fill(QColor(0, 0, 0, 0))
        painter = QPainter(wider)
        painter.drawPixmap(gap if after else 0, 0, pixmap)
        painter.end()
        pixmap = wider
    button.setIcon(QIcon(pixmap))
    button.setIconSize(QSize(side + gap, side))
    if after:
        icon_after(button)

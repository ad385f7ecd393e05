"""A tab of the header: icon, word, an optional count; the open one is underlined in accent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.flags import CENTER, MIDDLE


class Tab(QPushButton):
    """A checkable button drawn as a tab. The count is part of its spoken name."""

    def __init__(self, text: str, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setProperty("kind", "tab")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._icon_name = icon
        self._count = 0
        self._theme = theme
        self.set_count(0)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_count(self, count: int) -> None:
        """Show a count after the word; 0 shows none."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count} dans la sélection" if count else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = px(16) + px(20) + px(8) + self._words().horizontalAdvance(self.text()) + px(16)
        return QSize(width + (px(28) if self._count else 0), px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        color = "accent" if self.isChecked() else ("ink" if self.underMouse() else "ink_2")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(px(16), (self.height() - px(20)) // 2, theme.icon(self._icon_name, color, 20))
        painter.setFont(theme.font("body", bold=self.isChecked()))
        painter.setPen(theme.color(color))
        left = px(44)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), MIDDLE, self.text())
        if self._count:
            side = px(20)
            badge = QRectF(left + self._words().horizontalAdvance(self.text()) + px(8), 0, side, side)
            badge.moveTop((self.height() - side) / 2)
            ground = QPainterPath()
            ground.addRoundedRect(badge, px(6), px(6))
            painter.fillPath(ground, theme.color("accent_soft"))
            painter.setPen(theme.color("accent"))
            painter.setFont(theme.font("caption", bold=True))
            painter.drawText(badge, CENTER, str(self._count))
        if self.isChecked():
            painter.fillRect(0, self.height() - px(3), self.width(), px(3), theme.color("accent"))
        painter.end()

    def _words(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("body", bold=True))

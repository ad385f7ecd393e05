"""A check box drawn with our tokens: tick, words that wrap and, when wanted, an icon before them and a count after."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop.typography import nombre
from ui.theme import Theme

BOX, TEXT_LEFT, ICON_ROOM = 15, 21, 20  # design pixels
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class CheckBox(QCheckBox):
    """A QCheckBox in every respect but its look. Enter works as Space does."""

    def __init__(self, text: str, theme: Theme, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._count: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_count(self, count: int | None) -> None:
        """Show a count at the right, and say it."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}, {count}")
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._metrics().boundingRect(QRect(0, 0, self._room(width), 9999), WRAPPED, self.text())
        return max(self._theme.px(24), words.height() + self._theme.px(6))

    def sizeHint(self) -> QSize:
        natural = self._left() + self._metrics().horizontalAdvance(self.text()) + self._right() + 2
        return QSize(natural, self.heightForWidth(natural))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(px(24), 0)  # box, icon and count stand on the first line
        side = px(BOX)
        self._draw_box(painter, QRectF(0.5, (line - side) / 2 + 0.5, side - 1, side - 1))
        if self._icon_name:
            icon = theme.icon(self._icon_name, "ink_2", 16)
            painter.drawPixmap(px(TEXT_LEFT), (line - px(16)) // 2, icon)
        metrics = self._metrics()
        painter.setFont(theme.font("body"))
        if self._count is not None:
            painter.setPen(theme.color("ink_3"))
            top = QRect(0, 0, self.width() - px(2), line)
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, nombre(self._count))
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink_3"))
        above = (line - metrics.height()) // 2
        room = QRect(self._left(), above, self._room(self.width()), self.height())
        painter.drawText(room, WRAPPED, self.text())
        painter.end()

    def _draw_box(self, painter: QPainter, box: QRectF) -> None:
        theme, px, checked = self._theme, self._theme.px, self.isChecked()
        painter.setPen(QPen(theme.color("accent" if checked else "line_strong"), max(1.0, theme.zoom / 1.3)))
        painter.setBrush(theme.color("accent" if checked else "surface"))
        painter.drawRoundedRect(box, px(4), px(4))
        if checked:
            round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(theme.color("on_accent"), 1.8 * theme.zoom, *round_ends))
            x, y, s = box.x(), box.y(), box.width()
            painter.drawPolyline([QPointF(x + s * a, y + s * b) for a, b in ((0.22, 0.54), (0.42, 0.73), (0.79, 0.30))])

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("body"))

    def _left(self) -> int:
        return self._theme.px(TEXT_LEFT) + (self._theme.px(ICON_ROOM) if self._icon_name else 0)

    def _right(self) -> int:
        return self._metrics().horizontalAdvance("0000") + self._theme.px(8) if self._count is not None else 0

    def _room(self, width: int) -> int:
        return max(1, width - self._left() - self._right())

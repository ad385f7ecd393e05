"""A painted page, and the area that it scrolls in: the keys that turn pages are the screen's, not the area's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.family.paper import Paper
from ui.theme import Theme
from ui.widgets.blocks import Block

MARGIN = 24
"""Design pixels around what is painted."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Sheet(QWidget):
    """Paints one block; its accessible name is everything that the block says, in sentences."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, theme: Theme, block: Block, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.block = block
        self._ringed = False
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)

    def fit(self, screen: int) -> None:
        """Lay the page out for screens of this height, in pixels."""
        if isinstance(self.block, Paper) and self.block.screen != screen:
            self.block.screen = screen
            self.updateGeometry()

    @property
    def stops(self) -> tuple[int, ...]:
        """Where each screen of the page begins, in pixels from its top."""
        return self.block.laid(self.width() - 2 * self._margin).stops if isinstance(self.block, Paper) else (0,)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.block.height(width - 2 * self._margin)

    def sizeHint(self) -> QSize:
        width = self.width() or self.block.least() + 2 * self._margin
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.block.least() + 2 * self._margin, self.heightForWidth(self.width()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, across = QPainter(self), self._margin
        self.block.paint(painter, self.rect().adjusted(across, 0, -across, 0))
        if self._ringed:
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.end()

    @property
    def _margin(self) -> int:
        return self.theme.px(MARGIN)


class Area(QScrollArea):
    """Scrolls with the wheel and when the screen asks; never sideways unless a word is wider than the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")  # the ground of paper
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def setWidget(self, widget: QWidget) -> None:
        if isinstance(widget, Sheet):
            widget.fit(self.viewport().height())
        super().setWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        shown = self.widget()
        if isinstance(shown, Sheet):
            shown.fit(self.viewport().height())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def onward(self) -> int | None:
        """Return where what is not seen yet begins, None when the end of the page is."""
        bar, shown = self.verticalScrollBar(), self.widget()
        at, end = bar.value(), bar.maximum()
        if at >= end:
            return None
        stops = shown.stops if isinstance(shown, Sheet) else ()
        return min(end, next((stop for stop in stops if stop > at), at + self._screen))

    def backward(self) -> int | None:
        """Return where the screen before begins, None at the top of the page."""
        at, shown = self.verticalScrollBar().value(), self.widget()
        if not at:
            return None
        stops = shown.stops if isinstance(shown, Sheet) else ()
        return max((stop for stop in stops if stop < at), default=max(0, at - self._screen))

    @property
    def _screen(self) -> int:
        return max(1, self.viewport().height() * 4 // 5)

    def roll(self, pixels: int) -> None:
        """Move what is shown down by so many pixels."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

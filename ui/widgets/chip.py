"""Chips, a small frame around a word: plain for the level asked for, dashed for a substitute, solid for a diploma."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

PLAIN, DASHED, OUTLINED = "plain", "dashed", "outlined"
_INK = {PLAIN: "ink_2", DASHED: "ink", OUTLINED: "ink"}


class Chip(Block):
    """A word in a frame, with an icon or not; its text wraps inside it when the cell is narrow."""

    def __init__(self, theme: Theme, text: str, look: str = PLAIN, icon: Block | None = None) -> None:
        self._theme = theme
        self._look = look
        role = "body" if look == OUTLINED else "caption"
        body: Block = Text(theme, text, role, look == OUTLINED, _INK[look])
        if icon is not None:
            body = Beside(icon, body, theme.px(4), line_height(theme, role))
        self._body = body
        self._text = text
        self._pad = (theme.px(7), theme.px(3 if look == OUTLINED else 4))

    def width(self) -> int:
        return self._body.width() + 2 * self._pad[0]

    def least(self) -> int:
        return self._body.least() + 2 * self._pad[0]

    def height(self, width: int) -> int:
        return self._body.height(width - 2 * self._pad[0]) + 2 * self._pad[1]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._look == PLAIN:
            painter.setBrush(theme.color("chip"))
        elif self._look == OUTLINED:
            painter.setPen(QPen(theme.color("line_strong"), 1))
        else:
            pen = QPen(theme.color("line_strong"), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
        painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        painter.restore()
        self._body.paint(painter, rect.adjusted(self._pad[0], self._pad[1], -self._pad[0], -self._pad[1]))

    def words(self) -> Iterator[str]:
        yield self._text

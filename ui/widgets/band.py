"""The band under a row: a mark (≈, the underline of clear gaps, an icon) and which columns it speaks of."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.theme import Theme
from ui.widgets.blocks import Block, Fixed, icon
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

CLEAR = "net"


def band_block(theme: Theme, lead: str, words: str, sign: str = "incertitude") -> Block:
    """Return the words of a band: ``lead`` in bold, then the sentence, after an icon or the mark of a clear gap."""
    mark = _underline(theme) if sign == CLEAR else icon(theme, sign, "ink", 17)
    return Beside(mark, Text(theme, words, lead=lead), theme.px(8), line_height(theme, "body"))


def _underline(theme: Theme) -> Fixed:
    """Return the 2 px line that stands under both figures of a clear gap."""
    side, thick = theme.px(17), theme.px(2)

    def draw(painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect.x(), rect.center().y() + thick, side, thick, theme.color("ink"))

    return Fixed(side, side, draw)

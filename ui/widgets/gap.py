"""A gap in a cell: the glyph of its reason and words, in ink on the surface; never grey only, never a bare dash."""

from __future__ import annotations

from ui.theme import Theme
from ui.widgets.blocks import Block, icon
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height


def gap_block(theme: Theme, glyph: str, words: str, lead: str = "") -> Block:
    """Return the glyph and the words of a gap; ``lead`` names the figures concerned, in bold."""
    text = Text(theme, words, lead=lead)
    return Beside(icon(theme, glyph, "ink", 17), text, theme.px(6), line_height(theme, "body"))

"""The columns that every line of the result list shares, at a width and a zoom.

Wide: words at the left, then distance, strip and button in columns. Narrow: strip and percents go under the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import Theme

WIDE, SLIM = 860, 540  # design pixels
AROUND = 4  # between the card and the edge of the item: room for the ring
STRIP, NARROW_STRIP = 236, 120
BUTTON = 108
KM = 92
TIGHT = 190


@dataclass(frozen=True, slots=True)
class Columns:
    """The x positions that every line shares, so that the headings above can stand on them."""

    wide: bool
    slim: bool
    tight: bool
    left: int
    words: int
    km_right: int
    strip: int
    strip_width: int
    button: int
    button_width: int


def columns(width: int, theme: Theme, with_distance: bool) -> Columns:
    """Return the columns of a list ``width`` pixels wide."""
    px = theme.px
    wide = width >= px(WIDE)
    right = width - AROUND - px(12)
    button_width = px(BUTTON)
    button = right - button_width
    left = AROUND + px(13)
    if not wide:
        slim = width < px(SLIM)
        strip_width = px(STRIP if slim else NARROW_STRIP)
        tight = button - px(12) - left < px(TIGHT)
        words = (right if tight else button - px(12)) - left
        return Columns(False, slim, tight, left, words, right, left, strip_width, button, button_width)
    strip = button - px(28) - px(STRIP)
    km_right = strip - px(14)
    words_right = km_right - (px(KM) if with_distance else 0)
    return Columns(True, False, False, left, words_right - left, km_right, strip, px(STRIP), button, button_width)

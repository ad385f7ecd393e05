"""Where things stand in a line of the result list, at a width and a zoom.

Wide: words at the left, then distance, strip and button in columns. Narrow: strip and percents go under the words.
Nothing is cut: words wrap and the line grows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics

from desktop.search import Resultat
from ui.search.row_words import about_presence, about_school, distance, place, title, way
from ui.theme import Theme
from ui.widgets.text import Text

WIDE, SLIM = 860, 540  # design pixels
AROUND = 4  # between the card and the edge of the item: room for the ring
STRIP, NARROW_STRIP = 236, 180
PERCENTS = 186
BUTTON = 108
KM = 92


@dataclass(frozen=True, slots=True)
class Columns:
    """The x positions that every line shares, so that the headings above can stand on them."""

    wide: bool
    slim: bool
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
        return Columns(False, slim, left, button - px(12) - left, right, left, strip_width, button, button_width)
    strip = button - px(28) - px(STRIP)
    km_right = strip - px(14)
    words_right = km_right - (px(KM) if with_distance else 0)
    return Columns(True, False, left, words_right - left, km_right, strip, px(STRIP), button, button_width)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The places of one line, from the top left corner of its item."""

    columns: Columns
    height: int
    chip: QRect
    title: Text
    title_at: tuple[int, int]
    voie: QRect
    second: Text
    second_at: tuple[int, int]
    place_length: int
    note: Text
    note_at: tuple[int, int]
    note_length: int
    km: QRect
    strip: QRect
    percents: QRect
    button: QRect

    @property
    def card(self) -> QRectF:
        """The card of the line in an item as wide as the list, 1 px line included."""
        right = self.columns.button + self.columns.button_width
        left = AROUND
        width = right - left + (self.columns.left - AROUND) - 1
        return QRectF(left + 0.5, AROUND + 0.5, width - 1, self.height - 2 * AROUND - 1)


def lay_out(result: Resultat, width: int, theme: Theme, with_distance: bool, built: str) -> RowLayout:
    """Return the layout of a line."""
    px, spaces = theme.px, columns(width, theme, with_distance)
    small = QFontMetrics(theme.font("caption", bold=True))
    body = QFontMetrics(theme.font("body"))
    top = AROUND + px(8)
    chip = QRect(spaces.left, top, small.horizontalAdvance(result.formation.diplome) + px(16), px(21))
    title_left = chip.right() + 1 + px(8)
    words = Text(title(result.formation), theme.font("card", bold=True), spaces.words - (title_left - spaces.left))
    voie_width = body.horizontalAdvance(way(result.formation)) + px(36)
    voie_left, voie_top = title_left + round(words.tail) + px(8), top + round(words.last_top)
    under = top + max(round(words.height), chip.height()) + px(3)
    if voie_left + voie_width > spaces.left + spaces.words:
        voie_left, voie_top = spaces.left, under
        under += px(21) + px(4)
    voie = QRect(voie_left, voie_top, voie_width, px(21))
    where = place(result)
    second = Text(" · ".join([where, *about_school(result)]), theme.font("body"), spaces.words)
    bottom = under + round(second.height)
    said = " · ".join(about_presence(result, built))
    note = Text(said, theme.font("caption"), spaces.words)
    note_left, note_top = voie.right() + px(10), voie.top() + round((voie.height() - note.height) / 2)
    if said and (note.last_top > 0 or note_left + note.tail > spaces.left + spaces.words):
        note_left, note_top = spaces.left, bottom
        bottom += round(note.height)
    strip_top = AROUND + px(13)
    if not spaces.wide:
        strip_top = bottom + px(8)
        bottom = strip_top + px(13) + px(22 if spaces.slim else 16)
    height = max(bottom + px(8) + AROUND, px(62) + 2 * AROUND)
    strip = QRect(spaces.strip, strip_top, spaces.strip_width, px(13))
    percents = QRect(strip.left(), strip.bottom() + 1 + px(4), px(PERCENTS), px(20))
    if not spaces.wide and not spaces.slim:
        percents = QRect(strip.right() + px(16), strip.center().y() - px(10), px(PERCENTS), px(20))
    if spaces.wide:
        km = QRect(spaces.km_right - px(KM), AROUND, px(KM), height - 2 * AROUND)
    else:
        wide = QFontMetrics(theme.font("group", bold=True)).horizontalAdvance(distance(result))
        km = QRect(spaces.km_right - wide - px(2), strip.center().y() - px(10), wide + px(2), px(20))
    button_top = (height - px(32)) // 2 if spaces.wide else AROUND + px(10)
    button = QRect(spaces.button, button_top, spaces.button_width, px(32))
    return RowLayout(
        columns=spaces,
        height=height,
        chip=chip,
        title=words,
        title_at=(title_left, top),
        voie=voie,
        second=second,
        second_at=(spaces.left, under),
        place_length=len(where),
        note=note,
        note_at=(note_left, note_top),
        note_length=len(said),
        km=km,
        strip=strip,
        percents=percents,
        button=button,
    )

"""Where things stand in one line of the result list. Nothing is cut: words wrap and the line grows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics

from desktop.search import Resultat
from ui.search.columns import AROUND, STRIP, Columns, columns
from ui.search.row_words import about_presence, about_school, distance, place, title, trip, way
from ui.theme import Theme
from ui.widgets.text import Text

__all__ = ["AROUND", "STRIP", "RowLayout", "lay_out"]

PERCENTS, NARROW_PERCENTS = 186, 174
LINK = 24  # as high as the smallest target


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
    why: Text
    why_at: tuple[int, int]
    link: QRect
    km: QRect
    trip: QRect
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


def lay_out(
    result: Resultat, width: int, theme: Theme, with_distance: bool, built: str, link: str, depart: str | None
) -> RowLayout:
    """Return the layout of a line: ``link`` is the word of what opens another list, ``depart`` the region left from."""
    px, spaces = theme.px, columns(width, theme, with_distance)
    margin = px(8 if spaces.wide else 6)
    small, body = QFontMetrics(theme.font("caption", bold=True)), QFontMetrics(theme.font("body"))
    right = spaces.left + spaces.words
    top = AROUND + margin
    chip = QRect(spaces.left, top, small.horizontalAdvance(result.formation.diplome) + px(16), px(21))
    title_left = chip.right() + 1 + px(8)
    words = Text(title(result.formation), theme.font("card", bold=True), right - title_left)
    voie_width = body.horizontalAdvance(way(result.formation)) + px(36)
    voie_left, voie_top = title_left + round(words.tail) + px(8), top + round(words.last_top)
    under = top + max(round(words.height), chip.height()) + px(3)
    if voie_left + voie_width > right:
        voie_left, voie_top = spaces.left, under
        under += px(21) + px(4)
    voie = QRect(voie_left, voie_top, voie_width, px(21))
    where = place(result)
    away = (
        ", ".join(filter(None, [distance(result), trip(result, depart, False)]))
        if with_distance and not spaces.wide
        else ""
    )
    second = Text(" · ".join(filter(None, [where, *about_school(result), away])), theme.font("body"), spaces.words)
    bottom = under + round(second.height)
    said = " · ".join(about_presence(result, built))
    note = Text(said, theme.font("caption"), spaces.words)
    note_left, note_top = voie.right() + px(10), voie.top() + round((voie.height() - note.height) / 2)
    if said and (note.last_top > 0 or note_left + note.tail > right):
        note_left, note_top = spaces.left, bottom
        bottom += round(note.height)
    reason = result.raison or ""
    why = Text(reason[:1].upper() + reason[1:], theme.font("body"), spaces.words)
    why_top = bottom + px(2)
    if reason:
        bottom = why_top + round(why.height)
    strip_top, button_top = AROUND + px(13), top
    if not spaces.wide:
        strip_top = bottom + px(6)
        bottom = strip_top + px(13) + px(38 if spaces.slim else 6)
    if spaces.tight:
        button_top = bottom + px(4)
        bottom = button_top + px(32)
    height = max(bottom + margin + AROUND, px(62) + 2 * AROUND)
    strip = QRect(spaces.strip, strip_top, spaces.strip_width, px(13))
    percents = QRect(strip.left(), strip.bottom() + 1 + px(4), px(PERCENTS), px(20))
    if not spaces.wide and not spaces.slim:
        percents = QRect(strip.right() + px(12), strip.center().y() - px(10), px(NARROW_PERCENTS), px(20))
    km, time = _away(result, trip(result, depart), theme, spaces, height // 2)
    if spaces.wide:
        button_top = (height - px(32 + LINK) + px(13)) // 2
    button = QRect(spaces.button, button_top, spaces.button_width, px(32))
    link_width = QFontMetrics(theme.font("caption")).horizontalAdvance(link) + px(4)
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
        why=why,
        why_at=(spaces.left, why_top),
        link=_link(button, link_width, theme, spaces),
        km=km,
        trip=time,
        strip=strip,
        percents=percents,
        button=button,
    )


def _link(button: QRect, width: int, theme: Theme, spaces: Columns) -> QRect:
    """Return where the link stands: under the button, or beside it where that is under the words."""
    tall = theme.px(LINK)
    if spaces.tight:
        return QRect(spaces.left, button.center().y() - tall // 2, width, tall)
    return QRect(button.right() + 1 - width, button.bottom() + 1, width, tall)


def _away(result: Resultat, time: str, theme: Theme, spaces: Columns, middle: int) -> tuple[QRect, QRect]:
    """Return where the kilometres stand and, under them, the estimate of the time."""
    px = theme.px
    wide = max(
        QFontMetrics(theme.font("group", bold=True)).horizontalAdvance(distance(result)),
        QFontMetrics(theme.font("caption")).horizontalAdvance(time),
    )
    left, width = spaces.km_right - wide - px(2), wide + px(2)
    if not time:
        return QRect(left, middle - px(10), width, px(20)), QRect()
    return QRect(left, middle - px(18), width, px(20)), QRect(left, middle + px(1), width, px(17))

"""The cells about a whole establishment, all its diplomas together: its three parts, and its attendu and observé."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from data_bundle.indicators import ETABLISSEMENT
from desktop.cell_words import attendu_observe, mot
from desktop.figures import Figure
from desktop.typography import pourcent
from ui.compare.look import Look, doubts, gap_lines, level_line
from ui.compare.lots import ICONS, Lot, lots
from ui.widgets.blocks import Block, icon
from ui.widgets.line_block import Beside
from ui.widgets.strip import Parts, paint_strip
from ui.widgets.text_block import Text, line_height

ATTENDU = "taux_emploi_6m_attendu" + ETABLISSEMENT
OBSERVE = "taux_emploi_6m" + ETABLISSEMENT


def whole_block(look: Look, cells: Sequence[Figure], said: Collection[str]) -> Block:
    """Return the three parts of an establishment on one strip, with its level, cohort and population.

    ``said`` are sentences that the label of the row says for every column.
    """
    items: list[Block] = []
    for lot in lots(cells):
        items += [_values(look, lot, len(cells)), level_line(look, lot), *doubts(look, lot.figures, said)]
    return look.stack([*items, *gap_lines(look, cells)])


def pair_block(look: Look, attendu: Figure, observes: Sequence[Figure], said: Collection[str]) -> Block:
    """Return attendu and observé at 6 months, and what else was observed later; or why there is nothing."""
    theme = look.theme
    items: list[Block] = []
    observe = observes[0]
    if attendu.connue and observe.connue:
        items.append(Text(theme, attendu_observe(attendu, observe), bold=True))
    elif observe.connue:
        items.append(_rate(look, observe))
    items += [_rate(look, figure) for figure in observes[1:] if figure.connue]
    if not items:
        return look.stack(gap_lines(look, [observe]))
    known = tuple(figure for figure in observes if figure.connue)
    items += [level_line(look, Lot(known, known)), *doubts(look, known, said)]
    return look.stack(items, 4)


def _rate(look: Look, figure: Figure) -> Block:
    return Text(look.theme, pourcent(figure.valeur or 0), lead=f"{mot(figure.indicateur)}\u00a0: ")


def _values(look: Look, lot: Lot, wanted: int) -> Block:
    theme = look.theme
    parts = [figure.valeur or 0 for figure in lot.figures]
    values = look.flow([_part(look, figure) for figure in lot.figures], 10)
    if len(parts) != wanted or wanted != 3 or sum(parts) != 100:
        return values
    work, study, other = parts
    return _StripLine(look, (work, study, other), values, theme.px(132))


def _part(look: Look, figure: Figure) -> Block:
    theme = look.theme
    sign = icon(theme, ICONS[figure.indicateur.nom.removesuffix(ETABLISSEMENT)], "ink", 16)
    return Beside(sign, Text(theme, pourcent(figure.valeur or 0)), theme.px(4), line_height(theme, "body"))


class _StripLine(Block):
    """A strip and its three percents after it, or under it where there is no room for both."""

    def __init__(self, look: Look, parts: Parts, values: Block, longest: int) -> None:
        self._theme = look.theme
        self._parts = parts
        self._values = values
        self._longest = longest
        self._gap = look.theme.px(10)
        self._tall = look.theme.px(13)

    def width(self) -> int:
        return self._longest + self._gap + self._values.width()

    def least(self) -> int:
        return self._values.least()

    def height(self, width: int) -> int:
        if self._room(width):
            return self._values.height(self._values.width())
        return self._tall + self._gap // 2 + self._values.height(width)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        if room := self._room(rect.width()):
            y = rect.y() + (rect.height() - self._tall) // 2
            paint_strip(painter, QRect(rect.x(), y, room, self._tall), self._parts, self._theme)
            self._values.paint(painter, rect.adjusted(room + self._gap, 0, 0, 0))
        else:
            paint_strip(painter, QRect(rect.x(), rect.y(), rect.width(), self._tall), self._parts, self._theme)
            self._values.paint(painter, rect.adjusted(0, self._tall + self._gap // 2, 0, 0))

    def words(self) -> Iterator[str]:
        return self._values.words()

    def _room(self, width: int) -> int:
        """Return how long the strip may be beside its values, 0 when it goes over them."""
        room = min(self._longest, width - self._gap - self._values.width())
        return room if room >= self._longest // 2 else 0

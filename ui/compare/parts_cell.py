"""The outcome cell: level, ten silhouettes, then each outcome with its exact percent and its range."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.cell_words import MOINS_DE_UN, mot
from desktop.figures import Figure
from desktop.tens import ten
from desktop.typography import NBSP, pourcent
from desktop.wording import plage_courte
from ui.compare.look import Look, doubts, gap_lines, level_line
from ui.compare.lots import ICONS, PARTS, Lot, lots
from ui.widgets.blocks import Block, Either, Split, icon
from ui.widgets.line_block import Beside
from ui.widgets.pictogram import Ten
from ui.widgets.text_block import Text, line_height


def parts_block(look: Look, cells: Sequence[Figure], marked: Collection[str], said: Collection[str]) -> Block:
    """Return the drawing of the three parts of one formation; indicators ``marked`` have a clear gap.

    ``said`` are sentences that the label of the row says for every column.
    """
    items, spring = gap_lines(look, cells), None
    for lot in lots(cells):
        items += [level_line(look, lot), *doubts(look, lot.figures, said)]
        spring = len(items)
        items += _values(look, lot, marked)
    return look.stack(items, spring=spring)


def tens(figures: Sequence[Figure]) -> tuple[int, ...] | None:
    """Return the silhouettes of the three parts, None when they are not all there or do not sum to 100."""
    if [figure.indicateur.nom for figure in figures] != list(PARTS):
        return None
    parts = [figure.valeur for figure in figures]
    if any(part is None or part != int(part) for part in parts):
        return None
    return ten([int(part or 0) for part in parts])


def _values(look: Look, lot: Lot, marked: Collection[str]) -> list[Block]:
    counts = tens(lot.figures)
    columns, lines = [], []
    for number, figure in enumerate(lot.figures):
        unseen = counts is not None and counts[number] == 0
        value, word, under = _outcome(look, figure, figure.indicateur.nom in marked, unseen)
        sign, size = icon(look.theme, ICONS[figure.indicateur.nom], "ink", 17), line_height(look.theme, "figure", True)
        gap = look.theme.px(5)
        columns.append(look.stack([Beside(sign, value, gap, size), word, *under], 1))
        lines.append(Beside(sign, look.stack([look.flow([value, word], 6), *under], 0), gap, size))
    drawing: list[Block] = [Ten(look.theme, counts, 5 if look.compact else 10)] if counts else []
    one_a_line = look.stack(lines, 5)
    if look.compact:
        return [*drawing, one_a_line]
    return [*drawing, Either(Split(columns, look.theme.px(8)), one_a_line)]


def _outcome(look: Look, figure: Figure, marked: bool, unseen: bool) -> tuple[Block, Block, list[Block]]:
    """Return the percent, the word and what stands under them; ``unseen`` when the part has no silhouette."""
    value = Text(look.theme, pourcent(figure.valeur or 0), "figure", True, underline=marked)
    under: list[Block] = []
    if short := plage_courte(figure):
        under.append(look.caption(short.replace(" ", NBSP)))
    if unseen and figure.valeur:
        under.append(look.caption(MOINS_DE_UN))
    return value, Text(look.theme, mot(figure.indicateur)), under

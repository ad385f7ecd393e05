"""How the cells of one drawing of the page look, and the pieces that every kind of cell starts with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.cell_words import compte, mots
from desktop.figures import Figure
from desktop.typography import NBSP
from desktop.wording import EFFECTIF_INCONNU, GLYPHES, manque, manque_court, niveau, repli, reserves
from ui.compare.geometry import STACKED_FROM
from ui.compare.lots import Lot, gaps
from ui.theme import Theme
from ui.widgets.blocks import Block, Stack, icon
from ui.widgets.chip import DASHED, Chip
from ui.widgets.gap import gap_block
from ui.widgets.line_block import Flow
from ui.widgets.text_block import Text


@dataclass(frozen=True, slots=True)
class Look:
    """The theme; ``compact``: four columns or more leave little room; ``brief``: cards would be too high in full."""

    theme: Theme
    compact: bool
    brief: bool = False

    @property
    def stacked(self) -> bool:
        """Tell whether everything is so large that labels stand above their row."""
        return self.theme.zoom >= STACKED_FROM

    def stack(self, items: Sequence[Block], gap: int = 6, spring: int | None = None) -> Stack:
        """Return blocks under one another, ``gap`` design pixels apart; spare height goes before item ``spring``."""
        return Stack(items, self.theme.px(gap), spring)

    def flow(self, items: list[Block], gap: int = 8) -> Flow:
        """Return blocks on a line that wraps."""
        return Flow(items, self.theme.px(gap), self.theme.px(4))

    def caption(self, text: str, color: str = "ink_3") -> Text:
        """Return small text."""
        return Text(self.theme, text, "caption", color=color)


def level_line(look: Look, lot: Lot) -> Block:
    """Return the level chip, plain or dashed for a substitute, with the count and the cohort."""
    figure = lot.figures[0]
    if lot.gap is None:
        chip = Chip(look.theme, niveau(figure.lieu))
    else:
        chip = Chip(look.theme, repli(figure, lot.gap.lieu), DASHED, icon(look.theme, "repli", "ink", 14))
    return look.flow([chip, look.caption(compte(figure))], 6)


def gap_lines(look: Look, cells: Sequence[Figure], without: str = "") -> list[Block]:
    """Return why the figures of a cell have no value of their own, once a reason; ``without`` leaves a status out."""
    return [
        gap_line(look, gap, "" if len(gap) == len(cells) else mots([cell.indicateur for cell in gap]))
        for gap in gaps(cells)
        if gap[0].statut != without
    ]


def gap_line(look: Look, cells: Sequence[Figure], names: str) -> Block:
    """Return why some figures have no value of their own: in full where there is room, or for it to be understood.

    ``names`` says which figures are meant when they are not all those of the cell.
    """
    figure = cells[0]
    short = any(cell.repli is not None for cell in cells) or (look.compact and not figure.precisions)
    words = manque_court(figure) if short else manque(figure)
    lead = f"{names}{NBSP}: " if names else ""
    return gap_block(look.theme, GLYPHES[figure.statut], words if names else _capital(words), lead)


def doubts(look: Look, figures: Sequence[Figure], said: Collection[str]) -> list[Block]:
    """Return what must be said with values: no published count, other version of the diploma, recalculated.

    ``said`` are sentences that the label of the row says for every column.
    """
    found: dict[str, None] = {}
    if any(figure.effectif is None for figure in figures):
        found[EFFECTIF_INCONNU] = None
    for figure in figures:
        found |= dict.fromkeys(sentence for sentence in reserves(figure) if sentence not in said)
    return [look.caption(sentence) for sentence in found]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""How a page of the family mode is set, and the heads of its columns: names, what figures stand for, level, cohort."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.famille_page import ColonneFamille
from desktop.typography import NBSP
from ui.theme import Theme
from ui.widgets.blocks import Block, Stack, icon
from ui.widgets.line_block import Beside, Flow
from ui.widgets.text_block import Text, line_height


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: ``places`` columns share the width, the words of lines stand ``beside`` them or over them.

    ``folded`` takes less height: a question no larger than text, a name and its voie in one text, what its figures
    stand for and when in another, ranges after the silhouettes, the head of a lone column over all of the width.
    """

    places: int
    beside: bool = True
    folded: bool = False

    @property
    def across(self) -> bool:
        """Tell whether the head of the only column goes over the words of lines."""
        return self.folded and self.places == 1


def head(theme: Theme, column: ColonneFamille, guess: int | None, folded: bool, dated: bool) -> Block:
    """Return the head of a column; ``dated`` when its cohort stands in a line of its own."""
    items = named(theme, column, folded)
    when = ", ".join(bit for bit in (column.quand, "" if dated else column.promotion) if bit)
    if column.repli:
        said = f"{column.repli}{NBSP}: {when}" if folded and when else column.repli
        items.append(_instead(theme, said))
    if when and not (folded and column.repli):
        items.append(Text(theme, when, color="ink_2"))
    if column.manque and column.cellules:
        items.append(gap(theme, column, column.manque))
    if guess is not None:
        items.append(Text(theme, f"Deviné{NBSP}: {guess}", color="ink_2"))
    return Flow(items, theme.px(16), 0) if folded else Stack(items, 0)


def lone(theme: Theme, column: ColonneFamille, guess: int | None, where: str, common: str) -> Block:
    """Return the head of the only column, over all of the width: its name comes last, next to the figures."""
    first: list[Block] = [Text(theme, where)] if where else []
    if guess is not None:
        first.append(Text(theme, f"Deviné{NBSP}: {guess}", color="ink_2"))
    if column.repli:
        first.append(_instead(theme, column.repli))
    when = ", ".join(bit for bit in (common, column.quand, column.promotion) if bit)
    items = [Flow(first, theme.px(24), 0)] if first else []
    lack = [gap(theme, column, column.manque)] if column.manque and column.cellules else []
    level = [Text(theme, when, color="ink_2")] if when else []
    return Stack([*items, *level, *named(theme, column, True), *lack], 0)


def _instead(theme: Theme, words: str) -> Block:
    sign = icon(theme, "repli", "ink", 26)
    return Beside(sign, Text(theme, words), theme.px(8), line_height(theme, "body"))


def named(theme: Theme, column: ColonneFamille, folded: bool) -> list[Block]:
    """Return the name, the voie and what else tells it from the others."""
    titre = column.titre
    rest = [bit for bit in (titre.voie, titre.ou) if bit]
    if folded:
        return [Text(theme, f" {', '.join(rest)}", lead=titre.affiche)]
    return [Text(theme, titre.affiche, bold=True), *(Text(theme, bit, color="ink_2") for bit in rest)]


def gap(theme: Theme, column: ColonneFamille, words: str) -> Block:
    """Return why there is no figure, with its sign."""
    sign = icon(theme, column.glyphe or "manque-inconnu", "ink", 30)
    return Beside(sign, Text(theme, words), theme.px(10), line_height(theme, "body"))

"""What would be said in every cell of a row is said once, by its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.cell_words import recalcul
from desktop.comparison import Ligne
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.wording import RECALCULE, reserves


@dataclass(frozen=True, slots=True)
class Shared:
    """``label`` are the sentences for the label of a row; ``cells`` are those that its cells then leave out."""

    label: tuple[str, ...]
    cells: frozenset[str]


def shared_reserves(lignes: Sequence[Ligne]) -> Shared:
    """Return what holds for every value of a row, and which of its indicators are recalculated in every column."""
    by_row = [[figure for cell in ligne.cellules if (figure := shown(cell)) is not None] for ligne in lignes]
    everywhere = _common([figure for figures in by_row for figure in figures]) - {RECALCULE}
    remade = [ligne.indicateur for ligne, figures in zip(lignes, by_row, strict=True) if RECALCULE in _common(figures)]
    anywhere = {figure.indicateur for figures in by_row for figure in figures if RECALCULE in reserves(figure)}
    label, left_out = sorted(everywhere), set(everywhere)
    if remade and anywhere <= set(remade):
        label.append(recalcul(remade))
        left_out.add(RECALCULE)
    return Shared(tuple(label), frozenset(left_out))


def _common(figures: Sequence[Figure]) -> set[str]:
    said = [set(reserves(figure)) for figure in figures]
    return set.intersection(*said) if said else set()

"""Which figures of a cell are drawn together: the same gap, then the same level, cohort and count.

Nothing is chosen here: a figure is the cell's own or the substitute that the Comparison gives it (DOMAIN.md §5.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.figures import Figure
from desktop.meetings import shown

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
"""Fixed order: travaillent, étudient, autres situations."""
ICONS = {"part_emploi_6m": "emploi", "part_poursuite": "etudes", "part_autres_6m": "autres"}


@dataclass(frozen=True, slots=True)
class Lot:
    """Cells whose values are drawn together, and those values: their own, or substitutes from one place and cohort."""

    cells: tuple[Figure, ...]
    figures: tuple[Figure, ...]

    @property
    def gap(self) -> Figure | None:
        """A cell that the values stand in for, None when they are the place's own."""
        return None if self.cells[0].connue else self.cells[0]


def lots(cells: Sequence[Figure]) -> list[Lot]:
    """Return the cells that show a value, in lots of the same place, cohort, population and count, in their order."""
    found: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = {}
    for cell in cells:
        if (figure := shown(cell)) is not None:
            where = (cell.connue, figure.lieu.ref, figure.millesime, figure.population, figure.effectif)
            found.setdefault(where, []).append((cell, figure))
    return [Lot(tuple(c for c, _ in group), tuple(f for _, f in group)) for group in found.values()]


def gaps(cells: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """Return the cells without a value of their own, those with the same reason together."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for cell in cells:
        if not cell.connue:
            found.setdefault((cell.statut, cell.variante, cell.precisions), []).append(cell)
    return [tuple(group) for group in found.values()]

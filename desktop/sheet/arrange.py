"""Which figures of a column stand together in a cell: its own, the substitutes by place and cohort, and the gaps.

Nothing is chosen here: a substitute is the ``repli`` that the Comparison gives, drawn beside the gap it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.figures import Figure
from desktop.tens import ten
from desktop.wording import manque


@dataclass(frozen=True, slots=True)
class Groupe:
    """Figures of one row of a source. ``rangs`` are their places in the order asked for."""

    rangs: tuple[int, ...]
    figures: tuple[Figure, ...]
    substitut: bool

    @property
    def premiere(self) -> Figure:
        """The figure that speaks for the place, the cohort and the count of the group."""
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class Manque:
    """Own figures that are missing for one and the same reason, and whether something is shown instead of all."""

    rangs: tuple[int, ...]
    figure: Figure
    substitue: bool

    @property
    def phrase(self) -> str:
        """The exact sentence of the gap."""
        return manque(self.figure)


@dataclass(frozen=True, slots=True)
class Case:
    """What a cell shows: the gaps first, then the groups, own figures before substitutes."""

    manques: tuple[Manque, ...]
    groupes: tuple[Groupe, ...]

    def rang(self, rang: int) -> Figure | None:
        """Return the figure shown at this place of the order, own or substitute."""
        for groupe in self.groupes:
            if rang in groupe.rangs:
                return groupe.figures[groupe.rangs.index(rang)]
        return None


def arrange(cells: Sequence[Figure]) -> Case:
    """Group the cells of one column, given in display order."""
    groups: dict[tuple[object, ...], list[int]] = {}
    gaps: dict[str, list[int]] = {}
    for rang, cell in enumerate(cells):
        shown = cell if cell.connue else cell.repli
        if not cell.connue:
            gaps.setdefault(manque(cell), []).append(rang)
        if shown is not None and shown.connue:
            groups.setdefault((not cell.connue, shown.lieu.ref, shown.cle), []).append(rang)
    ordered = sorted(groups.items(), key=lambda item: item[0][0] is True)
    return Case(
        tuple(Manque(tuple(rs), cells[rs[0]], all(cells[r].repli is not None for r in rs)) for rs in gaps.values()),
        tuple(Groupe(tuple(rs), tuple(_shown(cells[r]) for r in rs), bool(key[0])) for key, rs in ordered),
    )


def dix(groupe: Groupe) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return ten figures for the three parts of a group with the parts, None when they are not a whole."""
    values = [f.valeur for f in groupe.figures]
    if len(values) != 3 or any(f.indicateur.denominateur != "derniere_annee" for f in groupe.figures):
        return None
    if any(v is None or v != int(v) for v in values):
        return None
    parts = tuple(int(v or 0) for v in values)
    counts = ten(parts)
    return (counts, parts) if counts else None


def _shown(cell: Figure) -> Figure:
    return cell if cell.connue or cell.repli is None else cell.repli

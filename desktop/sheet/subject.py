"""What a page draws: some columns of a comparison in one look, and what its sections have to tell one another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from desktop.comparison import Colonne, Comparison, Ligne
from desktop.figures import Figure
from desktop.sheet.boxes import Box
from desktop.sheet.grid import Grid, Slots
from desktop.sheet.look import Look
from desktop.sheet.values import Marks
from desktop.sheet.verdict_lines import Scope

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
"""Fixed order: travaillent, étudient, autres situations."""

HORIZONS = (6, 12, 18, 24)
ICI = "_etablissement"
TOGETHER = f"part_poursuite_ou_emploi_6m{ICI}"
"""Of the whole établissement, those who study or work."""
WHOLE_PLACE = (*(nom + ICI for nom in PARTS), TOGETHER, f"taux_emploi_6m{ICI}", f"taux_emploi_6m_attendu{ICI}")
"""The indicators of the row of the whole établissement."""


@dataclass
class Sujet:
    """A page's columns with what it has printed: footnotes, reasons (for all, by column), places of the figures."""

    comparison: Comparison
    columns: tuple[int, ...]
    look: Look
    scope: Scope
    marks: Marks = field(default_factory=Marks)
    said: set[str] = field(default_factory=set)
    told: set[tuple[int, str]] = field(default_factory=set)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)

    def colonnes(self) -> list[tuple[int, Colonne]]:
        """The columns of the page with their numbers in the comparison."""
        return [(i, self.comparison.colonnes[i]) for i in self.columns]

    def lignes(self, noms: Sequence[str]) -> list[Ligne]:
        """The rows of these indicators, in the order given."""
        found = (self.comparison.ligne(nom) for nom in noms)
        return [ligne for ligne in found if ligne is not None]

    def grid(self, columns: Sequence[Slots | Box], order: tuple[str, ...] = (), gap: float | None = None) -> Grid:
        """A grid of cells in this look."""
        return Grid(tuple(columns), order, self.look.places, self.look.between, self.look.row if gap is None else gap)


def shown(cell: Figure) -> Figure | None:
    """Return the figure printed for a cell: its own, or its substitute, or none."""
    return cell if cell.connue else cell.repli


def followed(comparison: Comparison, columns: Sequence[int]) -> tuple[list[Ligne], list[Ligne]]:
    """Return the rows on leavers that are drawn, and those of a horizon that the cohorts shown have not reached.

    6 and 12 months are always drawn; a later one when a column shows there the very cohort that it shows at 6 months,
    or lacks it for another reason than time. An older cohort alone is told apart (`desktop.rubrique_autres`).
    """
    found = (comparison.ligne(f"taux_emploi_{h}m") for h in HORIZONS)
    every = [ligne for ligne in found if ligne is not None]
    kept = [x for x in every if x.indicateur.horizon in HORIZONS[:2] or any(_reached(every[0], x, i) for i in columns)]
    later = [x for x in every if all(x is not k for k in kept)]
    return kept, [x for x in later if any(_waits(x.cellules[i]) for i in columns)]


def drawn(
    comparison: Comparison, columns: Sequence[int], more: Collection[str] = (), *, place: bool = True
) -> list[Ligne]:
    """Return the rows whose figures a page of these columns prints, those of the indicators ``more`` among them.

    Without ``place``, the row of the whole établissement stands elsewhere.
    """
    noms = {*PARTS, *more, *(ligne.indicateur.nom for ligne in followed(comparison, columns)[0])}
    if place:
        noms.update(WHOLE_PLACE)
    return [ligne for ligne in comparison.lignes if ligne.indicateur.nom in noms]


def _reached(six: Ligne, ligne: Ligne, i: int) -> bool:
    own, first, here = ligne.cellules[i], shown(six.cellules[i]), shown(ligne.cellules[i])
    if first is None or here is None:
        return own.statut not in ("horizon_non_observe", six.cellules[i].statut) and here in (None, own)
    return (here.lieu, here.millesime) == (first.lieu, first.millesime)


def _waits(cell: Figure) -> bool:
    return cell.statut == "horizon_non_observe" or cell.repli is not None

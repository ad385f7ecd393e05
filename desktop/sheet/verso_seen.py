"""What the pages of figures show and leave unsaid: the back page explains the one and says the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.comparison import Comparison
from desktop.figures import Figure
from desktop.rubrique_autres import mois_muets
from desktop.rubriques import muettes
from desktop.sheet.draft import Plan
from desktop.sheet.subject import HORIZONS, PARTS, WHOLE_PLACE, drawn, shown
from desktop.verdicts import EGAL
from desktop.wording import manque

RATES = tuple(f"taux_emploi_{h}m" for h in HORIZONS)
UNTOLD = tuple(nom for nom in WHOLE_PLACE if nom.startswith("taux_emploi_"))
"""Rates of a whole établissement, which the row of figures leaves out where there is none, without a word."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages of figures show: gaps, figures, and whether substitutes and equal pairs are among them."""

    gaps: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    rates: tuple[Figure, ...]
    substitute: bool
    equal: bool
    expected: bool


def silence(comparison: Comparison, seen: Seen) -> tuple[str, ...]:
    """Return what no column can tell and no page of figures says, a sentence each."""
    return (*muettes(comparison), *mois_muets(comparison, {manque(gap) for gap in seen.gaps}, suivis=bool(seen.rates)))


def seen_of(plans: Sequence[Plan]) -> Seen:
    """Return what the pages of figures of these plans show."""
    cells = [
        (ligne, ligne.cellules[i])
        for plan in plans
        for ligne in drawn(plan.comparison, plan.columns, place=_has_place(plan))
        for i in plan.columns
    ]
    figures = [(ligne, figure) for ligne, cell in cells if (figure := shown(cell)) is not None]
    rows = {ligne.indicateur.nom: ligne for ligne, _ in cells}.values()
    return Seen(
        tuple(cell for ligne, cell in cells if not cell.connue and ligne.indicateur.nom not in UNTOLD),
        tuple(f for ligne, f in figures if ligne.indicateur.nom in PARTS),
        tuple(f for ligne, f in figures if ligne.indicateur.nom in RATES),
        any(not cell.connue and cell.repli is not None for _, cell in cells),
        any(True for ligne in rows for _ in ligne.departage_repli.pairs(EGAL)),
        any(ligne.indicateur.nom.endswith("_attendu_etablissement") for ligne, _ in figures),
    )


def _has_place(plan: Plan) -> bool:
    return any(plan.comparison.colonnes[i].lieu.etablissement for i in plan.columns)

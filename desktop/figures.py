"""A figure: a published value with its doubt, or the reason why there is none; with its level, cohort and source.

Bounds are integer percents. The interval is Wilson's at 95 %; the ``plage`` is the range tested on past cohorts
(DOMAIN.md §6.1). Both are None when the denominator is not published (DOMAIN.md §6.3): nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle.doubt import percent, plage, wilson
from data_bundle.indicators import Indicateur
from desktop.facts import Calibration, Cellule, Lieu, Mesure
from desktop.snapshot import Source

Bornes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a comparison.

    ``precisions`` are the labels that the sentence needs (the spécialités behind a 2de commune, the other version of a
    diploma). ``repli`` is the figure of the next level, ``anterieur`` that of an older cohort at the same place.
    ``cle`` names the source row, so that a row shown twice is never compared with itself.
    """

    indicateur: Indicateur
    statut: str
    variante: str | None
    valeur: float | None
    effectif: int | None
    numerateur: int | None
    intervalle: Bornes | None
    plage: Bornes | None
    lieu: Lieu
    voie: str
    millesime: str | None
    population: str | None
    origine: str
    recalcule: bool
    source: Source | None
    calibration: Calibration | None
    precisions: tuple[str, ...] = ()
    cle: tuple[object, ...] = ()
    repli: Figure | None = None
    anterieur: Figure | None = None

    @property
    def connue(self) -> bool:
        """Tell whether there is a value (0 is one)."""
        return self.valeur is not None


def known(
    indicateur: Indicateur,
    cellule: Cellule,
    mesure: Mesure,
    lieu: Lieu,
    source: Source,
    calibration: Calibration | None,
    precisions: tuple[str, ...] = (),
    anterieur: Figure | None = None,
    repli: Figure | None = None,
) -> Figure:
    """Return the figure of a stored cell, with its doubt where the denominator is published."""
    n, k = cellule.effectif, cellule.numerateur
    bounds: Bornes | None = None
    tested: Bornes | None = None
    if cellule.valeur is not None and n:
        hits = cellule.valeur * n / 100.0 if k is None else k
        low, high = wilson(hits, n)
        bounds = (percent(low), percent(high))
        if calibration is not None:
            low, high = plage(hits, n, calibration.z_plage)
            tested = (percent(low), percent(high))
    return Figure(
        indicateur,
        cellule.statut,
        cellule.variante,
        cellule.valeur,
        n,
        k,
        bounds,
        tested,
        lieu,
        mesure.voie,
        mesure.millesime,
        mesure.population,
        mesure.origine,
        cellule.recalcule,
        source,
        calibration,
        precisions,
        (
            mesure.formation_origine or mesure.formation,
            mesure.lieu,
            mesure.millesime,
            mesure.population,
            mesure.source,
        ),
        repli,
        anterieur,
    )


def missing(
    indicateur: Indicateur,
    statut: str,
    lieu: Lieu,
    voie: str,
    millesime: str | None = None,
    variante: str | None = None,
    precisions: tuple[str, ...] = (),
    repli: Figure | None = None,
) -> Figure:
    """Return the figure of a cell for which the snapshot holds no row: a status and no value."""
    return Figure(
        indicateur, statut, variante, None, None, None, None, None, lieu, voie, millesime, None,
        "propre", False, None, None, precisions, (), repli,
    )  # fmt: skip

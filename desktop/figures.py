"""A figure: a published value with its doubt, or the reason why there is none; with its level, cohort and source.

Bounds are integer percents. The interval is Wilson's at 95 %; the ``plage`` is the range tested on past cohorts
(DOMAIN.md §6.1). Both are None when the denominator is not published (DOMAIN.md §6.3): nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data_bundle.doubt import percent, plage, wilson
from data_bundle.indicators import Indicateur
from desktop.facts import Calibration, Cellule, Lieu, Mesure
from desktop.snapshot import Source

Bornes = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """One cell of a comparison.

    ``precisions`` are the labels that the sentence needs (the spécialités behind a 2de commune, the other version of a
    diploma). ``repli`` is the figure of the next level, ``anterieur`` that of an older cohort at the same place.
    ``cle`` names the source row, so that a row shown twice is never compared with itself. ``rapproche`` is what the
    source calls the formation, where it could be matched by its label only, which is likely and never certain;
    ``sites`` how many places of a CFA show this same figure.
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
    rapproche: str | None = None
    sites: int | None = None
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
    key = (
        mesure.formation_origine or mesure.formation,
        mesure.lieu,
        mesure.millesime,
        mesure.population,
        mesure.source,
    )
    return _figure(
        {
            "indicateur": indicateur, "statut": cellule.statut, "variante": cellule.variante, "valeur": cellule.valeur,
            "effectif": n, "numerateur": k, "intervalle": bounds, "plage": tested, "lieu": lieu, "voie": mesure.voie,
            "millesime": mesure.millesime, "population": mesure.population, "origine": mesure.origine,
            "recalcule": cellule.recalcule, "source": source, "calibration": calibration, "precisions": precisions,
            "cle": key, "rapproche": mesure.libelle_source, "sites": mesure.sites, "repli": repli,
            "anterieur": anterieur,
        }
    )  # fmt: skip


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
    return _figure(
        {
            "indicateur": indicateur, "statut": statut, "variante": variante, "valeur": None, "effectif": None,
            "numerateur": None, "intervalle": None, "plage": None, "lieu": lieu, "voie": voie, "millesime": millesime,
            "population": None, "origine": "propre", "recalcule": False, "source": None, "calibration": None,
            "precisions": precisions, "cle": (), "rapproche": None, "sites": None, "repli": repli, "anterieur": None,
        }
    )  # fmt: skip


def like(gap: Figure, indicateurs: Iterable[Indicateur]) -> list[Figure]:
    """Return the same gap for other indicators: most cells of a comparison are such."""
    found = []
    for indicateur in indicateurs:
        figure = object.__new__(Figure)
        fields = figure.__dict__
        fields.update(gap.__dict__)
        fields["indicateur"] = indicateur
        found.append(figure)
    return found


def but(figure: Figure, *, repli: Figure) -> Figure:
    """Return a figure with a substitute."""
    return _figure(figure.__dict__ | {"repli": repli})


def _figure(fields: dict[str, object]) -> Figure:
    """Return a figure from all its fields. A frozen ``__init__`` sets them one by one: four times as long."""
    figure = object.__new__(Figure)
    object.__setattr__(figure, "__dict__", fields)
    return figure

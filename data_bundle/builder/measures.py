"""A row of figures on its way to the snapshot, and the copies along the continuum (DOMAIN.md §5.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data_bundle.builder.continuum import copies
from data_bundle.builder.statuses import Cell

Key = tuple[str, str]
"""Type of code and code: what a formation is known by before rows are numbered."""

VOIE_CODE = {"scolaire": "mefstat11", "scolaire_agricole": "mefstat11", "apprentissage": "cfd"}
RENEWED = ("formation", "salaire")
"""Portées whose figures a renewed diploma takes over; places, candidacies and InserSup do not pass on."""


@dataclass(frozen=True, slots=True)
class Mesure:
    """One row of a source: every indicateur of its portée has one cell. ``formation`` is None for a whole place.

    ``libelle_source`` is what the source calls the formation, where it could be matched by its label only; ``sites``
    how many places of a CFA show this same figure, where it is that of another one (origine ``autre_site``).
    """

    formation: Key | None
    lieu: str
    voie: str
    millesime: str
    population: str | None
    source: str
    cells: tuple[Cell, ...]
    origine: str = "propre"
    formation_origine: Key | None = None
    portee: str = "formation"
    libelle_source: str | None = None
    sites: int | None = None


def with_copies(own: Iterable[Mesure], succ: Mapping[str, Mapping[str, str]]) -> list[Mesure]:
    """Return own rows and, after them, the copies along the 1↔1 links (by type of code, older → newer).

    Rows of a whole place, of Parcoursup and of the supérieur are passed on as they are.
    """
    rows = list(own)
    places: dict[tuple[str, str, str, str, str | None, str], dict[str, Mesure]] = defaultdict(dict)
    for row in rows:
        if row.formation and row.voie in VOIE_CODE and row.portee in RENEWED:
            place = (row.source, row.lieu, row.voie, row.millesime, row.population, row.portee)
            places[place][row.formation[1]] = row
    pred = {kind: {new: old for old, new in links.items()} for kind, links in succ.items()}
    copied: list[Mesure] = []
    for (_, _, voie, *_), by_code in places.items():
        kind = VOIE_CODE[voie]
        for copy in copies(by_code.keys(), succ.get(kind, {}), pred.get(kind, {})):
            origin = by_code[copy.code_origine]
            copied.append(
                replace(
                    origin,
                    formation=(kind, copy.code),
                    origine=copy.origine,
                    formation_origine=(kind, copy.code_origine),
                )
            )
    return rows + copied

"""Reads the lines to show: formation, place, dated presence, distance, and why each answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.catalogue import Catalogue, lieu_of
from desktop.facts import Etablissement, Formation, Lieu, Offre
from desktop.geo import sans_route
from desktop.search.answers import Resultat
from desktop.search.distances import Distances
from desktop.search.index import Index
from desktop.search.reasons import Raisons
from desktop.search.terms import Terme

_KEPT = 4000
"""Formations and places that are kept for the next keystroke."""


class Presentation:
    """Makes results of lines of the index."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self._index = index
        self._catalogue = catalogue
        self._formations: dict[int, Formation] = {}
        self._etablissements: dict[int, Etablissement] = {}

    def results(
        self, lines: Sequence[int], termes: Sequence[Terme], region: str | None, distances: Distances | None
    ) -> tuple[Resultat, ...]:
        """Return the lines in full. Those without a place stand at ``region``, else at France."""
        lignes, catalogue = self._index.lignes, self._catalogue
        offers = self._offers(lignes.offres[line] for line in lines if lignes.offres[line])
        ats = [lignes.formation(line) for line in lines]
        formations = self._read_formations(
            {self._index.formations[at] for at in ats} | {row[1] for row in offers.values() if row[1]}
        )
        places = self._places(self._index.places[at] for line in lines if (at := lignes.lieux[line]) >= 0)
        wide = catalogue.lieu(f"reg:{region}" if region else "fr")
        raisons = Raisons(catalogue.snapshot.connection, catalogue.snapshot.mineure, termes)
        known = {at: raisons.of(formations[self._index.formations[at]], at) for at in set(ats)}
        found = []
        for line, at in zip(lines, ats, strict=True):
            place, row = lignes.lieux[line], offers.get(lignes.offres[line])
            offre = Offre(row[0], formations[row[1]] if row[1] else None, constat=row[2]) if row else None
            lieu = lieu_of(places[self._index.places[place]]) if place >= 0 else wide
            away = distances.away(place) if distances is not None else None
            found.append(
                Resultat(formations[self._index.formations[at]], lieu, offre, away, known[at], _route(distances, lieu))
            )
        return tuple(found)

    def _places(self, numbers: Iterable[int]) -> dict[int, Etablissement]:
        """Return at least the établissements of these numbers."""
        wanted = set(numbers)
        if len(self._etablissements) > _KEPT:
            self._etablissements = {}
        self._etablissements |= self._catalogue.etablissements(wanted - self._etablissements.keys())
        return self._etablissements

    def _read_formations(self, wanted: set[int]) -> dict[int, Formation]:
        if len(self._formations) > _KEPT:
            self._formations = {}
        self._formations |= self._catalogue.formations(wanted - self._formations.keys())
        return self._formations

    def _offers(self, numbers: Iterable[int]) -> dict[int, tuple[int, int | None, str]]:
        sql = f"SELECT rentree, observee, {self._catalogue.constat} FROM offre o WHERE id = ?"
        return {n: self._catalogue.snapshot.connection.execute(sql, (n,)).fetchone() for n in numbers}


def _route(distances: Distances | None, lieu: Lieu) -> bool:
    """Tell whether a road may go from the commune of departure to the place."""
    here = lieu.etablissement
    return distances is None or here is None or not sans_route(distances.commune, here)

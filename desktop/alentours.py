"""Where formations were seen around a point: établissements, the nearest first, else in alphabetical order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from desktop.catalogue import Catalogue, lieu_of
from desktop.facts import Commune, Etablissement, Formation, Lieu, Offre
from desktop.geo import distance_km

RAYON_KM = 100
"""How far a neighbour may be, as the crow flies."""

_ETABLISSEMENT = ", ".join(f"e.{f.name}" for f in fields(Etablissement))
_WIDTH = len(fields(Etablissement))


@dataclass(frozen=True, slots=True)
class Vue:
    """A formation seen in an établissement; ``distance_km`` is None when one of the two points is unknown."""

    formation: int
    etablissement: Etablissement
    offre: Offre
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Alentours:
    """What is around: the point where distances start from, the place asked for and the region that it is in."""

    catalogue: Catalogue
    lieu: Lieu
    depuis: Commune | None = None

    @property
    def depart(self) -> tuple[float, float] | None:
        """Latitude and longitude of the commune of departure, else of the établissement; None without either."""
        for point in (self.depuis, self.lieu.etablissement):
            if point is not None and point.latitude is not None and point.longitude is not None:
                return point.latitude, point.longitude
        return None

    @property
    def autour(self) -> Lieu:
        """The region of the place, France when it has none: where a formation stands that no établissement shows."""
        if self.lieu.niveau != "etablissement":
            return self.lieu
        return self.catalogue.lieu(f"reg:{self.lieu.region}" if self.lieu.region else "fr")

    def vues(self, formations: Iterable[int]) -> dict[int, tuple[Vue, ...]]:
        """Return where each formation was seen: within `RAYON_KM`, or in the region when no point is known.

        The place asked for is there too, however far the departure.
        """
        db: sqlite3.Connection = self.catalogue.snapshot.connection
        rows = db.execute(
            f"SELECT {_ETABLISSEMENT}, o.formation, o.rentree, o.observee, o.source, {self.catalogue.constat}"
            " FROM offre o JOIN etablissement e ON e.id = o.etablissement"
            " WHERE o.formation IN (SELECT value FROM json_each(?)) ORDER BY e.id",
            (json.dumps(list(formations)),),
        ).fetchall()
        near = [(here, row[_WIDTH:], away) for row, here, kept, away in map(self._placed, rows) if kept]
        older = self.catalogue.formations(of[2] for _, of, _ in near if of[2])
        found: dict[int, list[Vue]] = {}
        for here, (formation, rentree, observee, source, constat), away in near:
            seen = Offre(rentree, older.get(observee or 0), source, constat)
            found.setdefault(formation, []).append(Vue(formation, here, seen, away))
        return {
            number: tuple(sorted(some, key=lambda v: (v.distance_km is None, v.distance_km or 0.0)))
            for number, some in found.items()
        }

    def suivies(self, formations: Iterable[int]) -> frozenset[int]:
        """Return those of the formations that have figures at the region around; for France, those seen anywhere."""
        db: sqlite3.Connection = self.catalogue.snapshot.connection
        among = "formation IN (SELECT value FROM json_each(?))"
        ids = json.dumps(list(formations))
        if self.autour.niveau == "national":
            rows = db.execute(
                f"SELECT formation FROM offre WHERE {among} UNION SELECT formation FROM mesure WHERE {among}",
                (ids, ids),
            )
        else:
            rows = db.execute(
                f"SELECT DISTINCT formation FROM mesure WHERE lieu = ? AND {among}", (self.autour.ref, ids)
            )
        return frozenset(row[0] for row in rows)

    def _placed(self, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], Etablissement, bool, float | None]:
        """Return a row with its établissement, whether it is in reach, and how far it is."""
        here, depart = Etablissement(*row[:_WIDTH]), self.depart
        own = self.lieu.etablissement is not None and here.id == self.lieu.etablissement.id
        if depart is None:
            return row, here, own or self.autour.niveau == "national" or here.region == self.autour.region, None
        if here.latitude is None or here.longitude is None:
            return row, here, own, None
        away = distance_km(*depart, here.latitude, here.longitude)
        return row, here, own or away <= RAYON_KM, away


def fermee(formation: Formation, construit_le: str) -> bool:
    """Tell whether a formation is closed when the data are made (AAAA-MM-JJ)."""
    return bool(formation.fermeture) and (formation.fermeture or "") <= construit_le


def place_of(vue: Vue) -> Lieu:
    """Return the établissement of a sighting as a place."""
    return lieu_of(vue.etablissement)


def eloignement(depuis: Commune | None, place: Etablissement) -> float | None:
    """Return how far a place is from a commune in kilometres as the crow flies, None when one is unknown."""
    if depuis is None or depuis.latitude is None or depuis.longitude is None:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return distance_km(depuis.latitude, depuis.longitude, place.latitude, place.longitude)

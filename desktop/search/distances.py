"""Places by their distance from a commune: measured once for all of them, then lines come nearest first."""

from __future__ import annotations

from itertools import groupby
from math import inf, isnan

from desktop.facts import Commune
from desktop.geo import distance_km
from desktop.search import bits
from desktop.search.index import Index

_FIRST, _GROWTH, _LAST = 128, 1.6, 4096
"""Lines of places that are looked at together: few at first, then more and more."""


class Distances:
    """Distances of every place from one commune, in kilometres as the crow flies; infinite when unknown."""

    def __init__(self, index: Index, commune: Commune) -> None:
        self._index = index
        self.commune = commune
        self.km: list[float] = [
            inf if isnan(latitude) or commune.latitude is None or commune.longitude is None
            else distance_km(commune.latitude, commune.longitude, latitude, longitude)
            for latitude, longitude in zip(*index.points, strict=True)
        ]  # fmt: skip
        order = sorted((i for i, km in enumerate(self.km) if km < inf), key=self.km.__getitem__)
        self._rings: list[list[int]] = []
        starts, lines, together = index.lignes.place_starts, 0, float(_FIRST)
        for _, alike in groupby(order, key=self.km.__getitem__):
            same = list(alike)
            if not self._rings or lines >= together:
                together = min(_LAST, together * _GROWTH) if self._rings else together
                self._rings.append([])
                lines = 0
            self._rings[-1] += same
            lines += sum(starts[i + 1] - starts[i] for i in same)
        self._lines: list[int] = []
        self._within: dict[float, int] = {}

    def ring(self, number: int) -> int | None:
        """Return the lines of a ring around the commune, the nearest is 0; None behind the last."""
        while len(self._lines) <= number and len(self._lines) < len(self._rings):
            places = self._rings[len(self._lines)]
            self._lines.append(self._index.lignes.of_places(bits.of(places, len(self.km))))
        return self._lines[number] if number < len(self._lines) else None

    def within(self, rayon_km: float) -> int:
        """Return the lines of the places no farther than this."""
        if rayon_km not in self._within:
            if len(self._within) > 8:
                self._within.clear()
            near = [i for i, km in enumerate(self.km) if km <= rayon_km]
            self._within[rayon_km] = self._index.lignes.of_places(bits.of(near, len(self.km)))
        return self._within[rayon_km]

    def away(self, place: int) -> float | None:
        """Return the distance of a place, None when unknown; -1 is no place."""
        return self.km[place] if place >= 0 and self.km[place] < inf else None

"""Outlines of regions and académies for the offline map, read from ``resources/cartes/contours.json``.

Degrees, WGS 84, simplified to about 250 m (``data_bundle.builder.outlines`` makes the file and says its format). A map
shows one territory at a time: the métropole with Corse, or an overseas région on its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import resources

METROPOLE = "metropole"
OUTRE_MER = ("01", "02", "03", "04", "06")
"""INSEE codes of the regions that have a map of their own."""
COTE, REGION, ACADEMIE = "cote", "region", "academie"
"""What a line parts: the land from the sea or another country, two regions, two académies of one region."""
Point = tuple[float, float]
"""Longitude and latitude, in degrees."""


class Boite(NamedTuple):
    """A box in degrees."""

    ouest: float
    sud: float
    est: float
    nord: float

    def contient(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point is inside."""
        return self.ouest <= longitude <= self.est and self.sud <= latitude <= self.nord


@dataclass(frozen=True, slots=True)
class Trait:
    """A line of the map: its ``genre`` (COTE, REGION or ACADEMIE), the territory that it is drawn with, its points."""

    genre: str
    territoire: str
    points: tuple[Point, ...]
    boite: Boite


@dataclass(frozen=True, slots=True)
class Terre:
    """The land of an académie: its code, the INSEE code of its region, closed rings."""

    academie: str
    region: str
    territoire: str
    anneaux: tuple[tuple[Point, ...], ...]
    boite: Boite


@dataclass(frozen=True)
class Contours:
    """Everything that can be drawn, with the words of its source and licence."""

    traits: tuple[Trait, ...]
    terres: tuple[Terre, ...]
    source: str
    licence: str

    @cached_property
    def boites(self) -> dict[str, Boite]:
        """The box of each territory."""
        names = dict.fromkeys(terre.territoire for terre in self.terres)
        return {name: _around(t.boite for t in self.terres if t.territoire == name) for name in names}

    def boite_region(self, region: str) -> Boite | None:
        """Return the box of a region by its INSEE code, None for one that has no outline."""
        boxes = [terre.boite for terre in self.terres if terre.region == region]
        return _around(boxes) if boxes else None

    def territoire(self, longitude: float, latitude: float) -> str | None:
        """Return the territory whose map shows a point, a little way out to sea included; None when none does."""
        for name, box in self.boites.items():
            wide, high = (box.est - box.ouest) * 0.1, (box.nord - box.sud) * 0.1
            if Boite(box.ouest - wide, box.sud - high, box.est + wide, box.nord + high).contient(longitude, latitude):
                return name
        return None


def territoire_de(region: str) -> str:
    """Return the territory of a region by its INSEE code; the whole country is shown by the métropole."""
    return region if region in OUTRE_MER else METROPOLE


def read() -> Contours:
    """Return the outlines that the program carries, about 90 kB of whole numbers read in a few milliseconds."""
    content = json.loads(resources.path("cartes/contours.json").read_text(encoding="utf-8"))
    arcs = [_unfold(arc, content["pas"]) for arc in content["arcs"]]
    regions: dict[int, list[str]] = {}
    terres = []
    for academie in content["academies"]:
        region, rings = academie["region"], []
        for ring in academie["anneaux"]:
            points: list[Point] = []
            for number in ring:
                at = number if number >= 0 else ~number
                regions.setdefault(at, []).append(region)
                points += arcs[at] if number >= 0 else arcs[at][::-1]
            rings.append(tuple(points))
        box = _box(point for ring in rings for point in ring)
        terres.append(Terre(academie["code"], region, territoire_de(region), tuple(rings), box))
    traits = [
        Trait(_genre(sides), territoire_de(sides[0]), tuple(arcs[at]), _box(arcs[at])) for at, sides in regions.items()
    ]
    return Contours(tuple(traits), tuple(terres), content["source"], content["licence"])


def _genre(sides: list[str]) -> str:
    if len(sides) == 1:
        return COTE
    return ACADEMIE if sides[0] == sides[1] else REGION


def _unfold(arc: list[int], step: float) -> list[Point]:
    """Return the points of an arc: its first one, then each a step away from the one before."""
    x = y = 0
    points = []
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * step, y * step))
    return points


def _box(points: Iterable[Point]) -> Boite:
    kept = list(points)
    xs, ys = [x for x, _ in kept], [y for _, y in kept]
    return Boite(min(xs), min(ys), max(xs), max(ys))


def _around(boxes: Iterable[Boite]) -> Boite:
    kept = list(boxes)
    return Boite(
        min(b.ouest for b in kept), min(b.sud for b in kept), max(b.est for b in kept), max(b.nord for b in kept)
    )

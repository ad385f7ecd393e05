"""What the map shows: the établissements of the results, where one starts from, and the points that gather."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.geo import distance_km
from desktop.outlines import METROPOLE, Boite, Contours, territoire_de
from ui.map.view import View, around

if TYPE_CHECKING:
    from desktop.facts import Commune
    from desktop.search import Point

Group = tuple[float, float, list[int]]
"""A point of the screen in pixels, and the numbers of the places gathered there."""
ALONE_KM = 40.0
"""What is shown around a place that is the only one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched: the établissements found in display order, and what the map needs to say of them.

    ``elsewhere`` counts the results without a known place; ``labels`` gives the formations found at a UAI.
    """

    text: str
    points: tuple[Point, ...]
    start: Commune | None = None
    radius_km: float | None = None
    region: str = ""
    by_distance: bool = False
    elsewhere: int = 0
    labels: Callable[[str], tuple[str, ...]] = field(default=lambda _uai: ())

    @property
    def origin(self) -> tuple[float, float] | None:
        """Longitude and latitude of the departure, None when there is none or its place is not known."""
        commune = self.start
        if commune is None or commune.longitude is None or commune.latitude is None:
            return None
        return commune.longitude, commune.latitude


@dataclass(frozen=True, slots=True)
class Place:
    """An établissement on the map: how far it is as the crow flies, and on which map, None when on none."""

    point: Point
    km: float | None
    territory: str | None


def places_of(asked: Asked, outlines: Contours) -> tuple[Place, ...]:
    """Return the places in the order of the results: by distance when they are, else as they came."""
    found = []
    for point in asked.points:
        km = None
        if asked.origin is not None:
            km = distance_km(asked.origin[1], asked.origin[0], point.latitude, point.longitude)
        found.append(Place(point, km, outlines.territoire(point.longitude, point.latitude)))
    if asked.by_distance:
        found.sort(key=lambda place: (place.km is None, place.km or 0.0))
    return tuple(found)


def territories(asked: Asked, places: Sequence[Place], outlines: Contours) -> tuple[str, ...]:
    """Return the maps that have something to show, that of the region searched first, else the fullest."""
    counts: dict[str, int] = {}
    for place in places:
        if place.territory is not None:
            counts[place.territory] = counts.get(place.territory, 0) + 1
    if asked.origin is not None and (home := outlines.territoire(*asked.origin)) is not None:
        counts[home] = counts.get(home, 0) + len(places)
    if asked.region:
        first = territoire_de(asked.region)
        counts[first] = counts.get(first, 0) + 2 * len(places) + 1
    order = sorted(counts, key=lambda name: (-counts[name], name != METROPOLE, name))
    return tuple(order or [METROPOLE])


def whole(asked: Asked, places: Sequence[Place], territory: str, outlines: Contours) -> Boite:
    """Return what is shown at first: the circle, else every place of this map with the departure, else the land."""
    here = [place.point for place in places if place.territory == territory]
    origin = asked.origin
    if origin is not None and outlines.territoire(*origin) != territory:
        origin = None
    if origin is not None and asked.radius_km:
        return around(*origin, asked.radius_km)
    xs = [p.longitude for p in here] + ([origin[0]] if origin and here else [])
    ys = [p.latitude for p in here] + ([origin[1]] if origin and here else [])
    if not xs:
        region = outlines.boite_region(asked.region) if asked.region else None
        return region if region is not None and territoire_de(asked.region) == territory else outlines.boites[territory]
    least = around((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, ALONE_KM)
    return Boite(min(*xs, least.ouest), min(*ys, least.sud), max(*xs, least.est), max(*ys, least.nord))


def gather(places: Sequence[Place], territory: str, view: View, reach: int) -> list[Group]:
    """Return the places of a map, those within ``reach`` pixels of one another together; one pass, in order."""
    groups: list[Group] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for number, place in enumerate(places):
        if place.territory != territory:
            continue
        x, y = view.place(place.point.longitude, place.point.latitude)
        i, j = int(x // reach), int(y // reach)
        near = (g for a in (i - 1, i, i + 1) for b in (j - 1, j, j + 1) for g in cells.get((a, b), ()))
        held = next((g for g in near if (groups[g][0] - x) ** 2 + (groups[g][1] - y) ** 2 < reach * reach), None)
        if held is None:
            cells.setdefault((i, j), []).append(len(groups))
            groups.append((x, y, [number]))
        else:
            groups[held][2].append(number)
    return groups

"""Outlines as shared arcs: a border between two territories is cut out, simplified and stored once.

Simplifying each territory alone would open gaps between neighbours. Points are (longitude, latitude) in degrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, radians

Point = tuple[float, float]
Ring = list[Point]
DEGREE_KM = 111.2
"""Kilometres in a degree of latitude."""


class Borders:
    """Cuts rings into arcs wherever the pair of neighbours changes. ``rings`` are closed, each with its owner."""

    def __init__(self, rings: Iterable[tuple[str, Ring]]) -> None:
        self._owners: dict[frozenset[Point], set[str]] = defaultdict(set)
        self._around: dict[Point, set[Point]] = defaultdict(set)
        for owner, ring in rings:
            for edge in _edges(ring):
                self._owners[frozenset(edge)].add(owner)
                for one, other in (edge, edge[::-1]):
                    self._around[one].add(other)
        self.arcs: list[Ring] = []
        self._known: dict[tuple[Point, ...], int] = {}

    def cut(self, ring: Ring) -> list[int]:
        """Return the arcs of a ring in order; a negative number ~n is arc n read backwards."""
        corners = [at for at, point in enumerate(ring[:-1]) if self._is_corner(point)]
        if not corners:  # an island, or a hole: one arc from its first point by coordinates, whoever owns it
            start = ring.index(min(ring))
            return [self._arc([*ring[start:-1], *ring[: start + 1]])]
        turned = [*ring[corners[0] : -1], *ring[: corners[0] + 1]]
        marks = [at - corners[0] for at in corners] + [len(turned) - 1]
        return [self._arc(turned[a : b + 1]) for a, b in pairwise(marks)]

    def owners(self, arc: int) -> set[str]:
        """Return who is on either side of an arc: one owner on a coast or a foreign border."""
        one, other = self.arcs[arc][:2]
        return self._owners[frozenset((one, other))]

    def _is_corner(self, point: Point) -> bool:
        near = self._around[point]
        return len(near) != 2 or len({frozenset(self._owners[frozenset((point, other))]) for other in near}) > 1

    def _arc(self, points: Ring) -> int:
        back = tuple(reversed(points))
        if back in self._known:
            return ~self._known[back]
        return self._known.setdefault(tuple(points), self._keep(points))

    def _keep(self, points: Ring) -> int:
        if tuple(points) not in self._known:
            self.arcs.append(points)
        return len(self.arcs) - 1


def simplify(points: Sequence[Point], tolerance_km: float) -> Ring:
    """Return fewer points, none of those left out farther than the tolerance from the line kept (Douglas, Peucker)."""
    if len(points) < 3:
        return list(points)
    kept = {0, len(points) - 1}
    if points[0] == points[-1]:  # closed: its farthest point stays, or there would be no line to measure from
        kept.add(max(range(len(points)), key=lambda at: _away(points[at], points[0], points[0])))
    ends = sorted(kept)
    waiting = list(pairwise(ends))
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: _away(points[at], points[first], points[last]))
        if _away(points[far], points[first], points[last]) > tolerance_km:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def area_km2(ring: Sequence[Point]) -> float:
    """Return the area inside a closed ring, in square kilometres."""
    flat = [_km(point, ring[0]) for point in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(flat))) / 2


def _edges(ring: Ring) -> list[tuple[Point, Point]]:
    return list(pairwise(ring))


def _km(point: Point, near: Point) -> Point:
    return (point[0] - near[0]) * DEGREE_KM * cos(radians(near[1])), (point[1] - near[1]) * DEGREE_KM


def _away(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to a segment, in kilometres."""
    (x, y), (ex, ey) = _km(point, start), _km(end, start)
    long = ex * ex + ey * ey
    along = max(0.0, min(1.0, (x * ex + y * ey) / long)) if long else 0.0
    return hypot(x - along * ex, y - along * ey)

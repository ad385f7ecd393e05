"""Sews a territory to its neighbours where the file drew their border twice.

Normandie was taken from another file than its neighbours: its points are not theirs. Its own line gives way to theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import pairwise
from math import hypot

from data_bundle.builder.outlines_arcs import Point, Ring

NEAR = 0.012
"""Degrees within which a point is on the border of another: the two drawings are never farther apart."""
Cell = tuple[int, int]


class Neighbours:
    """The lines of the other territories: their points by place, and how they follow one another."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        self._cells: dict[Cell, list[Point]] = defaultdict(list)
        self._next: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for one, other in pairwise(ring):
                self._next[one].add(other)
                self._next[other].add(one)
        for point in self._next:
            self._cells[_cell(point)].append(point)

    def nearest(self, point: Point) -> Point | None:
        """Return the nearest point of the others, None when there is none within reach."""
        x, y = _cell(point)
        near = [p for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1) for p in self._cells.get((i, j), ())]
        found = min(near, key=lambda p: _length(p, point), default=None)
        return found if found is not None and _length(found, point) <= NEAR else None

    def path(self, start: Point, end: Point) -> Ring:
        """Return the shortest way along their lines."""
        waiting: list[tuple[float, Point, Point | None]] = [(0.0, start, None)]
        came: dict[Point, Point | None] = {}
        while waiting:
            far, here, before = heappop(waiting)
            if here in came:
                continue
            came[here] = before
            if here == end:
                break
            for near in self._next[here]:
                if near not in came:
                    heappush(waiting, (far + _length(here, near), near, here))
        way: Ring = []
        step: Point | None = end
        while step is not None:
            way.append(step)
            step = came[step]
        return way[::-1]


def sew(ring: Ring, others: Neighbours) -> Ring:
    """Return a closed ring that follows the lines of the others wherever it ran along them."""
    near = [others.nearest(point) for point in ring[:-1]]
    if all(near) or not any(near):
        return ring
    start = next(at for at in range(len(near)) if near[at] is None)
    turned = [(ring[(start + n) % len(near)], near[(start + n) % len(near)]) for n in range(len(near))]
    sewn = [point for way in _runs(turned, others) for point in way]
    return [*sewn, sewn[0]]


def _runs(points: list[tuple[Point, Point | None]], others: Neighbours) -> Iterator[Ring]:
    held: list[Point] = []
    for point, theirs in [*points, (points[0][0], None)]:
        if theirs is not None:
            held.append(theirs)
            continue
        if held:
            yield others.path(held[0], held[-1])
            held = []
        yield [point]


def _cell(point: Point) -> Cell:
    return int(point[0] // NEAR), int(point[1] // NEAR)


def _length(one: Point, other: Point) -> float:
    return hypot((one[0] - other[0]) * 0.66, one[1] - other[1])

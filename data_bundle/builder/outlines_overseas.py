"""Puts the overseas départements back where they are: the file draws them beside Corsica, at sizes of its own.

Its shapes are kept; the true centre (``geo_point_2d`` of the file) gives the place, the area published by the INSEE
the size. What comes out was held against the centres of the communes, which fall inside (tests of the builder).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sqrt

from data_bundle.builder.outlines_arcs import DEGREE_KM, Point, Ring

AREAS_KM2 = {"28": 2503.7, "31": 1128.0, "32": 1628.4, "33": 83_534.0, "43": 374.0}
"""Land of the overseas académies by code, in square kilometres (INSEE)."""
DRAWN_AT = 42.0
"""Latitude at which the file draws them, in degrees: what it takes a degree of longitude for."""


def put_back(rings: Sequence[Ring], area_km2: float, centre: Point) -> list[Ring]:
    """Return rings of the same shape with this area, centred on (longitude, latitude)."""
    wide = cos(radians(DRAWN_AT))
    flat = [[(x * DEGREE_KM * wide, y * DEGREE_KM) for x, y in ring] for ring in rings]
    area, x0, y0 = _centre(flat)
    size = sqrt(area_km2 / abs(area)) / DEGREE_KM
    east = size / cos(radians(centre[1]))
    return [[(centre[0] + (x - x0) * east, centre[1] + (y - y0) * size) for x, y in ring] for ring in flat]


def _centre(rings: Sequence[Ring]) -> tuple[float, float, float]:
    """Return the signed area of rings together, and their centre."""
    area = x0 = y0 = 0.0
    for ring in rings:
        for (x, y), (u, v) in pairwise(ring):
            cross = x * v - u * y
            area += cross / 2
            x0 += (x + u) * cross / 6
            y0 += (y + v) * cross / 6
    return area, x0 / area, y0 / area

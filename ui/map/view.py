"""Where degrees fall on the screen: an equirectangular projection, its degrees of longitude narrowed by cos(latitude).

Over a région the error in distance stays under one in a hundred. Over the whole métropole shapes are a little wide in
the north and narrow in the south: good enough to see where a lycée is, not to measure a journey.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians

from desktop.outlines import Boite

DEGREE_KM = 111.2
"""Kilometres in a degree of latitude."""
CLOSEST = 40.0
"""Pixels a kilometre beyond which the outlines, true to 250 m, would pretend to know more than they do."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Lengths of the scale, in kilometres."""


@dataclass(frozen=True, slots=True)
class View:
    """A centre in degrees, ``scale`` in pixels a kilometre, a size in pixels; ``base`` is the cosine’s latitude."""

    longitude: float
    latitude: float
    scale: float
    width: int
    height: int
    base: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point falls, in pixels from the top left."""
        x = (longitude - self.longitude) * self._east * self.scale
        y = (self.latitude - latitude) * DEGREE_KM * self.scale
        return self.width / 2 + x, self.height / 2 + y

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude under a pixel."""
        east = (x - self.width / 2) / (self._east * self.scale)
        return self.longitude + east, self.latitude - (y - self.height / 2) / (DEGREE_KM * self.scale)

    def zoomed(self, factor: float, least: float, x: float | None = None, y: float | None = None) -> View:
        """Return a closer or wider view; what is under the pixel (x, y), or in the middle, stays there."""
        scale = max(least, min(CLOSEST, self.scale * factor))
        if x is None or y is None:
            return replace(self, scale=scale)
        longitude, latitude = self.at(x, y)
        new = replace(self, scale=scale)
        there = new.place(longitude, latitude)
        return new.moved(there[0] - x, there[1] - y)

    def moved(self, x: float, y: float) -> View:
        """Return the view moved right and down by pixels."""
        longitude, latitude = self.at(self.width / 2 + x, self.height / 2 + y)
        return replace(self, longitude=longitude, latitude=latitude)

    def centred(self, longitude: float, latitude: float) -> View:
        """Return the view with a point in its middle."""
        return replace(self, longitude=longitude, latitude=latitude)

    @property
    def box(self) -> Boite:
        """What is seen, in degrees."""
        west, north = self.at(0, 0)
        east, south = self.at(self.width, self.height)
        return Boite(west, south, east, north)

    def bar(self, most: int) -> tuple[int, int]:
        """Return the kilometres of a scale and its length, at most so many pixels."""
        km = max((step for step in STEPS if step * self.scale <= most), default=STEPS[0])
        return km, round(km * self.scale)

    @property
    def _east(self) -> float:
        return DEGREE_KM * cos(radians(self.base))


def fit(box: Boite, width: int, height: int, margin: int) -> View:
    """Return the view of a whole box, with so many pixels around it."""
    base = (box.sud + box.nord) / 2
    wide = max((box.est - box.ouest) * DEGREE_KM * cos(radians(base)), 1.0)
    high = max((box.nord - box.sud) * DEGREE_KM, 1.0)
    scale = min(max(width - 2 * margin, 20) / wide, max(height - 2 * margin, 20) / high)
    return View((box.ouest + box.est) / 2, base, min(scale, CLOSEST), width, height, base)


def around(longitude: float, latitude: float, km: float) -> Boite:
    """Return the box of a circle."""
    east = km / (DEGREE_KM * cos(radians(latitude)))
    return Boite(longitude - east, latitude - km / DEGREE_KM, longitude + east, latitude + km / DEGREE_KM)

"""The drawings of figures: ten silhouettes, the doubt bar, the three-part strip; each with words for what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from desktop.sheet import silhouettes
from desktop.sheet.palette import INK, LINE, WHITE
from desktop.sheet.pen import Pen


@dataclass(frozen=True, slots=True)
class People:
    """Ten silhouettes grouped by outcome in the fixed order; two rows of five where a column is narrow."""

    counts: tuple[int, ...]
    alt: str
    tall: float
    rows: int = 1

    _APART = 4.0

    def height(self, width: float) -> float:
        """Return the height of the rows."""
        return self.rows * self._size(width) + 2.0 * (self.rows - 1) + 2.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the figures from the left."""
        with pen.figure(self.alt):
            self._draw(pen, x, top, width)

    def _draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self._size(width)
        step = tall * silhouettes.GRID[0] / silhouettes.GRID[1]
        line = [outcome for outcome, count in enumerate(self.counts) for _ in range(count)]
        each = 10 // self.rows
        for number, outcome in enumerate(line):
            row, place = divmod(number, each)
            before = line[row * each : row * each + place + 1]
            groups = sum(a != b for a, b in pairwise(before))
            left = x + place * step + groups * self._APART
            silhouettes.person(pen, outcome, left, top - 1 - (row + 1) * tall - 2.0 * row, tall)

    def _size(self, width: float) -> float:
        """Return the height of one figure, smaller where the column asks for it."""
        each = 10 / self.rows
        fits = (width - 2 * self._APART) / each * silhouettes.GRID[1] / silhouettes.GRID[0]
        return min(self.tall, fits)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value on an axis from 0 to 100: thick line for the value, rectangle for the tested range if there is one."""

    value: float
    bounds: tuple[int, int] | None
    alt: str

    _HIGH = 9.0

    def height(self, width: float) -> float:
        """Return the height, the same for every value."""
        return self._HIGH + 2.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw axis, range, value."""
        with pen.figure(self.alt):
            self._draw(pen, x, top, width)

    def _draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        left, long = x + 2, min(width - 4, 220.0)
        middle = top - 1 - self._HIGH / 2
        pen.line(left, middle, left + long, middle, 0.6, LINE)
        for tick in (0, 50, 100):
            at = left + long * tick / 100
            pen.line(at, middle - 2.5, at, middle + 2.5, 0.6, LINE)
        if self.bounds is not None:
            low, high = (left + long * b / 100 for b in self.bounds)
            pen.frame(low, middle - 3.2, max(0.5, high - low), 6.4, line=0.8, colour=INK, fill=WHITE)
        at = left + long * min(100.0, self.value) / 100
        pen.line(at, middle - self._HIGH / 2, at, middle + self._HIGH / 2, 2.4, INK)


@dataclass(frozen=True, slots=True)
class Strip:
    """Three parts of a whole on one bar: solid, striped, dashed."""

    parts: tuple[float, float, float]
    alt: str

    _HIGH = 9.0

    def height(self, width: float) -> float:
        """Return the height with its margin."""
        return self._HIGH + 3.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the bar over the whole width."""
        with pen.figure(self.alt):
            silhouettes.strip(pen, self.parts, x, top - 1.5 - self._HIGH, min(width, 220.0), self._HIGH)

"""How the sections of the back page stand: under a heading, in two columns of one width, each whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from desktop.sheet.boxes import Box, Stack
from desktop.sheet.look import Look
from desktop.sheet.pen import Pen
from desktop.sheet.rules import Heading

BETWEEN = 20.0
"""Points between the two columns."""


def headed(look: Look, title: str, boxes: Sequence[Box]) -> Box:
    """Return boxes under the heading of their section."""
    return Stack((Heading(look, title), *boxes), look.row + 1)


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Sections shared so that the longer column is as short as can be; read down the left, then down the right."""

    sections: tuple[Box, ...]
    gap: float

    def height(self, width: float) -> float:
        """Return the height of the longer column."""
        return max((self._high(column, self._half(width)) for column in self._columns(width)), default=0.0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the left column, then the right one."""
        pen.close_table()
        half = self._half(width)
        for number, column in enumerate(self._columns(width)):
            at = top
            for box in column:
                box.draw(pen, x + number * (half + BETWEEN), at, half)
                at -= box.height(half) + self.gap

    def _columns(self, width: float) -> tuple[list[Box], list[Box]]:
        half = self._half(width)
        on_left = _shared(tuple(box.height(half) + self.gap for box in self.sections))
        left = [box for box, here in zip(self.sections, on_left, strict=True) if here]
        return left, [box for box, here in zip(self.sections, on_left, strict=True) if not here]

    def _high(self, column: Sequence[Box], half: float) -> float:
        return sum(box.height(half) for box in column) + self.gap * max(0, len(column) - 1)

    def _half(self, width: float) -> float:
        return (width - BETWEEN) / 2


@lru_cache(maxsize=64)
def _shared(heights: tuple[float, ...]) -> tuple[bool, ...]:
    """Tell which of these heights stand on the left, the first ones where several ways are as short."""

    def cost(on_left: tuple[bool, ...]) -> tuple[int, int]:
        left = sum(high for high, here in zip(heights, on_left, strict=True) if here)
        return round(max(left, sum(heights) - left)), sum(n for n, here in enumerate(on_left) if here)

    return min(((True, *rest) for rest in product((True, False), repeat=len(heights) - 1)), key=cost)


@dataclass(frozen=True, slots=True)
class Hung:
    """Words with a picture on their left: both start at the same height."""

    picture: Box
    words: Box
    indent: float

    def height(self, width: float) -> float:
        """Return the height of the taller one."""
        return max(self.picture.height(self.indent), self.words.height(width - self.indent))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the picture, then the words."""
        self.picture.draw(pen, x, top, self.indent)
        self.words.draw(pen, x + self.indent, top, width - self.indent)


@dataclass(frozen=True, slots=True)
class Halves:
    """Two boxes side by side, the left one read first."""

    left: Box
    right: Box

    def height(self, width: float) -> float:
        """Return the height of the taller one."""
        half = (width - BETWEEN) / 2
        return max(self.left.height(half), self.right.height(half))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the left one, then the right one."""
        half = (width - BETWEEN) / 2
        self.left.draw(pen, x, top, half)
        self.right.draw(pen, x + half + BETWEEN, top, half)

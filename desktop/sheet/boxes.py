"""Things that know their height at a width and can be drawn there: stacks, lists, chips.

A page is a pile of them. No box ever cuts what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from desktop.sheet.palette import INK_2, LINE
from desktop.sheet.pen import DASHES, Pen
from desktop.sheet.text import Text


class Box(Protocol):
    """What can be laid out and drawn. Widths and heights are points; ``top`` is the upper edge."""

    def height(self, width: float) -> float:
        """Return the height at this width."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw downwards from ``top``."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes one under the other, ``gap`` points apart."""

    boxes: tuple[Box, ...]
    gap: float = 0.0
    _heights: dict[float, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def height(self, width: float) -> float:
        """Return the height of all, gaps included; asked for many times, added up once."""
        known = self._heights.get(width)
        if known is None:
            known = sum([b.height(width) for b in self.boxes]) + self.gap * max(0, len(self.boxes) - 1)
            self._heights[width] = known
        return known

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each under the one before."""
        for box in self.boxes:
            box.draw(pen, x, top, width)
            top -= box.height(width) + self.gap


class Items(Stack):
    """Boxes one under the other that are read as a list."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each item under the one before."""
        with pen.tag("L"):
            for box in self.boxes:
                with pen.tag("LI"), pen.tag("LBody"):
                    box.draw(pen, x, top, width)
                top -= box.height(width) + self.gap


class Outside(Stack):
    """Boxes one under the other that are no part of the table above them."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each under the one before."""
        pen.close_table()
        Stack.draw(self, pen, x, top, width)


@dataclass(frozen=True, slots=True)
class Chip:
    """A short text in a thin frame as wide as its words; dashed for a substitute."""

    text: Text
    dashed: bool = False

    _X, _Y = 3.0, 0.8

    def height(self, width: float) -> float:
        """Return the height, frame included."""
        return self.text.height(width - 2 * self._X) + 2 * self._Y

    def natural_width(self, limit: float) -> float:
        """Return the width of the frame when at most ``limit`` is given."""
        return self.text.natural_width(limit - 2 * self._X) + 2 * self._X

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the frame, then the words."""
        inner, high = width - 2 * self._X, self.height(width)
        dash, colour = (DASHES, INK_2) if self.dashed else ((), LINE)
        pen.frame(x, top - high, self.natural_width(width), high, radius=3.75, line=0.6, colour=colour, dash=dash)
        self.text.draw(pen, x + self._X, top - self._Y, inner)


@dataclass(frozen=True, slots=True)
class Beside:
    """A chip and its words on one line where they fit, else the words under the chip."""

    chip: Chip
    words: Text

    _APART, _UNDER = 6.0, 1.5

    def height(self, width: float) -> float:
        """Return one line, or the height of both."""
        if self._fits(width):
            return max(self.chip.height(width), self.words.height(width))
        return self.chip.height(width) + self._UNDER + self.words.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the chip, then the words."""
        self.chip.draw(pen, x, top, width)
        if self._fits(width):
            left = self.chip.natural_width(width) + self._APART
            self.words.draw(pen, x + left, top - 0.8, width - left)
        else:
            self.words.draw(pen, x, top - self.chip.height(width) - self._UNDER, width)

    def _fits(self, width: float) -> bool:
        return self.chip.natural_width(width) + self._APART + self.words.natural_width(1e4) <= width


@dataclass(frozen=True, slots=True)
class Inline:
    """Texts on one line at equal distances, or one under the other where they do not fit."""

    texts: tuple[Text, ...]

    _LONG = 220.0

    def height(self, width: float) -> float:
        """Return one line, or several."""
        heights = [t.height(width) for t in self.texts]
        return max(heights) if self._fits(width) else sum(heights)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw from the left."""
        step = min(width, self._LONG) / len(self.texts)
        for number, text in enumerate(self.texts):
            if self._fits(width):
                text.draw(pen, x + number * step, top, step)
            else:
                text.draw(pen, x, top, width)
                top -= text.height(width)

    def _fits(self, width: float) -> bool:
        return all(t.natural_width(1e4) <= min(width, self._LONG) / len(self.texts) for t in self.texts)

"""Things that know their height at a width and can be drawn there: stacks, chips, grids of columns.

A page is a pile of them. No box ever cuts what it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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

    def height(self, width: float) -> float:
        """Return the height of all, gaps included."""
        return sum(b.height(width) for b in self.boxes) + self.gap * max(0, len(self.boxes) - 1)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each under the one before."""
        for box in self.boxes:
            box.draw(pen, x, top, width)
            top -= box.height(width) + self.gap


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

    _APART = 6.0

    def height(self, width: float) -> float:
        """Return one line, or the height of both."""
        if self._fits(width):
            return max(self.chip.height(width), self.words.height(width))
        return self.chip.height(width) + self.words.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the chip, then the words."""
        self.chip.draw(pen, x, top, width)
        if self._fits(width):
            left = self.chip.natural_width(width) + self._APART
            self.words.draw(pen, x + left, top - 0.8, width - left)
        else:
            self.words.draw(pen, x, top - self.chip.height(width), width)

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


Slots = Mapping[str, Box]


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of equal width whose slots stand at the same height; a column may also be one free box.

    ``frame`` draws a rounded card around each column with ``pad`` points inside.
    """

    columns: tuple[Slots | Box, ...]
    order: tuple[str, ...]
    places: int
    between: float
    gap: float = 2.0
    frame: bool = False
    pad: float = 0.0

    def height(self, width: float) -> float:
        """Return the height of the tallest column once the slots are aligned."""
        return sum(self._rows(width).values()) + 2 * self.pad

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each column."""
        rows, high = self._rows(width), self.height(width)
        inner = self._inner(width)
        for number, column in enumerate(self.columns):
            left = x + number * (inner + 2 * self.pad + self.between)
            if self.frame:
                pen.frame(left, top - high, inner + 2 * self.pad, high, radius=6, line=0.5, colour=LINE)
            at = top - self.pad
            if not isinstance(column, Mapping):
                column.draw(pen, left + self.pad, at, inner)
                continue
            for slot, row in rows.items():
                if slot in column:
                    column[slot].draw(pen, left + self.pad, at, inner)
                at -= row

    def body_height(self, width: float) -> float:
        """Return the height that the slotted columns ask for: what a free box may fill without making it taller."""
        return sum(self._slotted(width).values())

    def _inner(self, width: float) -> float:
        return (width - self.between * (self.places - 1)) / self.places - 2 * self.pad

    def _slotted(self, width: float) -> dict[str, float]:
        inner = self._inner(width)
        rows: dict[str, float] = {}
        for slot in self.order:
            heights = [c[slot].height(inner) for c in self.columns if isinstance(c, Mapping) and slot in c]
            if heights:
                rows[slot] = max(heights) + self.gap
        if rows:
            rows[next(reversed(rows))] -= self.gap
        return rows

    def _rows(self, width: float) -> dict[str, float]:
        rows = self._slotted(width)
        free = [c.height(self._inner(width)) for c in self.columns if not isinstance(c, Mapping)]
        excess = max(free, default=0.0) - sum(rows.values())
        if excess > 0:
            last = next(reversed(rows), "")
            rows[last] = rows.get(last, 0.0) + excess
        return rows

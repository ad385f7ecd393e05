"""Columns of one width side by side: slots of one height, read row by row, the names of the columns first.

In the page's table each slot is a row of cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.sheet.boxes import Box
from desktop.sheet.palette import LINE
from desktop.sheet.pen import Pen
from desktop.sheet.tags import Node

Slots = Mapping[str, Box]


@dataclass(frozen=True, slots=True)
class Split:
    """The head and the rest of a card: on paper one under the other, in the table a header and a cell."""

    head: Box
    rest: Box
    gap: float

    def height(self, width: float) -> float:
        """Return the height of both; no gap where there is no rest."""
        rest = self.rest.height(width)
        return self.head.height(width) + (self.gap + rest if rest else 0.0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the head, then the rest."""
        self.head.draw(pen, x, top, width)
        self.draw_rest(pen, x, top, width)

    def draw_rest(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the rest under the place of the head."""
        self.rest.draw(pen, x, top - self.head.height(width) - self.gap, width)


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of equal width whose slots stand at the same height; a column may also be one free box.

    It is read row by row; a free box is the cell of its first row, the others of its column are empty. ``heads`` makes
    of it the headers of the page's table, read one after the other. ``frame`` draws a rounded card around each column
    with ``pad`` points inside.
    """

    columns: tuple[Slots | Box, ...]
    order: tuple[str, ...]
    places: int
    between: float
    gap: float = 2.0
    frame: bool = False
    pad: float = 0.0
    heads: bool = False
    _known: dict[float, dict[str, float]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def height(self, width: float) -> float:
        """Return the height of the tallest column once the slots are aligned."""
        return sum(self._rows(width).values()) + 2 * self.pad

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the frames, then the cells."""
        rows, inner, count = self._rows(width), self._inner(width), len(self.columns)
        step = inner + 2 * self.pad + self.between
        if self.frame:
            high = self.height(width)
            for number in range(count):
                left = x + number * step
                pen.frame(left, top - high, inner + 2 * self.pad, high, radius=6, line=0.5, colour=LINE)
        x, top = x + self.pad, top - self.pad
        if self.heads:
            self._draw_heads(pen, rows, x, top, inner)
            return
        start, free = top, list[tuple[int, Node, Box]]()
        for position, (slot, row) in enumerate(rows.items()):
            with pen.row(count):
                for number, column in enumerate(self.columns):
                    node = pen.cell(number)
                    box = column.get(slot) if isinstance(column, Mapping) else None if position else column
                    if box is None:
                        continue
                    if box.height(inner) > row + 0.1:
                        free.append((number, node, box))
                        continue
                    with pen.inside(node):
                        box.draw(pen, x + number * step, top, inner)
            top -= row
        for number, node, box in free:
            with pen.inside(node):  # last: readers that go by the places of words would mix it with the rows beside it
                box.draw(pen, x + number * step, start, inner)

    def _draw_heads(self, pen: Pen, rows: Mapping[str, float], x: float, top: float, inner: float) -> None:
        """Draw what names each column, then the rest of the cards."""
        step, count = inner + 2 * self.pad + self.between, len(self.columns)
        rest: list[tuple[int, Split, float]] = []
        with pen.heads(count):
            for number, column in enumerate(self.columns):
                at = top
                with pen.inside(pen.cell(number)):
                    for slot, row in rows.items():
                        box = column.get(slot) if isinstance(column, Mapping) else column
                        if isinstance(box, Split):
                            box.head.draw(pen, x + number * step, at, inner)
                            rest.append((number, box, at))
                        elif box is not None:
                            box.draw(pen, x + number * step, at, inner)
                        at -= row
        if not any(box.rest.height(inner) for _, box, _ in rest):
            return
        with pen.row(count):
            for number, box, at in rest:
                with pen.inside(pen.cell(number)):
                    box.draw_rest(pen, x + number * step, at, inner)

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
        if width not in self._known:
            self._known[width] = self._filled(width)
        return self._known[width]

    def _filled(self, width: float) -> dict[str, float]:
        rows = self._slotted(width)
        free = [c.height(self._inner(width)) for c in self.columns if not isinstance(c, Mapping)]
        excess = max(free, default=0.0) - sum(rows.values())
        if excess > 0:
            last = next(reversed(rows), "")
            rows[last] = rows.get(last, 0.0) + excess
        return rows

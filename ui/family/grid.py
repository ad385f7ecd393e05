"""Lines across columns of equal width, ruled like the picture of the family mode; words of lines left or above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.theme import Theme
from ui.widgets.blocks import Block

MARGIN = 10
"""Design pixels between a rule and what stands at its side."""
OVER, UNDER = 4, 2
"""Design pixels between a rule and what stands under it and over it: letters bring their own air."""
CORNER = 220
"""Design pixels: a word of the corner wider than this does not widen the column of words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its words, and a block a column.

    ``low`` for heads: all stand at the bottom of the line. ``across`` gives the cells the width of the words too.
    ``ruled`` is whether a rule parts it from the next one.
    """

    label: Block | None
    cells: tuple[Block, ...]
    low: bool = False
    across: bool = False
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """What all lines share: ``places`` columns, and the width of the words at their left, 0 when they stand over."""

    places: int
    label_width: int
    margin: int

    def inside(self, at: int, width: int) -> QRect:
        """Return the left edge and the width of what column ``at`` holds, in a rectangle without a height."""
        wide = (width - self.label_width) // self.places
        left = self.margin if at or self.label_width else 0
        return QRect(self.label_width + at * wide + left, 0, wide - self.margin - left, 0)


class Row(Block):
    """One line, with the rules at the left of its columns, and under it unless it is the last."""

    def __init__(self, theme: Theme, line: Line, shape: Shape, last: bool) -> None:
        self._line, self._last = line, last or not line.ruled
        self._shape = Shape(shape.places, 0, shape.margin) if line.across else shape
        self._rule = theme.color("line_strong")
        self._pads = (0 if line.low else theme.px(OVER), theme.px(UNDER))

    def width(self) -> int:
        return self._wanted(max(cell.width() for cell in self._line.cells))

    def least(self) -> int:
        return self._wanted(max(cell.least() for cell in self._line.cells))

    def height(self, width: int) -> int:
        over, tall = self._heights(width)
        return over + tall + sum(self._pads)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        (above, below), (over, tall) = self._pads, self._heights(rect.width())
        line, shape = self._line, self._shape
        top = rect.y() + above + over
        if line.label is not None:
            room = rect.width() if over else shape.label_width - shape.margin
            high = line.label.height(room)
            y = rect.y() + above if over else top + (tall - high if line.low else 0)
            line.label.paint(painter, QRect(rect.x(), y, room, high))
        for at, cell in enumerate(line.cells):
            place = shape.inside(at, rect.width())
            high = cell.height(place.width())
            y = top + (tall - high if line.low else 0)
            cell.paint(painter, QRect(rect.x() + place.x(), y, place.width(), high))
            if at or shape.label_width:
                x = rect.x() + place.x() - shape.margin
                start = top if over else rect.y()  # under words that stand over the columns
                painter.fillRect(x, start, 1, top + tall + below - start, self._rule)
        if not self._last:
            painter.fillRect(rect.x(), top + tall + below - 1, rect.width(), 1, self._rule)

    def words(self) -> Iterator[str]:
        if self._line.label is not None:
            yield from self._line.label.words()
        for cell in self._line.cells:
            yield from cell.words()

    def _wanted(self, cell: int) -> int:
        shape = self._shape
        return shape.label_width + shape.places * (cell + 2 * shape.margin)

    def _heights(self, width: int) -> tuple[int, int]:
        """Return the height of the words when they stand over the line, else 0, and that of the line."""
        shape, label = self._shape, self._line.label
        tall = max(cell.height(shape.inside(at, width).width()) for at, cell in enumerate(self._line.cells))
        if label is None:
            return 0, tall
        room = shape.label_width - shape.margin
        if shape.label_width and label.least() <= room and (not self._line.low or label.height(room) <= tall):
            return 0, max(tall, label.height(room))
        return label.height(width), tall


class Grid:
    """The rows, ``first`` of those under the heads, and ``again``: the heads for a screen that begins in the middle.

    ``places`` columns share the width, some of them perhaps empty: every page has columns of one size.

    ``beside`` puts the words of lines in a column of their own, those of the heads too when they are no taller.
    """

    def __init__(self, theme: Theme, lines: Sequence[Line], places: int, beside: bool, again: Line) -> None:
        labels = [line.label.least() for line in lines if line.label is not None and not line.low]
        corner = [line.label.least() for line in lines if line.label is not None and line.low]
        wide = max([*labels, *(wide for wide in corner if wide <= theme.px(CORNER))]) if labels else 0
        margin = theme.px(MARGIN)
        shape = Shape(places, wide + margin if beside and labels else 0, margin)
        self.again = Row(theme, again, shape, False)
        self.rows = tuple(Row(theme, line, shape, line is lines[-1]) for line in lines)

        self.first = self.rows[sum(line.low for line in lines)]

    def least(self) -> int:
        """Return the narrowest width at which no word is broken, in pixels."""
        return max(row.least() for row in self.rows)

"""Two ways of setting blocks on a line: one after the other as far as they go, or a glyph beside what wraps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.widgets.blocks import Block, Several


class Flow(Several):
    """Blocks on a line, centred on one another, that goes on to the next line when the width is used up."""

    def __init__(self, items: Sequence[Block], gap: int, line_gap: int) -> None:
        super().__init__(items, gap)
        self._line_gap = line_gap

    def width(self) -> int:
        return sum(item.width() for item in self._items) + self._gap * (len(self._items) - 1)

    def least(self) -> int:
        return max(item.least() for item in self._items)

    def height(self, width: int) -> int:
        lines = self._lines(width)
        return sum(tall for tall, _ in lines) + self._line_gap * (len(lines) - 1)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        y = rect.y()
        for tall, placed in self._lines(rect.width()):
            for item, x, wide in placed:
                own = item.height(wide)
                item.paint(painter, QRect(rect.x() + x, y + (tall - own) // 2, wide, own))
            y += tall + self._line_gap

    def _lines(self, width: int) -> list[tuple[int, list[tuple[Block, int, int]]]]:
        """Return each line as its height and its blocks with their left edge and width."""
        lines: list[tuple[int, list[tuple[Block, int, int]]]] = []
        line: list[tuple[Block, int, int]] = []
        x = tall = 0
        for item in self._items:
            wide = min(item.width(), width)
            if line and x + wide > width:
                lines.append((tall, line))
                line, x, tall = [], 0, 0
            line.append((item, x, wide))
            x += wide + self._gap
            tall = max(tall, item.height(wide))
        return [*lines, (tall, line)]


class Beside(Block):
    """A small block (a glyph, a figure) at the left of another that wraps under itself, their first lines level."""

    def __init__(self, left: Block, body: Block, gap: int, first_line: int) -> None:
        self._left = left
        self._body = body
        self._gap = gap
        self._drop = max(0, (first_line - left.height(left.width())) // 2)
        self._body_drop = max(0, (left.height(left.width()) - first_line) // 2)

    def width(self) -> int:
        return self._left.width() + self._gap + self._body.width()

    def least(self) -> int:
        return self._left.width() + self._gap + self._body.least()

    def height(self, width: int) -> int:
        left = self._left.width()
        return max(self._drop + self._left.height(left), self._body_drop + self._body.height(width - left - self._gap))

    def paint(self, painter: QPainter, rect: QRect) -> None:
        left = self._left.width()
        self._left.paint(painter, QRect(rect.x(), rect.y() + self._drop, left, self._left.height(left)))
        start = left + self._gap
        self._body.paint(painter, rect.adjusted(start, self._body_drop, 0, 0))

    def words(self) -> Iterator[str]:
        yield from self._left.words()
        yield from self._body.words()

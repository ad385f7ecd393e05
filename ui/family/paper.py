"""Blocks under one another on screens: what does not fit on one begins the next, whole.

Nothing is cut by the bar, and a key that goes on goes exactly to what was not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.theme import Theme
from ui.widgets.blocks import Block

TOP = 4
"""Design pixels over the first block of a screen."""
AGAIN = 64
"""Design pixels shown twice where a block is taller than a screen: more than a line, or than a silhouette."""


class Item(NamedTuple):
    """A block, the gap above it in pixels, and what is shown over it once more where it begins a screen."""

    block: Block
    gap: int = 0
    again: Block | None = None


class Laid(NamedTuple):
    """Each block shown with its top, where each screen begins, and how tall all of it is, in pixels."""

    placed: tuple[tuple[Block, int], ...]
    stops: tuple[int, ...]
    height: int


class Paper(Block):
    """Blocks on screens. ``screen`` is the height of a screen in pixels, 0 for endless."""

    def __init__(self, theme: Theme, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._top, self._again = theme.px(TOP), theme.px(AGAIN)
        self.screen = 0

    def width(self) -> int:
        return max(item.block.width() for item in self._items)

    def least(self) -> int:
        return max(item.block.least() for item in self._items)

    def height(self, width: int) -> int:
        return self.laid(width).height

    def paint(self, painter: QPainter, rect: QRect) -> None:
        for block, top in self.laid(rect.width()).placed:
            block.paint(painter, QRect(rect.x(), rect.y() + top, rect.width(), block.height(rect.width())))

    def words(self) -> Iterator[str]:
        for item in self._items:
            yield from item.block.words()

    def opens_with(self, block: Block, width: int, screen: int) -> bool:
        """Tell whether the first of the screens of this height holds all of one of the blocks."""
        y = self._top
        for item in self._items:
            y += item.gap + item.block.height(width)
            if item.block is block:
                return y <= screen
        return False

    def laid(self, width: int) -> Laid:
        """Return where everything stands at this width."""
        y, placed, stops = self._top, list[tuple[Block, int]](), [0]
        for block, gap, again in self._items:
            tall = block.height(width)
            y += gap if placed else 0
            room = self.screen - self._top
            if self.screen and y + tall > stops[-1] + self.screen and tall <= room and placed:
                stops.append(stops[-1] + self.screen)
                y = stops[-1] + self._top
                if again is not None and again.height(width) + tall <= room:
                    placed.append((again, y))
                    y += again.height(width)
            while self.screen and y + tall > stops[-1] + self.screen:
                stops.append(stops[-1] + max(self.screen - self._again, self.screen // 2, 1))
            placed.append((block, y))
            y += tall
        return Laid(tuple(placed), tuple(stops), max(y, stops[-1] + self.screen) if len(stops) > 1 else y)

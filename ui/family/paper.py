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


class Laid(NamedTuple):
    """Where each block stands, where each screen begins, and how tall all of it is, in pixels."""

    tops: tuple[int, ...]
    stops: tuple[int, ...]
    height: int


class Paper(Block):
    """Blocks, each with the gap above it in pixels. ``screen`` is the height of a screen in pixels, 0 for endless."""

    def __init__(self, theme: Theme, items: Sequence[tuple[Block, int]]) -> None:
        self._items = tuple(items)
        self._top, self._again = theme.px(TOP), theme.px(AGAIN)
        self.screen = 0

    def width(self) -> int:
        return max(item.width() for item, _ in self._items)

    def least(self) -> int:
        return max(item.least() for item, _ in self._items)

    def height(self, width: int) -> int:
        return self.laid(width).height

    def paint(self, painter: QPainter, rect: QRect) -> None:
        for (item, _), top in zip(self._items, self.laid(rect.width()).tops, strict=True):
            item.paint(painter, QRect(rect.x(), rect.y() + top, rect.width(), item.height(rect.width())))

    def words(self) -> Iterator[str]:
        for item, _ in self._items:
            yield from item.words()

    def laid(self, width: int) -> Laid:
        """Return where everything stands at this width."""
        y, tops, stops = self._top, list[int](), [0]
        for item, gap in self._items:
            tall = item.height(width)
            y += gap if tops else 0
            if self.screen and y + tall > stops[-1] + self.screen >= stops[-1] + self._top + tall and tops:
                stops.append(stops[-1] + self.screen)
                y = stops[-1] + self._top
            while self.screen and y + tall > stops[-1] + self.screen:
                stops.append(stops[-1] + max(self.screen - self._again, self.screen // 2, 1))
            tops.append(y)
            y += tall
        return Laid(tuple(tops), tuple(stops), max(y, stops[-1] + self.screen) if len(stops) > 1 else y)

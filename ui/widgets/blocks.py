"""What a painted cell is made of: blocks that know their width, their height at a width, their words, and how to paint.

A cell is one widget that paints a tree of blocks. Hundreds of labels would take longer to make than to read.
Text wraps and is never cut: ``least`` is the width under which a word would be broken.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.theme import Theme


class Block(ABC):
    """A piece of a cell. Widths and heights are pixels."""

    @abstractmethod
    def width(self) -> int:
        """Return the width that it takes when nothing wraps."""

    def least(self) -> int:
        """Return the narrowest width at which nothing is cut or broken inside a word."""
        return self.width()

    @abstractmethod
    def height(self, width: int) -> int:
        """Return the height that it takes at this width."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw itself into ``rect``, whose height is the one asked for."""

    def words(self) -> Iterator[str]:
        """Yield every text that it shows, in reading order."""
        return iter(())


class Fixed(Block):
    """A picture of one size, painted by a function; ``said`` are the words drawn inside it."""

    def __init__(
        self, width: int, height: int, draw: Callable[[QPainter, QRect], None], said: Sequence[str] = ()
    ) -> None:
        self._size = (width, height)
        self._draw = draw
        self._said = tuple(said)

    def width(self) -> int:
        return self._size[0]

    def height(self, width: int) -> int:
        return self._size[1]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        self._draw(painter, QRect(rect.x(), rect.y(), *self._size))

    def words(self) -> Iterator[str]:
        return iter(self._said)


def icon(theme: Theme, name: str, color: str = "ink_2", size: int = 16) -> Fixed:
    """Return one of our icons as a block, ``size`` design pixels wide; it never stands without its word."""
    side = theme.px(size)
    return Fixed(side, side, lambda painter, rect: painter.drawPixmap(rect.topLeft(), theme.icon(name, color, size)))


class Several(Block):
    """Blocks set together, ``gap`` pixels apart."""

    def __init__(self, items: Sequence[Block], gap: int) -> None:
        self._items = tuple(items)
        self._gap = gap

    def words(self) -> Iterator[str]:
        for item in self._items:
            yield from item.words()


class Stack(Several):
    """Blocks under one another, ``gap`` pixels apart.

    What is too much of the height goes before the item number ``spring``, so that drawings of a row stand level.
    """

    def __init__(self, items: Sequence[Block], gap: int, spring: int | None = None) -> None:
        super().__init__(items, gap)
        self._spring = spring

    def width(self) -> int:
        return max((item.width() for item in self._items), default=0)

    def least(self) -> int:
        return max((item.least() for item in self._items), default=0)

    def height(self, width: int) -> int:
        return sum(item.height(width) for item in self._items) + self._gap * max(0, len(self._items) - 1)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        y = rect.y()
        spare = rect.height() - self.height(rect.width()) if self._spring is not None else 0
        for number, item in enumerate(self._items):
            if number == self._spring:
                y += max(0, spare)
            tall = item.height(rect.width())
            item.paint(painter, QRect(rect.x(), y, rect.width(), tall))
            y += tall + self._gap


class Split(Several):
    """Blocks side by side in columns of equal width, ``gap`` pixels apart; one that needs more takes it from all."""

    def width(self) -> int:
        return max(item.width() for item in self._items) * len(self._items) + self._gaps

    def least(self) -> int:
        return sum(item.least() for item in self._items) + self._gaps

    def height(self, width: int) -> int:
        return max(item.height(wide) for item, wide in zip(self._items, self._widths(width), strict=True))

    def paint(self, painter: QPainter, rect: QRect) -> None:
        x = rect.x()
        for item, wide in zip(self._items, self._widths(rect.width()), strict=True):
            item.paint(painter, QRect(x, rect.y(), wide, rect.height()))
            x += wide + self._gap

    @property
    def _gaps(self) -> int:
        return self._gap * (len(self._items) - 1)

    def _widths(self, width: int) -> list[int]:
        count = len(self._items)
        one = (width - self._gaps) // count
        if max(item.width() for item in self._items) <= one:
            return [one] * count
        least = [item.least() for item in self._items]
        natural = [item.width() for item in self._items]
        wanted = natural if sum(natural) + self._gaps <= width else least
        spare = max(0, width - self._gaps - sum(wanted)) // count
        return [wide + spare for wide in wanted]


class Either(Block):
    """One way of setting things where it has room, another where it has not."""

    def __init__(self, wide: Block, narrow: Block) -> None:
        self._wide = wide
        self._narrow = narrow

    def width(self) -> int:
        return self._wide.width()

    def least(self) -> int:
        return min(self._wide.least(), self._narrow.least())

    def height(self, width: int) -> int:
        return self._chosen(width).height(width)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        self._chosen(rect.width()).paint(painter, rect)

    def words(self) -> Iterator[str]:
        return self._wide.words()

    def _chosen(self, width: int) -> Block:
        return self._wide if self._wide.least() <= width else self._narrow


class Inset(Block):
    """A block that leaves room at its right, for a button that stands over it."""

    def __init__(self, body: Block, right: int) -> None:
        self._body = body
        self._right = right

    def width(self) -> int:
        return self._body.width() + self._right

    def least(self) -> int:
        return self._body.least() + self._right

    def height(self, width: int) -> int:
        return self._body.height(width - self._right)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        self._body.paint(painter, rect.adjusted(0, 0, -self._right, 0))

    def words(self) -> Iterator[str]:
        return self._body.words()

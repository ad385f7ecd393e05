"""Top and bottom of the page for the hand: title and mark, dotted lines, boxes to tick."""

from __future__ import annotations

from contextlib import nullcontext

from desktop.sheet.fonts import BODY, BOLD, TITLE
from desktop.sheet.look import Look
from desktop.sheet.palette import INK, INK_2, INK_3, LINE, WHITE
from desktop.sheet.pen import DOTS, Pen
from desktop.sheet.text import Span, Text
from desktop.typography import NBSP

_NOMBRES = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six")


def title(count: int) -> str:
    """Return the title of a sheet of ``count`` formations."""
    return "Une formation en chiffres" if count == 1 else f"{_NOMBRES[count]} formations côte à côte"


class Masthead:
    """The title on the left, the two doors and the name on the right: read on the first page only."""

    _SIDE = 110.0

    def __init__(self, look: Look, words: str) -> None:
        self._title = Text(Span(words, BOLD, INK_2), size=TITLE, leading=look.leading, role=None, langue=look.langue)
        self._name = Text(Span("Côte à Côte", BOLD, INK_2), size=BODY)

    def height(self, width: float) -> float:
        """Return the height of the title."""
        return self._title.height(width - self._SIDE)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw title, mark, name."""
        first = pen.tree.fresh
        with pen.tag("H1" if first else "H2"):
            self._title.draw(pen, x, top, width - self._SIDE)
        used = self._name.natural_width(self._SIDE)
        with nullcontext() if first else pen.furniture():
            self._name.draw(pen, x + width - used, top - 3.5, used + 1)
        doors(pen, x + width - used - 22, top - 17.5, 15)


def doors(pen: Pen, x: float, y: float, size: float) -> None:
    """Draw the mark: two doors of equal height, one solid, one outlined."""
    half = size * 0.46
    pen.frame(x, y, half, size, radius=1.2, line=1.0, colour=INK, fill=INK)
    pen.frame(x + size - half, y, half, size, radius=1.2, line=1.0, colour=INK)
    for knob, colour in ((x + half - 1.9, WHITE), (x + size - half + 1.9, INK)):
        pen.line(knob, y + size / 2 - 0.9, knob, y + size / 2 + 0.9, 1.1, colour)


class Blanks:
    """Dotted lines to fill by hand after their words, ``extra`` lines under; nothing typed ever stands there."""

    LINE = 21.0

    def __init__(self, look: Look, words: tuple[str, ...], extra: int = 0) -> None:
        self._words = [look.text(f"{w}{NBSP}:") for w in words]
        self._extra = extra

    def height(self, width: float) -> float:
        """Return the height of the lines, wide enough for a hand."""
        return self.LINE * (1 + self._extra)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw words and dots."""
        pen.close_table()
        base = top - self.LINE + 4
        share = (width + 14) / len(self._words)
        for number, words in enumerate(self._words):
            left, used = x + number * share, words.natural_width(1e4)
            words.draw(pen, left, base + words.height(1e4) - 2.5, used + 1)
            self.dots(pen, left + used + 4, base, left + share - 14)
        for number in range(1, self._extra + 1):
            self.dots(pen, x, base - self.LINE * number, x + width)

    @staticmethod
    def dots(pen: Pen, left: float, level: float, right: float) -> None:
        """Draw a dotted line."""
        pen.line(left, level, right, level, 0.8, INK_3, dash=DOTS)


class Ticks:
    """Two boxes to tick under each column."""

    def __init__(self, look: Look, columns: int) -> None:
        self._look = look
        self._columns = columns
        self._words = [look.text(w) for w in ("à visiter", "à appeler")]

    def height(self, width: float) -> float:
        """Return one line, or two where columns are narrow."""
        return self._words[0].height(width) * (1 if self._beside else 2)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the boxes and their words."""
        high = self._words[0].height(width)
        pen.close_section()
        with pen.row(self._columns):
            for column in range(self._columns):
                left, level = x + column * (self._look.column + self._look.between), top
                with pen.inside(pen.cell(column)):
                    for words in self._words:
                        pen.frame(left + 0.5, level - high / 2 - 4.6, 9.2, 9.2, radius=1.5, line=0.6, colour=LINE)
                        words.draw(pen, left + 15, level, 90)
                        left, level = (left + 80, level) if self._beside else (left, level - high)

    @property
    def _beside(self) -> bool:
        return self._look.column >= 150

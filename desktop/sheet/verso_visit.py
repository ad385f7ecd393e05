"""« Pour la suite »: for each formation its code to scan, the short address, and two boxes to tick."""

from __future__ import annotations

from desktop.adresses import adresse
from desktop.comparison import Colonne
from desktop.sheet.boxes import Stack
from desktop.sheet.fonts import SMALL
from desktop.sheet.look import Look
from desktop.sheet.pen import Pen
from desktop.sheet.qr import SIZE, Code
from desktop.sheet.subject import Sujet
from desktop.sheet.text import Text, bold, quiet
from desktop.sheet.verso_hand import Tick

WORDS = ("à visiter", "à appeler")
_NARROWEST = 84.0
"""Points that words need beside a code."""


def visits(page: Sujet) -> Visits:
    """Return a cell a column: its name, which is the header of all its cells, its code, the boxes, the address."""
    return Visits(page.look, [(page.scope.names[i], colonne) for i, colonne in page.colonnes()])


class Visits:
    """The codes side by side. The words stand beside them, or under them where columns are narrow."""

    def __init__(self, look: Look, columns: list[tuple[str, Colonne]]) -> None:
        self._look = look
        self._names = [look.text(bold(name)) for name, _ in columns]
        found = [adresse(colonne) for _, colonne in columns]
        self._codes = [Code(one.url, SIZE, f"{one.quoi}, {one.courte}") for one in found]
        ticks = [Tick(look, words) for words in WORDS]
        shorts = [Text(quiet(one.courte), size=SMALL, leading=look.leading) for one in found]
        self._words = [Stack((*ticks, short), look.row + 1) for short in shorts]

    def height(self, width: float) -> float:
        """Return the height of the tallest column."""
        room, above = self._room, self._above
        words = max(words.height(room) for words in self._words)
        symbol = max(code.symbol for code in self._codes)
        if room < self._look.column:
            return max(symbol + 4, above + words)
        return above + symbol + max(code.quiet for code in self._codes) + words

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the names, then the codes and their words."""
        room, above, count = self._room, self._above, len(self._names)
        beside = room < self._look.column
        step = self._look.column + self._look.between
        shift = self._look.column - room
        with pen.heads(count):
            for number, name in enumerate(self._names):
                with pen.inside(pen.cell(number)):
                    name.draw(pen, x + number * step + shift, top, room)
        with pen.row(count):
            for number, (code, words) in enumerate(zip(self._codes, self._words, strict=True)):
                left, down = x + number * step, 0.0 if beside else above
                with pen.inside(pen.cell(number)):
                    code.draw(pen, left - code.quiet, top - down + code.quiet - 3, code.side)
                    under = above if beside else above + code.symbol + code.quiet
                    words.draw(pen, left + shift, top - under, room)

    @property
    def _room(self) -> float:
        """The width of the words: what the widest code leaves beside it, else the whole column."""
        left = self._look.column - max(code.side - code.quiet for code in self._codes)
        return left if left >= _NARROWEST else self._look.column

    @property
    def _above(self) -> float:
        """The height of the tallest name."""
        return max(name.height(self._room) for name in self._names) + 1

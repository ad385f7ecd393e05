"""Boxes of a fiche simple around its cards: large letters, lines behind an icon, the hand's lines and ticks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from desktop.phrases_simples import GESTES, MAINTENANT
from desktop.sheet.boxes import Box
from desktop.sheet.fonts import BOLD
from desktop.sheet.header import doors
from desktop.sheet.look import Look
from desktop.sheet.palette import INK, INK_3, LINE
from desktop.sheet.pen import DOTS, Pen
from desktop.sheet.text import Span, Text
from desktop.typography import NBSP

TEXTE, CARTE, TITRE = 14.5, 16.5, 20.0
"""Sizes of the letters of a fiche simple (DESIGN-TOKENS.md §2); nothing is smaller but the source line."""


def fort(words: str) -> Span:
    """Return words in the heavier weight."""
    return Span(words, BOLD, INK)


def ecrit(look: Look, *spans: Span | str, icon: str | None = None, size: float = TEXTE, role: str | None = "P") -> Text:
    """Return a paragraph in the letters of a fiche simple, in full ink."""
    inked = (Span(s, colour=INK) if isinstance(s, str) else s for s in spans)
    return Text(*inked, size=size, leading=look.leading, icon=icon, role=role, langue=look.langue)


@dataclass(frozen=True, slots=True)
class Dites:
    """Short sentences behind one icon: on one line where they fit, else one under the other, but on a dense page."""

    look: Look
    icone: str
    phrases: tuple[str, ...]

    def height(self, width: float) -> float:
        """Return the height of the lines."""
        return sum(text.height(width) for text in self._texts(width))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Write the lines."""
        indent = ecrit(self.look, "x", icon=self.icone).indent
        for number, text in enumerate(self._texts(width)):
            text.draw(pen, x + (indent if number else 0.0), top, width - (indent if number else 0.0))
            top -= text.height(width)

    def _texts(self, width: float) -> list[Text]:
        whole = ecrit(self.look, " ".join(self.phrases), icon=self.icone)
        if self.look.dense or len(whole.lines(width)) == 1 or len(self.phrases) == 1:
            return [whole]
        first, *rest = self.phrases
        return [ecrit(self.look, first, icon=self.icone), *(ecrit(self.look, phrase) for phrase in rest)]


@dataclass(frozen=True, slots=True)
class Liste:
    """Boxes one under the other, a list for those who hear the page."""

    boxes: tuple[Box, ...]
    gap: float

    def height(self, width: float) -> float:
        """Return the height of all, gaps included."""
        return sum(box.height(width) for box in self.boxes) + self.gap * max(0, len(self.boxes) - 1)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw each under the one before."""
        with pen.tag("L"):
            for box in self.boxes:
                with pen.tag("LI"), pen.tag("LBody"):
                    box.draw(pen, x, top, width)
                top -= box.height(width) + self.gap


class Tete:
    """The title on the left, the two doors and the name on the right: read on the first page only."""

    _SIDE = 104.0

    def __init__(self, look: Look, words: str) -> None:
        self._title = ecrit(look, fort(words), size=TITRE, role=None)
        self._name = Text(fort("Côte à Côte"))

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
            self._name.draw(pen, x + width - used, top - 5, used + 1)
        doors(pen, x + width - used - 21, top - 19, 15)


class Prenom:
    """A dotted line to write a first name on by hand; with no words, a line for anything."""

    LINE = 21.0

    def __init__(self, look: Look, words: str = "") -> None:
        self._words = ecrit(look, f"{words}{NBSP}:") if words else None

    def height(self, width: float) -> float:
        """Return the height of a line that a hand can fill."""
        return self.LINE

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words, then the dots."""
        base, used = top - self.LINE + 4, 0.0
        if self._words is not None:
            used = self._words.natural_width(width) + 5
            self._words.draw(pen, x, base + self._words.height(width) - 3, used)
        pen.line(x + used, base, x + (width if not used else min(width, 340.0)), base, 0.8, INK_3, dash=DOTS)


class Maintenant:
    """« Et maintenant ? » and three boxes to tick."""

    def __init__(self, look: Look) -> None:
        self._head = ecrit(look, fort(MAINTENANT))
        self._words = [ecrit(look, words) for words in GESTES]

    def height(self, width: float) -> float:
        """Return one line."""
        return self._head.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the question, then the boxes with their words."""
        self._head.draw(pen, x, top, width)
        left, high = x + self._head.natural_width(width) + 24, self.height(width)
        for words in self._words:
            pen.frame(left, top - high / 2 - 6.2, 12.4, 12.4, radius=2, line=0.8, colour=LINE)
            words.draw(pen, left + 20, top, width)
            left += 20 + words.natural_width(width) + 26


def pile(boxes: Sequence[Box], gap: float) -> Liste | None:
    """Return a list of boxes, None when there are none."""
    return Liste(tuple(boxes), gap) if boxes else None

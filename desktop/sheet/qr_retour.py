"""The block that brings a family back to its sheet: the code to scan, the same code to type."""

from __future__ import annotations

from desktop import retour
from desktop.selection import Selection
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.fonts import BODY, BOLD
from desktop.sheet.look import Look
from desktop.sheet.palette import INK
from desktop.sheet.pen import Pen
from desktop.sheet.qr import SIZE, Code
from desktop.sheet.text import Span, Text
from desktop.typography import NBSP

BEFORE = "Au prochain rendez-vous, cette fiche se rouvre avec ce code."
AFTER = "Il contient les formations choisies, rien d’autre."
ALT = f"Code à scanner{NBSP}: il rouvre cette fiche dans Côte à Côte."


def retour_bloc(look: Look, selection: Selection) -> Box:
    """Return the block of a basket of one to six formations, for the whole width of a page or half of it."""
    typed = retour.code(selection)
    words = Text(Span(retour.grouped(typed), BOLD, INK), size=BODY, leading=max(look.leading, 1.24))
    return _Bloc(Code(typed, SIZE, ALT), Stack((look.text(BEFORE), words, look.text(AFTER)), look.row))


class _Bloc:
    """The symbol flush with the left, the words beside it."""

    _APART = 6.0

    def __init__(self, code: Code, words: Stack) -> None:
        self._code = code
        self._words = words
        self._left = code.side - code.quiet + self._APART

    def height(self, width: float) -> float:
        """Return the height of the symbol with its quiet zone, or that of the words when it is more."""
        return max(self._code.side, self._words.height(width - self._left))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the symbol, then the words half-way up beside it."""
        self._code.draw(pen, x - self._code.quiet, top, width)
        room = width - self._left
        spare = self.height(width) - self._words.height(room)
        self._words.draw(pen, x + self._left, top - spare / 2, room)

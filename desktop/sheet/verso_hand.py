"""What the hand fills in on the back page: questions to tick, dates, notes, and the code that finds the sheet again."""

from __future__ import annotations

from desktop.comparison import Comparison
from desktop.selection import Selection
from desktop.sheet.boxes import Box, Items, Stack
from desktop.sheet.header import Blanks
from desktop.sheet.look import Look
from desktop.sheet.palette import LINE
from desktop.sheet.pen import Pen
from desktop.sheet.qr_retour import retour_bloc
from desktop.sheet.verso_flow import headed
from desktop.typography import NBSP

QUESTIONS = (
    f"Combien de places chaque année{NBSP}?",
    f"Comment se passe une semaine{NBSP}?",
    f"Qui aide à trouver une entreprise{NBSP}?",
    f"Combien arrêtent en cours de route{NBSP}?",
    f"Que peut-on faire après{NBSP}?",
    f"Y a-t-il des frais, un internat, un car{NBSP}?",
)
TITRE_DATES = "Dates à noter"
DATES = ("Portes ouvertes", "Vœux avant le", "Réponse le", "Prochain rendez-vous")


class Tick:
    """A box to tick and its words."""

    _SIDE, _INDENT = 9.2, 15.0

    def __init__(self, look: Look, words: str) -> None:
        self._words = look.text(words)
        self._line = self._words.height(1e4)

    def height(self, width: float) -> float:
        """Return the height of the words."""
        return self._words.height(width - self._INDENT)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the box at the height of the first line, then the words."""
        side = self._SIDE
        pen.frame(x + 0.5, top - self._line / 2 - side / 2, side, side, radius=1.5, line=0.6, colour=LINE)
        self._words.draw(pen, x + self._INDENT, top, width - self._INDENT)


def questions(look: Look) -> Box:
    """Return the questions to ask on the spot, each with a box to tick."""
    ticks = Items(tuple(Tick(look, question) for question in QUESTIONS), look.row + 1)
    return headed(look, "Questions à poser sur place", [ticks])


def dates(look: Look) -> Box:
    """Return the dates to note, each before a dotted line."""
    return headed(look, TITRE_DATES, [Stack(tuple(Blanks(look, (words,)) for words in DATES))])


def notes(look: Look, lines: int) -> Box:
    """Return dotted lines."""
    return headed(look, "Mes notes", [Dotted(lines)])


class Dotted:
    """Dotted lines over the whole width."""

    def __init__(self, lines: int) -> None:
        self._lines = lines

    def height(self, width: float) -> float:
        """Return the height of the lines, wide enough for a hand."""
        return Blanks.LINE * self._lines

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the dots."""
        for number in range(1, self._lines + 1):
            Blanks.dots(pen, x, top - Blanks.LINE * number + 4, x + width)


def retour(look: Look, comparison: Comparison) -> Box:
    """Return the code that finds these formations again, to scan or to type; it holds nothing else."""
    selection = Selection(tuple(colonne.choix for colonne in comparison.colonnes))
    return headed(look, "Retrouver cette fiche", [retour_bloc(look, selection)])

"""The head of a card of a fiche simple: what the formation is, where it is, and whose figures are shown."""

from __future__ import annotations

from desktop.sheet.boxes import Chip
from desktop.sheet.look import WIDTH, Look
from desktop.sheet.pen import Pen
from desktop.sheet.simple_boites import CARTE, ecrit, fort
from desktop.sheet.simple_contenu import Carte
from desktop.sheet.text import Text


class Entete:
    """The name, the school, and whose figures they are: at the end of a line with room, or under both."""

    def __init__(self, look: Look, carte: Carte) -> None:
        self._title = _titre(look, carte)
        self._place = ecrit(look, carte.lieu) if carte.lieu else None
        caption, stands_in = carte.chiffres.legende, carte.chiffres.stands_in
        words = ecrit(look, caption, icon="repli" if stands_in else None)
        self._chip = Chip(words, dashed=stands_in) if caption else None

    def height(self, width: float) -> float:
        """Return the height of all."""
        chip = self._chip.height(width) if self._chip is not None and self._beside(width) is None else 0.0
        return self._title.height(width) + self._line(width) + chip

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the name, the school, the chip."""
        indent = self._title.indent
        with pen.tag("H2"):
            self._title.draw(pen, x, top, width)
        below = top - self._title.height(width)
        if self._place is not None:
            shift = (self._line(width) - self._place.height(width - indent)) / 2
            self._place.draw(pen, x + indent, below - shift, width - indent)
        if self._chip is None:
            return
        beside = self._beside(width)
        if beside is None:
            self._chip.draw(pen, x + indent, below - self._line(width), width - indent)
        else:
            level = top if beside is self._title else below
            self._chip.draw(pen, x + width - self._chip.natural_width(width), level, width)

    def _line(self, width: float) -> float:
        """Return the height of the school, with the chip that stands at the end of its line."""
        if self._place is None:
            return 0.0
        high = self._place.height(width - self._title.indent)
        beside = self._chip is not None and self._beside(width) is self._place
        return max(high, self._chip.height(width)) if beside and self._chip is not None else high

    def _beside(self, width: float) -> Text | None:
        """Return the line of words that has room for the chip, None when neither has."""
        if self._chip is None:
            return None
        room = width - self._chip.natural_width(width) - 12
        for words, indent in ((self._place, self._title.indent), (self._title, 0.0)):
            if words is not None and indent + words.natural_width(1e4) <= room:
                return words
        return None


def _titre(look: Look, carte: Carte) -> Text:
    """Return the name, and the voie where it asks for no line more: the first fact says it too."""
    name = ecrit(look, fort(carte.nom), icon=carte.icone, size=CARTE, role=None)
    if not carte.voie:
        return name
    whole = ecrit(look, fort(carte.nom), f", {carte.voie}", icon=carte.icone, size=CARTE, role=None)
    inner = WIDTH - 2 * look.pad
    return whole if len(whole.lines(inner)) == len(name.lines(inner)) else name

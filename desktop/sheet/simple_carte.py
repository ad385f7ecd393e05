"""A card of a fiche simple: name, ten silhouettes in three lines, and how one learns there; all of one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.sheet.boxes import Box
from desktop.sheet.look import Look
from desktop.sheet.palette import LINE
from desktop.sheet.pen import Pen
from desktop.sheet.silhouettes import GRID, person
from desktop.sheet.simple_boites import Dites, Liste, ecrit, fort
from desktop.sheet.simple_chiffres import Issue
from desktop.sheet.simple_contenu import Carte
from desktop.sheet.simple_entete import Entete

_WORDS = 134.0
_APART = 9.0


@dataclass(frozen=True, slots=True)
class Taille:
    """How large the silhouettes of a sheet are: their height in points, and how many stand in the longest line."""

    haut: float
    plus: int

    @property
    def pas(self) -> float:
        """From one silhouette to the next."""
        return self.haut * GRID[0] / GRID[1] + 0.07 * self.haut

    @property
    def large(self) -> float:
        """The width of the sentences and of the longest line of silhouettes."""
        return _WORDS + 6 + self.plus * self.pas


class Rangee:
    """An outcome: its sentence, and beside it as many silhouettes as it counts."""

    def __init__(self, look: Look, issue: Issue, taille: Taille) -> None:
        self._issue, self._taille = issue, taille
        self._words = ecrit(look, fort(issue.phrase))

    def height(self, width: float) -> float:
        """Return the height of the words or of the silhouettes."""
        return max(self._words.height(_WORDS), self._taille.haut)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words, then the silhouettes, both in the middle of the line."""
        middle = top - self.height(width) / 2
        self._words.draw(pen, x, middle + self._words.height(_WORDS) / 2, _WORDS)
        if not self._issue.nombre:
            return
        with pen.figure(self._issue.entiere):
            for number in range(self._issue.nombre):
                left = x + _WORDS + 6 + number * self._taille.pas
                person(pen, self._issue.rang, left, middle - self._taille.haut / 2, self._taille.haut)


class CarteSimple:
    """The card; ``grande`` puts the facts under the silhouettes, for a formation alone on its page."""

    def __init__(self, look: Look, carte: Carte, taille: Taille, grande: bool = False) -> None:
        self._look, self._taille, self._grande = look, taille, grande
        self._entete = Entete(look, carte)
        counted = carte.chiffres
        left: list[Box] = [Rangee(look, issue, taille) for issue in counted.issues]
        left += [ecrit(look, counted.reste)] if counted.reste else []
        self._facts = Liste(tuple(Dites(look, dit.icone, (dit.phrase,)) for dit in carte.faits), self._row)
        lacks = [Dites(look, dit.icone, (dit.phrase,)) for dit in counted.manque]
        beside: list[Box] = [Dites(look, dit.icone, (dit.phrase,)) for dit in carte.remarques]
        self._left: Sequence[Box] = left if counted.issues else lacks
        under = [*(lacks if counted.issues else ()), *beside]
        if grande:
            self._left = [*self._left, *under]
        self._under: Sequence[Box] = () if grande else under

    def height(self, width: float) -> float:
        """Return the height that the card asks for."""
        inner = width - 2 * self._look.pad
        return 2 * self._look.pad + self._head(inner) + self._body(inner) + self._foot(inner)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the name, the line under it, the two halves, what must be said beside."""
        pad, row = self._look.pad, self._row
        x, top, inner = x + pad, top - pad, width - 2 * pad
        self._entete.draw(pen, x, top, inner)
        top -= self._head(inner)
        pen.line(x, top + row + 1, x + inner, top + row + 1, 0.5, LINE)
        level = top
        for box in self._left:
            box.draw(pen, x, level, self._half(inner))
            level -= box.height(self._half(inner)) + row
        if self._grande:
            pen.line(x, level - row, x + inner, level - row, 0.5, LINE)
            self._facts.draw(pen, x, level - 3 * row, inner)
        else:
            middle = x + self._half(inner) + _APART
            pen.line(middle, top, middle, top - self._body(inner), 0.5, LINE)
            self._facts.draw(pen, middle + _APART, top, self._rest(inner))
        top -= self._body(inner)
        for box in self._under:
            top -= row
            box.draw(pen, x, top, inner)
            top -= box.height(inner)

    @property
    def _row(self) -> float:
        return self._look.row

    def _half(self, inner: float) -> float:
        return inner if self._grande else self._taille.large

    def _rest(self, inner: float) -> float:
        return inner if self._grande else inner - self._taille.large - 2 * _APART

    def _head(self, inner: float) -> float:
        return self._entete.height(inner) + 2 * self._row + 3

    def _body(self, inner: float) -> float:
        left = sum(box.height(self._half(inner)) + self._row for box in self._left)
        facts = self._facts.height(self._rest(inner))
        return left + 3 * self._row + facts if self._grande else max(left - self._row, facts)

    def _foot(self, inner: float) -> float:
        return sum(box.height(inner) + self._row for box in self._under)


@dataclass(frozen=True, slots=True)
class Encadrees:
    """Cards one under the other, each in a frame of the same height."""

    cartes: tuple[CarteSimple, ...]
    haut: float
    gap: float

    def height(self, width: float) -> float:
        """Return the height of the frames."""
        return self.haut * len(self.cartes) + self.gap * (len(self.cartes) - 1)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the frames and what they hold."""
        for carte in self.cartes:
            pen.frame(x, top - self.haut, width, self.haut, radius=6, line=0.6, colour=LINE)
            carte.draw(pen, x, top, width)
            top -= self.haut + self.gap

"""What a page of the family mode holds: a question, lines of outcomes, a column a formation, and what must be said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from desktop.typography import NBSP

TRAVAIL, ETUDES, AUTRES = "travail", "etudes", "autres"
"""What a silhouette is drawn as."""


class Rang(NamedTuple):
    """One line of a page: its word, and what its silhouettes are drawn as."""

    mot: str
    dessin: str


class Titre(NamedTuple):
    """The head of a column: the diploma, the way of preparing it, what else tells it from the others, short names.

    The official names are spoken; the short ones, of the diploma and of the place, are shown where there are.
    """

    nom: str
    voie: str
    lieu: str = ""
    abrege: str = ""
    ville: str = ""

    @property
    def affiche(self) -> str:
        """The name in large letters."""
        return self.abrege or self.nom

    @property
    def ou(self) -> str:
        """What else tells it from the others, in large letters."""
        return self.ville or self.lieu

    @property
    def court(self) -> str:
        """The head as it is named inside a sentence."""
        return " ".join(bit for bit in (self.affiche, self.voie) if bit) + (f" ({self.ou})" if self.ou else "")

    @property
    def phrase(self) -> str:
        """The head in one piece, as it is spoken."""
        return ", ".join(bit for bit in (self.nom, self.voie, self.lieu) if bit)


class Cellule(NamedTuple):
    """One outcome of one formation: figures out of ten, their range, ``moins de 1 sur 10``, and the sentence of all.

    ``sur_dix`` is None where this outcome alone is not published.
    """

    sur_dix: int | None
    fourchette: str = ""
    precision: str = ""
    constat: str = ""

    @property
    def phrase(self) -> str:
        """The sentence with its range."""
        return f"{self.constat[:-1]}, {self.fourchette}." if self.constat and self.fourchette else self.constat


@dataclass(frozen=True, slots=True)
class ColonneFamille:
    """What a page says of one formation: ``cellules`` are one a line, ``textes`` what is told in sentences.

    ``manque`` says why a figure is not there, ``repli`` what the figures stand for, ``quand`` their level or time,
    ``promotion`` their cohort in words.
    """

    titre: Titre
    cellules: tuple[Cellule, ...] = ()
    textes: tuple[str, ...] = ()
    quand: str = ""
    promotion: str = ""
    repli: str = ""
    manque: str = ""
    glyphe: str = ""
    reserves: tuple[str, ...] = ()

    @property
    def annees(self) -> str:
        """The years of the cohort alone: ``2022 et 2023``."""
        return re.sub(r"^promotions?\s", "", self.promotion)

    @property
    def phrase(self) -> str:
        """Everything that the column says, in sentences."""
        dated = ", ".join(bit for bit in (self.quand, self.promotion) if bit)
        where = f"{NBSP}: ".join(bit for bit in (self.repli, dated) if bit)
        when = f"{where}." if where else ""
        told = (text if text.endswith((".", "…")) else f"{text}." for text in self.textes)
        lines = [self.manque, when, *(cell.phrase for cell in self.cellules), *told, *self.reserves]
        return " ".join(line for line in [f"{self.titre.phrase}{NBSP}:", *lines] if line)


class Lot(NamedTuple):
    """Sentences under a short heading, one idea each; the heading is empty where there are too few for one."""

    titre: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageFamille:
    """One question. ``deviner`` is how it is asked before the answer, empty where there is nothing to guess.

    ``commun`` is the level and cohort of every column when they have one; ``departages`` what can't be told apart;
    ``lots`` what must be said beside all of them, ``groupes`` the columns that ``departages`` is about.
    """

    cle: str
    question: str
    deviner: str
    rangs: tuple[Rang, ...]
    colonnes: tuple[ColonneFamille, ...]
    commun: str
    departages: tuple[str, ...]
    lots: tuple[Lot, ...]
    groupes: tuple[tuple[int, ...], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said, without its headings."""
        return tuple(sentence for lot in self.lots for sentence in lot.phrases)

    @property
    def phrase(self) -> str:
        """The whole page in sentences: what a screen reader says of it."""
        common = [f"{self.commun}."] if self.commun else []
        told = [" ".join([f"{lot.titre}{NBSP}:"] * bool(lot.titre) + list(lot.phrases)) for lot in self.lots]
        return " ".join([self.question, *common, *(c.phrase for c in self.colonnes), *self.departages, *told])

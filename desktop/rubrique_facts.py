"""What a cell of a rubrique is made of: facts, sentences over figures or the reason why there are none.

A fact keeps its figures, their level, their time and what must be said beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.figures import Figure
from desktop.typography import NBSP, promotions
from desktop.wording import (
    EFFECTIF_INCONNU,
    SESSIONS,
    effectif,
    manque,
    manque_court,
    niveau,
    quand,
    rapprochement,
    repli,
    reserves,
)

Figures = Mapping[str, Figure]
"""The figures of one column by indicator."""


@dataclass(frozen=True, slots=True)
class Fait:
    """One thing told of a column: a sentence, where and when its figures are from, and what must be said beside.

    ``fort`` is the beginning of ``texte`` that holds the figures one looks for. ``lieu`` is the level, ``repli`` tells
    that it stands in for the place asked for. Without figures that are known it is a gap: ``texte`` is short,
    ``phrase`` whole, ``statut`` its reason.
    """

    texte: str
    figures: tuple[Figure, ...] = ()
    lieu: str = ""
    quand: str = ""
    reserves: tuple[str, ...] = ()
    statut: str = "valeur"
    phrase: str = ""
    fort: str = ""
    repli: bool = False

    @property
    def connu(self) -> bool:
        """Tell whether there is anything but a gap."""
        return self.statut == "valeur"


@dataclass(frozen=True, slots=True)
class Lot:
    """Facts of one level and one time, told together; what must be said beside them is said once."""

    faits: tuple[Fait, ...]
    reserves: tuple[str, ...]

    @property
    def premier(self) -> Fait:
        """The fact that speaks for the level and the time."""
        return self.faits[0]

    @property
    def quand(self) -> str:
        """Level and time in words: ``Établissement, session 2025``."""
        return ", ".join(bit for bit in (self.premier.lieu, self.premier.quand) if bit)

    def phrases(self, *, tous: bool = False) -> tuple[str, ...]:
        """Return the facts, then their level, their time and what must be said beside.

        Names are one sentence; ``tous`` gives also those that are only counted.
        """
        if self.premier.figures:
            return (*(fait.texte for fait in self.faits), " ".join([f"{self.quand}.", *self.reserves]))
        told = [((tous and fait.phrase) or fait.texte).removesuffix(".") for fait in self.faits]
        return (f"{f'{NBSP}; '.join(told)}.",)


def lots(cell: Sequence[Fait]) -> tuple[Lot, ...]:
    """Return the known facts of a cell, those of one level and time together, in their order."""
    found: dict[tuple[object, ...], list[Fait]] = {}
    for fait in cell:
        if fait.connu:
            found.setdefault((fait.lieu, fait.quand, fait.repli), []).append(fait)
    return tuple(
        Lot(tuple(faits), tuple(dict.fromkeys(s for fait in faits for s in fait.reserves))) for faits in found.values()
    )


def phrases(cell: Sequence[Fait], *, tous: bool = False) -> tuple[str, ...]:
    """Return everything that a cell says in whole sentences, gaps last; ``tous`` as in `Lot.phrases`."""
    told = tuple(sentence for lot in lots(cell) for sentence in lot.phrases(tous=tous))
    return (*told, *(fait.phrase for fait in cell if not fait.connu))


def known_of(figures: Figures, nom: str) -> Figure | None:
    """Return the cell of an indicator that has a value of its own."""
    figure = figures.get(nom)
    return figure if figure is not None and figure.connue else None


def cell_of(figures: Figures, nom: str) -> Figure | None:
    """Return the cell of an indicator that has a value of its own or a substitute."""
    figure = figures.get(nom)
    return figure if figure is not None and _shown(figure).connue else None


def _shown(cell: Figure) -> Figure:
    return cell if cell.connue or cell.repli is None else cell.repli


def value_of(cell: Figure) -> float:
    """Return the value that a cell shows, its own or its substitute's."""
    return _shown(cell).valeur or 0


def told(text: str, cells: Sequence[Figure], strong: str, more: tuple[str, ...] = ()) -> Fait:
    """Return a fact over cells of one row of a source; pay begins at France, where it is no substitute (B13)."""
    shown = tuple(_shown(cell) for cell in cells)
    own, first = cells[0], shown[0]
    stands_in = not own.connue and own.indicateur.portee != "salaire"
    where = repli(first, own.lieu) if stands_in else niveau(first.lieu)
    when = _when(own, first, stands_in)
    return Fait(text, shown, where, when, (*_beside(shown), *more), fort=strong, repli=stands_in)


def _when(own: Figure, first: Figure, stands_in: bool) -> str:
    session = first.indicateur.portee in SESSIONS
    when = quand(first) if session else promotions(first.millesime) if first.millesime else ""
    if stands_in and first.lieu == own.lieu:  # the chip of an older cohort names it
        when = ""
    return ", ".join(bit for bit in (effectif(first) if first.effectif else "", when) if bit)


def _beside(shown: Sequence[Figure]) -> tuple[str, ...]:
    """Return what must be said with values, but for what the sentence or the note of the rubrique says already."""
    found: dict[str, None] = {}
    for figure in shown:
        if figure.indicateur.portee not in ("etablissement", "acces"):
            found |= dict.fromkeys(reserves(figure))
        elif figure.rapproche:
            found[rapprochement(figure.rapproche)] = None
    if any(f.indicateur.denominateur == "sortants" and f.effectif is None for f in shown):
        found[EFFECTIF_INCONNU] = None
    return tuple(found)


def gap(figure: Figure, what: str = "") -> Fait:
    """Return a gap in short words, ``what`` before them where the cell tells other things too."""
    words = manque_court(figure)
    short = f"{what}{NBSP}: {words[:1].lower()}{words[1:]}" if what else words[:1].upper() + words[1:]
    whole = f"{what}{NBSP}: {manque(figure)[:1].lower()}{manque(figure)[1:]}" if what else manque(figure)
    return Fait(short, (figure,), statut=figure.statut, phrase=whole)

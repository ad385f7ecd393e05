"""A word of a query, or a few that are one name, and what it matches: formations by how well, places, lines."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from string import ascii_lowercase

from desktop.search import bits
from desktop.search.index import Index
from desktop.search.place_words import LIEUX_DITS
from desktop.vocabulary import SAUF

COURT = 4
"""A number of fewer digits than 5 is a département or part of a label, never the beginning of a code; a word of fewer
letters than 4 is never the beginning of a job."""
KEPT = 160
"""Terms that are kept for the next keystroke (27 kB each for 205 000 lines)."""

VOIES_DITES = dict.fromkeys(("alternance", "apprentissage", "apprenti", "apprentie", "cfa"), "apprentissage")
"""Words that say a voie, which no label says."""

Mots = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unite:
    """Folded words that are read as one: a single word, or a usual name with what it stands for.

    ``mots`` are the words as typed and folded, ``tape`` as typed; ``sens`` is the French of a usual name.
    """

    mots: Mots
    tape: str
    usages: tuple[Mots, ...] = ()
    sens: str | None = None

    @property
    def rien(self) -> bool:
        """Tell whether it is the usual name of what the data do not have: its words are then no beginnings."""
        return self.sens is not None and not self.usages


@dataclass(frozen=True, slots=True)
class Terme:
    """What a unit matches. ``niveaux[t]`` holds the formations matched at tier *t* or better (see ``NIVEAUX``)."""

    unite: Unite
    niveaux: tuple[int, ...]
    litteral: int
    """Formations whose label has the very word typed, whatever a usual name adds to it; every one for several words,
    which a label may hold far apart (« ingénieur du son »)."""
    compte: tuple[int, ...]
    """How many words of a label it says, apart from the diploma: one set of formations for the first, the second…"""
    tete: int
    """Formations whose label begins with one of the words, the diploma apart."""
    lieux: int
    lignes: int

    @property
    def formations(self) -> int:
        """Every formation that it matches."""
        return self.niveaux[-1]

    @property
    def code(self) -> bool:
        """Tell whether it is a code, whole or its beginning, and no word of a label."""
        return bool(self.niveaux[2]) and not self.niveaux[1] and any(c.isdigit() for c in self.unite.mots[0])


NIVEAUX = ("mot entier ou nom d’usage", "début de mot", "ancien nom ou code", "métier")
"""The tiers of a match, the first shown first."""


class Termes:
    """Makes terms, and keeps the last ones; those of a single letter, which match most, are made at once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._letters: dict[Mots, Terme] = {}
        self._kept: OrderedDict[tuple[Mots, tuple[Mots, ...], bool], Terme] = OrderedDict()
        self._alone: OrderedDict[str, tuple[int, int, int, int, int]] = OrderedDict()
        for letter in ascii_lowercase:
            self._letters[letter,] = self._made(Unite((letter,), letter))

    def terme(self, unite: Unite) -> Terme:
        """Return what a unit matches."""
        key = (unite.mots, unite.usages, unite.rien)
        found = self._kept.get(key) or (self._letters.get(unite.mots) if not unite.usages else None)
        if found is None:
            found = self._kept[key] = self._made(unite)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        elif key in self._kept:
            self._kept.move_to_end(key)
        return found if found.unite is unite else replace(found, unite=unite)

    def oublier(self) -> None:
        """Forget the last terms."""
        self._kept.clear()
        self._alone.clear()

    def usage(self, mots: Mots) -> int:
        """Return the formations whose label has each of these very words, and none of those after `SAUF`."""
        found = self._index.toutes
        for mot in mots:
            found &= ~self.word(mot[1:])[0] if mot.startswith(SAUF) else self.word(mot)[0]
        return found

    def _made(self, unite: Unite) -> Terme:
        index = self._index
        entier = debut = ancien = metier = index.toutes
        lieux = (1 << len(index.places)) - 1
        compte: list[int] = []
        for mot in unite.mots:
            here = self.word(mot)
            entier &= here[0]
            debut &= here[1]
            ancien &= here[1] | here[2]
            metier &= here[1] | here[2] | here[3]
            lieux &= here[4]
            compte.append(here[1] & ~self._diplomas_with(mot))
        if unite.rien:  # « taxi » is no taxidermiste
            debut = ancien = metier = entier
            lieux = 0
        if len(unite.mots) == 1 and unite.mots[0] in VOIES_DITES:
            entier |= index.voies.get(VOIES_DITES[unite.mots[0]], 0)
        litteral = entier
        for alternative in unite.usages:
            some = self.usage(alternative)
            entier |= some
            longer = [mot for mot in said(alternative) if not some & self._diplomas_with(mot)]
            for at in range(len(longer)):
                compte += [0] * (at + 1 - len(compte))
                compte[at] |= some
        if len(unite.mots) > 1:
            litteral = entier
        niveaux = (entier, entier | debut, entier | ancien, entier | metier)
        tete = 0
        for mot in {mot for some in (unite.mots, *map(said, unite.usages)) for mot in some}:
            tete |= bits.of(index.tetes.starting(mot), len(index.formations)) & ~self._diplomas_with(mot)
        short = LIEUX_DITS.get(unite.mots[0], ()) if len(unite.mots) == 1 else ()
        if short:
            every = (1 << len(index.places)) - 1
            for mot in short:
                every &= bits.of(index.lieux.exact(mot), len(index.places))
            lieux |= every
        if len(unite.mots) == 1 and not short and not unite.rien:
            placed = index.with_place_word(unite.mots[0], whole=_number(unite.mots[0]))
        else:
            placed = index.lignes.of_places(lieux)
        lignes = index.lignes.of_formations(niveaux[-1]) | placed
        return Terme(unite, niveaux, litteral, tuple(compte), tete & niveaux[1], lieux, lignes)

    def _diplomas_with(self, mot: str) -> int:
        found = 0
        for words, formations in self._index.diplomes:
            if mot in words:
                found |= formations
        return found

    def word(self, mot: str) -> tuple[int, int, int, int, int]:
        """Return formations by whole word, by its beginning, by an older word, by a job; then places."""
        found = self._alone.get(mot)
        if found is None:
            found = self._alone[mot] = self._read(mot)
            if len(self._alone) > KEPT:
                self._alone.popitem(last=False)
        return found

    def _read(self, mot: str) -> tuple[int, int, int, int, int]:
        index = self._index
        size, places = len(index.formations), len(index.places)
        number = _number(mot)
        ancien = index.anciens.exact(mot) if number else index.anciens.starting(mot)
        metier = index.metiers.starting(mot) if len(mot) >= COURT else ()
        lieux = index.lieux.exact(mot) if number else index.lieux.starting(mot)
        return (
            bits.of(index.libelles.exact(mot), size),
            bits.of(index.libelles.starting(mot), size),
            bits.of(ancien, size),
            bits.of(metier, size),
            bits.of(lieux, places),
        )


def said(alternative: Mots) -> Mots:
    """Return the words of an answer that a label must hold."""
    return tuple(mot for mot in alternative if not mot.startswith(SAUF))


def _number(mot: str) -> bool:
    return mot.isdigit() and len(mot) <= COURT

"""Finds the known words nearest to one that is not known: whole words, or beginnings of longer ones.

Distances are those of optimal string alignment: one letter more, less, other, or two swapped. A number, a code or a
word of three letters is never taken for a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.search.index import Index
from desktop.search.small_words import PETITS

PLUS_COURT = 4
"""Letters of the shortest word that is corrected."""
DEMI = 3
"""Letters of the shortest of two words typed as one: « capcuisine »."""
UNE_FAUTE = 8
"""Up to so many letters one mistake is looked for, beyond two: two change a trade for another (croupier, crêpier)."""
ESSAIS = 24
"""Words that are tried in the place of one, at each distance."""


class Proche(NamedTuple):
    """A known word, or the beginning of one, near to what was typed."""

    mot: str
    distance: int
    debut: bool


def correctable(mot: str) -> bool:
    """Tell whether a folded word may be a mistake at all."""
    return len(mot) >= PLUS_COURT and mot.isalpha()


class Orthographe:
    """The words of an index, and those of usual names, by their first letter ("": all of them)."""

    def __init__(self, index: Index, usual: frozenset[str]) -> None:
        self._index = index
        self._usual = usual
        self._beginnings: dict[tuple[str, int], list[str]] = {}
        every = set(usual).union(*(p.words for p in (index.libelles, index.anciens, index.metiers, index.lieux)))
        self._words = {"": sorted(word for word in every if len(word) >= PLUS_COURT - 1 and word.isalpha())}
        for word in self._words[""]:
            self._words.setdefault(word[0], []).append(word)

    def nearest(self, mot: str) -> Iterator[Proche]:
        """Yield known words, or beginnings of known words, in the order in which to try them.

        The nearest first, a whole word before a beginning, words of formations before those of places only, the same
        first letter before another, then what most have. Other first letters are looked at last.
        """
        near = self._within(mot, mot[0], 1)
        yield from near
        rest = self._within(mot, "", 1)
        yield from (one for one in rest if one not in near)
        if len(mot) > UNE_FAUTE:
            yield from (one for one in self._within(mot, "", 2) if one.distance > 1)

    def _within(self, mot: str, letter: str, cutoff: int) -> list[Proche]:
        from rapidfuzz.distance import OSA  # at the first mistake, not at the start
        from rapidfuzz.process import extract

        found: list[tuple[int, bool, bool, bool, int, str]] = []
        lists = [(False, self._words.get(letter, []))]
        if cutoff == 1 or len(mot) > UNE_FAUTE:
            lists += [(True, self._starts(letter, n)) for n in range(max(PLUS_COURT - 1, len(mot) - 1), len(mot) + 2)]
        for beginning, choices in lists:
            for word, distance, _ in extract(mot, choices, scorer=OSA.distance, score_cutoff=cutoff, limit=None):
                if distance:
                    weight, place = self._weight(word)
                    found.append((int(distance), beginning, place, word[0] != mot[0], -weight, word))
        chosen: dict[str, Proche] = {}
        for distance, beginning, _place, _other, _weight, word in sorted(found):
            chosen.setdefault(word, Proche(word, distance, beginning))
        return list(chosen.values())[:ESSAIS]

    def _starts(self, letter: str, length: int) -> list[str]:
        """Return the beginnings of this length of longer words."""
        key = (letter, length)
        if key not in self._beginnings:
            words = self._words.get(letter, [])
            self._beginnings[key] = sorted({word[:length] for word in words if len(word) > length})
        return self._beginnings[key]

    def _weight(self, mot: str) -> tuple[int, bool]:
        """Return how many formations or places have words that start so, and whether places only do."""
        index = self._index
        formations = max(len(postings.starting(mot)) for postings in (index.libelles, index.anciens, index.metiers))
        if formations or mot in self._usual:
            return formations, False
        return len(index.lieux.starting(mot)), True

    def halves(self, mot: str) -> Iterator[tuple[str, str]]:
        """Yield two known words that were typed as one: a whole one, then a whole one or the beginning of one."""
        index = self._index
        for at in range(len(mot) - 2, 1, -1):
            left, right = mot[:at], mot[at:]
            if left in PETITS or right in PETITS or not (index.libelles.count(left) or index.lieux.count(left)):
                continue
            whole = index.libelles.count(right) or index.lieux.count(right)
            if min(at, len(right)) < DEMI or len(mot) <= 2 * DEMI:  # « infirmières » is not « infirmier es »
                continue
            if whole or (len(right) >= PLUS_COURT and len(index.libelles.starting(right))):
                yield left, right

    def fullest(self, mot: str) -> str:
        """Return the word that is meant by ``mot``: itself, or the most frequent of those that start so."""
        index = self._index
        for postings in (index.libelles, index.anciens, index.metiers, index.lieux):
            first, end = postings.span(mot)
            if first < end:
                if postings.words[first] == mot:
                    return mot
                return max(postings.words[first:end], key=lambda word: (postings.count(word), -len(word)))
        return mot

"""The index of a snapshot in memory: its lines (formation × place) in display order, and sets of them as bits.

Formations and places are counted from 0 in display order. A line is a formation seen at a place; a formation without a
known établissement has one line without a place, shown at the region asked for or at France. The lines of a formation
follow one another.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from desktop.search import bits
from desktop.search.postings import Postings


@dataclass(frozen=True, slots=True)
class Lignes:
    """The lines: ``starts[f]`` is the first of formation *f*; ``lieux`` and ``offres`` are -1 and 0 without a place."""

    starts: array[int]
    lieux: array[int]
    offres: array[int]
    of_place: array[int]
    """The lines sorted by place, those of place *p* from ``place_starts[p]``."""
    place_starts: array[int]
    placees: int
    """The set of lines that have a place."""

    def __len__(self) -> int:
        return len(self.lieux)

    def formation(self, line: int) -> int:
        """Return the formation of a line."""
        return bisect_right(self.starts, line) - 1

    def of_formations(self, formations: int) -> int:
        """Return the lines of a set of formations."""
        starts = self.starts
        spans = [(starts[a], starts[b]) for a, b in bits.runs(formations)]
        return bits.of_runs([(a, b) for a, b in spans if a < b], len(self))

    def of_places(self, places: int) -> int:
        """Return the lines of a set of places."""
        spans = bits.runs(places)
        if not spans:
            return 0
        count = sum(self.place_starts[b] - self.place_starts[a] for a, b in spans)
        if count * 2 > len(self.of_place):  # shorter to write those that are not asked for
            every = (1 << len(self.place_starts) - 1) - 1
            return self.placees & ~self._written(bits.runs(every & ~places))
        return self._written(spans)

    def _written(self, spans: list[tuple[int, int]]) -> int:
        found = array("I")
        for a, b in spans:
            found += self.of_place[self.place_starts[a] : self.place_starts[b]]
        return bits.of(found, len(self))


@dataclass(frozen=True, slots=True)
class Index:
    """What a search needs of a snapshot. Sets of lines, of formations or of places are bits (desktop.search.bits)."""

    lignes: Lignes
    formations: array[int]
    """The number in the snapshot of each formation, and below of each place."""
    places: array[int]
    libelles: Postings
    """Words of labels -> formations; then words of older labels and codes, words of jobs, words of places."""
    anciens: Postings
    metiers: Postings
    lieux: Postings
    communes: dict[tuple[str, ...], int]
    """Folded words of a commune's name without small words -> places."""
    facettes: dict[str, dict[str, int]]
    """By facet, by value in alphabetical order: lines."""
    regions: dict[str, int]
    """By INSEE code: places."""
    voies: dict[str, int]
    """By voie: formations."""
    fermees: int
    """Formations closed when the snapshot was made."""
    remplacees: int
    """Lines without a place of formations that are closed and have a newer version, which shows their figures."""
    lourds: dict[str, int]
    """Lines of the words that most places have, by word: « lycée » alone has half of them."""
    diplomes: tuple[tuple[tuple[str, ...], int], ...]
    """Folded words of each diploma without small words, and its formations."""
    longueurs: tuple[int, ...]
    """Formations by how many words their label has beside the diploma and small words."""
    tetes: Postings
    """First word of a label, its diploma and « métiers » apart -> formations."""
    sans_diplome: int
    """Formations whose label does not begin with their diploma: « 2de commune… »."""
    points: tuple[array[float], array[float]]
    """Latitude and longitude of each place, NaN when unknown."""

    def with_place_word(self, prefix: str, whole: bool = False) -> int:
        """Return the lines at places that have a word that starts so, or is it."""
        first, end = self.lieux.span(prefix)
        if whole:
            end = first + bool(self.lieux.count(prefix))
        found, rest = 0, array("I")
        for at in range(first, end):
            known = self.lourds.get(self.lieux.words[at])
            if known is None:
                rest += self.lieux.numbers[self.lieux.starts[at] : self.lieux.starts[at + 1]]
            else:
                found |= known
        return found | self.lignes.of_places(bits.of(rest, len(self.places)))

    @property
    def toutes(self) -> int:
        """Every formation."""
        return (1 << len(self.formations)) - 1

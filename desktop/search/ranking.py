"""The first lines of what was found, in order: by words said, or by distance first; never by outcome."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from desktop.search import bits
from desktop.search.distances import Distances
from desktop.search.index import Index
from desktop.search.matching import Rangs

_FEW = 800
"""Up to so many lines, only their own formations are walked through."""


class Ordre:
    """Gives lines in order. ``tard`` come behind all others: nothing known there, or only the place said."""

    def __init__(self, index: Index, rangs: Rangs, distances: Distances | None) -> None:
        self._index = index
        self._rangs = rangs
        self._distances = distances
        self._class: dict[int, int] = {}

    def first(self, found: int, tard: int, limit: int) -> list[int]:
        """Return the first lines of ``found``."""
        chosen: list[int] = []
        for part in (found & ~tard, found & tard):
            walk = self._walk(part, limit)
            for lines in walk:
                chosen += lines
                if len(chosen) >= limit:
                    return chosen[:limit]
        return chosen

    def _walk(self, found: int, limit: int) -> Iterator[list[int]]:
        if self._distances is not None:
            found = yield from self._by_distance(found, self._distances)
        yield from self._by_words(found, limit)

    def _by_words(self, found: int, limit: int) -> Iterator[list[int]]:
        index, rangs = self._index, self._rangs
        formations = index.toutes
        if found.bit_count() <= _FEW:
            numbers = {index.lignes.formation(line) for line in bits.numbers(found)}
            formations = bits.of(sorted(numbers), len(index.formations))
        halves = (found & rangs.communes, found & ~rangs.communes) if rangs.communes else (found,)
        for groupe in rangs.groupes:
            here = [some & formations for some in groupe if some & formations]
            known: dict[int, int] = {}
            for half in halves:
                for at, some in enumerate(here):
                    if at not in known:  # not before they are needed: the first ones mostly do
                        known[at] = index.lignes.of_formations(some)
                    if lines := half & known[at]:
                        yield bits.numbers(lines, limit)

    def _by_distance(self, found: int, distances: Distances) -> Generator[list[int], None, int]:
        """Yield the lines of known distance; return the others."""
        if found.bit_count() <= _FEW:
            here = found & self._index.lignes.placees
            yield self._nearest_first(here, distances)
            return found & ~here
        number = 0
        while found and (ring := distances.ring(number)) is not None:
            number += 1
            if here := found & ring:
                found &= ~here
                yield self._nearest_first(here, distances)
        return found

    def _nearest_first(self, here: int, distances: Distances) -> list[int]:
        """Return lines that have a place by their distance, then by words."""
        index, near = self._index, here & self._rangs.communes
        lines = bits.numbers(here)
        formations = [index.lignes.formation(line) for line in lines]
        self._rank(set(formations))
        keyed = [
            (distances.km[index.lignes.lieux[line]], self._class[formation], not (near and near >> line & 1), line)
            for line, formation in zip(lines, formations, strict=True)
        ]
        keyed.sort()
        return [line for *_, line in keyed]

    def _rank(self, formations: set[int]) -> None:
        """Note the place of formations in the order of words."""
        wanted = bits.of(sorted(formations - self._class.keys()), len(self._index.formations))
        every = (some for groupe in self._rangs.groupes for some in groupe)
        for rank, some in enumerate(every if wanted else ()):
            self._class.update(dict.fromkeys(bits.numbers(some & wanted), rank))

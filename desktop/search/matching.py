"""Which lines have every word of a query, each said by the formation or by the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.search import bits
from desktop.search.index import Index
from desktop.search.terms import Terme

_MISE_A_NIVEAU = ("mise", "niveau")
_SAINT = {"st": "saint", "ste": "sainte"}


def lines(index: Index, termes: Sequence[Terme], region: str | None = None) -> int:
    """Return the lines that have every term; all of them without any term.

    At a region asked for, a formation without a known établissement answers also for the names of places there.
    """
    if not termes:
        return (1 << len(index.lignes)) - 1
    found = termes[0].lignes
    for terme in termes[1:]:
        found &= terme.lignes
    if region is not None and len(termes) > 1:
        found |= index.lignes.of_formations(_anywhere(index, termes, region)) & ~index.lignes.placees
    return found


def _anywhere(index: Index, termes: Sequence[Terme], region: str) -> int:
    """Return the formations that have, with some place of the region, every term, and one term at least alone."""
    groups = {0: index.regions.get(region, 0)}
    for at, terme in enumerate(termes):
        split: dict[int, int] = {}
        for had, places in groups.items():
            for key, some in ((had | 1 << at, places & terme.lieux), (had, places & ~terme.lieux)):
                if some:
                    split[key] = split.get(key, 0) | some
        groups = split
    found = 0
    for had in groups:
        some = index.toutes
        for at, terme in enumerate(termes):
            if not had >> at & 1:
                some &= terme.formations
        found |= some
    said = 0
    for terme in termes:
        said |= terme.formations
    return found & said


@dataclass(frozen=True, slots=True)
class Rangs:
    """The order of formations for a query: sets of formations, no two of which meet, in groups.

    A group is one number of words and one tier; inside it the sets follow one another by diploma, label and closing.
    """

    groupes: tuple[tuple[int, ...], ...]
    dites: int
    """Formations that say one word of the query at least: the others are found by their places only."""
    communes: int
    """Lines at places whose commune has the name typed."""


def ranks(index: Index, termes: Sequence[Terme]) -> Rangs:
    """Return how formations follow one another: never by outcome (DOMAIN.md §6.5).

    Most words said by the formation, then the tier of the worst of them, then what is no « classe de mise à niveau »,
    then the diploma typed, then labels with the words typed before those that a usual name adds, then labels that begin
    with a word typed, then those said whole, then open before closed; the alphabet (the number) decides.
    """
    if not termes:
        return Rangs(((index.toutes & ~index.fermees, index.fermees),), index.toutes, 0)
    places, in_name = _communes(index, termes)
    said, at_least, bad = 0, [index.toutes], [0, 0, 0]
    counts = [index.toutes]
    for terme in termes:
        # a word that is the commune's name speaks of the formation only where it is a whole word of its label
        mine = terme.niveaux[0] if terme.unite.mots[0] in in_name and len(termes) > 1 else terme.formations
        said |= mine
        at_least = _one_more(at_least, mine)
        for tier in range(3):
            bad[tier] |= mine & ~terme.niveaux[tier]
        for slot in terme.compte:
            counts = _one_more(counts, slot)
    typed = _typed_diplomas(index, termes)
    whole = _whole(index, counts, typed)
    typed &= ~index.sans_diplome
    first, written = 0, index.toutes
    for terme in termes:
        first |= terme.tete
        written &= terme.litteral | ~terme.niveaux[0]
        for words, formations in index.diplomes:
            if words[:1] == terme.unite.mots:
                first |= formations
    if written != index.toutes:  # a closed diploma of that very name is not what a usual name means today
        written &= ~index.fermees
    asked = _asked(index, termes)
    groupes = []
    for had in range(len(at_least) - 1, 0, -1):
        rest = at_least[had] & ~(at_least[had + 1] if had + 1 < len(at_least) else 0)
        for tier in range(4):
            some = rest & ~bad[tier] if tier < 3 else rest
            rest &= ~some
            if some:
                groupes.append(_split(some, (asked, typed, written, first, whole, ~index.fermees)))
    groupes.append(_split(index.toutes & ~said, (~index.fermees,)))
    return Rangs(tuple(groupes), said, index.lignes.of_places(places))


def _one_more(at_least: list[int], some: int) -> list[int]:
    """Return the sets that had a word n times or more, by n, once ``some`` have one more."""
    grown = [*at_least, 0]
    for n in range(len(at_least), 0, -1):
        grown[n] |= grown[n - 1] & some
    return grown if grown[-1] else grown[:-1]


def _split(some: int, tests: tuple[int, ...]) -> tuple[int, ...]:
    parts = [some]
    for test in tests:
        parts = [half for part in parts for half in (part & test, part & ~test) if half]
    return tuple(parts)


def _typed_diplomas(index: Index, termes: Sequence[Terme]) -> int:
    """Return the formations of the diploma that the query names; of two, the one of more words."""
    said: set[str] = set()
    for terme in termes:
        said.update(terme.unite.mots)
        if len(terme.unite.usages) == 1:
            said.update(terme.unite.usages[0])
    named = [(len(words), formations) for words, formations in index.diplomes if words and said.issuperset(words)]
    longest = max((n for n, _ in named), default=0)
    found = 0
    for n, formations in named:
        if n == longest:
            found |= formations
    return found


def _whole(index: Index, counts: list[int], typed: int) -> int:
    """Return the formations of whose label, its diploma apart, every word is said."""
    found = 0
    for n, formations in enumerate(index.longueurs):
        if n < len(counts):
            exactly = counts[n] & ~(counts[n + 1] if n + 1 < len(counts) else 0)
            found |= exactly & formations & (typed if n == 0 else index.toutes)
    return found


def _asked(index: Index, termes: Sequence[Terme]) -> int:
    """Return the formations that are what they are called: no « classe de mise à niveau », unless it is asked for."""
    if any(mot in _MISE_A_NIVEAU for terme in termes for mot in terme.unite.mots):
        return index.toutes
    before = index.toutes
    for mot in _MISE_A_NIVEAU:
        before &= bits.of(index.libelles.exact(mot), len(index.formations))
    return index.toutes & ~before


def _communes(index: Index, termes: Sequence[Terme]) -> tuple[int, frozenset[str]]:
    """Return the places whose commune has a name typed in full, and the words of these names."""
    mots = [mot for terme in termes for mot in terme.unite.mots]
    places, named = 0, set[str]()
    for start in range(len(mots)):
        for end in range(start + 1, min(start + 6, len(mots)) + 1):
            found = index.communes.get(tuple(_SAINT.get(mot, mot) for mot in mots[start:end]), 0)
            if found:
                places |= found
                named.update(mots[start:end])
    return places, frozenset(named)

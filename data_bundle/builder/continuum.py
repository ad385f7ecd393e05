"""Continuum: reuse of the figures of the older, or newer, version of a renewed diploma (DOMAIN.md §5.1).

Only a version with exactly one successor, whose successor has exactly one ancestor, is linked: a merge or a split
stops the walk, because nobody could say whose figures those are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MefKey:
    """What of a MEFSTAT11 decides its links: the CFD and the dispositif that it stands for."""

    mefstat11: str
    cfd: str
    dispositif: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A row to write for ``code`` with the figures of ``code_origine``.

    ``origine`` says whose figures they are: ``ancienne`` those of an older version, ``nouvelle`` of a newer one.
    """

    code: str
    code_origine: str
    origine: str


Edge = tuple[str, str]


def edges(anciens: Mapping[str, Sequence[str]], nouveaux: Mapping[str, Sequence[str]]) -> set[Edge]:
    """Return every (older, newer) pair that either column states, without self references.

    Each side alone is incomplete in the source, hence both.
    """
    found = {(old, code) for code, olds in anciens.items() for old in olds}
    found |= {(code, new) for code, news in nouveaux.items() for new in news}
    return {(old, new) for old, new in found if old != new and old and new}


def one_to_one(found: Iterable[Edge]) -> dict[str, str]:
    """Return older → newer for the pairs whose older has no other newer and whose newer has no other older."""
    succ: dict[str, set[str]] = defaultdict(set)
    pred: dict[str, set[str]] = defaultdict(set)
    for old, new in found:
        succ[old].add(new)
        pred[new].add(old)
    kept = {old: next(iter(news)) for old, news in succ.items() if len(news) == 1}
    return {old: new for old, new in sorted(kept.items()) if len(pred[new]) == 1}


def links(anciens: Mapping[str, Sequence[str]], nouveaux: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the 1↔1 links older CFD → newer CFD.

    ``anciens`` and ``nouveaux`` give, for each CFD, its ANCIEN_DIPLOME_1..7 and NOUVEAU_DIPLOME_1..7.
    """
    return one_to_one(edges(anciens, nouveaux))


def mef_links(cfd_links: Mapping[str, str], mefs: Iterable[MefKey]) -> dict[str, str]:
    """Return the links older MEFSTAT11 → newer MEFSTAT11 that follow from the links of their CFDs.

    With one MEFSTAT11 on each side they are linked as they stand; otherwise by same dispositif and same first four
    characters (cycle and year), and several candidates on either side give no link.
    """
    dispositifs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mef in mefs:
        dispositifs[mef.cfd][mef.mefstat11].add(mef.dispositif)
    found: set[Edge] = set()
    for old_cfd, new_cfd in cfd_links.items():
        olds, news = dispositifs.get(old_cfd, {}), dispositifs.get(new_cfd, {})
        if len(olds) == 1 and len(news) == 1:
            found.add((next(iter(olds)), next(iter(news))))
            continue
        found |= {
            (old, new)
            for old, old_dispositifs in olds.items()
            for new, new_dispositifs in news.items()
            if old[:4] == new[:4] and old_dispositifs & new_dispositifs
        }
    return one_to_one((old, new) for old, new in found if old != new)


def copies(own: Set[str], succ: Mapping[str, str], pred: Mapping[str, str] | None = None) -> list[Copy]:
    """Return the rows to copy for one source, place, voie and cohort, sorted by pass, then by origin.

    ``own`` are the codes that have a row of their own, those under the threshold included; ``succ`` is older → newer,
    1↔1. Copies start from own rows only and never cover a row: first backward, then forward, so that where both
    would reach a code the newer version wins. ``pred`` is ``succ`` the other way round, for who calls many times.
    """
    pred = {new: old for old, new in succ.items()} if pred is None else pred
    present = set(own)
    written: list[Copy] = []
    for origine, step in (("nouvelle", pred), ("ancienne", succ)):
        for code in sorted(own):
            other = step.get(code)
            while other is not None and other not in present:
                present.add(other)
                written.append(Copy(other, code, origine))
                other = step.get(other)
    return written

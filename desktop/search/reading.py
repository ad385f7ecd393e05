"""Reads what was typed: its words, the usual names among them; not small words, nor what stands before a code.

However much is pasted, only its beginning is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from data_bundle.folding import words
from desktop.search.index import Index
from desktop.search.small_words import DE_PHRASE, PETITS
from desktop.search.terms import Mots, Termes, Unite

LETTRES_LUES = 400
"""Characters of a query that are read, of a pasted novel too."""
MOTS_LUS = 12
"""Words of a query, no two alike, that are looked for."""
MOT_LONG = 40
_PIECE = re.compile(r"[^\W_]+")
_CODES = frozenset({"cfd", "mefstat11", "sise", "rncp", "parcoursup", "uai"})

Tape = list[tuple[str, str]]
"""Words in order: folded, as typed."""


class Usages(Protocol):
    """What desktop.vocabulary says of usual names."""

    def expand(self, query: Mots) -> Iterator[tuple[int, int, tuple[Mots, ...], str]]:
        """Yield the runs of ``query`` that are a usual name."""


def tape(texte: str, index: Index, usual: frozenset[str]) -> Tape:
    """Return the words of what was typed; ``usual`` are the words of usual names."""
    return _joined(_without_prefixes(_pieces(texte)), index, usual)


def units(typed: Tape, termes: Termes, usages: Usages) -> list[Unite]:
    """Return the units of these words, no two alike, without small words unless there is nothing else."""
    found = [*_units(typed, termes, usages)]
    last = found[-1:]
    kept = [
        unit
        for unit in found
        if unit.usages or unit.rien or not (unit.mots[0] in PETITS or (unit.mots[0] in DE_PHRASE and unit not in last))
    ]
    if not kept:  # small words alone: the last may be the beginning of another
        kept = [unit for unit in found[-1:] if any(termes.word(unit.mots[0]))]
    seen: dict[Mots, Unite] = {}
    for unit in kept:
        seen.setdefault(unit.mots, unit)
    return list(seen.values())


def _pieces(texte: str) -> Tape:
    found: Tape = []
    for match in _PIECE.finditer(texte[:LETTRES_LUES]):
        found += [(word[:MOT_LONG], match.group()) for word in words(match.group())]
    known: Tape = []
    for word, typed in found:  # a word twice is that word once
        if len(known) < MOTS_LUS and (len(word) == 1 or word not in {w for w, _ in known}):
            known.append((word, typed))
    return known


def _without_prefixes(typed: Tape) -> Tape:
    """Return the words without those that only say of which kind the code after them is: ``cfd:50022137``."""
    return [
        piece
        for at, piece in enumerate(typed)
        if not (piece[0] in _CODES and any(c.isdigit() for following, _ in typed[at + 1 : at + 2] for c in following))
    ]


def _joined(typed: Tape, index: Index, usual: frozenset[str]) -> Tape:
    """Return the words with sigles typed letter by letter, and codes in two parts, put together."""
    found: Tape = []
    at = 0
    while at < len(typed):
        end = at + 1
        while end < len(typed) and len(typed[at][0]) == len(typed[end][0]) == 1:
            end += 1
        while end > at + 1:  # the longest sigle that there is
            sigle = "".join(word for word, _ in typed[at:end])
            if sigle in usual or index.libelles.count(sigle):
                break
            end -= 1
        pair = " ".join(word for word, _ in typed[at : at + 2])
        if end - at > 1:
            found.append((sigle, " ".join(as_typed for _, as_typed in typed[at:end])))
            at = end
        elif " " in pair and pair[0].isdigit() and index.anciens.count(pair):
            found.append((pair, " ".join(as_typed for _, as_typed in typed[at : at + 2])))
            at += 2
        else:
            found.append(typed[at])
            at += 1
    return found


def _units(typed: Tape, termes: Termes, usages: Usages) -> Iterator[Unite]:
    runs: dict[int, tuple[int, tuple[Mots, ...], str]] = {}
    taken: set[int] = set()
    for start, end, alternatives, sens in usages.expand(tuple(word for word, _ in typed)):
        known = tuple(some for some in alternatives if some and termes.usage(some))
        if (known or not alternatives) and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            runs[start] = (end, known, sens)
    for at, ((left, _), (right, _)) in enumerate(pairwise(typed)):  # « électro technique » is also « électrotechnique »
        if len(left) > 1 and len(right) > 1 and taken.isdisjoint((at, at + 1)) and termes.usage((left + right,)):
            taken.update((at, at + 1))
            runs[at] = (at + 2, ((left + right,),), "")
    at = 0
    while at < len(typed):
        end, known, sens = runs.get(at, (at + 1, (), ""))
        mots = tuple(word for word, _ in typed[at:end])
        if end - at > 1:
            mots = tuple(word for word in mots if word not in PETITS) or mots
        yield Unite(mots, " ".join(as_typed for _, as_typed in typed[at:end]), known, sens or None)
        at = end

"""Usual names and sigles that no label holds: what people type, and the words of the labels that it stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import resources
from data_bundle.folding import words
from desktop.typography import NBSP

Alternatives = tuple[tuple[str, ...], ...]
"""Answers to one usual name: each is a tuple of folded words that one formation's label must hold, all of them; one
that begins with `SAUF` is a word that it must not hold. Without any answer, the data have nothing of that name."""
SAUF = "-"

SHOWN = 3
"""How many answers are told by name in what was understood."""
_LINKS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour"])
_BAR = "|"


class Usage(NamedTuple):
    """A line of the file as a counsellor wrote it: the answers one by one, and the words that tell them."""

    veut: tuple[str, ...]
    dit: str

    def alternatives(self) -> Alternatives:
        """Return the folded words of each answer; single letters are dropped, as no label is indexed by them."""
        return tuple(tuple(_folded_words(part)) for part in self.veut)


class Usages:
    """The usual names of ``resources/texts/usages.toml``, read at first use and only once."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self._answers: dict[Usage, Alternatives] = {}

    def expand(self, query: tuple[str, ...]) -> Iterator[tuple[int, int, Alternatives, str]]:
        """Yield ``(start, end, alternatives, dit)`` for each run ``query[start:end]`` that is a usual name.

        ``query`` holds folded words in the order typed. Longer runs come first, then those further left; runs may
        overlap, and which one to follow is the caller's choice. Small words (« de », « la »…) inside a run count
        for nothing: « aide a la personne » and « aide personne » are one name. ``dit`` is French, for people.
        """
        found = [(start, end, usage) for start in range(len(query)) for end, usage in self._from(query, start)]
        for start, end, usage in sorted(found, key=lambda run: (run[0] - run[1], run[0])):
            yield start, end, self._folded(usage), usage.dit

    @cached_property
    def mots(self) -> frozenset[str]:
        """Every folded word of a usual name: known words, which no correction of a typo should replace."""
        return frozenset(word for name in self.noms for word in name)

    @cached_property
    def noms(self) -> dict[tuple[str, ...], Usage]:
        """The usage of each name, by the folded words of the name without the small words inside it.

        ValueError when the file is not the table that its first lines describe.
        """
        known: dict[tuple[str, ...], Usage] = {}
        for line in tomllib.loads(self.source.read_text(encoding="utf-8")).values():
            for noms, right in line.items():
                usage = _usage(right)
                for name in noms.split(","):
                    known[_key(words(name))] = usage
        return known

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.noms), default=0)

    def _from(self, query: tuple[str, ...], start: int) -> Iterator[tuple[int, Usage]]:
        key: tuple[str, ...] = ()
        for end in range(start, len(query)):
            usage = self.noms.get((*key, query[end]))
            if usage is not None:
                yield end + 1, usage
            if not key or query[end] not in _LINKS:
                key += (query[end],)
            if len(key) >= self._longest:
                return

    def _folded(self, usage: Usage) -> Alternatives:
        found = self._answers.get(usage)
        if found is None:
            found = self._answers[usage] = usage.alternatives()
        return found


@cache
def usages() -> Usages:
    """Return the usual names that the program carries; the file is read at first use."""
    return Usages(resources.path("texts/usages.toml"))


def _usage(right: str | dict[str, str]) -> Usage:
    """Return what the right side of a line says: the answers alone, or the answers and the words to show."""
    text = right if isinstance(right, str) else right["veut"]
    veut = tuple(part.strip() for part in text.split(_BAR) if part.strip())
    if isinstance(right, dict):
        return Usage(veut, right["dit"])
    said = [" ".join(word for word in part.split() if not word.startswith(SAUF)) for part in veut]
    first = " ou ".join(said) if len(said) == 2 and "," not in text else f"{NBSP}; ".join(said[:SHOWN])
    return Usage(veut, first if len(said) <= SHOWN else f"{first}…")


def _folded_words(part: str) -> Iterator[str]:
    for piece in part.split():
        sign = SAUF if piece.startswith(SAUF) else ""
        yield from (sign + word for word in words(piece) if len(word) > 1)


def _key(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without the small words between its first and its last."""
    return (*name[:1], *(word for word in name[1:-1] if word not in _LINKS), *name[1:][-1:])

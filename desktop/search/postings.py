"""Words in alphabetical order and what each belongs to: the words that start so are one slice, however many."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Postings:
    """``numbers[starts[i]:starts[i + 1]]`` belong to ``words[i]``; words are folded, sorted and unlike."""

    words: list[str]
    starts: array[int]
    numbers: array[int]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Postings:
        """Return the postings of pairs (word, number) sorted by word."""
        found, starts, numbers = list[str](), array("I"), array("I")
        last: str | None = None
        for word, number in pairs:
            if word != last:
                found.append(word)
                starts.append(len(numbers))
                last = word
            numbers.append(number)
        starts.append(len(numbers))
        return cls(found, starts, numbers)

    def exact(self, word: str) -> array[int]:
        """Return what has this very word."""
        at = bisect_left(self.words, word)
        here = at < len(self.words) and self.words[at] == word
        return self.numbers[self.starts[at] : self.starts[at + here]]

    def starting(self, prefix: str) -> array[int]:
        """Return what has a word that starts so; a number comes once for each such word."""
        first, end = self.span(prefix)
        return self.numbers[self.starts[first] : self.starts[end]]

    def span(self, prefix: str) -> tuple[int, int]:
        """Return where the words that start so stand, [first, end)."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + "{")

    def count(self, word: str) -> int:
        """Return how many have this very word."""
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return 0
        return self.starts[at + 1] - self.starts[at]

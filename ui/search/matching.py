"""Which letters of a label the words typed have matched, so that they can be underlined."""

from __future__ import annotations

import re

from data_bundle.folding import fold, words

_WORD = re.compile(r"[^\W_]+")


def matched(label: str, typed: str) -> list[tuple[int, int]]:
    """Return (start, length) of the letters of ``label`` whose words begin with a word of ``typed``.

    Folding may change the number of letters (œ is oe): spans are in the letters of ``label``.

    >>> matched("Cuisine", "cui")
    [(0, 3)]
    """
    wanted = sorted(set(words(typed)), key=len, reverse=True)
    spans = []
    for found in _WORD.finditer(label):
        folded = fold(found.group())
        for word in wanted:
            if folded.startswith(word):
                spans.append((found.start(), _letters(found.group(), len(word))))
                break
    return spans


def _letters(word: str, folded_length: int) -> int:
    """Return how many letters of ``word`` its first ``folded_length`` folded letters come from."""
    seen = 0
    for number, letter in enumerate(word, 1):
        seen += len(fold(letter))
        if seen >= folded_length:
            return number
    return len(word)

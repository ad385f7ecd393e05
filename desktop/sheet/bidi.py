"""A line of right-to-left text as it stands on paper: parts in reading order, each with its place from the left.

Names that stay French keep their own order: for the others they are one neutral sign, as in an isolate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.sheet.fonts import langue, width
from desktop.sheet.glyphs import advance, is_arabic
from desktop.sheet.palette import Colour

OBJECT = "\ufffc"
_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_HEBREW = "\u05d0"
_MIRRORED = str.maketrans("()[]«»<>", ")(][»«><")


class Styled(NamedTuple):
    """Words in one font and one colour."""

    words: str
    font: str
    colour: Colour

    @property
    def langue(self) -> str:
        """The language of the words, empty for that of the sheet."""
        return langue(self.font)


class Placed(NamedTuple):
    """Words of one script and direction in reading order, and ``shown`` as they are drawn from ``x`` points."""

    words: str
    shown: str
    font: str
    colour: Colour
    langue: str
    arabic: bool
    x: float


def line(parts: Sequence[Styled], size: float) -> tuple[list[Placed], float]:
    """Return the parts of a line whose base direction is right to left, in reading order, and the width of the line."""
    runs = list(_runs(list(_bare(parts))))
    wide = [_width(run.words, run.font, size) for run, _ in runs]
    at, starts = 0.0, [0.0] * len(runs)
    for index in _order([level for _, level in runs]):
        starts[index] = at
        at += wide[index]
    placed = []
    for (run, level), x in zip(runs, starts, strict=True):
        arabic = is_arabic(run.words[0])
        shown = run.words if arabic or level % 2 == 0 else run.words[::-1].translate(_MIRRORED)
        placed.append(Placed(run.words, shown, run.font, run.colour, run.langue, arabic, x))
    return placed, at


def _bare(parts: Sequence[Styled]) -> Iterator[Styled]:
    """Yield the parts with the space at the end of a French name outside of it: it belongs to the line."""
    for part in parts:
        words = part.words.rstrip(" ") if part.langue else part.words
        yield part._replace(words=words)
        if words != part.words:
            yield Styled(part.words[len(words) :], part.font.partition("@")[0], part.colour)


def _runs(parts: Sequence[Styled]) -> Iterator[tuple[Styled, int]]:
    """Yield words of one style, level and script, with their level."""
    whole = "".join(OBJECT if part.langue else part.words for part in parts)
    levels, at = _levels(whole), 0
    for part in parts:
        if part.langue:
            if part.words:
                yield part, levels[at] + levels[at] % 2  # a French name is read from the left, whatever is around it
            at += 1
            continue
        start = 0
        for end in range(1, len(part.words) + 1):
            last = end == len(part.words)
            if last or _kind(part.words, end, levels[at + end]) != _kind(part.words, start, levels[at + start]):
                yield part._replace(words=part.words[start:end]), levels[at + start]
                start = end
        at += len(part.words)


def _kind(words: str, index: int, level: int) -> tuple[int, bool]:
    return level, is_arabic(words[index])


@lru_cache(maxsize=2_000)
def _levels(text: str) -> tuple[int, ...]:
    """Return the embedding level of each character of a line that runs from the right (Unicode annex 9).

    Letters count as right-to-left, not as Arabic: else « 71% » would be turned around after them (rules W2 and W5), and
    not where it stands alone.
    """
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = 1, "R"
    algorithm.get_embedding_levels(_LETTER.sub(_HEBREW, text), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return tuple(char["level"] for char in storage["chars"])


def _order(levels: Sequence[int]) -> list[int]:
    """Return the parts from left to right (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _width(words: str, font: str, size: float) -> float:
    return advance(words, font) * size if is_arabic(words[0]) else width(words, font, size)

"""Words in one or several looks, and how they are parted into lines: never cut, at worst broken by a hyphen."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from desktop.sheet.fonts import REGULAR, width
from desktop.sheet.palette import INK_2, Colour
from desktop.sheet.pen import SOFT_HYPHEN

_PARTS = re.compile(r" |[^ ]+?(?:(?<=[^\W\d_]{2})-(?=\w{2})|(?<=[^\W\d_]{3})/(?=\w{3})|(?= )|$)")


class Span(NamedTuple):
    """Words in one font and one colour."""

    words: str
    font: str = REGULAR
    colour: Colour = INK_2


class Part(Span):
    """The first part of a word that a hyphen breaks."""

    __slots__ = ()


Piece = tuple[float, str, str, Colour]


class Line(NamedTuple):
    """A wrapped line: its pieces, the width that they use, and what joins it to the next (``Pen.text``)."""

    pieces: list[Piece]
    used: float
    end: str = ""


def _whole(spans: tuple[Span, ...], size: float, limit: float) -> Line | None:
    """Return the one line of words that fit and whose spaces are plain, which most are; None for all others."""
    pieces: list[Piece] = []
    used = 0.0
    for span in spans:
        words = span.words
        if not words or words[0] == " " or "  " in words or (pieces and pieces[-1][2:] == (span.font, span.colour)):
            return None
        pieces.append((used, words, span.font, span.colour))
        used += width(words, span.font, size)
        if used > limit:
            return None
    return Line(pieces, used) if pieces and pieces[-1][1][-1] != " " else None


def forget() -> None:
    """Let go of the lines of a sheet: those of the next are its own."""
    wrap.cache_clear()
    _measured.cache_clear()


@lru_cache(maxsize=2_000)
def wrap(spans: tuple[Span, ...], size: float, limit: float) -> list[Line]:
    """Return the lines of a paragraph; a page is laid out many times with the same ones."""
    if (whole := _whole(spans, size, limit)) is not None:
        return [whole]
    lines: list[Line] = []
    pieces: list[Piece] = []
    used, pending, broken = 0.0, 0.0, False
    for word, long, space in _measured(spans, size):
        if pieces and used + pending + long > limit:
            lines.append(Line(pieces, used, " " if pending else ""))
            pieces, used, pending = [], 0.0, 0.0
        if pending:
            last = pieces[-1]
            pieces[-1] = (last[0], last[1] + " ", last[2], last[3])
            used += pending
        for span in word if long <= limit else _broken(word, size, limit):
            words, font, colour = span
            own = long if len(word) == 1 and long <= limit else width(words, font, size)
            if pieces and used + own > limit:
                lines.append(Line(pieces, used, SOFT_HYPHEN if broken else ""))
                pieces, used = [], 0.0
            if pieces and (last := pieces[-1])[3] == colour and last[2] == font:
                pieces[-1] = (last[0], last[1] + words, font, colour)
            else:
                pieces.append((used, words, font, colour))
            used += own
            broken = isinstance(span, Part)
        pending = space
    lines.append(Line(pieces, used))
    return lines


@lru_cache(maxsize=2_000)
def _measured(spans: tuple[Span, ...], size: float) -> list[tuple[list[Span], float, float]]:
    """Return the unbreakable runs, each with its width and that of the space that follows it, 0 for none."""
    return [
        (word, sum([width(s.words, s.font, size) for s in word]), width(" ", word[-1].font, size) if space else 0.0)
        for word, space in _words(spans)
    ]


def _words(spans: tuple[Span, ...]) -> list[tuple[list[Span], bool]]:
    """Return the unbreakable runs, each with whether a space follows it. No-break spaces do not break."""
    runs: list[tuple[list[Span], bool]] = []
    open_run: list[Span] = []
    for span in spans:
        for part in _split(span.words):
            if part == " ":
                if open_run:
                    runs.append((open_run, True))
                    open_run = []
            else:
                open_run.append(Span(part, span.font, span.colour))
                if part[-1] in "-/" and len(part) > 2:
                    runs.append((open_run, False))
                    open_run = []
    if open_run:
        runs.append((open_run, False))
    return runs


@lru_cache(maxsize=1_000)
def _split(words: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(words))


def _broken(word: list[Span], size: float, limit: float) -> list[Span]:
    """Return a word that is wider than its column in parts that fit: better a hyphen than a cut."""
    parts: list[Span] = []
    for span in word:
        rest = span.words
        while width(rest, span.font, size) > limit and len(rest) > 4:
            keep, over = 2, len(rest) - 2  # the longest start that fits, by halves: letters may be by hundreds
            while over - keep > 1:
                middle = (keep + over) // 2
                if width(rest[:middle] + "-", span.font, size) > limit:
                    over = middle
                else:
                    keep = middle
            parts.append(Part(rest[:keep] + "-", span.font, span.colour))
            rest = rest[keep:]
        parts.append(Span(rest, span.font, span.colour))
    return parts

"""Text that wraps and is never cut: spans of words, an optional pictogram before the first line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.sheet import icons
from desktop.sheet.fonts import BODY, BOLD, REGULAR, width
from desktop.sheet.palette import INK, INK_2, INK_3, Colour
from desktop.sheet.pen import Pen

_ASCENT, _DESCENT = 0.969, 0.241  # of Inter, in em
_X_MIDDLE = 0.36
_PARTS = re.compile(r" |[^ ]+?(?:(?<=[^\W\d_]{2})-(?=\w{2})|(?<=[^\W\d_]{3})/(?=\w{3})|(?= )|$)")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one font and one colour."""

    words: str
    font: str = REGULAR
    colour: Colour = INK_2


def bold(words: str) -> Span:
    """Return words in the heavier weight."""
    return Span(words, BOLD, INK)


def quiet(words: str) -> Span:
    """Return words of secondary importance."""
    return Span(words, REGULAR, INK_3)


Piece = tuple[float, str, str, Colour]
Line = tuple[list[Piece], float]


class Text:
    """A paragraph. ``leading`` is a ratio of the size; ``icon`` stands in front, the lines hang beside it."""

    def __init__(
        self,
        *spans: Span | str,
        size: float = BODY,
        leading: float = 1.24,
        icon: str | None = None,
        small_icon: bool = False,
    ) -> None:
        self.spans = tuple(Span(s) if isinstance(s, str) else s for s in spans)
        self.size = size
        self.icon = icon
        self._leading = leading * size
        self._icon_size = size * (0.92 if small_icon else 1.15)
        self._icon_gap = size * (0.25 if small_icon else 0.3)
        self._lines: dict[float, list[Line]] = {}

    @property
    def indent(self) -> float:
        """How far the lines stand from the left because of the pictogram."""
        return self._icon_size + self._icon_gap if self.icon else 0.0

    def height(self, width: float) -> float:
        """Return the height in points once wrapped to ``width``."""
        return len(self.lines(width)) * self._leading

    def natural_width(self, limit: float) -> float:
        """Return the width really used when at most ``limit`` is given."""
        return self.indent + max(used for _, used in self.lines(limit))

    def lines(self, width: float) -> list[Line]:
        """Return the wrapped lines: pieces with their offset, and the width used."""
        found = self._lines.get(width)
        if found is None:
            found = self._lines[width] = _wrap(self.spans, self.size, width - self.indent)
        return found

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Write the lines downwards from ``top``."""
        baseline = top - (self._leading - (_ASCENT + _DESCENT) * self.size) / 2 - _ASCENT * self.size
        if self.icon:
            icons.draw(pen, self.icon, x, baseline + _X_MIDDLE * self.size - self._icon_size / 2, self._icon_size)
        for pieces, _ in self.lines(width):
            pen.text(x + self.indent, baseline, pieces, self.size)
            baseline -= self._leading


def _wrap(spans: tuple[Span, ...], size: float, limit: float) -> list[Line]:
    lines: list[Line] = []
    pieces: list[Piece] = []
    used = pending = 0.0
    for word, space in _words(spans):
        long = sum(width(s.words, s.font, size) for s in word)
        if pieces and used + pending + long > limit:
            lines.append((pieces, used))
            pieces, used, pending = [], 0.0, 0.0
        if pending:
            last = pieces[-1]
            pieces[-1] = (last[0], last[1] + " ", last[2], last[3])
            used += pending
        for span in word if long <= limit else _broken(word, size, limit):
            long = width(span.words, span.font, size)
            if pieces and used + long > limit:
                lines.append((pieces, used))
                pieces, used = [], 0.0
            if pieces and pieces[-1][2:] == (span.font, span.colour):
                start, before, font, colour = pieces[-1]
                pieces[-1] = (start, before + span.words, font, colour)
            else:
                pieces.append((used, span.words, span.font, span.colour))
            used += long
        pending = width(" ", word[-1].font, size) if space else 0.0
    lines.append((pieces, used))
    return lines


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


@lru_cache(maxsize=5_000)
def _split(words: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(words))


def _broken(word: list[Span], size: float, limit: float) -> list[Span]:
    """Return a word that is wider than its column in parts that fit: better a hyphen than a cut."""
    parts: list[Span] = []
    for span in word:
        rest = span.words
        while width(rest, span.font, size) > limit and len(rest) > 4:
            keep = len(rest) - 3
            while keep > 2 and width(rest[:keep] + "-", span.font, size) > limit:
                keep -= 1
            parts.append(Span(rest[:keep] + "-", span.font, span.colour))
            rest = rest[keep:]
        parts.append(Span(rest, span.font, span.colour))
    return parts

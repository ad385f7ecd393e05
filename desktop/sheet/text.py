"""Text that wraps and is never cut: spans of words, an optional pictogram before the first line."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from desktop.sheet import icons
from desktop.sheet.clean import clean
from desktop.sheet.fonts import BODY, BOLD, REGULAR
from desktop.sheet.palette import INK, INK_3
from desktop.sheet.pen import Pen
from desktop.sheet.wrapping import Line, wrap
from desktop.sheet.wrapping import Span as Span

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

_ASCENT, _DESCENT = 0.969, 0.241  # of Inter, in em
_X_MIDDLE = 0.36


def bold(words: str) -> Span:
    """Return words in the heavier weight."""
    return Span(words, BOLD, INK)


def quiet(words: str) -> Span:
    """Return words of secondary importance."""
    return Span(words, REGULAR, INK_3)


class Text:
    """A paragraph. ``leading`` is a ratio of the size; ``icon`` stands in front, the lines hang beside it.

    ``role`` is its element; None writes in the one that is open. ``end`` is a space without ink where other words
    follow there. ``lead`` makes an element of its own of the first span, a title before its words. ``alt`` is for an
    icon whose word does not stand beside it. ``langue`` says the words in another language.
    """

    def __init__(
        self,
        *spans: Span | str,
        size: float = BODY,
        leading: float = 1.24,
        icon: str | None = None,
        small_icon: bool = False,
        role: str | None = "P",
        end: str = "",
        lead: str | None = None,
        alt: str = "",
        langue: Langue | None = None,
    ) -> None:
        self.spans = tuple([_printable(span) for span in spans])
        if langue is not None:
            from desktop.sheet.said import said  # for a sheet in another language only

            self.spans = said(langue, self.spans)
        self.size = size
        self.icon = icon
        self._role = role
        self._end = end
        self._lead = lead
        self._alt = alt
        self._leading = leading * size
        self._icon_size = size * (0.92 if small_icon else 1.15)
        self._icon_gap = size * (0.25 if small_icon else 0.3)
        self._lines: dict[float, list[Line]] = {}
        self._wide: dict[float, float] = {}

    @property
    def indent(self) -> float:
        """How far the lines stand from the left because of the pictogram."""
        return self._icon_size + self._icon_gap if self.icon else 0.0

    def height(self, width: float) -> float:
        """Return the height in points once wrapped to ``width``."""
        return len(self.lines(width)) * self._leading

    def natural_width(self, limit: float) -> float:
        """Return the width really used when at most ``limit`` is given."""
        found = self._wide.get(limit)
        if found is None:
            found = self._wide[limit] = self.indent + max([line.used for line in self.lines(limit)])
        return found

    def lines(self, width: float) -> list[Line]:
        """Return the wrapped lines."""
        found = self._lines.get(width)
        if found is None:
            found = self._lines[width] = wrap(self.spans, self.size, width - self.indent)
        return found

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Write the lines downwards from ``top``."""
        baseline = top - (self._leading - (_ASCENT + _DESCENT) * self.size) / 2 - _ASCENT * self.size
        lines = self.lines(width)
        if self._lead is not None:
            lines = self._draw_lead(pen, self._lead, x, baseline, lines)
            baseline -= self._leading * (len(self.lines(width)) - len(lines))
        with nullcontext() if self._role is None else pen.tag(self._role):
            if self.icon:
                with pen.figure(self._alt) if self._alt else nullcontext():
                    level = baseline + _X_MIDDLE * self.size - self._icon_size / 2
                    icons.draw(pen, self.icon, x, level, self._icon_size)
            for pieces, _, end in lines:
                pen.text(x + self.indent, baseline, pieces, self.size, end or self._end)
                baseline -= self._leading

    def _draw_lead(self, pen: Pen, role: str, x: float, baseline: float, lines: list[Line]) -> list[Line]:
        """Write the first span as an element; return the lines left, the one that it ends on without its words."""
        look = self.spans[0].font, self.spans[0].colour
        with pen.tag(role):
            for number, (pieces, used, end) in enumerate(lines):
                own = next((n for n, piece in enumerate(pieces) if piece[2:] != look), len(pieces))
                pen.text(x + self.indent, baseline, pieces[:own], self.size, end if own == len(pieces) else "")
                if own < len(pieces):
                    return [Line(pieces[own:], used, end), *lines[number + 1 :]]
                baseline -= self._leading
        return []


def _printable(span: Span | str) -> Span:
    words = span if isinstance(span, str) else span.words
    kept = clean(words)
    if isinstance(span, str):
        return Span(kept)
    return span if kept == words else span._replace(words=kept)

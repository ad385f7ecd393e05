"""A pen for pages that run from right to left: all is placed as if seen in a mirror, nothing drawn is flipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.bidi import Placed, Styled, line
from desktop.sheet.fonts import REGULAR
from desktop.sheet.glyphs import arabic, shape
from desktop.sheet.ink import rgb
from desktop.sheet.palette import INK, Colour
from desktop.sheet.pen import SOFT_HYPHEN, Pen
from desktop.sheet.tags import Tree

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

_GRIDS = (("qr-", 32.0),)
_GRID = 24.0
"""Width of the grid that a pictogram is painted in; codes have their own."""

_UNSEEN, _SEEN = "3 Tr 10 Tz", "0 Tr 100 Tz"
"""Text without ink and of little width, and back."""


class MirrorPen(Pen):
    """Places at ``page - x`` what is asked at x. Its words are shaped and written in the order in which they are read.

    Each run of them is an element whose ActualText is what was written, for those who don't read letter by letter.
    """

    def __init__(self, canvas: Canvas, page: float, tree: Tree | None = None, langue: Langue | None = None) -> None:
        super().__init__(canvas, tree, langue)
        self._page = page

    def text(
        self,
        x: float,
        y: float,
        pieces: Sequence[tuple[object, ...]],
        size: float,
        end: str = "",
    ) -> None:
        """Write one line whose beginning is on the right, ``x`` from that edge; see ``Pen.text``."""
        parts = [Styled(*piece[1:]) for piece in pieces if piece[1]]  # type: ignore[arg-type]
        if not parts:
            return
        first = float(str(pieces[0][0]))
        placed, used = line(parts, size)
        left = self._page - x - first - used
        groups = [list(group) for _, group in groupby(placed, key=lambda part: part.langue)]
        for group in groups:
            self._said(group, left, y, size, end if group is groups[-1] else "")

    def _said(self, group: Sequence[Placed], left: float, y: float, size: float, end: str) -> None:
        """Write words of one language in the order in which they are read."""
        words = "".join(part.words for part in group)
        if end == SOFT_HYPHEN:
            words = words[:-1]
        langue, arabic = group[0].langue, any(part.arabic for part in group)
        attributes = {"lang": langue} if langue else {"actual": words + end}
        with self.apart(**attributes) if langue or arabic else nullcontext():
            self._own(y + size)
            if self._figure is not None:
                last = max(group, key=lambda part: part.x)
                self._ink += (left + min(part.x for part in group), y, left + last.x + size, y + size)
            code = ["BT"]
            for part in group:
                self._part(code, part, left + part.x, y, size)
            if end and end != SOFT_HYPHEN:
                self._show(code, end, REGULAR, size)
            self.canvas._code.append(" ".join([*code, "ET"]))
            self._heard(words + end)

    def _part(self, code: list[str], part: Placed, x: float, y: float, size: float) -> None:
        """Write a part: letters one after the other, Arabic glyphs each where the shaper puts it."""
        if part.colour != self._fill:
            self._fill = part.colour
            code.append(f"{rgb(part.colour)} rg")
        if not part.arabic:
            code.append(_at(x, y))
            self._show(code, part.shown, part.font, size)
            return
        name = arabic(part.font).fontName
        for glyph in shape(part.words, part.font)[0]:
            code.append(_at(x + glyph.x * size, y + glyph.y * size))
            if glyph.unseen:
                code.append(_UNSEEN)
            self._show(code, glyph.code, name, size)
            if glyph.unseen:
                code.append(_SEEN)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float = 0.6,
        colour: Colour = INK,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line."""
        super().line(self._page - x1, y1, self._page - x2, y2, width, colour, dash)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0.0,
        line: float = 0.6,
        colour: Colour = INK,
        fill: Colour | None = None,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a rectangle whose bottom right corner is x from the right edge."""
        left = self._page - x - width
        super().frame(left, y, width, height, radius=radius, line=line, colour=colour, fill=fill, dash=dash)

    def stamp(self, name: str, paint: Callable[[Canvas], None], x: float, y: float, scale: float) -> None:
        """Place a pictogram, upright and not turned."""
        grid = next((wide for start, wide in _GRIDS if name.startswith(start)), _GRID)
        super().stamp(name, paint, self._page - x - grid * scale, y, scale)


def _at(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.3f} {y:.3f} Tm"

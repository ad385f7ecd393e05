"""The one way to put ink on a page: text, lines, frames, pictograms, all through reportlab's canvas.

Everything drawn passes here and is marked on the way. Coordinates are points from the bottom left, as in PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet import fonts
from desktop.sheet.ink import painted, rgb, rounded
from desktop.sheet.marking import Marker
from desktop.sheet.palette import INK, Colour
from desktop.sheet.tags import Tree

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

DASHES = (2.2, 1.6)
DOTS = (0.8, 1.6)

SOFT_HYPHEN = "\u00ad"
"""What a hyphen that only breaks a word at the end of a line is for those who copy or hear the text."""


class Pen(Marker):
    """Draws on the canvas it is given; remembers colour and pictograms so that each is written once."""

    def __init__(self, canvas: Canvas, tree: Tree | None = None, langue: Langue | None = None) -> None:
        fonts.load()
        super().__init__(canvas, tree or Tree(), langue)
        self._letters: dict[str, tuple[str, dict[str, str]]] = {}
        self._forget()

    def _forget(self) -> None:
        """Know nothing of colours, lines and font, as at the top of a page."""
        self._fill: Colour | None = None
        self._line: tuple[float, Colour, tuple[float, ...]] | None = None
        self._font: tuple[str, float] | None = None

    def turn(self) -> None:
        """End the page."""
        self._mark(None)
        self.canvas.showPage()
        self.tree.turn()
        self._forget()

    def text(
        self, x: float, y: float, pieces: Sequence[tuple[float, str, str, Colour]], size: float, end: str = ""
    ) -> None:
        """Write the pieces of one line: offset from ``x``, words, font, colour; ``y`` is the baseline.

        ``end`` is a space that no ink shows, so that words don't stick to what follows, or ``SOFT_HYPHEN`` where the
        last sign is a hyphen that only breaks a word.
        """
        if not pieces:
            return
        if not any("@" in font for _, _, font, _ in pieces):
            self._words(x, y, pieces, size, end)
            return
        parts = [list(part) for _, part in groupby(pieces, key=lambda piece: fonts.langue(piece[2]))]
        for part in parts:
            langue = fonts.langue(part[0][2])
            with self.apart(lang=langue) if langue else nullcontext():
                self._words(x, y, part, size, end if part is parts[-1] else "")

    def _words(
        self, x: float, y: float, pieces: Sequence[tuple[float, str, str, Colour]], size: float, end: str
    ) -> None:
        self._own(y + size)
        first, last = pieces[0][0], len(pieces) - 1
        if self._figure is not None:
            self._ink += (x + first, y, x + pieces[-1][0], y + size)
        code, at = [f"BT {x + first:.3f} {y:.3f} Td"], first
        for number, (offset, words, font, colour) in enumerate(pieces):
            if offset != at:
                code.append(f"{offset - at:.3f} 0 Td")
                at = offset
            if colour != self._fill:
                self._fill = colour
                code.append(f"{rgb(colour)} rg")
            if number < last or not end:
                self._show(code, words, font, size)
            elif end == SOFT_HYPHEN:
                self._show(code, words[:-1], font, size)
                code.append("/Span <</ActualText <FEFF00AD>>> BDC")
                self._show(code, words[-1], font, size)
                code.append("EMC")
            else:
                self._show(code, words + end, font, size)
        code.append("ET")
        self.canvas._code.append(" ".join(code))
        self._heard("".join(words for _, words, _, _ in pieces) + end)

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
        self._picture(x1, y1, x2, y2)
        self._pencil(width, colour, dash)
        self.canvas._code.append(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")

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
        """Draw a rectangle whose bottom left corner is (x, y)."""
        self._picture(x, y, x + width, y + height)
        if line > 0:
            self._pencil(line, colour, dash)
        if fill is not None and fill != self._fill:
            self._fill = fill
            self.canvas._code.append(f"{rgb(fill)} rg")
        outline = rounded(x, y, width, height, radius) if radius else f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
        self.canvas._code.append(f"{outline} {'B' if line > 0 and fill is not None else 'S' if line > 0 else 'f'}")

    def stamp(self, name: str, paint: Callable[[Canvas], None], x: float, y: float, scale: float) -> None:
        """Place a pictogram at (x, y): painted once a document in its own grid, then referred to."""
        self._picture(x, y, x + 32 * scale, y + 32 * scale)
        canvas = self.canvas
        if not canvas.hasForm(name):
            canvas.beginForm(name, -2, -2, 34, 34)
            canvas._code += painted(paint)
            canvas.endForm()
        canvas._code.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm")
        canvas.doForm(name)
        canvas._code.append("Q")

    def _show(self, code: list[str], words: str, font: str, size: float) -> None:
        """Write words in a font, each part from the subset that holds its letters: the first one holds most."""
        if font in self._letters:
            name, codes = self._letters[font]
            try:
                written = "".join(map(codes.__getitem__, words))
            except KeyError:
                pass
            else:
                if written:
                    self._set_font(code, name, size)
                    code.append(f"<{written}> Tj")
                return
        document, face = self.canvas._doc, fonts.load()[font]
        for subset, letters in face.splitString(words, document):
            self._set_font(code, face.getSubsetInternalName(subset, document), size)
            code.append(f"<{letters.hex()}> Tj")
        if words:
            known = self._letters.setdefault(font, (face.getSubsetInternalName(0, document), {}))[1]
            given = face.state[document].assignments
            new = set(words).difference(known)
            numbers = ((sign, given.get(32 if sign == "\u00a0" else ord(sign), 256)) for sign in new)
            known.update((sign, f"{number:02x}") for sign, number in numbers if number < 256)

    def _set_font(self, code: list[str], name: str, size: float) -> None:
        if (name, size) != self._font:
            self._font = (name, size)
            code.append(f"{name} {size:g} Tf")

    def _pencil(self, width: float, colour: Colour, dash: tuple[float, ...]) -> None:
        """Set how lines are drawn, where it is not so already."""
        if (width, colour, dash) != self._line:
            self._line = (width, colour, dash)
            self.canvas._code.append(f"{rgb(colour)} RG {width:g} w [{' '.join(map(str, dash))}] 0 d")

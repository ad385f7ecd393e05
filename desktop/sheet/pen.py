"""The one way to put ink on a page: text, lines, frames, pictograms, all through reportlab's canvas.

Everything drawn passes here, so that marked content (tagged PDF) has a single place to be added.
Coordinates are points from the bottom left, as in PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet import fonts
from desktop.sheet.palette import INK, Colour

DASHES = (2.2, 1.6)
DOTS = (0.8, 1.6)


class Pen:
    """Draws on the canvas it is given; remembers colour and pictograms so that each is written once."""

    def __init__(self, canvas: Canvas) -> None:
        fonts.load()
        self.canvas = canvas

    def text(self, x: float, y: float, pieces: Sequence[tuple[float, str, str, Colour]], size: float) -> None:
        """Write the pieces of one line: offset from ``x``, words, font, colour; ``y`` is the baseline."""
        writer = self.canvas.beginText(x, y)
        at = 0.0
        for offset, words, font, colour in pieces:
            if offset != at:
                writer.moveCursor(offset - at, 0)
                at = offset
            writer.setFont(font, size)
            writer.setFillColorRGB(*colour)
            writer.textOut(words)
        self.canvas.drawText(writer)

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
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(width)
        self.canvas.setDash(*([list(dash)] if dash else []))
        self.canvas.line(x1, y1, x2, y2)

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
        canvas = self.canvas
        canvas.setStrokeColorRGB(*colour)
        canvas.setLineWidth(line)
        canvas.setDash(*([list(dash)] if dash else []))
        if fill is not None:
            canvas.setFillColorRGB(*fill)
        if radius:
            canvas.roundRect(x, y, width, height, radius, stroke=int(line > 0), fill=int(fill is not None))
        else:
            canvas.rect(x, y, width, height, stroke=int(line > 0), fill=int(fill is not None))

    def stamp(self, name: str, paint: Callable[[Canvas], None], x: float, y: float, scale: float) -> None:
        """Place a pictogram at (x, y): painted once a document in its own grid, then referred to."""
        canvas = self.canvas
        if not canvas.hasForm(name):
            canvas.beginForm(name, -2, -2, 34, 34)
            paint(canvas)
            canvas.endForm()
        canvas.saveState()
        canvas.transform(scale, 0, 0, scale, x, y)
        canvas.doForm(name)
        canvas.restoreState()

"""How ink is written in a page: colours, round corners, the pictograms that are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.palette import Colour

_CURVE = 0.4472
"""How far along a side the control point of a round corner stands, as reportlab draws them."""


@cache
def rgb(colour: Colour) -> str:
    """Return the three parts of a colour."""
    return " ".join(f"{part:.5g}" for part in colour)


@lru_cache(maxsize=64)
def painted(paint: Callable[[Canvas], None]) -> tuple[str, ...]:
    """Return what a painter of pictograms writes: worked out once for all documents, if the painter is the same."""
    canvas = Canvas(BytesIO())
    paint(canvas)
    return tuple(canvas._code)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return a rectangle with round corners as a path."""
    near, far = _CURVE * radius, radius
    left, right, low, high = x, x + width, y, y + height
    return (
        f"{left + far:.3f} {low:.3f} m {right - far:.3f} {low:.3f} l"
        f" {right - near:.3f} {low:.3f} {right:.3f} {low + near:.3f} {right:.3f} {low + far:.3f} c"
        f" {right:.3f} {high - far:.3f} l"
        f" {right:.3f} {high - near:.3f} {right - near:.3f} {high:.3f} {right - far:.3f} {high:.3f} c"
        f" {left + far:.3f} {high:.3f} l"
        f" {left + near:.3f} {high:.3f} {left:.3f} {high - near:.3f} {left:.3f} {high - far:.3f} c"
        f" {left:.3f} {low + far:.3f} l"
        f" {left:.3f} {low + near:.3f} {left + near:.3f} {low:.3f} {left + far:.3f} {low:.3f} c h"
    )

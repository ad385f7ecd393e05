"""A QR code on paper: as small a symbol as holds the words, never printed under 20 mm, its quiet zone kept free."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.palette import INK_2
from desktop.sheet.pen import Pen

QUIET = 4
"""Modules left white on each side (ISO/IEC 18004)."""
SMALLEST = 20 / 25.4 * 72
"""The least side of the symbol, in points, without its quiet zone (DESIGN-TOKENS.md §5)."""
SIZE = 75.0
"""The usual side with the quiet zone, in points: more only for a symbol that would come out under 20 mm."""

_GRID = 32.0  # what a stamp is painted in
Run = tuple[int, int, int, int]


class Code:
    """A box for a symbol of ``size`` points at least, quiet zone inside; ``alt`` says in words where it leads.

    The same words are painted once a document. Lower levels of correction than L do not exist; a better one is taken
    where it makes the symbol no larger.
    """

    def __init__(self, data: str, size: float, alt: str) -> None:
        self.data = data
        self.alt = alt
        modules = len(_modules(data))
        self.side = max(size, SMALLEST * (modules + 2 * QUIET) / modules)
        self.symbol = self.side * modules / (modules + 2 * QUIET)

    @property
    def quiet(self) -> float:
        """Width of the white that stays around the symbol, in points."""
        return (self.side - self.symbol) / 2

    def height(self, width: float) -> float:
        """Return the side: a symbol is never made smaller for want of room."""
        return self.side

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the symbol at the left of the width, its quiet zone around it."""
        name = f"qr-{hashlib.sha256(self.data.encode()).hexdigest()[:16]}"
        bottom = top - self.side + self.quiet
        with pen.figure(self.alt):
            pen.stamp(name, _painter(self.data), x + self.quiet, bottom, self.symbol / _GRID)


@lru_cache(maxsize=64)
def _painter(data: str) -> Callable[[Canvas], None]:
    """Return what paints the symbol of some words, the same one each time."""

    def paint(canvas: Canvas) -> None:
        modules = _modules(data)
        count = len(modules)
        canvas.scale(_GRID / count, _GRID / count)
        canvas.setFillColorRGB(*INK_2)
        squares = (f"{left} {count - row - high} {wide} {high} re" for left, row, wide, high in runs(modules))
        canvas._code.append(f"{' '.join(squares)} f")

    return paint


def runs(modules: tuple[bytes, ...]) -> Iterator[Run]:
    """Return rectangles that cover every dark module once: column, row from the top, width, height.

    A run of a row goes down as far as the rows below have just the same one.
    """
    growing: dict[tuple[int, int], int] = {}
    for number, row in enumerate((*modules, b"")):
        here = set(_spans(row))
        for span in sorted(growing.keys() - here):
            start = growing.pop(span)
            yield span[0], start, span[1], number - start
        for span in here:
            growing.setdefault(span, number)


def _spans(row: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    for part in row.split(b"\0"):
        if part:
            yield at, len(part)
        at += len(part) + 1


@lru_cache(maxsize=64)
def _modules(data: str) -> tuple[bytes, ...]:
    """Return the rows of the symbol, 1 for a dark module, without any margin."""
    code = _encoder().encode(data, error="l", micro=False, boost_error=True)
    return tuple(bytes(row) for row in code.matrix)


def _encoder() -> ModuleType:
    """Return segno's encoder alone: its package also loads writers, and with them Python's modules of the network."""
    spec = find_spec("segno")
    assert spec is not None, "segno is a dependency"
    sys.modules["segno"] = module_from_spec(spec)
    try:
        return import_module("segno.encoder")
    finally:
        del sys.modules["segno"]

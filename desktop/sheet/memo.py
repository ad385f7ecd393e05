"""The memo to print: one sheet of paper, a side for the hands and a side for the words. The same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.memo import Exemple, Face, Memo, Paire, Section, memo
from desktop.sheet import silhouettes
from desktop.sheet.binding import Binding
from desktop.sheet.boxes import Box, Items, Stack
from desktop.sheet.fonts import REGULAR
from desktop.sheet.header import Masthead
from desktop.sheet.look import BOTTOM, HEIGHT, PAGE_HEIGHT, SIDE, TOP, WIDTH, Look
from desktop.sheet.palette import INK_2, LINE
from desktop.sheet.pen import Pen
from desktop.sheet.rules import Heading, Rule
from desktop.sheet.text import Span, Text, bold, quiet
from desktop.sheet.verso_flow import Halves, Hung
from desktop.sheet.voix import FRANCE

LOOK = Look(places=2)
SIZE = 12.0
"""Points of all its words: larger than those of a sheet, it hangs on a wall."""
_BETWEEN = 12.0
_TALL = 32.0
_NUMBER = 18.0
_CELL = 302.0
"""Points of the made-up cell and of the space at its right."""


class Cell:
    """The made-up cell in its frame, each of its parts beside its number."""

    _PAD, _AFTER = 8.0, 16.0

    def __init__(self, example: Exemple) -> None:
        self._example = example
        self._top = [_text(bold("1 "), example.niveau), _text(bold("2 "), example.effectif)]
        self._mark = _text(bold("3"))
        self._figures = [
            Stack((_text(bold(word)), _text(bold(figure)), _text(quiet(span)))) for word, figure, span in example.parts
        ]
        self._last = _text(bold("4"))

    def height(self, width: float) -> float:
        """Return the height, frame included."""
        inner = width - self._AFTER - 2 * self._PAD
        words = sum(text.height(inner) for text in self._top)
        return 2 * self._PAD + words + _TALL + 10 + self._figures_height(inner)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the frame, then its four parts downwards."""
        high = self.height(width)
        width -= self._AFTER
        pen.frame(x, top - high, width, high, radius=6, line=0.8, colour=LINE)
        inner, left, level = width - 2 * self._PAD, x + self._PAD, top - self._PAD
        for text in self._top:
            text.draw(pen, left, level, inner)
            level -= text.height(inner)
        level -= 5
        self._mark.draw(pen, left, level - (_TALL - self._mark.height(inner)) / 2, _NUMBER)
        self._people(pen, left + _NUMBER, level, inner - _NUMBER)
        level -= _TALL + 5
        self._last.draw(pen, left, level, _NUMBER)
        share = self._share(inner)
        for number, figures in enumerate(self._figures):
            figures.draw(pen, left + _NUMBER + number * share, level, share)

    def _people(self, pen: Pen, x: float, top: float, width: float) -> None:
        step = min(24.0, (width - 2 * 6.0) / 10)
        with pen.figure(self._example.dit):
            for outcome, count in enumerate(self._example.silhouettes):
                for _ in range(count):
                    silhouettes.person(pen, outcome, x, top - _TALL, _TALL * 0.9)
                    x += step
                x += 6.0

    def _share(self, inner: float) -> float:
        return (inner - _NUMBER) / len(self._figures)

    def _figures_height(self, inner: float) -> float:
        return max(box.height(self._share(inner)) for box in self._figures)


def render() -> bytes:
    """Return the memo as a tagged PDF of two pages."""
    told = memo()
    binding = Binding()
    pen = Pen(binding.canvas, binding.tree)
    for blocks in sides(told):
        _draw(pen, blocks, told.pied)
        pen.turn()
    binding.sheet()
    return binding.close(f"Côte à Côte, {told.titre.lower()}", told.suite, FRANCE)


def sides(told: Memo) -> tuple[list[Box], list[Box]]:
    """Return the blocks of each side, from the top."""
    example = told.exemple
    how = Hung(Cell(example), _list(example.lignes, numbered=True), _CELL)
    seen = Stack((Heading(LOOK, example.titre), how), 5.0)
    front: list[Box] = [Masthead(LOOK, told.titre), *_side(told.recto)]
    return front, [Masthead(LOOK, told.suite), seen, *_side(told.verso)]


def spare(blocks: Sequence[Box], foot: str) -> float:
    """Return the height that a side leaves over; negative when it is too high."""
    used = sum(block.height(WIDTH) + _BETWEEN for block in blocks)
    return HEIGHT - used - _foot(foot).height(WIDTH)


def _draw(pen: Pen, blocks: Sequence[Box], foot: str) -> None:
    top, last = PAGE_HEIGHT - TOP, _foot(foot)
    for block in blocks:
        block.draw(pen, SIDE, top, WIDTH)
        top -= block.height(WIDTH) + _BETWEEN
    last.draw(pen, SIDE, BOTTOM + last.height(WIDTH), WIDTH)


def _foot(words: str) -> Box:
    return Stack((Rule(), _text(quiet(words))), 2.0)


def _side(face: Face) -> list[Box]:
    columns = Halves(*(Stack(tuple(map(_section, part)), _BETWEEN) for part in (face.gauche, face.droite)))
    return [columns, *map(_section, face.large)]


def _section(told: Section) -> Box:
    if told.paires:
        rows: Box = Items(tuple(_hung(term, words, told.retrait) for term, words in told.paires), 3.0)
    elif told.signes:
        rows = Items(tuple(_text(words, icon=icon) for icon, words in told.signes), 3.0)
    else:
        rows = _list(told.lignes, numbered=told.numeros)
    return Stack((Heading(LOOK, told.titre), rows), 4.0)


def _list(lines: Sequence[Paire], *, numbered: bool) -> Box:
    if numbered:
        rows = (_hung(f"{at}", f"{start} {rest}".strip(), _NUMBER, start) for at, (start, rest) in enumerate(lines, 1))
        return Items(tuple(rows), 4.0)
    texts = [_text(*([bold(start)] if start else []), rest) for start, rest in lines]
    return Items(tuple(texts), 4.0) if len(texts) > 1 else texts[0]


def _hung(term: str, words: str, room: float, start: str = "") -> Box:
    """Return words at the right of their term; on the next line when the term takes more than its room."""
    head = _text(bold(term))
    said = _text(bold(start), words[len(start) :]) if start else _text(words)
    if head.natural_width(1e4) > room - 4:
        return Stack((head, Hung(_Nothing(), said, room)))
    return Hung(head, said, room)


def _text(*spans: Span | str, icon: str | None = None) -> Text:
    inked = (Span(span, REGULAR, INK_2) if isinstance(span, str) else span for span in spans)
    return Text(*inked, size=SIZE, leading=1.28, icon=icon)


class _Nothing:
    """Room without ink."""

    def height(self, width: float) -> float:
        """Return none."""
        return 0.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw nothing."""

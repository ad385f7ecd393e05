"""A page of the family mode as blocks: question, the ruled grid, the ≈ band, what must be said under short headings.

The level and cohort of all columns stand in the corner of the grid, where they take no height (over it when too long).
Cohorts that differ are a line of their own under the heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from desktop.famille_page import Cellule, ColonneFamille, PageFamille, Rang
from ui.family.grid import Grid, Line
from ui.family.heads import Setting, gap, head, lone, named
from ui.family.paper import Item, Paper
from ui.family.picto import AIR, Crowd
from ui.theme import Theme
from ui.widgets.blocks import Block, Several, Stack, icon
from ui.widgets.line_block import Beside, Flow
from ui.widgets.text_block import Text, line_height

SANS_CHIFFRE = "pas de chiffre"
AUCUN = "aucun"
PROMOTIONS = "Promotions"
TOGETHER = 3
"""As many sentences under a heading stay on one screen."""


class Band(Several):
    """A sentence on the ground of the ≈ bands."""

    def __init__(self, theme: Theme, text: str) -> None:
        sign = icon(theme, "incertitude", "ink", 28)
        super().__init__([Beside(sign, Text(theme, text), theme.px(12), line_height(theme, "body"))], 0)
        self._theme = theme
        self._pad = (theme.px(16), theme.px(4))

    def width(self) -> int:
        return self._items[0].width() + 2 * self._pad[0]

    def least(self) -> int:
        return self._items[0].least() + 2 * self._pad[0]

    def height(self, width: int) -> int:
        return self._items[0].height(width - 2 * self._pad[0]) + 2 * self._pad[1]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        across, down = self._pad
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("band"))
        painter.setBrush(self._theme.color("band"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), self._theme.px(6), self._theme.px(6))
        painter.restore()
        self._items[0].paint(painter, rect.adjusted(across, down, -across, -down))


def assemble(theme: Theme, page: PageFamille, grid: Grid, folded: bool = False) -> Paper:
    """Return everything of a page around its grid."""
    px = theme.px
    items = [Item(Text(theme, page.question, "body" if folded else "card", bold=True))]
    items += [Item(row, 0, grid.again) if number else Item(row, px(4)) for number, row in enumerate(grid.rows)]
    items += [Item(Band(theme, sentence), px(6)) for sentence in page.departages]
    for note in page.lots:
        told: list[Block] = [Text(theme, sentence, color="ink_2") for sentence in note.phrases]
        if note.titre:  # a heading never ends a screen, nor is a last sentence torn from few
            first, told = (told, []) if len(told) <= TOGETHER else (told[:1], told[1:])
            items.append(Item(Stack([Text(theme, note.titre, bold=True), Stack(first, px(8))], px(2)), px(14)))
        items += [Item(text, px(8)) for text in told]
    return Paper(theme, items)


def grid_of(theme: Theme, page: PageFamille, setting: Setting, guesses: Mapping[int, int], where: str = "") -> Grid:
    """Return the ruled lines of a page; ``where`` says which formations it shows."""
    columns, lines = page.colonnes, list[Line]()
    dated = setting.beside and not setting.across and any(column.promotion for column in columns)
    if setting.across:
        only = lone(theme, columns[0], guesses.get(0), where, page.commun)
        lines.append(Line(None, (only,), low=True, across=True))
    else:
        heads = tuple(head(theme, column, guesses.get(at), setting.folded, dated) for at, column in enumerate(columns))
        corner = [Text(theme, text, color=color) for text, color in ((where, "ink"), (page.commun, "ink_2")) if text]
        lines.append(Line(Flow(corner, theme.px(24), 0) if corner else None, heads, low=True))
    if dated:
        when = tuple(Text(theme, column.annees, color="ink_2") for column in columns)
        lines.append(Line(Text(theme, PROMOTIONS, color="ink_2"), when, low=True))
    if unknown := setting.across and bool(page.rangs) and not columns[0].cellules:  # the reason is said once
        lines.append(Line(None, (gap(theme, columns[0], columns[0].manque),), across=True))
    for at, rang in enumerate(() if unknown else page.rangs):
        words = Text(theme, rang.mot, bold=True)
        lines.append(Line(words, tuple(_cell(theme, column, at, rang, setting.folded) for column in columns)))
    if not page.rangs:
        lines += _told(theme, columns, setting.folded)
    if any(column.reserves for column in columns):
        lines.append(Line(None, tuple(_stack(theme, column.reserves, "ink_2") for column in columns)))
    again = tuple(Stack(named(theme, column, setting.folded), 0) for column in columns)
    return Grid(theme, lines, setting.places, setting.beside, Line(None, again, low=True, across=setting.across))


def _cell(theme: Theme, column: ColonneFamille, at: int, rang: Rang, folded: bool) -> Block:
    if not column.cellules:
        return gap(theme, column, column.manque if at == 0 else SANS_CHIFFRE)
    cell = column.cellules[at]
    if cell.sur_dix is None:
        return gap(theme, column, SANS_CHIFFRE)
    return _counted(theme, cell, rang, folded)


def _counted(theme: Theme, cell: Cellule, rang: Rang, folded: bool) -> Block:
    figure = Text(theme, str(cell.sur_dix), "figure", bold=True)
    items: list[Block] = [Crowd(theme, rang.dessin, cell.sur_dix)] if cell.sur_dix else []
    if not cell.sur_dix:
        items.append(Text(theme, cell.precision or AUCUN))
    if cell.fourchette:
        items.append(Text(theme, cell.fourchette, color="ink_2"))
    apart = -theme.px(AIR) if cell.sur_dix else 0
    body = Flow(items, theme.px(16), apart) if folded else Stack(items, apart)
    words = line_height(theme, "body") if folded else figure.height(99)
    return Beside(figure, body, theme.px(12), theme.px(50) if cell.sur_dix else words)


def _told(theme: Theme, columns: Sequence[ColonneFamille], folded: bool) -> Iterator[Line]:
    """Yield what is told in sentences: one line, or one a sentence so that a screen may end between two."""
    told = [[Text(theme, text) for text in column.textes] for column in columns]
    said: list[list[Block]] = [
        [*texts, *([gap(theme, column, column.manque)] if column.manque else [])]
        for texts, column in zip(told, columns, strict=True)
    ]
    if not folded:
        yield Line(None, tuple(Stack(blocks, theme.px(8)) for blocks in said))
        return
    rows = list(zip_longest(*said))
    for number, row in enumerate(rows):
        cells = tuple(block or Stack([], 0) for block in row)
        yield Line(None, cells, ruled=number == len(rows) - 1)


def _stack(theme: Theme, sentences: Sequence[str], color: str) -> Block:
    return Stack([Text(theme, sentence, color=color) for sentence in sentences], theme.px(6))

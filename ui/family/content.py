"""A page of the family mode as blocks: question, the ruled grid, the ≈ band, what must be said.

The level and cohort of all columns stand in the corner of the grid, where they take no height (over it when too long).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from desktop.famille_page import Cellule, ColonneFamille, PageFamille, Rang
from desktop.typography import NBSP
from ui.family.grid import Grid, Line
from ui.family.paper import Item, Paper
from ui.family.picto import AIR, Crowd
from ui.theme import Theme
from ui.widgets.blocks import Block, Several, Stack, icon
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

SANS_CHIFFRE = "pas de chiffre"
AUCUN = "aucun"


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


def assemble(theme: Theme, page: PageFamille, grid: Grid, where: str) -> Paper:
    """Return everything of a page around its grid."""
    px = theme.px
    items = [Item(Text(theme, page.question, "card", bold=True))]
    if where:
        items.append(Item(Text(theme, where, color="ink_2")))
    items += [Item(row, 0, grid.again) if number else Item(row, px(4)) for number, row in enumerate(grid.rows)]
    items += [Item(Band(theme, sentence), px(8)) for sentence in page.departages]
    items += [Item(Text(theme, sentence, color="ink_2"), px(8)) for sentence in page.notes]
    return Paper(theme, items)


def grid_of(theme: Theme, page: PageFamille, places: int, beside: bool, guesses: Mapping[int, int]) -> Grid:
    """Return the ruled lines of a page."""
    columns = page.colonnes
    heads = tuple(_head(theme, column, guesses.get(at)) for at, column in enumerate(columns))
    corner = Text(theme, page.commun, color="ink_2") if page.commun else None
    lines = [Line(corner, heads, low=True)]
    for at, rang in enumerate(page.rangs):
        label = Text(theme, rang.mot, bold=True)
        lines.append(Line(label, tuple(_cell(theme, column, at, rang) for column in columns)))
    if not page.rangs:
        lines.append(Line(None, tuple(_told(theme, column) for column in columns)))
    if any(column.reserves for column in columns):
        lines.append(Line(None, tuple(_stack(theme, column.reserves, "ink_2") for column in columns)))
    again = tuple(Stack(_named(theme, column), 0) for column in columns)
    return Grid(theme, lines, places, beside, Line(None, again, low=True))


def _head(theme: Theme, column: ColonneFamille, guess: int | None) -> Block:
    items = _named(theme, column)
    if column.repli:
        sign = icon(theme, "repli", "ink", 26)
        items.append(Beside(sign, Text(theme, column.repli), theme.px(8), line_height(theme, "body")))
    if column.quand:
        items.append(Text(theme, column.quand, color="ink_2"))
    if column.manque and column.cellules:
        items.append(_gap(theme, column, column.manque))
    if guess is not None:
        items.append(Text(theme, f"Deviné{NBSP}: {guess}", color="ink_2"))
    return Stack(items, 0)


def _named(theme: Theme, column: ColonneFamille) -> list[Block]:
    titre = column.titre
    items: list[Block] = [Text(theme, titre.affiche, bold=True), Text(theme, titre.voie, color="ink_2")]
    return [*items, Text(theme, titre.ou, color="ink_2")] if titre.ou else items


def _cell(theme: Theme, column: ColonneFamille, at: int, rang: Rang) -> Block:
    if not column.cellules:
        return _gap(theme, column, column.manque if at == 0 else SANS_CHIFFRE)
    cell = column.cellules[at]
    if cell.sur_dix is None:
        return _gap(theme, column, SANS_CHIFFRE)
    return _counted(theme, cell, rang)


def _counted(theme: Theme, cell: Cellule, rang: Rang) -> Block:
    figure = Text(theme, str(cell.sur_dix), "figure", bold=True)
    items: list[Block] = [Crowd(theme, rang.dessin, cell.sur_dix)] if cell.sur_dix else []
    if not cell.sur_dix:
        items.append(Text(theme, cell.precision or AUCUN))
    if cell.fourchette:
        items.append(Text(theme, cell.fourchette, color="ink_2"))
    gap = -theme.px(AIR) if cell.sur_dix else 0
    return Beside(figure, Stack(items, gap), theme.px(12), theme.px(50) if cell.sur_dix else figure.height(99))


def _told(theme: Theme, column: ColonneFamille) -> Block:
    gap = [_gap(theme, column, column.manque)] if column.manque else []
    return Stack([*(Text(theme, text) for text in column.textes), *gap], theme.px(8))


def _gap(theme: Theme, column: ColonneFamille, words: str) -> Block:
    sign = icon(theme, column.glyphe or "manque-inconnu", "ink", 30)
    return Beside(sign, Text(theme, words), theme.px(10), line_height(theme, "body"))


def _stack(theme: Theme, sentences: Sequence[str], color: str) -> Block:
    return Stack([Text(theme, sentence, color=color) for sentence in sentences], theme.px(6))

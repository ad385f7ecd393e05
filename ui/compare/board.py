"""The comparison itself: header cards over the scrolled rows, laid out together for the width at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.attribution import attributions
from desktop.cell_words import fraicheur
from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.rubriques import Rubrique, absents
from ui.compare.cell import Cell, Painted
from ui.compare.geometry import STACKED_FROM, Geometry, geometry
from ui.compare.grid import Grid
from ui.compare.header import Header
from ui.compare.look import Look
from ui.compare.navigator import Navigator
from ui.compare.rows import groups
from ui.theme import Theme

COMPACT_FROM = 4
"""Columns on the screen from which silhouettes stand in two rows of five (DESIGN-TOKENS.md, last part)."""
LEAST = 60
"""Pixels of the rows, whatever stands above: the window never grows for them."""
HIGHEST = 0.34
"""Share of the height that the cards, which do not scroll, may take; more than that and they are brief."""


class Board(QWidget):
    """Shows a Comparison; the cells are made again for another theme or number of columns, only moved for a width."""

    columns_shown = Signal(object, int)
    """The Geometry in use, and how many columns there are in all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._comparison: Comparison | None = None
        self._depuis: Commune | None = None
        self._highlight = False
        self._plus: tuple[Rubrique, ...] = ()
        self._others: tuple[str, ...] = ()
        self._narrow = False
        self._look = Look(theme, False)
        self._in_full = 0
        self._first = 0
        self.scroll_area = QScrollArea()
        self.navigator = Navigator(lambda: self.scroll_area.viewport().height(), self)
        self.header = Header(self.navigator)
        self.grid = Grid(self.navigator)
        self.scroll_area.setWidget(self.grid)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setMinimumHeight(LEAST)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.scroll_area, 1)
        self.navigator.arrived.connect(self._bring_into_sight)

    @property
    def places(self) -> Geometry:
        """Where the columns stand now."""
        count = len(self._comparison.colonnes) if self._comparison else 1
        return geometry(self._theme, max(self.width(), self._theme.px(300)), count, self._first, self._narrow)

    @property
    def painted(self) -> list[Painted]:
        """Every widget that shows words."""
        return [*self.header.painted, *self.grid.painted]

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._fill()

    def set_narrow(self, narrow: bool) -> None:
        """Leave room for the panel, or take it back."""
        self._narrow = narrow

    def show_comparison(
        self,
        comparison: Comparison,
        depuis: Commune | None,
        highlight: bool,
        plus: Sequence[Rubrique] = (),
        others: Sequence[str] = (),
    ) -> None:
        """Show this comparison; distances count from ``depuis``; ``highlight`` marks the clear gaps.

        ``plus`` are rubriques from elsewhere, shown after those of the comparison; ``others`` the words of the other
        voie that each card offers, empty where it offers none.
        """
        key = self._followed(comparison)
        self._comparison, self._depuis, self._highlight, self._plus = comparison, depuis, highlight, tuple(plus)
        self._others = tuple(others)
        self._fill(key)

    def step(self, way: int) -> None:
        """Show the columns before (-1) or after (1)."""
        places = self.places
        self._first = places.first + way * places.shown
        self._arrange()

    def cell(self, row: str, column: int) -> Cell | None:
        """Return the cell of a row and a column, None when there is none."""
        return self.navigator.cell(row, column)

    def reveal(self, row: str, column: int) -> None:
        """Scroll and step until a cell is on the screen."""
        if (cell := self.cell(row, column)) is not None:
            self._bring_into_sight(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _followed(self, comparison: Comparison) -> tuple[str, int] | None:
        """Return the row of the current cell and where its formation stands now; its neighbour's when it is gone."""
        current = self.navigator.current
        if current is None or self._comparison is None:
            return None
        choix = self._comparison.colonnes[current.column].choix
        places = [number for number, colonne in enumerate(comparison.colonnes) if colonne.choix == choix]
        return current.row, places[0] if places else min(current.column, len(comparison.colonnes) - 1)

    def _fill(self, key: tuple[str, int] | None = None) -> None:
        """Make the cells; the current one is that of ``key``, a row and a column, or where it was."""
        comparison = self._comparison
        if comparison is None:
            return
        current = self.navigator.current
        key = key or ((current.row, current.column) if current else None)
        focused = current is not None and current.hasFocus()
        look = Look(self._theme, self.places.shown >= COMPACT_FROM)
        self.header.fill(look, comparison, self._depuis, self._others)
        self._in_full = self.header.wanted(self.places)
        look = self._look = self._wanted_look()
        if look.brief:
            self.header.fill(look, comparison, self._depuis, self._others)
        last = [[f"{fraicheur(comparison)}.", *attributions(comparison)]]
        if lacking := absents(comparison):
            last.insert(0, [lacking])
        self.grid.fill(look, groups(look, comparison, self._depuis, self._highlight, self._plus), last)
        self.navigator.set_rows([self.header.cards, *self.grid.rows], key)
        self._arrange()
        if focused and self.navigator.current is not None:
            self.navigator.go(self.navigator.current)

    def _arrange(self) -> None:
        if self._comparison is None:
            return
        places = self.places
        if self._wanted_look() != self._look:
            self._fill()
            return
        self._first = places.first
        self.header.arrange(places)
        self.grid.arrange(places)
        self.columns_shown.emit(places, len(self._comparison.colonnes))

    def _wanted_look(self) -> Look:
        theme = self._theme
        brief = theme.zoom >= STACKED_FROM or self._in_full > self.height() * HIGHEST
        return Look(theme, self.places.shown >= COMPACT_FROM, brief)

    def _bring_into_sight(self, cell: Cell) -> None:
        if not self.places.shows(cell.column):
            self._first = cell.column if cell.column < self.places.first else cell.column - self.places.shown + 1
            self._arrange()
        if cell in self.header.cards:
            return
        bar, top, room = self.scroll_area.verticalScrollBar(), cell.y(), self.scroll_area.viewport().height()
        margin = self._theme.px(34)  # the heading over a first row comes with it
        if top - margin < bar.value() or cell.height() + margin > room:
            bar.setValue(top - margin)
        elif top + cell.height() > bar.value() + room:
            bar.setValue(top + cell.height() + self._theme.px(8) - room)

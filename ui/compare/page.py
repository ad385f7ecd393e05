"""The comparison page: tool line, the comparison itself, and the panel that says why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.cell_words import fraicheur
from desktop.comparison import Comparison
from desktop.errors import CoteACoteError
from desktop.explain import explain, subject
from desktop.facts import VOIES
from desktop.other_voie import offered
from desktop.selection import Choix
from desktop.typography import quantite
from ui.compare import spoken
from ui.compare.board import Board
from ui.compare.cell import Cell
from ui.compare.deeds import Deeds, case_of
from ui.compare.geometry import STACKED_FROM
from ui.compare.menu import column_menu
from ui.compare.nothing import Nothing
from ui.compare.panel import WIDTH, Panel
from ui.compare.toolbar import Toolbar
from ui.session import Session
from ui.theme import Theme
from ui.widgets import accessible
from ui.widgets.announce import announce

EMPTY = "Ajoutez au moins deux formations pour les comparer."


class ComparePage(QWidget):
    """Draws the Comparison of the session's basket, and nothing else: no figure is computed or chosen here."""

    sheet_asked = Signal()
    """The person wants the sheet of this comparison."""
    family_asked = Signal()
    """The person wants to show it to the family."""
    search_asked = Signal()
    """The person wants to look for other formations."""
    word_asked = Signal(str)
    """The person wants the glossary at an entry: its key."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme = theme
        self._explained: tuple[str, int] | None = None
        self.comparison: Comparison | None = None
        self.toolbar = Toolbar(theme)
        self.board = Board(theme)
        self.panel = Panel(theme)
        self.nothing = Nothing(EMPTY, theme)
        self.empty = self.nothing.words
        self.deeds = Deeds(self, session)
        self._stale = True
        self._build()
        self._connect()
        self._show_parts()

    def refresh(self) -> None:
        """Ask the session for its comparison again and show it. What changes while the page is hidden waits."""
        self._compare(self._session.niveau)

    def _compare(self, niveau: str | None) -> None:
        self._stale, before = False, self.comparison
        held = (focus := QApplication.focusWidget()) is not None and self.isAncestorOf(focus)
        empty_held = self.empty.hasFocus()
        selection = self._session.selection
        self.comparison, why = None, EMPTY
        if selection.comparable:
            try:
                self.comparison = self._session.compare(niveau)
            except CoteACoteError as error:
                why = error.phrase
        elif len(selection):
            why = f"{EMPTY}\n{quantite(len(selection), 'formation')} dans la sélection."
        self.empty.setText(why)
        self._show_parts()
        if self.comparison is None:
            if held:  # never left to whatever comes next
                self.empty.setFocus()
            return
        self.toolbar.level.choose(niveau)
        self.toolbar.show_from(self._session.depuis)
        self.toolbar.show_freshness(fraicheur(self.comparison))
        plus = self._session.plus(self.comparison)
        others = offered(self._session.catalogue, selection)
        marked = self.toolbar.highlight.isChecked()
        self.board.show_comparison(self.comparison, self._session.depuis, marked, plus, others)
        self._set_tab_order()
        if self._explained is not None:
            self._tell(self.board.cell(*self._explained))
        if empty_held:
            self.take_focus()
        announce(self, spoken.columns(before, self.comparison, self.current_choix()))

    def take_focus(self) -> None:
        """Put the focus on the current cell, or on the words that stand in the place of the comparison."""
        cell = self.board.navigator.current
        if self.comparison is None:
            self.empty.setFocus()
        elif self._explained is not None:
            self.panel.take_focus()
        elif cell is not None:
            self.board.navigator.go(cell)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.toolbar.set_theme(theme)
        self.panel.set_theme(theme)
        self.nothing.set_theme(theme)
        self.board.set_theme(theme)
        self._show_parts()
        self._set_tab_order()

    def explain(self, cell: Cell) -> None:
        """Open the panel on a cell; Escape gives the focus back to it."""
        self._explained = (cell.row, cell.column)
        self._tell(cell)
        self._show_parts()
        self.board.reveal(*self._explained)
        self.panel.take_focus()

    def close_panel(self) -> None:
        """Close the panel and go back to the cell it spoke of."""
        key, self._explained = self._explained, None
        self._show_parts()
        if key is not None and (cell := self.board.cell(*key)) is not None:
            self.board.navigator.go(cell)

    def current_choix(self) -> Choix | None:
        """Return the formation of the column that has the focus or had it last, None when nothing is shown."""
        cell = self.board.navigator.current
        if cell is None or self.comparison is None:
            return None
        return self.comparison.colonnes[cell.column].choix

    def move_column(self, column: int, step: int) -> None:
        """Move a formation by ``step`` places to the right; the focus goes with it."""
        self._session.move(self._session.selection.choix[column], step)

    def remove_column(self, column: int) -> None:
        """Take a formation out of the comparison."""
        self._session.remove(self._session.selection.choix[column])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._explained is not None:
            self.close_panel()
        elif event.key() == Qt.Key.Key_F1 and (cell := self._told()) is not None:
            self.deeds.ask_word(cell)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep F1 for the words of the row while a cell or the panel has the focus; elsewhere it opens the help."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._helps(event.key()):
            event.accept()
            return True
        return super().event(event)

    def _helps(self, key: int) -> bool:
        """Tell whether a key asks for the words of a row: F1, on a cell or in the panel that speaks of one."""
        focus = QApplication.focusWidget()
        on_a_row = isinstance(focus, Cell) or (focus is not None and self.panel.isAncestorOf(focus))
        return key == Qt.Key.Key_F1 and on_a_row

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (cell := self.board.navigator.current) is not None and self.comparison is not None:
            column_menu(self, cell, len(self.comparison.colonnes)).popup(event.globalPos())

    def _build(self) -> None:
        self._main, self._rule = QWidget(), QFrame()
        self._rule.setProperty("kind", "ruleV")
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.board, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._main, 1)
        row.addWidget(self._rule)
        row.addWidget(self.panel)
        row.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        session, navigator = self._session, self.board.navigator
        session.selection_changed.connect(self._follow_session)
        session.depuis_changed.connect(self._follow_session)
        session.onisep_changed.connect(self._follow_session)
        catalogue = session.catalogue
        country = catalogue.lieu("fr")
        self.toolbar.offer_national(any(catalogue.promotions(country, voie) for voie in VOIES))
        self.toolbar.level_chosen.connect(self._choose_level)
        self.toolbar.highlighted.connect(self._highlight)
        self.toolbar.family_asked.connect(self.family_asked)
        self.toolbar.stepped.connect(self.board.step)
        self.board.columns_shown.connect(self.toolbar.show_columns)
        self.board.header.closed.connect(self.remove_column)
        self.board.header.beside.connect(self.deeds.add_other_voie)
        navigator.explained.connect(self.explain)
        navigator.removed.connect(self.remove_column)
        navigator.moved.connect(self.move_column)
        navigator.arrived.connect(self._follow)
        navigator.asked.connect(self.deeds.link)
        navigator.beside.connect(self.deeds.add_other_voie)
        navigator.reported.connect(self.deeds.report)
        self.panel.closed.connect(self.close_panel)
        self.panel.reported.connect(lambda: self._with_told(self.deeds.report))
        self.panel.worded.connect(lambda: self._with_told(self.deeds.ask_word))
        self.nothing.search_asked.connect(self.search_asked)

    def _follow_session(self, _change: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _choose_level(self, niveau: object) -> None:
        asked = niveau if isinstance(niveau, str) else None
        self._compare(asked)
        announce(self, spoken.level(asked))

    def _highlight(self, on: bool) -> None:
        self.refresh()
        announce(self, spoken.MARKED if on else spoken.UNMARKED)

    def _told(self) -> Cell | None:
        """Return the cell that the panel speaks of, the current one when it is closed."""
        return self.board.cell(*self._explained) if self._explained else self.board.navigator.current

    def _with_told(self, do: Callable[[Cell], None]) -> None:
        if (cell := self._told()) is not None:
            do(cell)

    def _follow(self, cell: Cell) -> None:
        """Keep the open panel on the cell that has the focus."""
        if self._explained is not None and self.panel.isVisible():
            self._explained = (cell.row, cell.column)
            self._tell(cell)

    def _tell(self, cell: Cell | None) -> None:
        if cell is None or self.comparison is None:
            return
        case = case_of(cell)
        about = explain(self._session.catalogue, self.comparison, case)
        self.panel.show_sections(case.titre, subject(self.comparison, case), about)

    def _show_parts(self) -> None:
        """Show the comparison or why there is none, and the panel beside it or, when zoomed in, in its place."""
        something, asked = self.comparison is not None, self._explained is not None
        alone = self._theme.zoom >= STACKED_FROM
        self.board.set_narrow(asked and not alone)
        self.nothing.setVisible(not something)
        self._main.setVisible(self._main.isVisibleTo(self) and something and not (asked and alone))
        self.panel.setVisible(something and asked)  # never both at once in a window that has no room for both
        self._rule.setVisible(something and asked and not alone)
        self._main.setVisible(something and not (asked and alone))
        if alone:
            self.panel.setMaximumWidth(16777215)
            self.panel.setMinimumWidth(0)
        else:
            self.panel.setFixedWidth(self._theme.px(WIDTH))
        if self.isVisible() and (layout := self.layout()) is not None:
            layout.activate()  # the columns are narrower or wider from now on, not at the next turn

    def _set_tab_order(self) -> None:
        """Put the grid, one tab stop, between the tool line and the panel: Qt would put new cells last."""
        before: QWidget = self.toolbar.stepper.after
        for cells in (self.board.header.cards, *self.board.grid.rows):
            for cell in cells:
                QWidget.setTabOrder(before, cell)
                before = cell

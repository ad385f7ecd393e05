"""What a person does to the comparison beside looking: levels of rows, the other voie, a report, the words of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.explain import Case
from desktop.glossary import entry_of_row
from desktop.report_figure import report, where_to_send
from desktop.row_levels import COMME_LA_PAGE, MOTS, NIVEAUX_CHOISIS, RANGEES
from ui.compare import spoken
from ui.compare.cell import Cell
from ui.compare.label import ASK, LEVEL
from ui.session import Session
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from ui.compare.page import ComparePage

ONE_LEVEL = "Le niveau de cette ligne ne se choisit pas\u00a0: ses chiffres existent à un seul niveau."


class Deeds:
    """The hands of a comparison page."""

    def __init__(self, page: ComparePage, session: Session) -> None:
        self._page = page
        self._session = session

    def link(self, cell: Cell, what: str) -> None:
        """Do what a link of a row's label asks for, at the cell of the current column."""
        if what == ASK:
            self._page.explain(cell)
        elif what == LEVEL:
            self.ask_level(cell)
        else:
            self.ask_word(cell)

    def ask_level(self, cell: Cell) -> QMenu | None:
        """Open the menu of the levels of a row; a row of one level says so."""
        if cell.row not in RANGEES:
            self._session.message.emit(ONE_LEVEL)
            return None
        menu = self.level_menu(cell)
        label = self._page.board.grid.label(cell.row)
        menu.popup(label.mapToGlobal(label.rect().bottomLeft()) if label else cell.mapToGlobal(QPoint(0, 0)))
        menu.setActiveAction(next(action for action in menu.actions() if action.isChecked()))
        return menu

    def level_menu(self, cell: Cell) -> QMenu:
        """Return the menu of the levels that the row of a cell can be asked at; it is deleted when it closes."""
        menu, rangee = QMenu("Niveau de la ligne", self._page), cell.row
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._session.rangees.get(rangee)
        for niveau in (None, *NIVEAUX_CHOISIS):
            action = menu.addAction(COMME_LA_PAGE if niveau is None else MOTS[niveau])
            action.setCheckable(True)
            action.setChecked(niveau == chosen)
            action.setEnabled(niveau != "national" or self._page.toolbar.offers_national)
            action.triggered.connect(lambda _on=False, n=niveau: self.set_level(rangee, n))
        return menu

    def set_level(self, rangee: str, niveau: str | None) -> None:
        """Ask one row at a level of its own; None has it follow the page again."""
        self._session.set_row_level(rangee, niveau)
        self._page.refresh()
        if (title := self._page.board.grid.title(rangee)) is not None:
            announce(self._page, spoken.row_level(title, niveau))

    def add_other_voie(self, column: int) -> None:
        """Put the same diploma by the other voie beside a column; where it can't be, the session says why."""
        self._session.add_other_voie(self._session.selection.choix[column])

    def ask_word(self, cell: Cell) -> None:
        """Open the glossary at the entry of a row."""
        self._page.word_asked.emit(entry_of_row(cell.row))

    def report(self, cell: Cell) -> None:
        """Copy what is needed to find a figure again, and say that nothing was sent."""
        comparison = self._page.comparison
        if comparison is None:
            return
        from desktop.version import version

        case = case_of(cell)
        text = report(self._session.catalogue, comparison, case, version())
        QGuiApplication.clipboard().setText(text)
        self._session.message.emit(where_to_send(comparison, case))


def case_of(cell: Cell) -> Case:
    """Return what the core needs to know of a cell to explain it."""
    content = cell.content
    return Case(cell.row, cell.column, content.lignes, content.facts, content.rubrique)

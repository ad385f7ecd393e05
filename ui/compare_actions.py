"""What the menu lines about the comparison do: they act on its current cell, and say so where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.window import COMPARE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.selection import Choix
    from ui.desk import Desk
    from ui.theme import Theme

NO_CELL = "Ouvrez d’abord la comparaison, et placez-vous sur une case."
NOT_CHOSEN = "Placez-vous d’abord sur une formation de la sélection."


class ComparedActions:
    """``current`` gives the formation that the focus is on, on any page, ``theme`` the one worn now."""

    def __init__(self, desk: Desk, current: Callable[[], Choix | None], theme: Callable[[], Theme]) -> None:
        self._desk = desk
        self._current = current
        self._theme = theme

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {
            "autre_voie": self.add_other_voie,
            "niveau_ligne": lambda: self._on_cell(lambda deeds, cell: deeds.ask_level(cell)),
            "signaler": lambda: self._on_cell(lambda deeds, cell: deeds.report(cell)),
            "glossaire": self.show_glossary,
        }

    def add_other_voie(self) -> None:
        """Put the same diploma by the other voie beside the formation that the focus is on."""
        choix, session = self._current(), self._desk.session
        if choix is None or choix not in session.selection:
            self._desk.window.say(NOT_CHOSEN)
        else:
            session.add_other_voie(choix)

    def show_glossary(self) -> None:
        """Open the glossary at the word of the row."""
        from desktop.glossary import DEFAUT, entry_of_row

        cell = _cell(self._desk)
        open_words(DEFAUT if cell is None else entry_of_row(cell.row), self._theme(), self._desk.window)

    def _on_cell(self, do: Callable[[Any, Any], object]) -> None:
        if (cell := _cell(self._desk)) is None:
            self._desk.window.say(NO_CELL)
        else:
            do(self._desk.window.page(COMPARE).deeds, cell)


def open_words(key: str, theme: Theme, parent: QWidget) -> None:
    """Open the glossary at an entry."""
    from ui.glossary import open_glossary  # made when it is first asked for

    open_glossary(key, theme, parent)


def _cell(desk: Desk) -> Any:
    """Return the current cell of the comparison, None when another page is shown or there is nothing to compare."""
    if desk.window.current_number != COMPARE:
        return None
    page = desk.window.page(COMPARE)
    return page.board.navigator.current if page.comparison is not None else None

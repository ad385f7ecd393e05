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


def handlers(
    desk: Desk, current: Callable[[], Choix | None], theme: Callable[[], Theme]
) -> dict[str, Callable[[], object]]:
    """Return what these actions call, by id; ``current`` is the formation that the focus is on, on any page."""

    def on_cell(do: Callable[[Any, Any], object]) -> None:
        if (cell := _cell(desk)) is None:
            desk.window.say(NO_CELL)
        else:
            do(desk.window.page(COMPARE).deeds, cell)

    def other_voie() -> None:
        choix = current()
        if choix is None or choix not in desk.session.selection:
            desk.window.say(NOT_CHOSEN)
        else:
            desk.session.add_other_voie(choix)

    def glossary() -> None:
        from desktop.glossary import DEFAUT, entry_of_row

        cell = _cell(desk)
        open_words(DEFAUT if cell is None else entry_of_row(cell.row), theme(), desk.window)

    return {
        "autre_voie": other_voie,
        "niveau_ligne": lambda: on_cell(lambda deeds, cell: deeds.ask_level(cell)),
        "signaler": lambda: on_cell(lambda deeds, cell: deeds.report(cell)),
        "glossaire": glossary,
    }


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

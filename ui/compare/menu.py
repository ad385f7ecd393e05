"""What can be done with a cell and its column, for the mouse; each line names the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.compare.cell import Cell
from ui.compare.label import WHY

if TYPE_CHECKING:
    from ui.compare.page import ComparePage


def column_menu(page: ComparePage, cell: Cell, count: int) -> QMenu:
    """Return the menu of a cell among ``count`` columns; it is deleted when it closes."""
    menu, column = QMenu(page), cell.column
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(f"{WHY}\tEntrée", lambda: page.explain(cell))
    menu.addSeparator()
    menu.addAction("Déplacer vers la gauche\tAlt+←", lambda: page.move_column(column, -1)).setEnabled(column > 0)
    right = menu.addAction("Déplacer vers la droite\tAlt+→", lambda: page.move_column(column, 1))
    right.setEnabled(column < count - 1)
    menu.addAction("Retirer de la comparaison\tSuppr", lambda: page.remove_column(column))
    menu.addSeparator()
    menu.addAction("Enregistrer la fiche…", page.sheet_asked.emit)
    return menu

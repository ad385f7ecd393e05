"""What can be done with a cell and its column, for the mouse; each line names the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.row_levels import RANGEES
from ui.compare.cell import Cell
from ui.compare.deeds import case_of
from ui.compare.panel import REPORT, REPORT_CASE

if TYPE_CHECKING:
    from ui.compare.page import ComparePage

OTHER_VOIE = "Ajouter l’autre voie à côté"
WORDS = "Les mots de cette ligne"


def column_menu(page: ComparePage, cell: Cell, count: int) -> QMenu:
    """Return the menu of a cell among ``count`` columns; it is deleted when it closes."""
    menu, column, deeds = QMenu(page), cell.column, page.deeds
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(f"{case_of(cell).titre}\tEntrée", lambda: page.explain(cell))
    menu.addAction(f"{WORDS}\tF1", lambda: deeds.ask_word(cell))
    if cell.row in RANGEES:
        menu.addMenu(deeds.level_menu(cell)).setText("Niveau de la ligne\tN")
    menu.addAction(f"{REPORT if cell.content.lignes else REPORT_CASE}\tS", lambda: deeds.report(cell))
    menu.addSeparator()
    menu.addAction(f"{OTHER_VOIE}\tV", lambda: deeds.add_other_voie(column))
    menu.addAction("Déplacer vers la gauche\tAlt+←", lambda: page.move_column(column, -1)).setEnabled(column > 0)
    right = menu.addAction("Déplacer vers la droite\tAlt+→", lambda: page.move_column(column, 1))
    right.setEnabled(column < count - 1)
    menu.addAction("Retirer de la comparaison\tSuppr", lambda: page.remove_column(column))
    menu.addSeparator()
    menu.addAction("Enregistrer la fiche…", page.sheet_asked.emit)
    return menu

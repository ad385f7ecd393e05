"""What can be done with a line: its context menu, and the text that Ctrl+C copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.search.row_words import NEAR


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the entries of the menu call."""

    toggle: Callable[[], object]
    behind: Callable[[], object]
    near: Callable[[], object]
    copy: Callable[[], object]


def open_menu(parent: QWidget, spot: QPoint, selected: bool, link: str, deeds: Deeds) -> QMenu:
    """Show the menu of a line at a place of the screen; ``link`` names what stands behind it, if anything does."""
    menu = QMenu(parent)
    menu.addAction("Retirer de la sélection" if selected else "Ajouter à la sélection", deeds.toggle)
    menu.addSeparator()
    if link != NEAR:
        menu.addAction(link, deeds.behind)
    menu.addAction(NEAR, deeds.near)
    menu.addSeparator()
    menu.addAction("Copier la ligne", deeds.copy)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(spot)
    return menu


def copy(text: str) -> None:
    """Put a text in the clipboard."""
    QApplication.clipboard().setText(text)

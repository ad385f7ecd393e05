"""The band at the top: mark and name, the tabs, and at the right the button that saves the sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flags import restyle
from ui.widgets.tab import Tab

TABS = (("Chercher", "recherche"), ("Comparer", "panier"), ("Imprimer", "imprimer"))


SHEET = 2
"""The tab whose page has its own button to save."""
WIDE = 2.0
"""Zoom above which the sheet is saved from its page and the menu only."""


class Header(QFrame):
    """``page_asked`` with the number of the tab, ``save_asked`` for the sheet, ``end_asked`` to end the interview."""

    page_asked = Signal(int)
    save_asked = Signal()
    end_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._mark = QLabel()
        self._name = QLabel("Côte à Côte")
        self._name.setProperty("kind", "name")
        self._tabs = [Tab(text, icon, theme) for text, icon in TABS]
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._mark)
        self._row.addWidget(self._name)
        for number, tab in enumerate(self._tabs):
            self._group.addButton(tab, number)
            self._row.addWidget(tab)
        self._group.idClicked.connect(self.page_asked)
        self._row.addStretch()
        self.end = QPushButton("Terminer l’entretien")
        self.end.setProperty("kind", "quiet")
        self.end.setToolTip("Tout effacer pour la personne suivante (Ctrl+Maj+Suppr)")
        self.end.clicked.connect(self.end_asked)
        self._row.addWidget(self.end)
        self._save = QPushButton("Enregistrer la fiche…")
        self._save.setAccessibleName("Enregistrer la fiche en PDF")
        self._save.setEnabled(False)
        self._save.setProperty("kind", "plain")
        self._save.clicked.connect(self.save_asked)
        self._row.addWidget(self._save)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(rule)
        self.set_theme(theme)

    def show_page(self, number: int) -> None:
        """Show a tab as the open one, none for a page without a tab. The sheet comes first on the comparison only."""
        self._group.setExclusive(number < len(self._tabs))
        for at, tab in enumerate(self._tabs):
            tab.setChecked(at == number)
        self._save.setVisible(number != SHEET and self._theme.zoom <= WIDE)
        kind = "primary" if number == 1 else "plain"
        if self._save.property("kind") != kind:
            self._save.setProperty("kind", kind)
            restyle(self._save)
            self._show_icon()

    def set_count(self, count: int) -> None:
        """Show how many formations are in the basket; the sheet needs one."""
        self._tabs[1].set_count(count)
        if self._save.isEnabled() is not (count > 0):
            self._save.setEnabled(count > 0)
            self._show_icon()
        self._save.setToolTip("" if count else "Ajoutez au moins une formation pour enregistrer la fiche.")

    def _show_icon(self) -> None:
        set_icon(self._save, self._theme, "exporter", "on_accent" if self._tabs[1].isChecked() else "ink", 18)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; the name gives way to the rest when everything is large."""
        self._theme = theme
        self._mark.setPixmap(theme.icon("marque", "accent", 24))
        for tab in self._tabs:
            tab.set_theme(theme)
        self._name.setVisible(theme.zoom < 1.5)
        self._save.setVisible(not self._tabs[SHEET].isChecked() and theme.zoom <= WIDE)
        self.end.setVisible(theme.zoom < 1.75)  # then in the menu only
        self._row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        self._row.setSpacing(0)
        self._name.setContentsMargins(theme.px(10), 0, theme.px(12), 0)
        height = theme.px(38 if theme.zoom >= 1.5 else 44)
        self.setFixedHeight(height + 1)
        self._show_icon()

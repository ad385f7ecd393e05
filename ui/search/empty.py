"""What stands in the place of the list when it is empty: a sentence, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.theme import Theme
from ui.widgets.flags import H_CENTER, align

START = "Tapez un métier, un diplôme, une ville ou un sigle."


class EmptyState(QWidget):
    """``wider_asked`` with kilometres; ``unfiltered_asked`` when the filters should go."""

    wider_asked = Signal(int)
    unfiltered_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kilometres = 0
        self._icon = QLabel()
        self._words = QLabel(START)
        self._words.setProperty("kind", "group")
        self._words.setWordWrap(True)
        self._more = QLabel()
        self._more.setProperty("kind", "quiet")
        self._more.setWordWrap(True)
        self.button = QPushButton()
        self.button.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self._icon, self._words, self._more):
            align(widget, H_CENTER)
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)
        self.set_theme(theme)
        self.show_start()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    @property
    def more(self) -> str:
        """What is said under the sentence."""
        return self._more.text()

    def show_start(self) -> None:
        """Nothing was asked yet."""
        self._show(START, "Entrée ajoute la première formation de la liste à la sélection.", "")

    def show_too_near(self, radius: float, wider: int | None, extent: str) -> None:
        """Nothing was found within ``radius`` kilometres, something is within ``wider`` (None: without limit)."""
        self._kilometres = wider or 1000
        button = f"Élargir à {wider}{NBSP}km" if wider else "Chercher sans limite"
        self._show(f"Aucune formation à moins de {radius:.0f}{NBSP}km. {button}{NBSP}?", extent, button)

    def show_nothing(self, typed: str, filtered: bool, extent: str) -> None:
        """Nothing was found; ``extent`` names the data when they do not cover the whole country."""
        self._kilometres = 0
        words = f"Aucune formation ne correspond à «{NBSP}{typed}{NBSP}»." if typed else "Aucune formation."
        hint = "Essayez un mot plus court" + (" ou moins de filtres." if filtered else ".")
        self._show(words, f"{hint} {extent}".strip(), "Retirer les filtres" if filtered else "")

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._icon.setPixmap(theme.icon("recherche", "ink_3", 40))

    def _show(self, words: str, more: str, button: str) -> None:
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _pressed(self) -> None:
        if self._kilometres:
            self.wider_asked.emit(self._kilometres)
        else:
            self.unfiltered_asked.emit()

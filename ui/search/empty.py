"""What stands in the place of the list when it is empty: a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.flags import H_CENTER, align

START = "Tapez un métier, un diplôme, une ville ou un sigle."
HOW = (
    "Entrée ajoute la première formation de la liste à la sélection. "
    "«\u00a02de commune\u00a0» montre les familles de métiers."
)
LOADING = "Lecture des données…"
MOST = 3
"""Offers shown at once."""


class Offer(NamedTuple):
    """A way out: the word of its button, and what it does."""

    word: str
    act: Callable[[], object]


class EmptyState(QWidget):
    """A sentence with up to three ways out; ``button`` is the first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self._icon = QLabel()
        self._words = QLabel(START)
        self._words.setProperty("kind", "group")
        self._words.setWordWrap(True)
        self._more = QLabel()
        self._more.setProperty("kind", "quiet")
        self._more.setWordWrap(True)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self._icon, self._words, self._more):
            align(widget, H_CENTER)
            column.addWidget(widget)
        self._row = QHBoxLayout()
        self._row.addStretch()
        self._row.addStretch()
        column.addLayout(self._row)
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

    @property
    def button(self) -> QPushButton:
        """The first way out; IndexError when there is none."""
        return self.buttons[0]

    def show_start(self) -> None:
        """Nothing was asked yet."""
        self.show_nothing(START, HOW, ())

    def show_loading(self) -> None:
        """The data are being read, for longer than one notices."""
        self.show_nothing(LOADING, "Vous pouvez déjà taper.", ())

    def show_nothing(self, words: str, more: str, offers: Sequence[Offer]) -> None:
        """Say why nothing is there, and what may be done about it."""
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._offers = tuple(offers[:MOST])
        while len(self.buttons) < len(self._offers):
            self._add_button(len(self.buttons))
        for number, button in enumerate(self.buttons):
            shown = number < len(self._offers)
            button.setText(self._offers[number].word.replace("&", "&&") if shown else "")
            button.setVisible(shown)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._icon.setPixmap(theme.icon("recherche", "ink_3", 40))
        self._icon.setVisible(theme.zoom < 1.5)  # the words need the room
        self._row.setSpacing(theme.px(8))
        large = theme.zoom >= 1.5  # then one under the other
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)

    def _add_button(self, number: int) -> None:
        from PySide6.QtCore import Qt  # its enumerations are built later than the first window

        button = QPushButton()
        button.clicked.connect(lambda: self._offers[number].act())
        self.buttons.append(button)
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

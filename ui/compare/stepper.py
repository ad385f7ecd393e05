"""Which columns are on the screen when they are not all there, and the two buttons that show the others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.typography import NBSP
from ui.compare.geometry import Geometry
from ui.theme import Theme

BRIEF_FROM = 2.25
"""Zoom from which only the numbers of the columns have room."""


class Stepper(QWidget):
    """« Formations 1 et 2 sur 3 » and the two buttons that show the others."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self._said = ""
        self._brief = False
        self.before, self.after = QPushButton(), QPushButton()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words)
        for button, name, step in (
            (self.before, "Formations précédentes", -1),
            (self.after, "Formations suivantes", 1),
        ):
            button.setProperty("kind", "icon")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, step=step: self.stepped.emit(step))
            self._row.addWidget(button)

    def set_theme(self, theme: Theme) -> None:
        for button, angle in ((self.before, 90), (self.after, -90)):
            button.setIcon(theme.icon("chevron", "ink", 22).transformed(QTransform().rotate(angle)))
            button.setIconSize(QSize(theme.px(22), theme.px(22)))
            button.setFixedSize(theme.px(28), theme.px(26))
        self._row.setSpacing(theme.px(6))
        self._brief = theme.zoom >= BRIEF_FROM
        self._show_words()

    def show_columns(self, places: Geometry, count: int) -> None:
        self._said = columns_words(places, count)
        self._show_words()
        states = (self.before, places.first > 0), (self.after, places.first + places.shown < count)
        for button, usable in sorted(states, key=lambda state: not state[1]):
            if not usable and button.hasFocus():  # at the end: the other one is next, not what follows in the window
                (self.before if button is self.after else self.after).setFocus()
            button.setEnabled(usable)

    def _show_words(self) -> None:
        """Say which columns, without the word for them where it would cost a line."""
        self.words.setText(self._said.partition(" ")[2] if self._brief else self._said)
        self.words.setAccessibleName(self._said)


def columns_words(places: Geometry, count: int) -> str:
    """Return ``Formations 1 et 2 sur 3``, ``Formations 1 à 4 sur 6`` or ``Formation 3 sur 3``."""
    first, last = places.first + 1, places.first + places.shown
    if first == last:
        return f"Formation {first} sur{NBSP}{count}"
    between = "et" if last == first + 1 else "à"
    return f"Formations {first} {between} {last} sur{NBSP}{count}"

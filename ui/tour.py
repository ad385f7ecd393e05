"""The tour of the first start: four sentences under the header, one at a time, skipped with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.theme import Theme

TITLE = f"Visite en 30{NBSP}secondes"
STEPS = (
    f"Tapez un métier, un diplôme, une ville ou un sigle{NBSP}: la liste suit. Entrée ajoute la formation choisie.",
    "Ctrl+2 met la sélection côte à côte. Les flèches vont de case en case, Entrée dit pourquoi ce chiffre.",
    "Chaque chiffre dit d’où il vient, de quelle promotion, et ce qu’on ne peut pas départager.",
    "Ctrl+P imprime la fiche à remettre. Ni nom ni commune de départ ne sont gardés.",
)
NEXT, LAST, SKIP, SAMPLE = "Suivant", "Terminer", "Passer la visite", "Voir un exemple"


class Tour(QFrame):
    """Takes no focus when it comes: typing goes on in the search field. Escape skips it."""

    ended = Signal()
    """Read to its end or skipped: it need not come again."""
    sample_asked = Signal()
    """The person wants to see formations already side by side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self._step = 0
        self._large = self._gives_way = False
        self._title, self._words = QLabel(), QLabel()
        self._title.setProperty("kind", "strong")
        self._words.setWordWrap(True)
        self.next, self.sample, self.skip = QPushButton(), QPushButton(SAMPLE), QPushButton(SKIP)
        for button in (self.next, self.sample, self.skip):
            button.setProperty("kind", "link")
        self.next.clicked.connect(self._forward)
        self.sample.clicked.connect(self.sample_asked)
        self.skip.clicked.connect(self.ended)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._column.addWidget(self._title)
        self._column.addWidget(self._words)
        for button in (self.next, self.sample, self.skip):
            self._row.addWidget(button)
        self._row.addStretch()
        self._column.addLayout(self._row)
        self.set_theme(theme)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._column.setSpacing(theme.px(4))
        self._row.setSpacing(theme.px(10))
        self._large = theme.zoom >= 1.5
        self._show_words()
        self.give_way(self._gives_way)

    def give_way(self, spoken: bool) -> None:
        """Leave the room to a message where everything is large, for as long as it is ``spoken``."""
        self._gives_way = spoken
        if self.parentWidget() is not None:
            self.setVisible(not (spoken and self._large))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def _forward(self) -> None:
        if self._step + 1 == len(STEPS):
            self.ended.emit()
            return
        self._step += 1
        self._show()

    def _show(self) -> None:
        self._show_words()
        self.next.setText(NEXT if self._step + 1 < len(STEPS) else LAST)
        self.setAccessibleName(f"{self._title.text()}. {STEPS[self._step]}")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _show_words(self) -> None:
        """Say the step, its number on the same line where everything is large."""
        at = f"{self._step + 1} sur {len(STEPS)}"
        self._title.setText(f"{TITLE} · {at}")
        self._title.setVisible(not self._large)
        self._words.setText(f"{at} · {STEPS[self._step]}" if self._large else STEPS[self._step])

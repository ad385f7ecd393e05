"""What stands in the place of a comparison: why there is none, and the way back to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon


class Nothing(QWidget):
    """A sentence that takes the focus, and a button."""

    search_asked = Signal()
    """The person wants to look for a formation."""

    def __init__(self, sentence: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(sentence)
        self.words.setProperty("kind", "group")
        self.words.setWordWrap(True)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton("Chercher une formation")
        self.button.clicked.connect(self.search_asked)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        set_icon(self.button, theme, "recherche", "ink", 18)
        self._column.setSpacing(theme.px(16))
        self.words.setMinimumWidth(theme.px(420))

"""A band that says something to be careful about, in words and with a sign."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.theme import Theme
from ui.widgets.breaks import breakable


class Caution(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "caution")
        self._sentence = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._icon = QLabel()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty when the band is hidden."""
        return self._sentence if not self.isHidden() else ""

    def show_words(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self._sentence = sentence
        self.words.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._icon.setPixmap(theme.icon("alerte", "caution", 18))
        self._row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._row.setSpacing(theme.px(8))

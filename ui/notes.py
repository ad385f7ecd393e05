"""Notes of the interview: plain text in a small window, in memory only (DOMAIN.md §8).

Nothing reads them but the person: no dossier, no sheet, no export, no report; they go with the interview.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.focus_ring import FocusRing

BANNER = "N’écrivez ni nom ni information de santé."
WHERE = f"Gardées en mémoire seulement{NBSP}: elles disparaissent à la fin de l’entretien et à la fermeture."


class Notes(QDialog):
    """Stays beside the window without being in its way; Escape hides it, what is written stays until the end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Notes de l’entretien")
        self.setModal(False)
        self._icon = QLabel()
        banner = QLabel(BANNER)
        banner.setWordWrap(True)
        self._band = QFrame()
        self._band.setProperty("kind", "caution")
        self._top = QHBoxLayout(self._band)
        self._top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(banner, 1)
        label = QLabel("&Notes")
        label.setProperty("kind", "strong")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Notes de l’entretien")
        self.text.setAccessibleDescription(f"{BANNER} {WHERE}")
        self.text.setTabChangesFocus(True)
        self.text.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        label.setBuddy(self.text)
        where = QLabel(WHERE)
        where.setProperty("kind", "caption")
        where.setWordWrap(True)
        self.erase = QPushButton("Effacer les notes")
        self.erase.clicked.connect(self._erase)
        self._hide = QPushButton("Fermer")
        self._hide.clicked.connect(self.hide)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.erase)
        self._foot.addStretch()
        self._foot.addWidget(self._hide)
        for button in (self.erase, self._hide):
            button.setAutoDefault(False)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._band)
        self._column.addWidget(label)
        self._column.addWidget(self.text, 1)
        self._column.addWidget(where)
        self._column.addLayout(self._foot)
        self._ring = FocusRing(self, theme)
        self.set_theme(theme)
        self.resize(min(theme.px(420), 900), min(theme.px(360), 620))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written."""
        return not self.text.toPlainText().strip()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._ring.set_theme(theme)
        self._icon.setPixmap(theme.icon("alerte", "caution", 18))
        px = theme.px
        self._column.setContentsMargins(px(16), px(16), px(16), px(12))
        self._column.setSpacing(px(8))
        self._top.setContentsMargins(px(10), px(8), px(10), px(8))
        self._top.setSpacing(px(8))
        self._foot.setSpacing(px(10))
        set_icon(self.erase, theme, "retirer", "ink", 16)

    def take_focus(self) -> None:
        """Show the window, the caret in the text."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _erase(self) -> None:
        """Erase the text and what could bring it back: Qt clears the undo history with it."""
        self.text.setPlainText("")
        self.text.setFocus()

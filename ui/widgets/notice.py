"""The notice bar: one sentence that says what happened, closable, and spoken by a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.breaks import breakable
from ui.widgets.buttons import set_icon


class NoticeBar(QFrame):
    """Hidden until there is something to say; stays until closed or until something else is said."""

    coming = Signal(bool)
    """True just before the bar takes its room."""
    shown_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self._icon = QLabel()
        self._sentence = ""
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QPushButton()
        self._close.setProperty("kind", "icon")
        self._close.setAccessibleName("Fermer le message")
        self._close.setToolTip("Fermer le message")
        self._close.clicked.connect(self.dismiss)
        self.button = QPushButton()
        self.button.setProperty("kind", "link")
        self.button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self._words, self.button, self._close):
            self._row.addWidget(widget)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty when the bar is hidden."""
        return self._sentence if not self.isHidden() else ""

    def say(self, sentence: str, word: str = "", action: Callable[[], object] | None = None) -> None:
        """Show a sentence and have it spoken; ``word`` is a button that calls ``action``."""
        self._action = action
        self.button.setText(word)
        self.button.setVisible(action is not None)
        self._sentence = sentence
        self._words.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self.coming.emit(True)
        self.show()
        self.shown_changed.emit(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def dismiss(self) -> None:
        """Hide the bar."""
        self.hide()
        self.shown_changed.emit(False)

    def _act(self) -> None:
        if self._action is not None:
            self._action()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._icon.setPixmap(theme.icon("info", "accent", 18))
        set_icon(self._close, theme, "fermer", "ink_2", 16)
        self._row.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        self._row.setSpacing(theme.px(10))

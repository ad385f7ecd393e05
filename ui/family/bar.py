"""The line under a page: where one is in words, and large buttons that do what the keys do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTransform
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.theme import Theme
from ui.widgets.flow import FlowLayout

WORDS_UNTIL = 1.1
"""Scale above which the buttons that turn pages keep their icon alone, as steppers may (DESIGN-TOKENS.md §3)."""


class BigButton(QPushButton):
    """A button in the letters of the family mode; ``turn`` is the angle of its icon, ``key`` what does the same."""

    def __init__(self, word: str, key: str, icon: str = "", turn: int = 0, short: str = "") -> None:
        super().__init__(word)
        self._icon, self.turn, self._key, self._short = icon, turn, key, short
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(word)

    def say(self, word: str) -> None:
        """Change the word; ``dress`` shows it."""
        self.word = word
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({self._key})")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()  # with Maj, Espace turns back wherever the focus is
        else:
            super().keyPressEvent(event)

    def dress(self, theme: Theme) -> None:
        """Draw with a theme; where everything is large, its icon alone or its short word."""
        large = theme.zoom > WORDS_UNTIL
        self.setText(("" if self._icon else self._short or self.word) if large else self.word)
        soft, ink = theme.tokens.accent_soft, theme.tokens.accent
        lit = f"background: {soft}; color: {ink}; border: 2px solid {ink};" if self.isChecked() else ""
        points = theme.font("body").pointSizeF()
        self.setStyleSheet(f"font-size: {points:.1f}pt; font-weight: 400; padding: 0 {theme.px(12)}px; {lit}")
        if self._icon:
            drawn = theme.icon(self._icon, "ink" if self.isEnabled() else "ink_3", 30)
            self.setIcon(QIcon(drawn.transformed(QTransform().rotate(self.turn))))
            self.setIconSize(QSize(theme.px(30), theme.px(30)))


class Bar(QFrame):
    """Emits what the person asks for."""

    back_asked = Signal()
    next_asked = Signal()
    leave_asked = Signal()
    guess_switched = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._theme = theme
        self.place = QLabel()
        self.back = BigButton("Revenir", "Maj et Espace", "chevron", 90)
        self.next = BigButton("Suite", "Espace", "chevron", -90)
        self.guess = BigButton("Deviner d’abord", "D", short="Deviner")
        self.guess.setCheckable(True)
        self.leave = BigButton("Quitter", "Échap", "fermer")
        for button, signal in (
            (self.back, self.back_asked),
            (self.next, self.next_asked),
            (self.leave, self.leave_asked),
        ):
            button.clicked.connect(signal)
        self.guess.toggled.connect(self._switch)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._flow = FlowLayout()
        for part in (self.back, self.next, self.place, self.guess, self.leave):
            self._flow.addWidget(part)
        self._room = QVBoxLayout()
        self._room.addLayout(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(rule)
        column.addLayout(self._room)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        px = theme.px
        self._flow.set_gap(px(12))
        self._room.setContentsMargins(px(24), 0, px(24), px(8))
        self.place.setStyleSheet(f"font-size: {theme.font('body').pointSizeF():.1f}pt; padding: 0 {px(8)}px;")
        self._dress()

    def show_place(self, number: int, count: int, answer: bool, below: bool, above: bool) -> None:
        """Say which page of how many is shown, and on the button what the next key gives.

        ``below`` when the page goes on under what is seen: that comes first. ``answer`` when the answer is next, not a
        page. ``above`` when one may go up in the page.
        """
        self.place.setText(f"{number}{NBSP}sur{NBSP}{count}")
        self.place.setAccessibleName(f"Page {number} sur {count}")
        self.back.setEnabled(number > 1 or above)
        self.next.setEnabled(number < count or answer or below)
        self.next.say("Plus bas" if below else "Réponse" if answer else "Suite")
        self.next.turn = 0 if below else -90
        self._dress()

    def _switch(self, on: bool) -> None:
        self._dress()
        self.guess_switched.emit(on)

    def _dress(self) -> None:
        for button in (self.back, self.next, self.guess, self.leave):
            button.dress(self._theme)

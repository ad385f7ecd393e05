"""The big search field: lens, text, what may be typed, a cross to empty it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flags import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

HINT = "métier, diplôme, sigle, ville ou code UAI"


class _Line(QLineEdit):
    focused = Signal(bool)
    step_asked = Signal(int)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            from PySide6.QtGui import QKeyEvent, QKeySequence

            if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()  # Ctrl+Z takes back the last addition, also from here
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class SearchField(QFrame):
    """``typed`` at each change; ``entered`` when Enter adds the current line; ``step_asked`` to move in the list."""

    typed = Signal(str)
    entered = Signal()
    step_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setProperty("focused", True)  # as it is when the window opens
        self._icon = QLabel()
        self.line = _Line()
        self.line.setProperty("kind", "bare")
        self.line.setPlaceholderText(HINT[:1].upper() + HINT[1:])
        self.line.setAccessibleName("Chercher une formation")
        self.line.setAccessibleDescription(HINT)
        self._hint: QLabel | None = None
        self._clear: QPushButton | None = None
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.entered)
        self.line.step_asked.connect(self.step_asked)
        self.line.focused.connect(self._focus_moved)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.line, 1)
        self.set_theme(theme)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._icon.setPixmap(theme.icon("recherche", "ink", 20))
        self._row.setContentsMargins(theme.px(14), theme.px(1), theme.px(10), theme.px(1))
        self._row.setSpacing(theme.px(10))
        self._show_ends()

    def show_hint(self, words: str = HINT) -> None:
        """Say something else at the end of what is typed, spoken too; without words, what may be typed."""
        if self._hint is not None and self._hint.text() != words:
            from ui.widgets.announce import announce

            self._hint.setText(words)
            announce(self, words if words != HINT else "")

    def _changed(self, text: str) -> None:
        self._show_ends()
        self.typed.emit(text)

    def _show_ends(self) -> None:
        """Show what may be typed and the cross, while something is typed: before, the empty field says it."""
        if self._hint is None or self._clear is None:
            if not self.text:
                return
            self._hint, self._clear = QLabel(HINT), QPushButton()
            self._hint.setProperty("kind", "caption")
            self._clear.setProperty("kind", "icon")
            self._clear.setAccessibleName("Effacer la recherche")
            self._clear.setToolTip("Effacer la recherche")
            self._clear.clicked.connect(self._emptied)
            self._row.addWidget(self._hint)
            self._row.addWidget(self._clear)
        set_icon(self._clear, self._theme, "fermer", "ink_2", 16)
        self._hint.setVisible(bool(self.text) and self._theme.zoom < 1.5)
        self._clear.setVisible(bool(self.text))

    def _emptied(self) -> None:
        self.line.clear()
        self.line.setFocus()

    def _focus_moved(self, focused: bool) -> None:
        if self.property("focused") is not focused:
            self.setProperty("focused", focused)
            restyle(self)

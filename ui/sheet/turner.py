"""Which page one is on, and the two buttons that turn the pages: « Page 1 sur 2 »."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.sheet.words import number_of
from ui.theme import Theme


class Turner(QWidget):
    """Emits ``turned`` with the page asked for, from 0."""

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = 0
        self.words = QLabel()
        self.words.setProperty("kind", "strong")
        self.before, self.after = QPushButton(), QPushButton()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words)
        for button, name, step in ((self.before, "Page précédente", -1), (self.after, "Page suivante", 1)):
            button.setProperty("kind", "icon")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, step=step: self.turned.emit(self._page + step))
            self._row.addWidget(button)
        self.set_theme(theme)

    def show_page(self, page: int, count: int) -> None:
        """Show where one is among ``count`` pages."""
        self._page = page
        self.words.setText(number_of(page, count))
        states = (self.before, page > 0), (self.after, page < count - 1)
        for button, usable in sorted(states, key=lambda state: not state[1]):
            if not usable and button.hasFocus():  # at the end: the other one is next, not what follows in the window
                (self.before if button is self.after else self.after).setFocus()
            button.setEnabled(usable)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for button, angle in ((self.before, 90), (self.after, -90)):
            icon = QIcon(theme.icon("chevron", "ink", 22).transformed(QTransform().rotate(angle)))
            pale = theme.icon("chevron", "line_strong", 22).transformed(QTransform().rotate(angle))
            icon.addPixmap(pale, QIcon.Mode.Disabled)  # Qt's own grey is as bright as the other on a dark ground
            button.setIcon(icon)
            button.setIconSize(QSize(theme.px(22), theme.px(22)))
            button.setFixedSize(theme.px(28), theme.px(26))
        self._row.setSpacing(theme.px(6))

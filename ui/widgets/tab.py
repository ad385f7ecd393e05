"""A tab of the header: icon, word, an optional count; the style sheet underlines the open one in accent."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flags import restyle


class Tab(QPushButton):
    """A checkable button that looks like a tab. The count is part of its spoken name."""

    def __init__(self, text: str, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setProperty("kind", "tab")
        self._icon_name = icon
        self._badge: QLabel | None = None
        self.toggled.connect(self._show_icon)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        if (room := self.layout()) is not None:
            room.setContentsMargins(0, 0, theme.px(14), 0)
        self._show_icon()

    def set_count(self, count: int) -> None:
        """Show a count after the word; 0 shows none."""
        if self._badge is None and count:
            self._add_badge()
        if self._badge is not None:
            self._badge.setText(str(count))
            self._badge.setVisible(count > 0)
        self.setAccessibleName(f"{self.text()}, {count} dans la sélection" if count else self.text())
        if bool(self.property("counted")) is not bool(count):
            self.setProperty("counted", bool(count))  # the style sheet makes room
            restyle(self)

    def _add_badge(self) -> None:
        self._badge = QLabel()
        self._badge.setProperty("kind", "badge")
        room = QHBoxLayout(self)
        room.addStretch()
        room.addWidget(self._badge)
        room.setContentsMargins(0, 0, self._theme.px(14), 0)

    def _show_icon(self) -> None:
        set_icon(self, self._theme, self._icon_name, "accent" if self.isChecked() else "ink_2", 20)

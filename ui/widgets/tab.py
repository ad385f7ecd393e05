"""A tab of the header: icon, word, an optional count; the style sheet underlines the open one in accent."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

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
        self._show_icon()

    def set_count(self, count: int) -> None:
        """Show a count after the word; 0 shows none."""
        if self._badge is None and count:
            self._add_badge()
        if self._badge is not None:
            self._badge.setText(str(count))
            self._badge.setVisible(count > 0)
            self._place_badge()
        self.setAccessibleName(f"{self.text()}, {count} dans la sélection" if count else self.text())
        if bool(self.property("counted")) is not bool(count):
            self.setProperty("counted", bool(count))  # the style sheet makes room
            restyle(self)

    def _add_badge(self) -> None:
        self._badge = QLabel(self)
        self._badge.setProperty("kind", "badge")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        """Put the count at the right of the word, where the style sheet leaves it room."""
        if self._badge is not None:
            self._badge.adjustSize()
            at = self.width() - self._badge.width() - self._theme.px(14)
            self._badge.move(at, (self.height() - self._badge.height()) // 2)

    def _show_icon(self) -> None:
        set_icon(self, self._theme, self._icon_name, "accent" if self.isChecked() else "ink_2", 20)

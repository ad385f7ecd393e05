"""A button that shows the choice made and opens a menu to make another: « Distance ▾ »."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon


class MenuButton(QPushButton):
    """Emits ``chosen`` with the value that the person picks. Space, Enter or the down arrow opens the menu."""

    chosen = Signal(object)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._options: list[tuple[object, str]] = []
        self._refused: set[object] = set()
        self._menu: QMenu | None = None
        self.value: object = None
        self.setProperty("kind", "menu")
        self.clicked.connect(self.open_menu)
        self.set_theme(theme)

    def set_options(self, options: Sequence[tuple[object, str]], value: object) -> None:
        """Set what can be chosen, and what is."""
        self._options = list(options)
        self.choose(value)

    def choose(self, value: object) -> None:
        """Show ``value`` as chosen, without a signal."""
        self.value = value
        for one, text in self._options:
            if one == value:
                self.setText(text)
                self.setAccessibleName(f"{self._name}\u00a0: {text}")

    def set_option_enabled(self, value: object, enabled: bool) -> None:
        """Allow or refuse one of the choices."""
        (self._refused.discard if enabled else self._refused.add)(value)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        set_icon(self, theme, "chevron", "ink_2", 16, after=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def open_menu(self) -> QMenu:
        """Show the choices, the one made ticked; return the menu."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = QMenu(self)
        menu.setProperty("layoutDirection", 0)  # the button's own is turned round, to have its icon after its word
        menu.setMinimumWidth(self.width())
        for value, text in self._options:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.setEnabled(value not in self._refused)
            action.triggered.connect(lambda _checked, v=value: self._picked(v))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _picked(self, value: object) -> None:
        self.choose(value)
        self.chosen.emit(value)

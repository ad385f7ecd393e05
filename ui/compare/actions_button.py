"""The button that the tools of the comparison fold into when everything is large (DESIGN-TOKENS.md §5)."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon


class ActionsButton(QPushButton):
    """Opens a menu of the tools: each line does what its tool does, ticked like it."""

    def __init__(self, parent: QWidget, *tools: QAbstractButton) -> None:
        super().__init__("Actions", parent)
        self._tools = tools
        self.menu_shown: QMenu | None = None
        """The menu opened last."""
        self.setProperty("kind", "menu")
        self.setAccessibleDescription(", ".join(tool.text() or tool.accessibleName() for tool in tools))
        self.clicked.connect(self.open_menu)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        set_icon(self, theme, "chevron", "ink_2", 16, after=True)

    def open_menu(self) -> QMenu:
        """Show the tools; return the menu."""
        if self.menu_shown is not None:
            self.menu_shown.deleteLater()
        menu = self.menu_shown = QMenu(self)
        menu.setProperty("layoutDirection", 0)  # the button's own is turned round, to have its icon after its word
        for tool in self._tools:
            action = menu.addAction(tool.text() or tool.accessibleName())
            action.setCheckable(tool.isCheckable())
            action.setChecked(tool.isChecked())
            action.setEnabled(tool.isEnabled())
            action.triggered.connect(lambda _checked, one=tool: one.click())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

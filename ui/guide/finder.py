"""Words looked for in all pages of the guide: a field, how many were found, and a way from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTransform
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.guide import hits
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.flow import FlowLayout

LOOK = "Chercher dans le guide"
NONE = "Aucune page ne le dit. Essayez un mot plus court."


class Hit(NamedTuple):
    """Words found: their page, where they begin in its text, how long they are."""

    page: str
    start: int
    length: int


class Finder(QWidget):
    """``texts`` gives the text of each page as it is shown; ``went`` takes one to a Hit, None when there is none."""

    went = Signal(object)
    left = Signal()
    """The person goes back to the text."""

    def __init__(self, texts: Callable[[], dict[str, str]], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.found: list[Hit] = []
        self.at = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText(LOOK)
        self.field.setAccessibleName(LOOK)
        self.field.setAccessibleDescription("Entrée va au suivant, Maj et Entrée au précédent, Échap efface.")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.said = QLabel()
        self.said.setProperty("kind", "quiet")
        self.none = QLabel(NONE)
        self.none.setProperty("kind", "quiet")
        self.none.setWordWrap(True)
        self.before = self._button("Précédent (Maj+F3)", -1)
        self.after = self._button("Suivant (F3)", 1)
        self._row = FlowLayout()
        for widget in (self.said, self.before, self.after):
            self._row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addLayout(self._row)
        column.addWidget(self.none)
        self._column = column
        self.set_theme(theme)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Stand in the sizes of another theme from now on."""
        self._column.setSpacing(theme.px(4))
        self._row.set_gap(theme.px(8))
        for button, angle in ((self.before, 180), (self.after, 0)):
            turned = theme.icon("chevron", "ink", 20).transformed(QTransform().rotate(angle))
            button.setIcon(QIcon(turned))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))
            button.setFixedSize(theme.px(28), theme.px(26))

    def hits_of(self, page: str) -> list[Hit]:
        """Return what was found on a page."""
        return [hit for hit in self.found if hit.page == page]

    @property
    def current(self) -> Hit | None:
        """What the person is on."""
        return self.found[self.at] if self.found else None

    @property
    def words(self) -> str:
        """What is said of the search: where one is, or that nothing was found."""
        return self.said.text() or (NONE if self.field.text().strip() else "")

    def step(self, by: int) -> None:
        """Go to the next of what was found, or the one before; from the last to the first."""
        if self.found:
            self.at = (self.at + by) % len(self.found)
            self._show()
            self.went.emit(self.current)
            announce(self.field, self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape and (self.field.text() or self.field.hasFocus()):
            self.field.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _search(self, wanted: str) -> None:
        length = len(wanted.strip())
        self.found = [
            Hit(page, start, length) for page, text in self._texts().items() for start in hits(text, wanted.strip())
        ]
        self.at = 0
        self._show()
        self.went.emit(self.current)
        if wanted.strip():
            announce(self.field, self.words)

    def _show(self) -> None:
        asked = bool(self.field.text().strip())
        self.said.setText(f"{self.at + 1}\u00a0sur\u00a0{len(self.found)}" if self.found else "")
        self.none.setVisible(asked and not self.found)
        for widget in (self.said, self.before, self.after):
            widget.setVisible(bool(self.found))

    def _button(self, text: str, by: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "icon")
        button.setAutoDefault(False)
        button.setToolTip(text)
        button.setAccessibleName(f"{text}, parmi ce qui est trouvé")
        button.clicked.connect(lambda _checked: self.step(by))
        return button

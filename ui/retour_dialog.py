"""One field for the code of a sheet; what is wrong with it is said under it, and it stays there to be mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing

HOW = "Tapez les lettres du code, ou scannez-le. Les espaces et les minuscules ne comptent pas."
EMPTY = "Tapez d’abord le code écrit au dos de la fiche."


class RetourDialog(QDialog):
    """``reopen`` takes what was typed and returns why it is refused; nothing accepts the dialog."""

    def __init__(self, reopen: Callable[[str], str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reopen = reopen
        px = theme.px
        self.setWindowTitle("Rouvrir une fiche")
        label = QLabel("&Code de la fiche")
        label.setProperty("kind", "strong")
        self.field = QLineEdit()
        self.field.setAccessibleName("Code de la fiche")
        self.field.setAccessibleDescription(HOW)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        label.setBuddy(self.field)
        how = QLabel(HOW)
        how.setProperty("kind", "caption")
        how.setWordWrap(True)
        self.refusal = QLabel()
        self.refusal.setWordWrap(True)
        icon = QLabel()
        icon.setPixmap(theme.icon("alerte", "caution", 18))
        self._band = QFrame()
        self._band.setProperty("kind", "caution")
        row = QHBoxLayout(self._band)
        row.setContentsMargins(px(10), px(8), px(10), px(8))
        row.setSpacing(px(8))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.refusal, 1)
        self._band.hide()
        foot = FlowLayout()
        foot.set_gap(px(10))
        self.button = QPushButton("Rouvrir la fiche")
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.clicked.connect(self._try)
        close = QPushButton("Fermer")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        for button in (self.button, close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        for part in (label, self.field, how, self._band):
            column.addWidget(part)
        column.addSpacing(px(8))
        column.addLayout(foot)
        self.setFixedWidth(min(px(560), 1240))
        self._ring = FocusRing(self, theme)
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        self.ensurePolished()
        self._fit()
        super().showEvent(event)

    def _try(self) -> None:
        refusal = self._reopen(self.field.text()) if self.field.text().strip() else EMPTY
        if not refusal:
            self.accept()
            return
        self.refusal.setText(refusal)
        self._band.show()
        self._fit()
        announce(self, refusal)
        self.field.setFocus()

    def _fit(self) -> None:
        """Take the height of the words at this width."""
        if (column := self.layout()) is not None:
            column.activate()
            self.setFixedHeight(column.totalHeightForWidth(self.width()))

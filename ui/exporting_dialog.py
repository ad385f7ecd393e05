"""The dialog of exports: a button a format, and the text for i-milo as it will be pasted."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.export.as_imilo import LONGEST
from desktop.export.outputs import FORMATS
from desktop.typography import quantite
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.focus_ring import FocusRing

VERBS = {
    "xlsx": "Enregistrer pour &Excel…",
    "ods": "Enregistrer pour &LibreOffice…",
    "csv": "Enregistrer en &CSV…",
    "png": "Enregistrer en &image…",
    "json": "Enregistrer en &JSON…",
}
"""The formats offered; the sheet in PDF has an action of its own."""
TEXT = "&Texte pour i-milo"
DONE = "Texte copié."


class ExportDialog(QDialog):
    """Accepted when a format is ``chosen``; ``copied`` tells that the text went to the clipboard."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.chosen: str | None = None
        self.copied = False
        self.setWindowTitle("Exporter la comparaison")
        self.buttons = {kind: self._button(kind, verb) for kind, verb in VERBS.items()}
        self.preview = QPlainTextEdit(text)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("Texte pour i-milo")
        self.length = QLabel(counted(text))
        self.length.setProperty("kind", "caption")
        self.length.setWordWrap(True)
        self.preview.setAccessibleDescription(self.length.text())
        self.copy = QPushButton("Co&pier le texte")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self._build()
        self._ring = FocusRing(self, theme)
        self.buttons["xlsx"].setFocus()

    def _button(self, kind: str, verb: str) -> QPushButton:
        button = QPushButton(verb)
        button.setAutoDefault(False)
        button.setAccessibleDescription(FORMATS[kind].aide)
        button.clicked.connect(lambda: self._choose(kind))
        return button

    def _choose(self, kind: str) -> None:
        self.chosen = kind
        self.accept()

    def _copy(self) -> None:
        """Put the text on the clipboard; the dialog stays, a file may be wanted too."""
        QGuiApplication.clipboard().setText(self._text)
        self.copied = True
        self.length.setText(f"{counted(self._text)} {DONE}")
        announce(self.length, DONE)

    def _build(self) -> None:
        px = self._theme.px
        inside = QWidget()
        inside.setObjectName("page")
        form = QVBoxLayout(inside)
        form.setContentsMargins(px(20), px(16), px(20), px(12))
        form.setSpacing(px(8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for row, (kind, button) in enumerate(self.buttons.items()):
            about = QLabel(FORMATS[kind].aide)
            about.setProperty("kind", "caption")
            about.setWordWrap(True)
            grid.addWidget(button, row, 0)
            grid.addWidget(about, row, 1)
        form.addLayout(grid)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        form.addWidget(rule)
        label = QLabel(TEXT)
        label.setProperty("kind", "strong")
        label.setBuddy(self.preview)
        form.addWidget(label)
        self.preview.setMinimumHeight(px(150))
        form.addWidget(self.preview, 1)
        copying = QHBoxLayout()
        copying.setSpacing(px(10))
        copying.addWidget(self.length, 1)
        copying.addWidget(self.copy)
        form.addLayout(copying)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Exporter la comparaison")
        back = QPushButton("Fermer")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.addStretch()
        foot.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(min(px(640), 1240), min(px(580), 640))


def counted(text: str) -> str:
    """Return the length of a text in words: ``412 caractères, 500 au plus.``"""
    return f"{quantite(len(text), 'caractère')}, {LONGEST} au plus."

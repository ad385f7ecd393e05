"""The statement on accessibility in a dialog: the same text as in the documentation. Escape closes it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

import resources
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing

TITLE = "Accessibilité de Côte à Côte"


class StatementDialog(QDialog):
    """Read and scrolled with the keys; the focus begins in the text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        px = theme.px
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(TITLE)
        self.text.setPalette(theme.palette())
        document = self.text.document()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(px(16))
        document.setMarkdown(resources.path("texts/accessibilite.md").read_text(encoding="utf-8"))
        _in_our_weights(document)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        close = QPushButton("Fermer")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), 0)  # room for the ring
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self._ring = FocusRing(self, theme)
        self.resize(min(px(860), 1300), 600)
        self.text.setFocus()


def _in_our_weights(document: QTextDocument) -> None:
    """Write what Qt makes bold in the heavier of our two weights, rather than in one drawn for want of it."""
    heavy = QTextCharFormat()
    heavy.setFontWeight(QFont.Weight.DemiBold)
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        for piece in (format_range for format_range in block.textFormats() if format_range.format.fontWeight() > 600):
            cursor.setPosition(block.position() + piece.start)
            cursor.setPosition(block.position() + piece.start + piece.length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(heavy)
        block = block.next()

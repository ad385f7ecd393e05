"""Read-only text that keeps its place: what stands at its top stays there in another size or window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.theme import Theme

WIDTH = 1080
"""Design pixels of the text at most: longer lines are hard to follow. Its scroll bar stays at the edge."""


class Text(QTextBrowser):
    """Shows HTML in the type of a theme; read and scrolled with the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._widest = WIDTH
        self._points = 0.0
        self._first = 0
        self._held = True
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # Qt rounds a table up by a pixel
        self.verticalScrollBar().valueChanged.connect(self._remember)

    def show_html(self, html: str, theme: Theme) -> None:
        """Show a text, at the place of the one before."""
        self._held = True
        font = theme.font("body")
        self._points, self._widest = font.pointSizeF(), theme.px(WIDTH)
        self.document().setDocumentMargin(theme.px(8))
        self.document().setDefaultFont(font)
        self.setHtml(html)
        self._spare()  # a new text resizes its viewport, be it to what it was

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._held = True
        self._spare()
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._come_back)  # once everything around has been laid out anew

    def _spare(self) -> None:
        self.setViewportMargins(0, 0, max(0, self.width() - self._widest), 0)

    def _come_back(self) -> None:
        page = self.document()
        page.size()  # lays the rest out, so that the scroll bar reaches that far
        place = page.documentLayout().blockBoundingRect(page.findBlockByNumber(self._first))
        self.verticalScrollBar().setValue(round(place.top()) if self._first else 0)
        self._held = False

    def _remember(self) -> None:
        """Keep the number of the first block shown, unless the text is being laid out in another size."""
        if not self._held and self.font().pointSizeF() == self._points:
            self._first = self.cursorForPosition(QPoint(self.viewport().width() // 2, 0)).blockNumber()

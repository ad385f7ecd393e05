"""The guide in a window of its own, to read beside the program: contents, text, words looked for. Escape closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.guide import START, page, pages, target
from ui.guide.contents import Contents, Wrapping
from ui.guide.document import document
from ui.guide.finder import Finder, Hit
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.focus_ring import FocusRing

TITLE = "Guide de Côte à Côte"
CONTENTS = "Sommaire"
ZOOM_KEYS = {1: ("Ctrl++", "Ctrl+="), -1: ("Ctrl+-",), 0: ("Ctrl+0",)}


class Reader(QDialog):
    """Ctrl+F looks for words, F3 goes to the next ones, Alt+← back from a link; links never leave the guide."""

    zoom_asked = Signal(int)
    """A step, 0 for the usual size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._theme = theme
        self._documents: dict[str, QTextDocument] = {}
        self._past: list[tuple[str, int]] = []
        self.current = ""
        self.contents = Contents(theme, self)
        self.list = QListView()
        self.list.setObjectName("mots")
        self.list.setModel(self.contents)
        self.list.setAccessibleName(CONTENTS)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self._wrapping = Wrapping(theme, self.list)
        self.list.setItemDelegate(self._wrapping)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.finder = Finder(self._texts, theme)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        # All wraps; until a long table has been laid out to its end, Qt takes it for wider than it is.
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = QPushButton("Revenir d’où je viens")
        self.back.setProperty("kind", "link")
        self.back.setAutoDefault(False)
        self.close_button = QPushButton("Fermer")
        self.close_button.setAutoDefault(False)
        self._lay_out()
        self._ring = FocusRing(self, theme)
        self._zoom = 0.0
        self._going = False
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._chosen(now.row()))
        self.finder.went.connect(self._show_hit)
        self.finder.left.connect(self.text.setFocus)
        self.text.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.close)
        self._add_keys()
        self.set_theme(theme)
        self.go(START)
        self.text.setFocus()

    def go(self, ref: str, anchor: str = "") -> None:
        """Show a page from its top, or from one of its parts on."""
        self._going = True  # rows that go away move the current one, which nobody chose
        self._turn_to(ref)
        row = self.contents.index(self.contents.find(ref, anchor))
        self.list.setCurrentIndex(row)
        self.list.scrollTo(row)
        self._going = False
        if anchor:
            self.text.scrollToAnchor(anchor)
        else:
            self.text.verticalScrollBar().setValue(0)

    def go_back(self) -> None:
        """Go back to where the last link was followed."""
        if self._past:
            ref, height = self._past.pop()
            self.go(ref)
            self.text.verticalScrollBar().setValue(height)
            self.text.setFocus()
        self.back.setVisible(bool(self._past))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on, at the same place of the text."""
        bar = self.text.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._theme = theme
        if theme.zoom != self._zoom:
            self._zoom = theme.zoom
            self.resize(min(theme.px(940), 1300), min(theme.px(590), 640))
        self._ring.set_theme(theme)
        self.finder.set_theme(theme)
        self._wrapping.theme = theme
        self.contents.set_theme(theme)
        px = theme.px
        self._columns.setContentsMargins(px(16), px(14), px(16), px(12))
        self._columns.setSpacing(px(16))
        for column in (self._left, self._right):
            column.setSpacing(px(8))
        for old in self._documents.values():
            old.deleteLater()
        self._documents = {}
        if self.current:
            ref, self.current = self.current, ""
            self._turn_to(ref)
            bar.setValue(round(share * bar.maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.text.setFocus()
        else:
            super().keyPressEvent(event)

    def _chosen(self, number: int) -> None:
        if not self._going and 0 <= number < len(self.contents.rows):
            row = self.contents.rows[number]
            self.go(row.page, row.ancre)

    def _follow(self, url: QUrl) -> None:
        there = target(url.toString(), self.current)
        if there is None:
            return
        self._past.append((self.current, self.text.verticalScrollBar().value()))
        self.go(*there)
        self.back.setVisible(True)
        announce(self.text, self.text.accessibleName())

    def _turn_to(self, ref: str) -> None:
        shown = page(ref)
        if shown is None or ref == self.current:
            return
        self.current = ref
        self.contents.open(ref)
        self.text.setDocument(self._document(ref))
        self.text.setPalette(self._theme.palette())
        self.text.setAccessibleName(shown.titre)
        self._mark()

    def _document(self, ref: str) -> QTextDocument:
        if ref not in self._documents:
            shown = page(ref)
            assert shown is not None
            self._documents[ref] = document(shown, self._theme, self)
        return self._documents[ref]

    def _texts(self) -> dict[str, str]:
        return {one.ref: self._document(one.ref).toRawText() for one in pages()}

    def _show_hit(self, hit: Hit | None) -> None:
        if hit is not None:
            if hit.page != self.current:
                self.go(hit.page)
            cursor = self._cursor(hit)
            self.text.setTextCursor(cursor)
            self.text.ensureCursorVisible()
        else:
            cursor = self.text.textCursor()
            cursor.clearSelection()
            self.text.setTextCursor(cursor)
        self._mark()

    def _mark(self) -> None:
        """Underline all that was found on this page; the one that one is on is selected."""
        look = QTextCharFormat()
        look.setBackground(self._theme.color("accent_soft"))
        look.setFontUnderline(True)
        marks = []
        for hit in self.finder.hits_of(self.current):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(hit), look
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _cursor(self, hit: Hit) -> QTextCursor:
        cursor = QTextCursor(self._document(hit.page))
        cursor.setPosition(hit.start)
        cursor.setPosition(hit.start + hit.length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _find(self) -> None:
        self.finder.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.field.selectAll()

    def _add_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+F", self._find),
            ("F3", lambda: self.finder.step(1)),
            ("Shift+F3", lambda: self.finder.step(-1)),
            ("Alt+Left", self.go_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for step, spellings in ZOOM_KEYS.items():
            for keys in spellings:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.activated.connect(lambda step=step: self.zoom_asked.emit(step))

    def _lay_out(self) -> None:
        self._left, self._right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._left.addWidget(self.finder)
        self._left.addWidget(self.list, 1)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.close_button)
        self._right.addWidget(self.text, 1)
        self._right.addLayout(foot)
        self._columns = QHBoxLayout(self)
        self._columns.addLayout(self._left, 2)
        self._columns.addLayout(self._right, 5)
        self.back.hide()

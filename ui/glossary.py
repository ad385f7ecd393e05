"""The glossary in a dialog: a field, the list of words, the text of the one chosen. Escape goes back to the cell."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.glossary import DEFAUT, Entree, entry, glossary, search
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.focus_ring import FocusRing

TITLE = "Les mots"
NONE = "Aucun mot ne correspond. Essayez un mot plus court."
_Index = QModelIndex | QPersistentModelIndex


class Words(QAbstractListModel):
    """The words found, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entree, ...] = glossary()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.entries[index.row()].mot if index.isValid() and role in shown else None

    def show_entries(self, entries: tuple[Entree, ...]) -> None:
        """Show these words in place of those shown."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class GlossaryDialog(QDialog):
    """Opens at an entry; typing searches, the arrows go through the words from the field too."""

    def __init__(self, key: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, px = theme, theme.px
        self.setWindowTitle(TITLE)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Chercher un mot")
        self.field.setAccessibleName("Chercher un mot")
        self.field.setClearButtonEnabled(True)
        self.model = Words(self)
        self.list = QListView()
        self.list.setObjectName("mots")
        self.list.setModel(self.model)
        self.list.setAccessibleName(TITLE)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Ce que le mot veut dire")
        self.none = QLabel(NONE)
        self.none.setWordWrap(True)
        self.none.hide()
        close = QPushButton("Fermer")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        left, right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.field)
        left.addWidget(self.none)
        left.addWidget(self.list, 1)
        foot.addStretch()
        foot.addWidget(close)
        right.addWidget(self.text, 1)
        right.addLayout(foot)
        for column in (left, right):
            column.setSpacing(px(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(14), px(16), px(12))
        row.setSpacing(px(16))
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.resize(min(px(680), 1240), min(px(460), 620))
        self.field.textChanged.connect(self._search)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show(now.row()))
        self.text.anchorClicked.connect(lambda url: self.go(url.fragment()))
        self.go(key)
        self._ring = FocusRing(self, theme)
        self.field.setFocus()

    @property
    def current(self) -> Entree | None:
        """The entry whose text is shown, None when no word fits what was typed."""
        index = self.list.currentIndex()
        return self.model.entries[index.row()] if index.isValid() else None

    def go(self, key: str) -> None:
        """Show an entry; what was typed goes when the entry is not among the words found."""
        wanted = entry(key) or entry(DEFAUT)
        if wanted not in self.model.entries:
            self.field.clear()
        if wanted is not None:
            self.list.setCurrentIndex(self.model.index(self.model.entries.index(wanted)))
            self.list.scrollTo(self.list.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if event.key() in moves and self.field.hasFocus():
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.text.setFocus()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        found = search(text)
        self.model.show_entries(found)
        self.none.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.text.clear()
            announce(self, NONE)

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self.model.entries):
            return
        one, tokens, px = self.model.entries[row], self._theme.tokens, self._theme.px
        self.text.document().setDefaultFont(self._theme.font("body"))
        size = self._theme.font("card").pointSizeF()
        html = [
            f'<p style="font-size: {size}pt; font-weight: 600; color: {tokens.ink}">{escape(one.mot)}</p>',
            f'<p style="color: {tokens.ink}; white-space: pre-wrap">{escape(one.texte)}</p>',
        ]
        if one.aussi:
            html.append(f'<p style="color: {tokens.ink_2}">On dit aussi\u00a0: {escape(", ".join(one.aussi))}.</p>')
        near = [other for key in one.voir if (other := entry(key)) is not None]
        if near:
            style = f"color: {tokens.accent}"
            links = ", ".join(f'<a style="{style}" href="#{e.cle}">{escape(e.mot)}</a>' for e in near)
            html.append(f'<p style="color: {tokens.ink}; margin-top: {px(8)}px">Voir aussi\u00a0: {links}</p>')
        self.text.setHtml("".join(html))
        if self.field.hasFocus() and self.isVisible():
            announce(self, f"{one.mot}. {one.texte}")


def open_glossary(key: str, theme: Theme, parent: QWidget) -> None:
    """Show the glossary at an entry; the focus goes back to where it was when it closes."""
    before = QApplication.focusWidget()
    dialog = GlossaryDialog(key, theme, parent)
    dialog.exec()
    dialog.deleteLater()
    parent.window().activateWindow()  # not every window manager does
    if before is not None:
        before.setFocus()

"""The data page: read-only text, its parts a key away. Escape goes back to where one came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.data_blocks import Paragraph, Section
from desktop.data_facts import data_facts
from desktop.data_words import TITLE, sections
from desktop.snapshot import Snapshot, damaged
from ui.data.document import document
from ui.data.text import Text
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.caution import Caution
from ui.widgets.flow import FlowLayout


class DataPage(QWidget):
    """Shows what the snapshot says of itself."""

    closed = Signal()
    """The person goes back."""
    update_asked = Signal()

    def __init__(self, snapshot: Snapshot, theme: Theme, notice: str = "", parent: QWidget | None = None) -> None:
        """``notice`` is a sentence to be careful about, shown above the text for as long as the page."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sections = told(snapshot)
        title = QLabel(TITLE)
        title.setProperty("kind", "card")
        key = QLabel("Échap")
        key.setProperty("kind", "caption")
        self.close_button = QPushButton()
        self.close_button.setProperty("kind", "icon")
        self.close_button.setToolTip("Fermer (Échap)")
        self.close_button.setAccessibleName(f"Fermer «\u00a0{TITLE}\u00a0»")
        self.close_button.clicked.connect(self.closed)
        self.update_button = QPushButton("Mettre à jour les données…")
        self.update_button.setProperty("kind", "link")
        self.update_button.clicked.connect(self.update_asked)
        self.notice = Caution(theme)
        self.notice.show_words(notice)
        self.text = Text()
        self.text.setAccessibleName(TITLE)
        self.parts = [self._part(section) for section in self._sections]
        self._flow = FlowLayout()
        for part in (*self.parts, self.update_button):
            self._flow.addWidget(part)
        self._top = QHBoxLayout()
        self._top.addWidget(title)
        self._top.addLayout(self._flow, 1)
        self._top.addWidget(key)
        self._top.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.text, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on, at the same place of the text."""
        set_icon(self.close_button, theme, "fermer", "ink_2", 16)
        set_icon(self.update_button, theme, "fraicheur", "accent", 16)
        px = theme.px
        self._column.setContentsMargins(px(16), px(10), px(10), px(4))
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(16))
        self._flow.set_gap(px(14))
        self.notice.set_theme(theme)
        self.text.show_html(document(self._sections, theme), theme)

    def take_focus(self) -> None:
        """Put the focus on the text, so that it is read and scrolls with the keys."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, ref: str) -> None:
        """Show a part of the text from its title on, and give the keys to the text."""
        self.text.scrollToAnchor(ref)
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _part(self, section: Section) -> QPushButton:
        button = QPushButton(section.short)
        button.setProperty("kind", "link")
        button.setAccessibleName(f"Aller à la partie «\u00a0{section.title}\u00a0»")
        button.clicked.connect(lambda: self.go_to(section.ref))
        return button


def told(snapshot: Snapshot) -> Sequence[Section]:
    """Return the sections of the page; of a damaged file, the sentence that says so."""
    try:
        return sections(data_facts(snapshot))
    except sqlite3.Error:
        return (Section("abime", TITLE, TITLE, (Paragraph(damaged(snapshot.path).phrase),)),)

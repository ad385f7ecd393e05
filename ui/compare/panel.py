"""The panel at the right: the complete sentences of one cell. Escape closes it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop.explain import WHY, Section
from ui.theme import Theme
from ui.widgets.buttons import set_icon

WIDTH = 344
REPORT, REPORT_CASE = "Signaler ce chiffre", "Signaler cette case"
MARGIN = 8
"""Space around the text, so that it does not touch the frame that shows the focus."""


class Panel(QFrame):
    """Shows sections of sentences that can be selected and copied; under them, what can be done with the cell."""

    closed = Signal()
    """The person closes the panel."""
    worded = Signal()
    """The person wants the words of the row explained."""
    reported = Signal()
    """The person reports the figure."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName(WHY)
        self._title = QLabel(WHY)
        self._title.setProperty("kind", "group")
        self._key = QLabel("Échap")
        self._key.setProperty("kind", "caption")
        self._close = QPushButton()
        self._close.setProperty("kind", "icon")
        self._close.setToolTip("Fermer (Échap)")
        self._close.setAccessibleName("Fermer")
        self._close.clicked.connect(self.closed)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(WHY)
        self.words_button = QPushButton("Glossaire")
        self.words_button.setProperty("kind", "link")
        self.words_button.setToolTip("Les mots de cette ligne dans le glossaire (F1)")
        self.words_button.clicked.connect(self.worded)
        self.report_button = QPushButton(REPORT)
        self.report_button.setToolTip("Copier de quoi retrouver ce chiffre. Rien n’est envoyé.")
        self.report_button.clicked.connect(self.reported)
        self._top = QHBoxLayout()
        self._top.addWidget(self._title, 1)
        self._top.addWidget(self._key)
        self._top.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.text, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.report_button)
        self._foot.addWidget(self.words_button)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self._shown: tuple[str, str, Sequence[Section]] = (WHY, "", ())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        set_icon(self._close, theme, "fermer", "ink_2", 16)
        self._column.setContentsMargins(theme.px(18 - MARGIN), theme.px(14), theme.px(10), theme.px(12))
        self._top.setContentsMargins(theme.px(MARGIN), 0, 0, 0)
        self._foot.setContentsMargins(theme.px(MARGIN), 0, theme.px(MARGIN), 0)
        self._foot.setSpacing(theme.px(10))
        set_icon(self.report_button, theme, "note", "ink", 16)
        self._column.setSpacing(theme.px(8))
        self.show_sections(*self._shown)

    def show_sections(self, heading: str, title: str, sections: Sequence[Section]) -> None:
        """Show what is to be said of ``title``, under the question that ``heading`` is."""
        self._title.setText(heading)
        self.setAccessibleName(heading)
        self.text.setAccessibleName(heading)
        self._shown = (heading, title, sections)
        self.report_button.setText(REPORT if heading == WHY else REPORT_CASE)
        theme = self._theme
        document = self.text.document()
        document.setDocumentMargin(theme.px(MARGIN))
        document.setDefaultFont(theme.font("body"))
        tokens, px = theme.tokens, theme.px
        html = [_line(title, tokens.ink_2, px(4), False)]
        for section in sections:
            html.append(_line(section.title, tokens.accent, px(10), True))
            html += [_line(line, tokens.ink, px(3), False) for line in section.lines]
        self.text.setHtml("".join(html))

    def take_focus(self) -> None:
        """Put the focus on the text, so that it is read and scrolls with the keys."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(words: str, color: str, above: int, bold: bool) -> str:
    weight = 600 if bold else 400
    style = f"color: {color}; font-weight: {weight}; margin: {above}px 0 0 0; white-space: pre-wrap;"
    return f'<p style="{style}">{escape(words)}</p>'  # pre-wrap: else the space between thousands may be broken

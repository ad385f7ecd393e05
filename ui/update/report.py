"""Sections to read, to copy and to hear: what is published, then what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QTextBrowser

from ui.theme import POINTS, Theme
from ui.update.model import Part


class Report(QTextBrowser):
    """Read and scrolled with the keys; Tab leaves it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setStyleSheet(
            f"QTextBrowser {{ background: {theme.tokens.surface}; border: 1px solid {theme.tokens.line_strong};"
            f" border-radius: {theme.px(6)}px; }}"
        )
        self.setMinimumHeight(theme.px(60))
        document = self.document()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(12))
        document.setIndentWidth(theme.px(16))

    def show_parts(self, name: str, parts: Sequence[Part]) -> None:
        """Show sections from their beginning; ``name`` is what a screen reader calls them."""
        self.setAccessibleName(name)
        self.setHtml("".join(self._part(part, first=number == 0) for number, part in enumerate(parts)))

    def _part(self, part: Part, *, first: bool) -> str:
        title, lines = part
        px = self._theme.px
        above, size = 0 if first else px(14), POINTS["group"] * self._theme.zoom
        style = f"margin: {above}px 0 {px(4)}px 0; font-size: {size:.2f}pt; font-weight: 600;"
        head = f'<p style="{style}">{escape(title)}</p>' if title else ""
        item = f"margin: {px(2)}px 0;"
        if len(lines) < 2:
            return head + "".join(f'<p style="{item}">{escape(line)}</p>' for line in lines)
        rows = "".join(f'<li style="{item}">{escape(line)}</li>' for line in lines)
        return f'{head}<ul style="margin: 0 0 0 {px(4)}px; -qt-list-indent: 1;">{rows}</ul>'

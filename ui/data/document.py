"""Sections of words as a rich text in the colours and sizes of a theme: Qt lays tables out and lets them be copied."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from desktop.data_blocks import Items, Paragraph, Section, Table
from ui.theme import POINTS, Theme


def document(sections: Sequence[Section], theme: Theme) -> str:
    """Return the HTML of the page; each section begins at an anchor of its ``ref``."""
    return "".join(_section(one, theme, first=number == 0) for number, one in enumerate(sections))


def _section(section: Section, theme: Theme, *, first: bool) -> str:
    above = 0 if first else theme.px(22)
    size = POINTS["card"] * theme.zoom
    head = (
        f'<p style="margin: {above}px 0 {theme.px(6)}px 0; font-size: {size:.2f}pt; font-weight: 600;">'
        f'<a name="{section.ref}"></a>{escape(section.title)}</p>'
    )
    return head + "".join(_block(block, theme) for block in section.blocks)


def _block(block: Paragraph | Items | Table, theme: Theme) -> str:
    if isinstance(block, Table):
        return _table(block, theme)
    if isinstance(block, Paragraph):
        return f'<p style="margin: {theme.px(8)}px 0 {theme.px(4)}px 0;">{escape(block.text)}</p>'
    lines = "".join(f'<li style="margin: {theme.px(2)}px 0;">{escape(line)}</li>' for line in block.lines)
    return f'<ul style="margin: {theme.px(2)}px 0 {theme.px(4)}px {theme.px(4)}px;">{lines}</ul>'


def _table(table: Table, theme: Theme) -> str:
    """Return a table with its title, if it has one; figures stand at the right, and a thin line under each row."""
    tokens, px = theme.tokens, theme.px
    side = px(10 if theme.zoom < 1.5 else 5)
    around = f"padding: {px(4)}px {side}px; background-color: {tokens.surface}; border-bottom: 1px solid"
    cell = f"{around} {tokens.line}; vertical-align: top;"
    strong = f"{around} {tokens.line_strong}; vertical-align: bottom; font-weight: 600;"

    def row(tag: str, texts: Sequence[str], style: str) -> str:
        cells = (
            f'<{tag} align="{"left" if at < table.words else "right"}" style="{style}">{escape(text)}</{tag}>'
            for at, text in enumerate(texts)
        )
        return f"<tr>{''.join(cells)}</tr>"

    heads = row("th", table.heads, strong) if any(table.heads) else ""
    body = "".join(row("td", texts, cell) for texts in table.rows)
    above = f"margin: {px(12)}px 0 {px(6)}px 0; color: {tokens.ink_2}; font-weight: 600;"
    title = f'<p style="{above}">{escape(table.title)}</p>' if table.title else ""
    return f'{title}<table cellspacing="0" style="border-collapse: collapse;">{heads}{body}</table>'

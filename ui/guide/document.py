"""A page of the guide as a rich text in the colours and sizes of a theme: Qt reads the Markdown, we dress it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from desktop.guide import PageGuide, anchor
from ui.theme import POINTS, Theme

_HEADS = {1: ("card", 1.25, 0, 6), 2: ("card", 1.0, 18, 4), 3: ("group", 1.0, 12, 2)}
"""Of each level of headings: role, ratio to its size, design pixels above and below."""


def document(page: PageGuide, theme: Theme, parent: QObject) -> QTextDocument:
    """Return the page, laid out by who shows it. Headings are anchors; the words are those of the Markdown."""
    made = QTextDocument(parent)
    made.setDefaultFont(theme.font("body"))
    made.setDocumentMargin(theme.px(12))
    made.setIndentWidth(theme.px(22))
    made.setUndoRedoEnabled(False)
    made.setMarkdown(page.texte)
    for block in _blocks(made):
        _dress(block, theme)
    for table in made.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            _dress_table(table, theme)
    return made


def _blocks(made: QTextDocument) -> Iterator[QTextBlock]:
    block = made.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress(block: QTextBlock, theme: Theme) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    fenced = block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)
    for piece in block.textFormats():
        cursor.setPosition(block.position() + piece.start)
        cursor.setPosition(block.position() + piece.start + piece.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_letters(piece.format, theme))
    space = QTextBlockFormat()
    if level:
        role, ratio, above, below = _HEADS[min(level, 3)]
        space.setTopMargin(theme.px(above) if above else 0)
        space.setBottomMargin(theme.px(below))
        letters = QTextCharFormat()
        letters.setFontPointSize(POINTS[role] * theme.zoom * ratio)
        letters.setFontWeight(QFont.Weight.DemiBold)
        letters.setAnchor(True)
        letters.setAnchorNames([anchor(block.text())])
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)
    elif fenced:
        space.setBackground(theme.color("band"))
        space.setLeftMargin(theme.px(8))
        space.setNonBreakableLines(False)
    elif block.textList() is not None:
        space.setBottomMargin(theme.px(3))
        space.setTopMargin(theme.px(1))
    else:
        space.setTopMargin(theme.px(5))
        space.setBottomMargin(theme.px(5))
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(space)


def _letters(told: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """Return how words are written in our type: our two weights, keys and file names on a ground, links in the accent.

    Fixed pitch is said by Qt of code; there may be no such font on the computer, and Inter reads as well.
    """
    letters = QTextCharFormat()
    if told.isAnchor() and told.anchorHref():
        letters.setAnchor(True)
        letters.setAnchorHref(told.anchorHref())
        letters.setFontUnderline(True)
        letters.setForeground(theme.color("accent"))
        return letters
    letters.setForeground(theme.color("ink"))
    if told.fontWeight() > QFont.Weight.Medium:
        letters.setFontWeight(QFont.Weight.DemiBold)
    if told.fontFixedPitch():
        letters.setBackground(theme.color("band"))
        letters.setFontWeight(QFont.Weight.DemiBold)
    return letters


def _dress_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(theme.color("line"))
    shape.setCellPadding(theme.px(5))
    shape.setCellSpacing(0)
    shape.setTopMargin(theme.px(4))
    shape.setBottomMargin(theme.px(8))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for column in range(table.columns()):
        head = table.cellAt(0, column)
        format_ = head.format()
        format_.setBackground(theme.color("band"))
        head.setFormat(format_)

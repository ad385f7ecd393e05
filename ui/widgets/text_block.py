"""Text in a painted cell, and the two ways of setting blocks around it: on a line that wraps, or beside a glyph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.theme import Theme
from ui.widgets.blocks import Block


class Text(Block):
    """A text that wraps at spaces. ``lead`` is a bold beginning; ``underline`` is the 2 px mark of a clear gap."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        role: str = "body",
        bold: bool = False,
        color: str = "ink",
        lead: str = "",
        underline: bool = False,
    ) -> None:
        self._theme = theme
        self._text = lead + text
        self._lead = len(lead)
        self._color = theme.color(color)
        self._font = theme.font(role, bold)
        self._bold = theme.font(role, True)
        self._underline = theme.px(2) if underline else 0
        metrics = QFontMetricsF(self._font)
        self._line = ceil(metrics.height())
        self._ascent = metrics.ascent()
        self._natural = ceil(
            metrics.horizontalAdvance(text) + (QFontMetricsF(self._bold).horizontalAdvance(lead) if lead else 0)
        )
        self._layouts: dict[int, QTextLayout] = {}

    def width(self) -> int:
        return self._natural + 1

    def least(self) -> int:
        metrics = QFontMetricsF(self._bold if self._lead else self._font)
        return max((ceil(metrics.horizontalAdvance(word)) for word in self._text.split(" ")), default=0) + 1

    def height(self, width: int) -> int:
        if self._natural <= width:
            return self._line
        return self._line * self._layout(width).lineCount()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._color)
        if self._natural <= rect.width() and not self._lead:
            painter.setFont(self._font)
            painter.drawText(QPointF(rect.x(), rect.y() + self._ascent), self._text)
        else:
            self._layout(max(rect.width(), 1)).draw(painter, QPointF(rect.x(), rect.y()))
        if self._underline:
            width = min(self._natural, rect.width())
            under = rect.y() + round(self._ascent) + self._underline
            painter.fillRect(rect.x(), under, width, self._underline, self._color)

    def words(self) -> Iterator[str]:
        yield self._text

    def _layout(self, width: int) -> QTextLayout:
        """Return the broken lines at this width; the layout is kept, for it is asked for again when painting."""
        if width in self._layouts:
            return self._layouts[width]
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if self._lead:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = 0, self._lead
            style = QTextCharFormat()
            style.setFont(self._bold)
            mark.format = style
            layout.setFormats([mark])
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += self._line
        layout.endLayout()
        self._layouts = {width: layout}
        return layout


class OneLine(Block):
    """A text on one line that may end in « … »: whoever shows it gives the whole as tooltip and spoken name."""

    def __init__(self, theme: Theme, text: str, color: str = "ink") -> None:
        self._text = text
        self._color = theme.color(color)
        self._font = theme.font("body")
        self._metrics = QFontMetricsF(self._font)
        self._least = theme.px(60)

    def width(self) -> int:
        return ceil(self._metrics.horizontalAdvance(self._text)) + 1

    def least(self) -> int:
        return self._least

    def height(self, width: int) -> int:
        return ceil(self._metrics.height())

    def paint(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._color)
        painter.setFont(self._font)
        seen = self._metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QPointF(rect.x(), rect.y() + self._metrics.ascent()), seen)

    def words(self) -> Iterator[str]:
        yield self._text


class Flow(Block):
    """Blocks on a line, centred on one another, that goes on to the next line when the width is used up."""

    def __init__(self, items: Sequence[Block], gap: int, line_gap: int) -> None:
        self._items = tuple(items)
        self._gap = gap
        self._line_gap = line_gap

    def width(self) -> int:
        return sum(item.width() for item in self._items) + self._gap * (len(self._items) - 1)

    def least(self) -> int:
        return max(item.least() for item in self._items)

    def height(self, width: int) -> int:
        lines = self._lines(width)
        return sum(tall for tall, _ in lines) + self._line_gap * (len(lines) - 1)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        y = rect.y()
        for tall, placed in self._lines(rect.width()):
            for item, x, wide in placed:
                own = item.height(wide)
                item.paint(painter, QRect(rect.x() + x, y + (tall - own) // 2, wide, own))
            y += tall + self._line_gap

    def words(self) -> Iterator[str]:
        for item in self._items:
            yield from item.words()

    def _lines(self, width: int) -> list[tuple[int, list[tuple[Block, int, int]]]]:
        """Return each line as its height and its blocks with their left edge and width."""
        lines: list[tuple[int, list[tuple[Block, int, int]]]] = []
        line: list[tuple[Block, int, int]] = []
        x = tall = 0
        for item in self._items:
            wide = min(item.width(), width)
            if line and x + wide > width:
                lines.append((tall, line))
                line, x, tall = [], 0, 0
            line.append((item, x, wide))
            x += wide + self._gap
            tall = max(tall, item.height(wide))
        return [*lines, (tall, line)]


class Beside(Block):
    """A small block (a glyph, a figure) at the left of another that wraps under itself, their first lines level."""

    def __init__(self, left: Block, body: Block, gap: int, first_line: int) -> None:
        self._left = left
        self._body = body
        self._gap = gap
        self._drop = max(0, (first_line - left.height(left.width())) // 2)
        self._body_drop = max(0, (left.height(left.width()) - first_line) // 2)

    def width(self) -> int:
        return self._left.width() + self._gap + self._body.width()

    def least(self) -> int:
        return self._left.width() + self._gap + self._body.least()

    def height(self, width: int) -> int:
        left = self._left.width()
        return max(self._drop + self._left.height(left), self._body_drop + self._body.height(width - left - self._gap))

    def paint(self, painter: QPainter, rect: QRect) -> None:
        left = self._left.width()
        self._left.paint(painter, QRect(rect.x(), rect.y() + self._drop, left, self._left.height(left)))
        start = left + self._gap
        self._body.paint(painter, rect.adjusted(start, self._body_drop, 0, 0))

    def words(self) -> Iterator[str]:
        yield from self._left.words()
        yield from self._body.words()


def line_height(theme: Theme, role: str, bold: bool = False) -> int:
    """Return the height of one line of text in this role, in pixels."""
    return ceil(QFontMetricsF(theme.font(role, bold)).height())

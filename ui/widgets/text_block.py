"""Text in a painted cell: it wraps, or stays on one line where that is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.theme import Theme
from ui.widgets.blocks import Block

_BREAKS = re.compile(r" |(?<=-)")
"""Where a line may end: at a space, after a hyphen; never at a no-break space."""


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
        return max((ceil(metrics.horizontalAdvance(word)) for word in _BREAKS.split(self._text)), default=0) + 1

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


def line_height(theme: Theme, role: str, bold: bool = False) -> int:
    """Return the height of one line of text in this role, in pixels."""
    return ceil(QFontMetricsF(theme.font(role, bold)).height())

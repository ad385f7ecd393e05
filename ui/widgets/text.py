"""Wrapped text laid out once, measured and painted: what a delegate needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption


class Text:
    """A text in a font, wrapped at a width in pixels. ``tail`` is the x where the last line ends."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        y, self.tail, self.last_top = 0.0, 0.0, 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0.0, y))
            self.last_top, self.tail = y, line.naturalTextWidth()
            y += line.height()
        self._layout.endLayout()
        self.height = y

    def paint(self, painter: QPainter, at: QPointF, colors: Sequence[tuple[int, int, QColor]]) -> None:
        """Draw with each span (start, length) in its colour."""
        ranges = []
        for start, length, color in colors:
            span = QTextLayout.FormatRange()
            span.start, span.length = start, length
            look = QTextCharFormat()
            look.setForeground(color)
            span.format = look
            ranges.append(span)
        self._layout.draw(painter, at, ranges)

    def underline(self, painter: QPainter, at: QPointF, start: int, length: int, color: QColor, thick: int) -> None:
        """Draw a line under some letters, on every line that they are on."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = max(start, line.textStart()), min(start + length, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                y = line.y() + line.ascent() + 0.3 * line.descent()
                painter.fillRect(round(at.x() + left), round(at.y() + y), round(right - left), thick, color)


def _x(answer: object) -> float:
    """Return x from what ``cursorToX`` gives: PySide6 hands back the pair (x, position)."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]

"""Lines and headings between the blocks of a page."""

from __future__ import annotations

from desktop.sheet.fonts import BOLD, HEADING
from desktop.sheet.look import Look
from desktop.sheet.palette import INK_2, LINE
from desktop.sheet.pen import Pen
from desktop.sheet.text import Span, Text, quiet


class Rule:
    """A thin line between blocks."""

    def height(self, width: float) -> float:
        """Return the space that it takes."""
        return 2.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the line."""
        pen.line(x, top, x + width, top, 0.5, LINE)


class Heading:
    """A rule, the question that heads the rows of a section, and a caption beside it where there is room."""

    _RULE = 4.0

    def __init__(self, look: Look, words: str, caption: str = "") -> None:
        self._title = Text(Span(words, BOLD, INK_2), size=HEADING, leading=look.leading, role="H2", langue=look.langue)
        self._caption = look.text(quiet(caption)) if caption else None

    def height(self, width: float) -> float:
        """Return one line, or more where the caption goes under."""
        under = self._caption.height(width) if self._caption and not self._beside(width) else 0.0
        return self._RULE + self._title.height(width) + under

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw rule, question, caption."""
        pen.line(x, top, x + width, top, 0.5, LINE)
        top -= self._RULE
        self._title.draw(pen, x, top, width)
        if self._caption is None:
            return
        if self._beside(width):
            used = self._title.natural_width(width) + 8
            down = self._title.height(width) - self._caption.height(width)
            self._caption.draw(pen, x + used, top - 0.75 * down, width - used)
        else:
            self._caption.draw(pen, x, top - self._title.height(width), width)

    def _beside(self, width: float) -> bool:
        if self._caption is None:
            return False
        return self._title.natural_width(width) + 8 + self._caption.natural_width(1e4) <= width

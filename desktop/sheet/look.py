"""How roomy a page is: number of columns side by side, leading, sizes. One value of it for a whole page."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.sheet.fonts import BODY, HEADING
from desktop.sheet.text import Span, Text

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
SIDE, TOP, BOTTOM = 38.0, 34.0, 32.0
WIDTH = PAGE_WIDTH - 2 * SIDE
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM


ROOMY, TIGHT, DENSE = range(3)


@dataclass(frozen=True, slots=True)
class Look:
    """``places`` columns on the page; a higher ``level`` saves height without touching the sizes of letters."""

    places: int
    level: int = ROOMY

    @property
    def dense(self) -> bool:
        """Tell whether words are merged to save lines, not only space."""
        return self.level == DENSE

    @property
    def leading(self) -> float:
        """Line height as a ratio of the size."""
        return (1.24, 1.18, 1.15)[self.level]

    @property
    def between(self) -> float:
        """Space between columns, in points."""
        return 9.0 if self.places > 2 else 18.0

    @property
    def column(self) -> float:
        """Width of a column, in points."""
        return (WIDTH - self.between * (self.places - 1)) / self.places

    @property
    def gap(self) -> float:
        """Space between the blocks of a page."""
        return (9.0, 6.0, 4.0)[self.level]

    @property
    def row(self) -> float:
        """Space between the rows of a block."""
        return (3.0, 1.5, 1.0)[self.level]

    @property
    def pad(self) -> float:
        """Space between the frame of a card and its words."""
        return (7.0, 5.5, 5.0)[self.level]

    @property
    def card_title(self) -> float:
        """Size of the title of a card: never under the body, so that long words keep to their column."""
        return HEADING if self.places < 4 else BODY

    def text(self, *spans: Span | str, icon: str | None = None, small_icon: bool = False) -> Text:
        """Return a paragraph at the body size with this look's leading."""
        return Text(*spans, leading=self.leading, icon=icon, small_icon=small_icon)

"""How roomy a page is: number of columns side by side, leading, sizes. One value of it for a whole page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.sheet.fonts import BODY, HEADING, REGULAR
from desktop.sheet.palette import INK, INK_2, INK_3
from desktop.sheet.text import Span, Text

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
SIDE, TOP, BOTTOM = 38.0, 34.0, 32.0
WIDTH = PAGE_WIDTH - 2 * SIDE
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM


ROOMY, TIGHT, DENSE = range(3)


@dataclass(frozen=True, slots=True)
class Look:
    """``places`` columns on the page; a higher ``level`` saves height without touching the sizes of letters.

    ``langue`` says every word in another language; None leaves them in French.
    """

    places: int
    level: int = ROOMY
    langue: Langue | None = None

    @property
    def dense(self) -> bool:
        """Tell whether words are merged to save lines, not only space."""
        return self.level == DENSE

    @property
    def leading(self) -> float:
        """Line height as a ratio of the size."""
        tall = self.langue is not None and self.langue.rtl  # Arabic letters reach further up and down
        return ((1.32, 1.27, 1.24) if tall else (1.24, 1.18, 1.15))[self.level]

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

    def text(
        self,
        *spans: Span | str,
        icon: str | None = None,
        small_icon: bool = False,
        role: str | None = "P",
        end: str = "",
        lead: str | None = None,
        alt: str = "",
    ) -> Text:
        """Return a paragraph at the body size with this look's leading, its ink lighter where lines are closer."""
        return Text(
            *(self._inked(span) for span in spans),
            leading=self.leading,
            icon=icon,
            small_icon=small_icon,
            role=role,
            end=end,
            lead=lead,
            alt=alt,
            langue=self.langue,
        )

    def _inked(self, span: Span | str) -> Span:
        if isinstance(span, str):
            return Span(span, REGULAR, INK_2 if self.level == ROOMY else INK_3)
        return span._replace(colour=INK_2) if self.dense and span.colour == INK else span

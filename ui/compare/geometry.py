"""Where the columns stand: labels at the left, or above their row from 150 %; as many columns as have room."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import Theme

MARGIN = 16
GAP = 10
LABELS, LABELS_NARROW = 196, 148
NARROWEST = 172
"""Least width of a column in design pixels: six of them fit 1366 at 100 %."""
STACKED_FROM = 1.5
"""Zoom from which labels move above their row and two columns show at a time (DESIGN-TOKENS.md §5)."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Places in pixels. ``first`` is the first column shown, ``shown`` how many, ``wide`` the width of each."""

    left: int
    labels: int
    gap: int
    first: int
    shown: int
    wide: int
    stacked: bool

    def x(self, column: int) -> int:
        """Return the left edge of a column, counted from the first one shown."""
        start = self.left if self.stacked else self.left + self.labels + self.gap
        return start + (column - self.first) * (self.wide + self.gap)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the left edge and width over these columns, cut to those shown; None when none of them is."""
        low, high = max(first, self.first), min(last, self.first + self.shown - 1)
        if low > high:
            return None
        return self.x(low), (high - low + 1) * (self.wide + self.gap) - self.gap

    @property
    def whole(self) -> int:
        """The width from the left margin to the end of the last column."""
        return self.x(self.first + self.shown - 1) + self.wide - self.left

    def shows(self, column: int) -> bool:
        """Tell whether a column is on the screen."""
        return self.first <= column < self.first + self.shown


def geometry(theme: Theme, width: int, count: int, first: int, narrow: bool) -> Geometry:
    """Return the places for ``count`` columns in ``width`` pixels; ``narrow`` when the panel takes its part."""
    stacked = theme.zoom >= STACKED_FROM
    left, gap = theme.px(MARGIN), theme.px(GAP)
    labels = 0 if stacked else theme.px(LABELS_NARROW if narrow else LABELS)
    room = width - 2 * left - (0 if stacked else labels + gap)
    fitting = max(1, (room + gap) // (theme.px(NARROWEST) + gap))
    shown = min(count, fitting, 2 if stacked else fitting)
    first = max(0, min(first, count - shown))
    wide = (room + gap) // shown - gap
    return Geometry(left, labels, gap, first, shown, wide, stacked)

"""How the pages of the family mode go by: a slide a page, more where not all formations fit at a readable size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.famille_page import PageFamille
from ui.family.content import grid_of
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Slide:
    """A page with the formations shown, from number ``first``; ``places`` columns share the width, words ``beside``."""

    page: PageFamille
    first: int
    total: int
    places: int
    beside: bool

    @property
    def where(self) -> str:
        """Which formations are shown, empty when all are."""
        last = self.first + len(self.page.colonnes)
        if len(self.page.colonnes) == self.total:
            return ""
        if last == self.first + 1:
            return f"Formation {last} sur {self.total}"
        return f"Formations {self.first + 1} à {last} sur {self.total}"


def slides(pages: Sequence[PageFamille], theme: Theme, width: int) -> list[Slide]:
    """Return every slide at this width in pixels. All columns of a page are as wide as one another."""
    return [slide for page in pages for slide in _lots(page, *_room(page, theme, width))]


def _room(page: PageFamille, theme: Theme, width: int) -> tuple[int, bool]:
    """Return how many columns fit, and whether the words of lines do beside them."""
    for places in range(len(page.colonnes), 0, -1):
        for beside in (True, False):
            if grid_of(theme, page, places, beside, {}).least() <= width:
                return places, beside
    return 1, False


def _lots(page: PageFamille, places: int, beside: bool) -> Iterator[Slide]:
    total = len(page.colonnes)
    lots = -(-total // places)
    size = -(-total // lots)
    for first in range(0, total, size):
        shown = replace(page, colonnes=page.colonnes[first : first + size])
        yield Slide(shown, first, total, size, beside)

"""How the pages of the family mode go by: a slide a page, more where not all formations fit at a readable size.

A slide opens with figures: the first of its screens holds the first line of them under its heads, whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.famille_page import PageFamille
from ui.family.content import assemble, grid_of
from ui.family.heads import Setting
from ui.theme import Theme

GUESSED = 10
"""The longest guess, to measure with."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A page with the formations shown, from number ``first``, and how it is set."""

    page: PageFamille
    first: int
    total: int
    setting: Setting

    @property
    def where(self) -> str:
        """Which formations are shown, empty when all are."""
        shown = len(self.page.colonnes)
        last = self.first + shown
        if shown == self.total:
            return ""
        if shown == 1:
            return f"Formation {last} sur {self.total}"
        return f"Formations {self.first + 1} {'et' if shown == 2 else 'à'} {last} sur {self.total}"


def slides(pages: Sequence[PageFamille], theme: Theme, width: int, screen: int, guess: bool = False) -> list[Slide]:
    """Return every slide at this width, on screens of this height, in pixels; ``guess`` leaves room for guesses.

    All columns of a page are as wide as one another.
    """
    return [slide for page in pages for slide in _shared(page, theme, width, screen, guess)]


def _shared(page: PageFamille, theme: Theme, width: int, screen: int, guess: bool) -> list[Slide]:
    """Return the slides of a page, with as many columns as open with figures."""
    guesses = dict.fromkeys(range(len(page.colonnes)), GUESSED) if guess and page.deviner else {}
    for setting in _settings(len(page.colonnes)):
        if grid_of(theme, page, setting, guesses).least() <= width:
            found = list(_lots(page, setting))
            if all(_opens(slide, theme, width, screen, guesses) for slide in found):
                return found
    return list(_lots(page, Setting(1, beside=False, folded=True)))


def _settings(count: int) -> Iterator[Setting]:
    """Yield how formations may be set, most columns first; of those with as many, the airy ones."""
    for places in sorted({-(-count // lots) for lots in range(1, count + 1)}, reverse=True):
        for folded in (False, True):
            for beside in (True, False):
                yield Setting(places, beside, folded)


def _opens(slide: Slide, theme: Theme, width: int, screen: int, guesses: Mapping[int, int]) -> bool:
    grid = grid_of(theme, slide.page, slide.setting, guesses, slide.where)
    return assemble(theme, slide.page, grid, slide.setting.folded).opens_with(grid.first, width, screen)


def _lots(page: PageFamille, setting: Setting) -> Iterator[Slide]:
    """Yield the slides. What must be said beside all of them is said once, on the last.

    So is what can't be told apart, and wherever two columns that it is about stand side by side.
    """
    total, size = len(page.colonnes), setting.places
    for first in range(0, total, size):
        shown = replace(page, colonnes=page.colonnes[first : first + size])
        if first + size < total:
            here = range(first, first + size)
            alike = any(sum(at in here for at in group) > 1 for group in page.groupes)
            shown = replace(shown, lots=(), departages=page.departages if alike else ())
        yield Slide(shown, first, total, setting)

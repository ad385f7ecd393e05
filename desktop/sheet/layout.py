"""Which columns stand on which page: one page for one to four, two for five and six, one more rather than a cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.rubriques import Rubrique, rubriques
from desktop.sheet.draft import NOTHING, OPTIONAL, Draft, Keys, Page, Plan
from desktop.sheet.look import DENSE, ROOMY, TIGHT, Look
from desktop.sheet.suite import Part, suite
from desktop.sheet.told import GIVES_WAY, mine, thinner
from desktop.sheet.verdict_lines import Scope
from desktop.verdict_words import noms_courts

NAMED = (5, 5, 5, 3, 3)
"""Jobs or diplomas named in a cell, by how many columns stand side by side."""


def pages(comparison: Comparison, depuis: Commune | None, plus: Sequence[Rubrique] = ()) -> list[Page]:
    """Lay a comparison out, with the rubriques of ``plus`` after its own.

    What is said of columns on different pages stands on the last page, or on the first when only that one has room.
    The section told in sentences stands on the page of its columns, else on one more at the end.
    """
    groups = spread(len(comparison.colonnes))
    names = noms_courts(comparison.colonnes)
    told = (*rubriques(comparison, NAMED[len(groups[0])]), *plus)
    if len(groups) > 1:  # names on one page and not on the other would seem to say something
        told = tuple(r for r in told if r.cle not in GIVES_WAY)
    fitters = [
        _Fitter(Plan(comparison, g, *_scopes(names, groups, n), depuis, mine(told, g))) for n, g in enumerate(groups)
    ]
    fitted = _fit(fitters)
    after = [part for fit in fitted if (part := fit.after) is not None]
    return [*(page for fit in fitted for page in fit.pages), *(suite(comparison, after) if after else [])]


def spread(count: int) -> list[tuple[int, ...]]:
    """Return the columns of each page: 5 are 3 and 2, 6 are 3 and 3."""
    return [tuple(range(count))] if count <= 4 else [tuple(range(3)), tuple(range(3, count))]


def _scopes(names: tuple[str, ...], groups: list[tuple[int, ...]], number: int) -> tuple[Scope, Scope | None]:
    mine = frozenset(groups[number])
    others = frozenset(i for group in groups for i in group) - mine
    return Scope(names, mine), Scope(names, mine, others) if others else None


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The pages of a plan, and what is left for the page after them."""

    pages: list[Page]
    after: Part | None = None


def _fit(fitters: Sequence[_Fitter]) -> list[_Fitted]:
    if len(fitters) == 1:
        return [fitters[0].fit(holds_across=False)]
    first, last = fitters
    for holder in (last, first):
        found = [fitter.fit(fitter is holder) for fitter in fitters]
        if all(len(fit.pages) == 1 for fit in found):
            return found
    return [first.fit(holds_across=False), last.fit(holds_across=True)]


class _Fitter:
    """Finds the roomiest look in which a plan fits, trying each look once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._every: Keys = frozenset(r.cle for r in plan.rubriques)
        self._held: Keys = self._every - frozenset(GIVES_WAY)
        self._draft = cache(lambda level: Draft(plan, Look(plan.places, level)))

    def fit(self, holds_across: bool) -> _Fitted:
        """Return one page, or as few as needed when even the barest look is too high for one.

        What is more than names and has no room there is left for the page after.
        """
        bare = self._bare(holds_across)
        if bare is None:
            return self._flowed(holds_across)
        page, least, without = bare
        for level, out, keep in self._attempts(without) if self._every else ():
            if level < least or not without <= out:
                continue  # too high even without the section
            if (fuller := self._draft(level).single(out, holds_across, keep)) is not None:
                return _Fitted([fuller])
        return _Fitted([page], self._after(page.lacks))

    def _flowed(self, holds_across: bool) -> _Fitted:
        for level, without in _looks():
            pages = self._draft(level).flowed(without, holds_across)
            if len(pages) <= 2:
                break
        for level, without, keep in self._attempts(NOTHING) if self._every else ():
            longer = self._draft(level).flowed(without, holds_across, keep)
            if len(longer) <= len(pages):
                return _Fitted(longer)
        return _Fitted(pages, self._after(NOTHING))

    def _after(self, lacks: Keys) -> Part | None:
        """Return what the page after them has to hold: nothing when only names are left."""
        plan = self._plan
        return Part(plan.columns, plan.places, plan.rubriques, lacks) if self._held else None

    def _bare(self, holds_across: bool) -> tuple[Page, int, Keys] | None:
        """Return the one page without the section, its look and what it leaves out; None when it needs more."""
        for level, without in _looks():
            if (page := self._draft(level).single(without, holds_across)) is not None:
                return page, level, without
        return None

    def _attempts(self, without: Keys) -> Iterator[tuple[int, Keys, Keys]]:
        """Yield looks, what they leave out and the rubriques that they keep.

        Diplomas give way to looser lines, jobs to nothing but what is more than names; that has lines for notes and
        boxes to tick left out, and nothing more than what the page leaves out ``without`` the section.
        """
        named = [keep for keep in thinner(self._every) if keep != self._held]
        for levels in ((ROOMY, TIGHT), (DENSE,)):
            for keep in named:
                yield from ((level, NOTHING, keep) for level in levels)
        if self._held:
            yield from ((level, NOTHING, self._held) for level in (ROOMY, TIGHT, DENSE))
            for more in ({"notes"}, {"notes", "visite"}, {"notes", "visite", *without}):
                yield DENSE, frozenset(more), self._held


def _looks() -> Iterator[tuple[int, Keys]]:
    """Yield looks and what they leave out: closer lines first, then what may give way, in its order."""
    for level in (ROOMY, TIGHT, DENSE):
        yield level, NOTHING
    for count in range(1, len(OPTIONAL) + 1):
        yield DENSE, frozenset(OPTIONAL[:count])

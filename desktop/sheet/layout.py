"""Which columns stand on which page: one page for one to four, two for five and six, one more rather than a cut."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.sheet.draft import OPTIONAL, Draft, Page, Plan
from desktop.sheet.look import DENSE, ROOMY, TIGHT, Look
from desktop.sheet.verdict_lines import Scope
from desktop.verdict_words import noms_courts


def pages(comparison: Comparison, depuis: Commune | None) -> list[Page]:
    """Lay a comparison out.

    What is said of columns on different pages stands on the last page, or on the first when only that one has room.
    """
    groups = spread(len(comparison.colonnes))
    names = noms_courts(comparison.colonnes)
    fitters = [_Fitter(Plan(comparison, g, *_scopes(names, groups, n), depuis)) for n, g in enumerate(groups)]
    if len(fitters) == 1:
        return fitters[0].fit(holds_across=False)
    first, last = fitters
    for holder in (last, first):
        found = [page for fitter in fitters for page in fitter.fit(fitter is holder)]
        if len(found) == len(groups):
            return found
    return first.fit(holds_across=False) + last.fit(holds_across=True)


def spread(count: int) -> list[tuple[int, ...]]:
    """Return the columns of each page: 5 are 3 and 2, 6 are 3 and 3."""
    return [tuple(range(count))] if count <= 4 else [tuple(range(3)), tuple(range(3, count))]


def _scopes(names: tuple[str, ...], groups: list[tuple[int, ...]], number: int) -> tuple[Scope, Scope | None]:
    mine = frozenset(groups[number])
    others = frozenset(i for group in groups for i in group) - mine
    return Scope(names, mine), Scope(names, mine, others) if others else None


class _Fitter:
    """Finds the roomiest look in which a plan fits, trying each look once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._draft = cache(lambda level: Draft(plan, Look(plan.places, level)))

    def fit(self, holds_across: bool) -> list[Page]:
        """Return one page, or as few as needed when even the barest look is too high for one."""
        for level, without in _attempts():
            if (page := self._draft(level).single(without, holds_across)) is not None:
                return [page]
        flowed: list[Page] = []
        for level, without in _attempts():
            flowed = self._draft(level).flowed(without, holds_across)
            if len(flowed) <= 2:
                break
        return flowed


def _attempts() -> Iterator[tuple[int, frozenset[str]]]:
    """Yield looks and what they leave out: closer lines first, then what may give way, in its order."""
    for level in (ROOMY, TIGHT, DENSE):
        yield level, frozenset()
    for count in range(1, len(OPTIONAL) + 1):
        yield DENSE, frozenset(OPTIONAL[:count])

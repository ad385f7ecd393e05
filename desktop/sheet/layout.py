"""Which columns stand on which page: one page for one to four, two for five and six, one more rather than a cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.rubriques import Rubrique, rubriques
from desktop.sheet.draft import NOTHING, OPTIONAL, Draft, Keys, Page, Plan, Told
from desktop.sheet.look import DENSE, ROOMY, TIGHT, Look
from desktop.sheet.suite import Part, suite
from desktop.sheet.told import GIVES_WAY, mine, thinner
from desktop.sheet.verdict_lines import Scope
from desktop.verdict_words import noms_courts

NAMED = (5, 5, 5, 3, 3)
"""Jobs or diplomas named in a cell, by how many columns stand side by side."""
_ANY = 99
FEWEST = 3
"""Jobs or diplomas named at least, where they are."""


def pages(comparison: Comparison, depuis: Commune | None, plus: Sequence[Rubrique] = ()) -> list[Page]:
    """Lay a comparison out, with the rubriques of ``plus`` after its own.

    What is said of columns on different pages stands on the last page, or on the first when only that one has room.
    The section told in sentences stands on the page of its columns, else on one more at the end. Names never take a
    page more: closer lines, fewer names, lines for notes and boxes to tick give way to them, then they are left out.
    Names on one page and not on the other would seem to say something.
    """
    groups = spread(len(comparison.colonnes))
    scopes = _scopes(noms_courts(comparison.colonnes), groups)
    most = NAMED[len(groups[0])]
    told = {count: (*rubriques(comparison, count), *plus) for count in (most, FEWEST)}
    drafts: dict[tuple[tuple[int, ...], int], Draft] = {}

    def draft(plan: Plan, level: int) -> Draft:
        """Draw what every plan of these columns shares once a look."""
        key = plan.columns, level
        if key not in drafts:
            drafts[key] = Draft(plan, Look(plan.places, level))
        return drafts[key].telling(plan)

    def laid(count: int, keep: Keys, yields: bool, most_pages: int) -> list[Page] | None:
        kept, left = (tuple(r for r in told[count] if (r.cle in keep) is here) for here in (True, False))
        plans = [
            Plan(comparison, g, *scope, depuis, mine(kept, g), mine(left, g))
            for g, scope in zip(groups, scopes, strict=True)
        ]
        return _laid(comparison, [_Fitter(plan, yields, draft) for plan in plans], most_pages)

    every = frozenset(r.cle for r in told[most])
    held = every - frozenset(GIVES_WAY)
    least = laid(FEWEST, held, True, _ANY) or []
    for keep in thinner(every):
        for count, yields in ((most, False), (FEWEST, True)):
            if keep != held and (found := laid(count, keep, yields, len(least))):
                return found
    return least


def spread(count: int) -> list[tuple[int, ...]]:
    """Return the columns of each page: 5 are 3 and 2, 6 are 3 and 3."""
    return [tuple(range(count))] if count <= 4 else [tuple(range(3)), tuple(range(3, count))]


def _scopes(names: tuple[str, ...], groups: Sequence[tuple[int, ...]]) -> list[tuple[Scope, Scope | None]]:
    every = frozenset(i for group in groups for i in group)
    pairs = ((here, every - here) for here in map(frozenset, groups))
    return [(Scope(names, here), Scope(names, here, others) if others else None) for here, others in pairs]


def _laid(comparison: Comparison, fitters: Sequence[_Fitter], most_pages: int) -> list[Page] | None:
    """Return the pages of every plan, then what they have no room for; None when there are more than ``most_pages``."""
    fitted = _fit(fitters)
    after = [part for fit in fitted if (part := fit.after) is not None]
    found = [page for fit in fitted for page in fit.pages]
    if len(found) + bool(after) > most_pages:
        return None
    found += suite(comparison, after) if after else []
    return found if len(found) <= most_pages else None


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
    """Finds the roomiest look in which a plan fits, trying each look once.

    Where it ``yields``, lines for notes and boxes to tick give way to the section.
    """

    def __init__(self, plan: Plan, yields: bool, draft: Callable[[Plan, int], Draft]) -> None:
        self._plan = plan
        self._yields = yields
        self._draft = cache(lambda level: draft(plan, level))

    def fit(self, holds_across: bool) -> _Fitted:
        """Return one page, or as few as needed when even the barest look is too high for one.

        The section that has no room there is left for the page after.
        """
        bare = self._bare(holds_across)
        if bare is None:
            return self._flowed(holds_across)
        page, least, without = bare
        for level, out, told in self._attempts(without):
            if level < least or not without <= out:
                continue  # too high even without the section
            if (fuller := self._draft(level).single(out, holds_across, told)) is not None:
                return _Fitted([fuller])
        return _Fitted([page], self._after(page.lacks))

    def _flowed(self, holds_across: bool) -> _Fitted:
        for level, without in _looks():
            pages = self._draft(level).flowed(without, holds_across)
            if len(pages) <= 2:
                break
        for level, out, told in self._attempts(NOTHING):
            longer = self._draft(level).flowed(without | out, holds_across, told)
            if len(longer) <= len(pages):
                return _Fitted(longer)
        return _Fitted(pages, self._after(NOTHING))

    def _after(self, lacks: Keys) -> Part | None:
        """Return what the page after them has to hold."""
        plan = self._plan
        return Part(plan.columns, plan.places, plan.rubriques, plan.omis, lacks) if plan.rubriques else None

    def _bare(self, holds_across: bool) -> tuple[Page, int, Keys] | None:
        """Return the one page without the section, its look and what it leaves out; None when it needs more."""
        for level, without in _looks():
            if (page := self._draft(level).single(without, holds_across)) is not None:
                return page, level, without
        return None

    def _attempts(self, without: Keys) -> Iterator[tuple[int, Keys, Told]]:
        """Yield looks, what they leave out for the section and how it stands there.

        Closer lines come first, then lines for notes and boxes to tick give way, then its heading; nothing more than
        what the page leaves out ``without`` the section.
        """
        if not self._plan.rubriques:
            return
        yield from ((level, NOTHING, Told.HEADED) for level in (ROOMY, TIGHT, DENSE))
        if self._yields:
            for more in ({"notes"}, {"notes", "visite"}, {"notes", "visite", *without}):
                yield DENSE, frozenset(more), Told.HEADED
            yield DENSE, frozenset({"notes", "visite", *without}), Told.BARE


def _looks() -> Iterator[tuple[int, Keys]]:
    """Yield looks and what they leave out: closer lines first, then what may give way, in its order."""
    for level in (ROOMY, TIGHT, DENSE):
        yield level, NOTHING
    for count in range(1, len(OPTIONAL) + 1):
        yield DENSE, frozenset(OPTIONAL[:count])

"""Which columns stand on which page, and what stands on the back: figures in front, one page for up to four columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from desktop.comparison import Comparison
from desktop.rubrique_autres import autres
from desktop.rubriques import rubriques
from desktop.sheet.boxes import Stack
from desktop.sheet.demande import ORDINAIRE, Demande
from desktop.sheet.detail import Fiche
from desktop.sheet.draft import ASIDE, GAPS, LABELS, NOTHING, PLACE, TOLD, Draft, Keys, Page, Plan, noted
from desktop.sheet.header import Blanks
from desktop.sheet.look import DENSE, ROOMY, TIGHT, Look
from desktop.sheet.rules import Heading
from desktop.sheet.subject import drawn
from desktop.sheet.text import bold, quiet
from desktop.sheet.told import ABSENT, mine, named
from desktop.sheet.verdict_lines import Scope
from desktop.sheet.verso_hand import DATES as LABELLED
from desktop.sheet.verso_hand import TITRE_DATES
from desktop.sheet.weight import limit, weight
from desktop.verdict_words import noms_courts

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

GIVEN = (
    frozenset({LABELS}),
    frozenset({LABELS, PLACE}),
    frozenset({LABELS, GAPS}),
    frozenset({LABELS, PLACE, GAPS}),
)
"""What the densest page leaves to the back, as little as it can; without a back page, only the labels."""
DATES = "dates"
FEWEST, MOST = 3, 5
"""Jobs or diplomas named for narrow columns, and for wide ones."""
_CLOSER = 70.0
"""Points that closer lines alone can't win back: when more is missing, the step between is not tried."""

_MARKS = 26.0
"""Points that the marks of the whole place take at the foot: they leave with it."""


@dataclass(frozen=True, slots=True)
class Front:
    """The pages of figures of some columns, and what they leave to the back."""

    plan: Plan
    pages: tuple[Page, ...]
    out: Keys


def pages(comparison: Comparison, demande: Demande = ORDINAIRE, langue: Langue | None = None) -> list[Page]:
    """Lay a comparison out as it is asked for, with the rubriques of ``demande.plus`` after its own."""
    front = [_front(replace(plan, langue=langue), demande.verso) for plan in plans(comparison, demande)]
    if not demande.verso:
        return [page for one in front for page in one.pages]
    from desktop.sheet.verso import verso  # for a sheet with a back only
    from desktop.sheet.verso_seen import seen_of, silence

    seen = seen_of([one.plan for one in front])
    silent = silence(comparison, seen)
    if silent and len(front) == 1 and (fuller := _saying(front[0], silent)) is not None:
        front, silent = [fuller], ()
    back, dropped = verso(comparison, front, seen, silent)
    laid = [page for one in front for page in one.pages]
    if DATES in dropped and len(laid) == 1:
        laid = [_dated(laid[0], front[0])]
    return [*laid, *back]


def _dated(page: Page, front: Front) -> Page:
    """Return the page with the dates to note, two a line, in place of lines for notes where it has as many."""
    look = Look(front.plan.places, DENSE, front.plan.langue)
    lines = [Blanks(look, words) for words in (LABELLED[:2], LABELLED[2:])]
    blocks = [block for block in page.blocks if not isinstance(block, Blanks)]
    dated = Page((*blocks, Stack((Heading(look, TITRE_DATES), *lines))), page.gap, page.foot)
    return noted(dated, look) if dated.spare >= 0 else page


def _saying(front: Front, silent: Sequence[str]) -> Front | None:
    """Return the page with what the sheet can't tell, in place of lines for notes; None if it is full."""
    if len(front.pages) > 1:
        return None
    [page] = front.pages
    blocks = [block for block in page.blocks if not isinstance(block, Blanks)]
    look = Look(front.plan.places, DENSE, front.plan.langue)
    said = Page((*blocks, look.text(bold(ABSENT), quiet(" ".join(silent)))), page.gap, page.foot)
    if said.spare < 0 or weight((said.blocks, said.foot)) > limit(len(front.plan.comparison.colonnes)):
        return None
    return replace(front, pages=(noted(said, look),))


def spread(count: int) -> list[tuple[int, ...]]:
    """Return the columns of each page: 5 are 3 and 2, 6 are 3 and 3."""
    return [tuple(range(count))] if count <= 4 else [tuple(range(3)), tuple(range(3, count))]


def plans(comparison: Comparison, demande: Demande) -> list[Plan]:
    """Return what each page has to hold; without a back page, the last one says what holds across the pages."""
    colonnes = comparison.colonnes
    names = noms_courts(colonnes) if len(colonnes) > 1 else (colonnes[0].formation.libelle,)
    groups = spread(len(comparison.colonnes))
    every = (*rubriques(comparison, FEWEST if len(groups[0]) > 2 else MOST), *demande.plus)
    figures = [r for r in every if not named(r)]
    back = [r for r in every if named(r)] if demande.verso else []
    found = []
    for group in groups:
        printed = [ligne.indicateur.nom for ligne in drawn(comparison, group)]
        dits = [printed if i in group else () for i in range(len(names))]
        rest = autres(comparison, dits, avant=len(names) == 1)
        more = [*([rest] if rest and demande.verso else []), *back]
        scope = Scope(names, frozenset(group))
        told = mine(figures, group), mine(more, group)
        if len(names) == 1:  # its page has room for every figure
            told = mine([*figures, *([rest] if rest else [])], group), mine(back, group)
        found.append(Plan(comparison, group, scope, None, demande.depuis, *told, several=len(groups) > 1))
    if len(groups) > 1 and not demande.verso:
        here, there = (frozenset(group) for group in reversed(groups))
        found[-1] = replace(found[-1], across=Scope(names, here, there))
    return found


def _front(plan: Plan, verso: bool) -> Front:
    """Return the roomiest page that holds the columns; what a dense page has no room for is left to the back.

    More than one page, in the densest look, when even the barest is too high; as few as may be.
    """
    kind = Fiche if len(plan.comparison.colonnes) == 1 else Draft
    aside = ASIDE if verso else NOTHING

    @cache
    def fullest(level: int) -> Draft:
        return kind(plan, Look(plan.places, level, plan.langue), aside)

    heavy: Front | None = None
    for level, more in _tries(plan, verso, kind is Fiche):
        if level == TIGHT and fullest(ROOMY).spare_without(TOLD) < -_CLOSER:
            continue
        draft = fullest(level)
        if draft.spare_without(*more) < (-_MARKS if PLACE in more else 0):
            continue
        page = (kind(plan, draft.look, aside | more) if more else draft).page()
        if page is None:
            continue
        front = Front(plan, (page,), aside | more)
        if GAPS in more and heavy is not None:
            break  # what may be said of figures leaves them for want of room, never for ink
        if weight((page.blocks, page.foot)) <= limit(len(plan.comparison.colonnes)):
            return front
        if heavy is None or (GAPS not in front.out and len(front.out) >= len(heavy.out)):
            heavy = front
    if heavy is not None:
        return heavy
    outs = [aside | {LABELS}, *([aside | {LABELS, TOLD}] if verso and plan.rubriques else [])]
    flowed = [Front(plan, tuple(kind(plan, fullest(DENSE).look, out).flowed()), out) for out in outs]
    return min(flowed, key=lambda front: len(front.pages))


def _tries(plan: Plan, verso: bool, keeps: bool) -> list[tuple[int, Keys]]:
    """Return looks and what leaves the page, in the order to try; a page that ``keeps`` has closer lines first."""
    levels = (ROOMY, TIGHT, DENSE)
    bare = frozenset({TOLD}) if plan.rubriques else NOTHING
    full = [(level, NOTHING) for level in levels]
    left = [(level, bare) for level in levels] if bare else []
    tries = [*full, *left] if keeps or not left else [one for pair in zip(full, left, strict=True) for one in pair]
    return [*tries, *((DENSE, bare | given) for given in (GIVEN if verso else GIVEN[:1]))]

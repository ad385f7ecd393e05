"""Ink of a sheet: which pages go over their limit, and whether something could still have given way for it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.comparison import Comparison
from desktop.sheet.demande import ORDINAIRE
from desktop.sheet.draft import AID, LABELS, PLACE, TICKS
from desktop.sheet.layout import _front, _saying, plans
from desktop.sheet.verso import TOO_DARK, verso
from desktop.sheet.verso_seen import seen_of, silence
from tests.desktop.sheet.paper import Paper

NARROW, WIDE = 5.0, 7.0
"""Most mean grey of a page, in percent: up to three columns, and from four on."""
OVER = 0.8
"""How much a page may be over when nothing is left that may give way for ink."""
SURE = 0.15
"""How far the estimate that decides may be from what is measured."""


def limit(comparison: Comparison) -> float:
    """Return the most ink of a page of a comparison."""
    return NARROW if len(comparison.colonnes) < 4 else WIDE


def too_dark(comparison: Comparison, paper: Paper) -> Iterator[str]:
    """Yield the pages over their limit though something could still give way, and those too far over it."""
    most = limit(comparison)
    dark = {number: ink for number in range(len(paper)) if (ink := paper.ink(number)) > most}
    if not dark:
        return
    fronts, dropped = given_up(comparison)
    for number, ink in dark.items():
        bare = fronts[number] >= {AID, TICKS, LABELS, PLACE} if number < len(fronts) else dropped >= {*TOO_DARK}
        if ink > most + (OVER if bare else SURE):
            yield f"page {number + 1}: ink {ink:.2f}{'' if bare else ', not bare'}"


def given_up(comparison: Comparison) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Return what each page of figures leaves out, and what the back of them all does; what it has not is given up."""
    fronts = [_front(plan, True) for plan in plans(comparison, ORDINAIRE)]
    seen = seen_of([front.plan for front in fronts])
    silent = silence(comparison, seen)
    if silent and len(fronts) == 1 and (fuller := _saying(fronts[0], silent)) is not None:
        fronts, silent = [fuller], ()
    return [front.out for front in fronts for _ in front.pages], verso(comparison, fronts, seen, silent)[1]

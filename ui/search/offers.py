"""Why nothing was found, and the ways out: only those that lead to something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.typography import NBSP, quantite
from ui.search.asking import Asker, Question
from ui.search.empty import Offer

WIDER = (100, 150, None)
"""Radii in kilometres that are tried, None without limit."""
WITHOUT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Acts:
    """What the ways out call; None for one that is not open."""

    widen: Callable[[int], object]
    correct: Callable[[], object]
    everywhere: Callable[[], object] | None
    unfilter: Callable[[], object]


def ways_out(
    asker: Asker, question: Question, acts: Acts, extent: str, elsewhere: str = ""
) -> tuple[str, str, list[Offer]]:
    """Return the sentence, what is said under it and the ways out of a question without results.

    ``extent`` names the data when they do not cover the whole country; ``elsewhere`` is what the search says of the
    place named.
    """
    offers: list[Offer] = []
    words = f"Aucune formation ne correspond à «{NBSP}{question.text}{NBSP}»." if question.text else "Aucune formation."
    if question.as_typed and asker.total(replace(question, as_typed=False)):
        offers.append(Offer("Corriger l’orthographe", acts.correct))
    near = _wider(asker, question, acts)
    if near is not None:
        words = f"Aucune formation à moins de {question.radius_km:.0f}{NBSP}km. {near.word}{NBSP}?"
        offers.append(near)
    if acts.everywhere is not None and question.bounded and asker.total(replace(question, bounded=False)):
        offers.append(Offer("Chercher dans toutes les régions", acts.everywhere))
    if question.filtered and (count := asker.total(replace(question, chosen={}))):
        offers.append(Offer(f"Retirer les filtres ({quantite(count, 'formation')})", acts.unfilter))
    hint = elsewhere or ("" if offers else "Essayez un mot plus court ou un autre mot.")
    return words, f"{hint} {extent}".strip(), offers


def _wider(asker: Asker, question: Question, acts: Acts) -> Offer | None:
    if question.radius_km is None:
        return None
    farther = [km for km in WIDER if km is None or km > question.radius_km]
    near = next((km for km in farther if asker.total(replace(question, radius_km=km))), 0)
    if near == 0:
        return None
    word = f"Élargir à {near}{NBSP}km" if near else "Chercher sans limite"
    return Offer(word, lambda: acts.widen(near or WITHOUT_LIMIT))

"""What must be said beside the figures of the family mode, under two short headings: a family reads one idea a line."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.famille_mots import ANCIENS, ORDRE
from desktop.famille_page import Lot
from desktop.verdict_words import MOTIFS
from desktop.wording import D5, D6, D10, PROMESSE

ORIGINE = "D’où viennent ces chiffres"
LIMITES = "Ce qu’ils ne disent pas"
SANS_TITRE = 2
"""As many sentences need no heading."""
_LIMITES = frozenset({PROMESSE, ORDRE, ANCIENS, D5, D6, D10, *MOTIFS.values()})
"""Sentences on what the figures can't tell; all others tell whom they count and how they were made."""


def ranges(sentences: Iterable[str]) -> tuple[Lot, ...]:
    """Return the sentences, each once, in their order, under their headings."""
    said = tuple(dict.fromkeys(sentences))
    if len(said) <= SANS_TITRE:
        return (Lot("", said),) if said else ()
    lots = (
        Lot(ORIGINE, tuple(s for s in said if s not in _LIMITES)),
        Lot(LIMITES, tuple(s for s in said if s in _LIMITES)),
    )
    return tuple(lot for lot in lots if lot.phrases)

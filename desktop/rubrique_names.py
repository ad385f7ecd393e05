"""What comes after, in names: jobs that the ROME cites, diplomas one level above."""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.folding import words
from desktop.facts import Formation, Metier, Suite
from desktop.rubrique_facts import Fait
from desktop.typography import NBSP, quantite

SANS_METIER = "Aucun métier relié à ce diplôme dans les données chargées."
SANS_SUITE = "Nous ne savons pas relier ce diplôme à un autre, un niveau au-dessus."
_SHORT = 3
"""Letters of the words that say nothing of a speciality: « et », « des »."""


def metiers(found: Sequence[Metier], shown: int) -> tuple[Fait, ...]:
    """Return the jobs of the ROME that a formation leads to, one a fact, at most ``shown`` of them named."""
    return _named([m.libelle for m in found], shown, SANS_METIER)


def apres(found: Sequence[Suite], formation: Formation, shown: int) -> tuple[Fait, ...]:
    """Return the diplomas of the same speciality group one level above, at most ``shown`` of them named.

    Those whose name shares a word with the formation's come first, the others keep their order.
    """
    near = {word for word in words(formation.intitule) if len(word) > _SHORT}
    return _named(sorted((s.libelle for s in found), key=lambda name: near.isdisjoint(words(name))), shown, SANS_SUITE)


def _named(names: Sequence[str], shown: int, none: str) -> tuple[Fait, ...]:
    """Return a fact a name; the last one counts those left out, and names them in its whole sentence."""
    every = list(dict.fromkeys(names))
    if not every:
        return (Fait(none, statut="non_couvert", phrase=none),)
    more = every[shown:]
    tail = [Fait(f"et {quantite(len(more), 'autre')}", phrase=f"{NBSP}; ".join(more))] if more else []
    return (*(Fait(name) for name in every[:shown]), *tail)

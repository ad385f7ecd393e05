"""What is asked of the paper: which sheet, in which language, for whom, with what beside the comparison."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.facts import Commune
from desktop.rubriques import Rubrique

COMPARAISON, SIMPLE = "comparaison", "simple"
"""Kinds of sheet. A comparison of one column is the detail sheet of that formation."""

FRANCAIS = "fr"


@dataclass(frozen=True, slots=True)
class Demande:
    """A request for a sheet.

    ``depuis`` adds the distances from a commune; it is printed and kept nowhere. ``plus`` are rubriques from elsewhere
    than the comparison, told after its own. ``verso`` adds the back page. ``langue`` is ISO 639-1; ``bilingue`` keeps
    the French words beside those of another language. ``tutoiement`` says « tu » on the fiche simple.
    """

    genre: str = COMPARAISON
    depuis: Commune | None = None
    plus: tuple[Rubrique, ...] = ()
    verso: bool = True
    langue: str = FRANCAIS
    bilingue: bool = False
    tutoiement: bool = True


ORDINAIRE = Demande()
"""What is printed when nothing is asked for: the comparison in French, with its back page."""

"""The figures of a card of the fiche simple: whose they are, ten silhouettes, or why there are none.

Nothing is computed but the ten figures of ``desktop.tens``; nothing is chosen but which figures of the Comparison stand
in the card: its own, else its substitutes, said to be such.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop import row_levels
from desktop.comparison import Comparison, Ligne
from desktop.figures import Figure
from desktop.phrases_simples import Dit
from desktop.phrases_simples_chiffres import (
    COMPTE_INCONNU,
    ECOLE,
    ENSEMBLE,
    INCOHERENT,
    RESTE_INCONNU,
    legende,
    lignes,
    pourquoi,
    version,
)
from desktop.sheet.arrange import Groupe, arrange
from desktop.sheet.subject import PARTS
from desktop.sheet.values import is_note
from desktop.tens import ten
from desktop.wording import GLYPHES, reserves


class Issue(NamedTuple):
    """An outcome of a card: its place in the fixed order, its silhouettes, its sentence short and in full."""

    rang: int
    nombre: int
    phrase: str
    entiere: str


class Chiffres(NamedTuple):
    """What a card counts. ``figures`` are those of the outcomes drawn, by outcome.

    ``legende`` says whose figures they are; where the introduction does, still that they stand in.
    ``reste`` is said where not all three are known, ``manque`` why the place has no figure of its own, and
    ``reserves`` what must be said beside figures.
    """

    legende: str = ""
    issues: tuple[Issue, ...] = ()
    figures: tuple[Figure | None, ...] = (None,) * len(PARTS)
    stands_in: bool = False
    reste: str = ""
    manque: tuple[Dit, ...] = ()
    reserves: tuple[Dit, ...] = ()

    @property
    def premiere(self) -> Figure | None:
        """The figure that speaks for the place, the voie and the cohort; None where nothing is drawn."""
        return next((figure for figure in self.figures if figure is not None), None)


def rows(comparison: Comparison) -> list[Ligne]:
    """Return the rows of the three outcomes."""
    return [ligne for nom in PARTS if (ligne := comparison.ligne(nom)) is not None]


def retenu(comparison: Comparison, i: int) -> Groupe | None:
    """Return the figures that a card counts: a whole of its own, a whole substitute, else the most that is known."""
    groups = arrange([ligne.cellules[i] for ligne in rows(comparison)]).groupes
    return max(groups, key=lambda g: (len(g.figures) == len(PARTS), not g.substitut, len(g.figures)), default=None)


def chiffres(comparison: Comparison, i: int, *, placed: bool, dated: bool) -> Chiffres:
    """Return what the card of a column counts; ``placed``, ``dated``: the introduction does not say where, when."""
    groupe = retenu(comparison, i)
    own = [ligne.cellules[i] for ligne in rows(comparison)]
    lacks = tuple(dict.fromkeys(Dit(GLYPHES[f.statut], pourquoi(f)) for f in own if not f.connue))
    if groupe is None:
        return Chiffres(manque=lacks)
    counted = _issues(groupe)
    if not counted:
        return Chiffres(manque=(Dit(GLYPHES["raison_inconnue"], INCOHERENT),))
    asked = comparison.colonnes[i].lieu_de(row_levels.PARTS)
    figures = dict(zip(groupe.rangs, groupe.figures, strict=True))
    whole = len(figures) == len(PARTS) or any(round(f.valeur or 0) == 100 for f in figures.values())
    first = groupe.premiere
    caption = legende(first, asked, stands_in=groupe.substitut, placed=placed, dated=dated)
    return Chiffres(
        caption,
        counted,
        tuple(figures.get(rang) for rang in range(len(PARTS))),
        groupe.substitut,
        "" if whole else RESTE_INCONNU,
        lacks if groupe.substitut else (),
        tuple(Dit("info", said) for said in _reserves(groupe)),
    )


def _issues(groupe: Groupe) -> tuple[Issue, ...]:
    """Return the outcomes out of ten; nothing where three parts are no whole (DOMAIN.md §6.4)."""
    parts = [0] * len(PARTS)
    for rang, figure in zip(groupe.rangs, groupe.figures, strict=True):
        parts[rang] = round(figure.valeur or 0)
    if len(groupe.figures) == len(PARTS):
        counts = ten(parts) or ()
    else:
        counts = tuple((ten((part, 100 - part)) or (0,))[0] for part in parts)
    if not counts:
        return ()
    said = lignes(counts, tuple(parts))
    return tuple(Issue(rang, counts[rang], *said[rang]) for rang in sorted(groupe.rangs))


def _reserves(groupe: Groupe) -> list[str]:
    """Return what must be said beside the figures; that some are recalculated stands at the foot of the sheet."""
    first = groupe.premiere
    school = first.indicateur.portee == "etablissement"
    said = [ECOLE] if school else [version(s) for s in reserves(first) if not is_note(s)]
    if first.population == "ensemble":
        said.append(ENSEMBLE)
    if first.effectif is None:
        said.append(COMPTE_INCONNU)
    return said

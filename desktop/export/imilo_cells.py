"""What the summary of a comparison says of one figure and of the gaps of a row, in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.comparison import Ligne
from desktop.export.plain import clean
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.typography import liste, pourcent, promotions, valeur
from desktop.verdict_words import groupes
from desktop.verdicts import NET
from desktop.wording import SESSIONS, manque_court, niveau, quand

_TIGHT = {"hors_instantane": "non chargé", "non_couvert": "non suivi", "non_diffuse": "non publié"}
"""Reasons in two words, where six formations leave no room for more."""
_VERSIONS = {
    "ancienne": "ancienne version",
    "nouvelle": "nouvelle version",
    "autre_site": "autre site du CFA",
}


@dataclass(frozen=True, slots=True)
class Usual:
    """The level and the cohort that most figures have, said once; others are said beside their figure."""

    lieu: str
    quand: str
    tous: bool


def usual_of(figures: Sequence[Figure]) -> Usual:
    """Return what most of these figures share."""
    places, times = Counter(map(_place, figures)), Counter(map(_time, figures))
    place, time = (_most(found) for found in (places, times))
    return Usual(place, time, tous=len(places) <= 1 and len(times) <= 1)


def _most(found: Counter[str]) -> str:
    """Return what is counted most often, the first of several; nothing where nothing comes twice and there are more."""
    if not found:
        return ""
    value, count = found.most_common(1)[0]
    return value if count > 1 or len(found) == 1 else ""


def cell_text(cell: Figure, usual: Usual, tight: bool) -> str:
    """Return a value with its range and what is not usual about it, or the short reason why there is none.

    ``tight`` leaves out the words « Région » and « promotions » before a place and a time, and shortens the reason.
    """
    figure = shown(cell)
    if figure is None:
        short = (_TIGHT.get(cell.statut) if tight else None) or manque_court(cell)
        return f"{short[:1].lower()}{short[1:]}"
    told = valeur(figure.valeur or 0, figure.indicateur.unite)
    bounds = f" ({figure.plage[0]} à {pourcent(figure.plage[1])})" if figure.plage else ""
    found = (
        (_place(figure), usual.lieu, _place(figure).removeprefix("Région · ")),
        (_time(figure), usual.quand, quand(figure)),
    )
    own = [short if tight else tag for tag, known, short in found if tag and tag != known]
    own += [_VERSIONS[figure.origine]] if figure.origine in _VERSIONS else []
    own += ["à vérifier"] if figure.rapproche else []
    instead = "" if cell.connue else "à défaut "
    return ", ".join([f"{instead}{told}{bounds}", *own])


def _place(figure: Figure) -> str:
    return clean(niveau(figure.lieu))


def _time(figure: Figure) -> str:
    when = quand(figure)
    return when if figure.indicateur.portee in SESSIONS or not when else promotions(figure.millesime or "")


def gap_texts(ligne: Ligne) -> Iterator[str]:
    """Yield what may be said of the gaps between the figures shown, formations by their numbers."""
    departage = ligne.departage_repli
    for group in groupes(departage.indistinguables):
        yield f"On ne peut pas départager {liste([str(number + 1) for number in group])}."
    net = [(v.i, v.j) for v in departage.verdicts if v.issue == NET]
    if net:
        yield f"Écart net {', '.join(f'entre {i + 1} et {j + 1}' for i, j in net)}."
    motifs = {v.motif for v in departage.verdicts} - {None, "valeur", "sans_objet"}
    if motifs:
        yield (
            "Les autres écarts ne se comparent pas." if net or departage.indistinguables else "Écarts non comparables."
        )

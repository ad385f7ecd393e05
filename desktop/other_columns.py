"""What « Pourquoi ce chiffre ? » says of the gaps between a column and the others (DOMAIN.md §4, §6.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.break_words import CONTRATS, Rupture
from desktop.breaks import ruptures
from desktop.comparison import Comparison, Ligne
from desktop.meetings import shown
from desktop.row_words import headings
from desktop.typography import NBSP
from desktop.verdict_words import EFFECTIF_PHRASE, EGAL_PHRASE, MOTIFS, net_phrase
from desktop.verdicts import EGAL, NET

_YOUNG = ("derniere_annee", "sortants")
"""Denominators whose missing counts leave a gap unsaid; places and candidacies of Parcoursup have no range at all."""


def with_others(
    lignes: Sequence[Ligne], column: int, names: Sequence[str], rompus: Collection[int] = ()
) -> tuple[str, ...]:
    """Return, a line for each other column, all that can be said of the gaps with ``column``, or why nothing can.

    ``rompus`` are the columns that show a figure of broken contracts.
    """
    lines = []
    for other in range(len(names)):
        contrats = column in rompus or other in rompus
        said = _pair(lignes, column, other, contrats=contrats) if other != column else []
        if said:
            lines.append(f"{names[other]}{NBSP}: {' '.join(said)}")
    return tuple(lines)


def broken_contracts(comparison: Comparison) -> frozenset[int]:
    """Return the columns that show a figure of broken contracts."""
    lignes = [ligne for ligne in comparison.lignes if ligne.indicateur.denominateur == "contrats"]
    return frozenset(i for ligne in lignes for i, cell in enumerate(ligne.cellules) if shown(cell) is not None)


def _pair(lignes: Sequence[Ligne], column: int, other: int, *, contrats: bool) -> list[str]:
    """Return the sentences about one pair, each after the indicators that it holds for unless it holds for all."""
    by_sentence: dict[str, list[Ligne]] = {}
    valued = [ligne for ligne in lignes if shown(ligne.cellules[column]) and shown(ligne.cellules[other])]
    for ligne in valued:
        for sentence in _gap(ligne, column, other, contrats=contrats):
            by_sentence.setdefault(sentence, []).append(ligne)
    said = []
    for sentence, of in by_sentence.items():
        whole = len(of) == len(valued)
        head = "" if whole else f"{headings([ligne.indicateur for ligne in of])}{NBSP}: "
        said.append(f"{head}{sentence}" if whole else f"{head}{sentence[:1].lower()}{sentence[1:]}")
    return said


def _gap(ligne: Ligne, column: int, other: int, *, contrats: bool) -> list[str]:
    a, b = shown(ligne.cellules[column]), shown(ligne.cellules[other])
    if a is None or b is None:
        return []
    i, j = sorted((column, other))
    verdict = next((v for v in ligne.departage_repli.verdicts if (v.i, v.j) == (i, j)), None)
    said = []
    if verdict is not None and verdict.issue == EGAL:
        said.append(EGAL_PHRASE)
    elif verdict is not None and verdict.issue == NET:
        said.append(net_phrase(verdict.part))
    said += [_full(rupture, contrats=contrats) for rupture in ruptures(a, b)]
    if verdict is not None and verdict.motif == "non_teste":
        said.append(MOTIFS[verdict.motif])
    if verdict is not None and verdict.motif == "effectif" and ligne.indicateur.denominateur in _YOUNG:
        said.append(EFFECTIF_PHRASE)
    return said


def _full(rupture: Rupture, *, contrats: bool) -> str:
    """Return the full text of a break; broken contracts are sent to only where some are shown (DOMAIN.md B7)."""
    return f"{rupture.phrase[:-1]}{CONTRATS}." if contrats and rupture.regle == "B7" else rupture.phrase

"""What is drawn of the verdicts of a row: ≈ bands, marks of clear gaps, and why nothing may be said of a pair.

The verdicts and every word come from the core (DOMAIN.md §6.2); here they are only placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_bundle.indicators import Indicateur
from desktop.cell_words import AUCUN_ECART_NET, mots
from desktop.comparison import Ligne
from desktop.meetings import meetings
from desktop.typography import NBSP
from desktop.verdict_words import bandes, phrase
from desktop.verdicts import NET, SANS, Departage, Verdict

UNDECIDED, CLEAR, BREAK = "incertitude", "net", "info"
"""The marks of bands: ≈, the underline of clear gaps, an icon where figures can't be compared."""
_STILL_SAID = ("effectif", "non_teste")
"""Reasons that are no break between two cells, told by themselves."""


@dataclass(frozen=True, slots=True)
class Band:
    """A sentence under a row: the columns it spans, its bold beginning, its words, the mark before it."""

    columns: tuple[int, ...]
    lead: str
    words: str
    sign: str = UNDECIDED


def undecided(lignes: Sequence[Ligne], names: Sequence[str]) -> list[Band]:
    """Return the ≈ bands of a row: those of the same columns are one, which names its indicators."""
    found: dict[tuple[tuple[int, ...], str], list[Indicateur]] = {}
    for ligne in lignes:
        for group, sentence in bandes(ligne.departage_repli, names):
            found.setdefault((group, sentence), []).append(ligne.indicateur)
    bands = []
    for (group, sentence), indicateurs in found.items():
        head, name, tail = sentence.partition(names[group[0]])
        bands.append(Band(group, f"{mots(indicateurs)}{NBSP}: {head}", name + tail))
    return bands


def clear_gaps(lignes: Sequence[Ligne], names: Sequence[str]) -> list[Band]:
    """Return the sentences of the clear gaps with the first column (DOMAIN.md §6.2), or that there is none."""
    found: dict[tuple[tuple[int, ...], str], list[Indicateur]] = {}
    for ligne in lignes:
        if pairs := _with_first(ligne):
            columns = tuple(sorted({0, *(v.j for v in pairs)}))
            found.setdefault((columns, phrase(Departage(tuple(pairs)), names)), []).append(ligne.indicateur)
    bands = [
        Band(columns, f"{mots(indicateurs)}{NBSP}: ", sentence, CLEAR)
        for (columns, sentence), indicateurs in found.items()
    ]
    if not bands and any(v.issue != SANS for ligne in lignes for v in ligne.departage_repli.verdicts):
        bands.append(Band(tuple(range(len(names))), "", AUCUN_ECART_NET, CLEAR))
    return bands


def breaks(lignes: Sequence[Ligne], names: Sequence[str]) -> list[Band]:
    """Return the band of the breaks in comparability between neighbours of a row, if there are any (DOMAIN.md §4)."""
    found = meetings(lignes, names)
    columns = sorted({column for group, _ in found for column in group})
    return [Band(tuple(columns), "", " ".join(sentence for _, sentence in found), BREAK)] if found else []


def marked(ligne: Ligne) -> frozenset[int]:
    """Return the columns whose figure is underlined: those of a clear gap with the first column, itself included."""
    pairs = _with_first(ligne)
    return frozenset({0, *(v.j for v in pairs)}) if pairs else frozenset()


def remarks(lignes: Sequence[Ligne], names: Sequence[str]) -> list[str]:
    """Return, once each, why some pairs that could be compared have no verdict; a lone pair among several is named."""
    silent = [v for ligne in lignes for v in ligne.departage_repli.verdicts if v.motif in _STILL_SAID]
    by_reason: dict[str | None, dict[tuple[int, int], Verdict]] = {}
    for verdict in silent:
        by_reason.setdefault(verdict.motif, {})[verdict.i, verdict.j] = verdict
    said = []
    for pairs in by_reason.values():
        sentence = phrase(Departage(tuple(pairs.values())), names)
        if sentence and len(pairs) == 1 and len(names) > 2:
            [(i, j)] = pairs
            sentence = f"{names[i]} et {names[j]}{NBSP}: {sentence[:1].lower()}{sentence[1:]}"
        if sentence:
            said.append(sentence)
    return said


def _with_first(ligne: Ligne) -> list[Verdict]:
    return [v for v in ligne.departage_repli.verdicts if v.issue == NET and v.i == 0]

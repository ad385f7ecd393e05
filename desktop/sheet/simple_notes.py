"""The lines under the cards of a fiche simple: what their gaps say, or that they say nothing; that it is the past.

A gap has the verdict of the Comparison or none: « presque pareil » stands only where it can't be told apart and the
silhouettes are as many but one, « nettement » only where it is clear with a measured share (DOMAIN.md §6.2, §6.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.breaks import before_2022
from desktop.comparison import Colonne, Comparison
from desktop.famille_mots import ANCIEN, ANCIENS, verdicts
from desktop.famille_titres import noms_de_phrase
from desktop.phrases_simples import AUTRE_SITUATION, ETUDES, PASSE, distance, distances
from desktop.phrases_simples_adresse import adresse
from desktop.phrases_simples_chiffres import (
    PAS_COMPARABLES,
    PAS_DEPARTAGER,
    POURQUOI,
    meme_chiffre,
    nettement,
    pas_toutes,
    presque,
    presque_des_autres,
    tenu,
)
from desktop.sheet.demande import Demande
from desktop.sheet.simple_chiffres import Chiffres, rows
from desktop.verdict_words import groupes, noms_courts
from desktop.verdicts import EGAL, NET, Verdict
from desktop.wording import RUPTURE_B1, sur_dix

Told = list[list[Verdict]]
CLEAR, CHECK, OTHER, STUDIES, KM = range(1, 6)
"""What gives way for want of room, the last first: clear gaps, to check on the spot, the meaning of two words.

How distances are measured never is left out: it goes to the foot of the page."""
MOST_LINES = 3
"""Lines on what can't be told apart, or on what clearly differs: more would be read by nobody."""


class Note(NamedTuple):
    """Sentences behind one icon.

    Those that ``cede`` may be left out for want of room, the highest first. ``ecart`` tells that it is about the
    cards together: it stands under the last of them.
    """

    icone: str
    phrases: tuple[str, ...]
    cede: int = 0
    ecart: bool = False


def notes(
    comparison: Comparison, counted: Sequence[Chiffres], demande: Demande, most: int = MOST_LINES
) -> tuple[Note, ...]:
    """Return the lines under the cards, at most as many as ``most`` on what can't be told apart."""
    told = _told(comparison, counted)
    names = noms(comparison.colonnes)
    gaps = (*_equal(told, names, counted, most), *_clear(told, names), *_silent(told, names))
    found = [note._replace(ecart=True) for note in gaps]
    figures = [figure for one in counted for figure in one.figures if figure is not None]
    if any(before_2022(figure) for figure in figures):
        found.append(Note("info", (RUPTURE_B1,)))
    places = [colonne.lieu.etablissement for colonne in comparison.colonnes]
    if demande.depuis is not None and any(distance(demande.depuis, place) is not None for place in places):
        found.append(Note("lieu", (distances(demande.depuis),), KM))
    if figures:
        found.append(Note("info", PASSE))
        found += [Note("autres", (AUTRE_SITUATION,), OTHER), Note("etudes", (ETUDES,), STUDIES)]
    if any(colonne.offre is not None and not colonne.fermee for colonne in comparison.colonnes):
        found.append(Note("telephone", (adresse("verifier", demande.tutoiement),), CHECK))
    return tuple(found)


def noms(colonnes: Sequence[Colonne]) -> tuple[str, ...]:
    """Return the shortest names that tell the formations apart; a cut one stands whole at the head of its card."""
    short = noms_courts(colonnes)
    found = tuple(min(pair, key=len) for pair in zip(short, noms_de_phrase(colonnes), strict=True))
    return found if len(set(found)) == len(found) else short


def _told(comparison: Comparison, counted: Sequence[Chiffres]) -> Told:
    """Return the verdicts of each outcome between the figures that the cards draw, and no others."""
    told = []
    for rang, ligne in enumerate(rows(comparison)):
        drawn = [one.figures[rang] for one in counted]
        shown = [figure or own for figure, own in zip(drawn, ligne.cellules, strict=True)]
        found = verdicts(ligne, shown)
        told.append([v for v in found if drawn[v.i] is not None and drawn[v.j] is not None])
    return told


def _equal(told: Told, names: Sequence[str], counted: Sequence[Chiffres], most: int) -> list[Note]:
    """Return what can't be told apart: a line an outcome, or one for those of which the same is said."""
    found: dict[tuple[tuple[tuple[int, ...], bool], ...], list[int]] = {}
    for rang, of_row in enumerate(told):
        groups = groupes((v.i, v.j) for v in of_row if v.issue == EGAL)
        if alike := tuple((group, _close(group, rang, counted)) for group in groups):
            found.setdefault(alike, []).append(rang)
    said: list[str] = []
    for alike, ranks in found.items():
        hub = _hub([group for group, _ in alike], len(names))
        close = all(near for _, near in alike)
        if hub is not None and len(alike) > 1:
            said.append(presque_des_autres(ranks, names[hub], len(names) - 1, close))
            continue
        said += [presque(ranks, [names[i] for i in g], near, len(g) == len(names)) for g, near in alike]
    if len(said) > most:
        return [Note("incertitude", (pas_toutes(sorted(rang for ranks in found.values() for rang in ranks)),))]
    lines = [Note("incertitude", (sentence,)) for sentence in said]
    if any(near for alike in found for _, near in alike):
        lines[-1] = lines[-1]._replace(phrases=(*lines[-1].phrases, PAS_DEPARTAGER))
    return lines


def _hub(groups: Sequence[tuple[int, ...]], count: int) -> int | None:
    """Return the one formation that can't be told apart from each of the others, one by one."""
    if len(groups) != count - 1 or any(len(group) != 2 for group in groups):
        return None
    [*hubs] = set(groups[0]).intersection(*groups)
    return hubs[0] if len(hubs) == 1 else None


def _close(group: Sequence[int], rang: int, counted: Sequence[Chiffres]) -> bool:
    counts = [issue.nombre for i in group for issue in counted[i].issues if issue.rang == rang]
    return max(counts) - min(counts) <= 1


def _clear(told: Told, names: Sequence[str]) -> list[Note]:
    """Return the clear gaps whose share was measured: for each formation, the later ones that it differs from.

    Nothing where that would take too many lines: the comparison sheet has them.
    """
    found: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    shares: list[int] = []
    for rang, of_row in enumerate(told):
        after: dict[int, list[int]] = {}
        for verdict in of_row:
            share = sur_dix(verdict.part)
            if verdict.issue == NET and share is not None:
                after.setdefault(verdict.i, []).append(verdict.j)
                shares.append(share)
        for first, others in after.items():
            found.setdefault((first, tuple(others)), []).append(rang)
    said = [nettement(ranks, names[first], [names[j] for j in others]) for (first, others), ranks in found.items()]
    if not 0 < len(said) <= MOST_LINES:
        return []
    return [*(Note("info", (s,), CLEAR) for s in said[:-1]), Note("info", (said[-1], tenu(shares)), CLEAR)]


def _silent(told: Told, names: Sequence[str]) -> list[Note]:
    """Return why other gaps have no verdict, each reason once; one and the same figure names its formations."""
    motifs = {v.motif for of_row in told for v in of_row if v.motif}
    same = groupes({(v.i, v.j) for of_row in told for v in of_row if v.motif == "meme_chiffre"})
    said = [meme_chiffre([names[i] for i in group], len(group) == len(names)) for group in same]
    reasons = {**POURQUOI, ANCIEN: ANCIENS}
    found = [reasons[motif] for motif in reasons if motif in motifs - {"meme_chiffre", "voie"}]
    said += found if len(found) < 2 else [PAS_COMPARABLES]
    said += [reasons["voie"]] if "voie" in motifs else []
    return [Note("info", (sentence,)) for sentence in said]

"""Words around the figures of the family mode: level and cohort, why a figure lacks, what can't be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.comparison import Colonne, Ligne
from desktop.famille_page import ColonneFamille, Rang
from desktop.famille_titres import noms_de_phrase
from desktop.figures import Figure
from desktop.typography import NBSP, liste, promotions
from desktop.verdict_words import EGAL_PHRASE, MOTIFS, groupes
from desktop.verdicts import EGAL, SANS, Verdict, departage
from desktop.wording import doute, manque, repli, reserves

EGAL_TETE = EGAL_PHRASE.partition(f"{NBSP}:")[0]
"""``On ne peut pas les départager``: the reason after the colon is said once a page."""
ORDRE = "D’une promotion à l’autre, l’ordre peut s’inverser."
ANCIEN = "ancien"
ANCIENS = "Chiffres plus anciens, montrés à défaut de récents\u00a0: on ne les départage pas."
"""Why older cohorts, shown for want of a newer one, have no verdict: the comparison gives them none."""
_CETTE = "de cette promotion"


def pourquoi(figure: Figure) -> str:
    """Return the sentence of a gap; the cohort not followed yet is named, an older one may stand beside it."""
    said = manque(figure)
    if figure.statut != "horizon_non_observe" or not figure.millesime:
        return said
    one = "_" not in figure.millesime
    return said.replace(_CETTE, f"{'de la' if one else 'des'} {promotions(figure.millesime)}")


def niveau_et_promotion(figure: Figure) -> tuple[str, str]:
    """Return whose figure and when: ``Bretagne``, ``promotions 2022 et 2023``."""
    where = "France entière" if figure.lieu.niveau == "national" else figure.lieu.nom
    return where, promotions(figure.millesime) if figure.millesime else ""


def a_la_place(figure: Figure, asked: Figure) -> str:
    """Return what a substitute stands for: ``À défaut du lycée``, ``Promotion plus ancienne``."""
    return repli(figure, asked.lieu).partition(f"{NBSP}:")[0]


def a_dire(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what must be said beside figures: other version, recalculated; why there is no range."""
    said = [sentence for figure in figures for sentence in reserves(figure)]
    said += [doute(figure) for figure in figures if figure.plage is None]
    return tuple(dict.fromkeys(said))


def communs(columns: Sequence[ColonneFamille]) -> tuple[tuple[ColonneFamille, ...], str, tuple[str, ...]]:
    """Return the columns without what they all say, then that: level, cohort, sentences.

    That it is a substitute stays in its column, whatever the others say (DOMAIN.md, rule 5).
    """
    where, when = _same([c.quand for c in columns]), _same([c.promotion for c in columns])
    both = ", ".join(bit for bit in (where, when) if bit)
    shared = tuple(s for s in columns[0].reserves if all(s in c.reserves for c in columns)) if len(columns) > 1 else ()
    left = tuple(
        replace(
            c,
            quand="" if where else c.quand,
            promotion="" if when else c.promotion,
            reserves=tuple(s for s in c.reserves if s not in shared),
        )
        for c in columns
    )
    return left, f"{both[:1].upper()}{both[1:]}", shared


def _same(said: Sequence[str]) -> str:
    """Return what all columns say that say anything, empty when they differ: one without a figure says nothing."""
    found = dict.fromkeys(text for text in said if text)
    return next(iter(found)) if len(found) == 1 else ""


def en_notes(
    columns: Sequence[ColonneFamille], names: Sequence[str]
) -> tuple[tuple[ColonneFamille, ...], tuple[str, ...]]:
    """Return counted columns without the sentences that are too long for them, then these, each once, after names.

    They are what must be said beside figures, and why a substitute, which its column tells, is there.
    """
    why: dict[str, list[str]] = {}
    for column, name in zip(columns, names, strict=True):
        lack = (column.manque,) if column.repli and column.manque else ()
        for text in (*column.reserves, *lack):
            why.setdefault(text, []).append(name)
    said = tuple(text if len(of) == len(names) else f"{liste(of)}{NBSP}: {_inside(text)}" for text, of in why.items())
    return tuple(replace(c, manque="" if c.repli else c.manque, reserves=()) for c in columns), said


def _inside(text: str) -> str:
    """Return a sentence as it goes on after a name and a colon: no second colon, no bracket."""
    told = text.replace(f"{NBSP}:", ",", 1).replace(" (", ", ").replace(")", "")
    return _lower(told)


def verdicts(ligne: Ligne, shown: Sequence[Figure]) -> list[Verdict]:
    """Return the verdict of each pair of figures shown, a figure a column: of the place's own, or of substitutes.

    Older cohorts shown for want of a newer one are not told apart; where nothing else forbids it, that is the reason.
    """
    stands_in = [figure is not own for figure, own in zip(shown, ligne.cellules, strict=True)]
    found = []
    for own, instead in zip(ligne.departage.verdicts, ligne.departage_repli.verdicts, strict=True):
        i, j = own.i, own.j
        if not shown[i].connue or not shown[j].connue:
            continue
        verdict = instead if stands_in[i] or stands_in[j] else own
        if verdict.motif == "valeur":
            [of_shown] = departage((shown[i], shown[j])).verdicts
            verdict = Verdict(i, j, SANS, of_shown.motif or ANCIEN)
        found.append(verdict)
    return found


def departages(
    colonnes: Sequence[Colonne], told: Sequence[Sequence[Verdict]], rangs: Sequence[Rang]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Return what can't be told apart, in at most one sentence, why other gaps say nothing, and the groups alike.

    ``told`` are the verdicts of each line.
    """
    alike: dict[tuple[int, ...], list[str]] = {}
    for verdicts_of, rang in zip(told, rangs, strict=False):
        for group in groupes((v.i, v.j) for v in verdicts_of if v.issue == EGAL):
            alike.setdefault(group, []).append(rang.mot)
    motifs = {v.motif for verdicts_of in told for v in verdicts_of}
    said = _alike(alike, noms_de_phrase(colonnes), len(told) > 1)
    reasons = {**MOTIFS, ANCIEN: ANCIENS}
    why = (*((ORDRE,) if said else ()), *(s for motif, s in reasons.items() if motif in motifs))
    return said, why, tuple(alike)


def _alike(alike: dict[tuple[int, ...], list[str]], names: Sequence[str], outcomes: bool) -> tuple[str, ...]:
    """Return one sentence, outcome by outcome when there are several; all formations are not named one by one."""
    every = len(names)
    whose: dict[str, list[str]] = {}
    for group, words in alike.items():
        named = f"les {every}{NBSP}formations" if len(group) == every else liste([names[i] for i in group])
        whose.setdefault(_words(words), []).append(named)
    told: list[str] = []
    for said, groups in whose.items():
        text = ", ni ".join(groups) if told else f"on ne peut pas départager {', ni '.join(groups)}"
        if [len(group) for group in alike] == [every]:
            text = _lower(EGAL_TETE)
        told.append(f"{_lower(said) if told else said}{NBSP}: {text}" if outcomes else text)
    whole = f"{NBSP}; ".join(told)
    return (f"{whole[:1].upper()}{whole[1:]}.",) if told else ()


def _words(words: Sequence[str]) -> str:
    return liste([_lower(word) if n else word for n, word in enumerate(words)])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

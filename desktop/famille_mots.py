"""Words around the figures of the family mode: heads of columns, level and cohort, what can't be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.comparison import Colonne, Comparison
from desktop.famille_page import ColonneFamille, Rang, Titre
from desktop.figures import Figure
from desktop.noms_courts import abreges
from desktop.typography import NBSP, liste, promotions
from desktop.verdict_words import EGAL_PHRASE, MOTIFS, groupes, noms_courts
from desktop.verdicts import EGAL
from desktop.wording import doute, repli, reserves

EGAL_TETE = EGAL_PHRASE.partition(f"{NBSP}:")[0]
"""``On ne peut pas les départager``: the reason after the colon is said once a page."""
ORDRE = "D’une promotion à l’autre, l’ordre peut s’inverser."
_VOIES = {"apprentissage": "en apprentissage", "superieur": "dans le supérieur"}


def titres(colonnes: Sequence[Colonne]) -> tuple[Titre, ...]:
    """Return the heads of the columns; the place, then the cohort, where diploma and voie are not enough."""
    short = abreges([c.formation.libelle for c in colonnes])
    plain = [
        Titre(c.formation.libelle, _VOIES.get(c.formation.voie, "au lycée"), abrege=court)
        for c, court in zip(colonnes, short, strict=True)
    ]
    placed = [
        head._replace(lieu=c.lieu.nom) if plain.count(head) > 1 else head
        for head, c in zip(plain, colonnes, strict=True)
    ]
    return tuple(
        head._replace(lieu=f"{c.lieu.nom}, {promotions(c.millesime or '')}") if placed.count(head) > 1 else head
        for head, c in zip(placed, colonnes, strict=True)
    )


def niveau_et_promotion(figure: Figure) -> str:
    """Return whose figure and when: ``Bretagne, promotions 2022 et 2023``."""
    where = "France entière" if figure.lieu.niveau == "national" else figure.lieu.nom
    return f"{where}, {promotions(figure.millesime)}" if figure.millesime else where


def a_la_place(figure: Figure, asked: Figure) -> str:
    """Return what a substitute stands for: ``À défaut du lycée``, ``Promotion plus ancienne``."""
    return repli(figure, asked.lieu).partition(f"{NBSP}:")[0]


def a_dire(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what must be said beside figures: other version, recalculated; why there is no range."""
    said = [sentence for figure in figures for sentence in reserves(figure)]
    said += [doute(figure) for figure in figures if figure.plage is None]
    return tuple(dict.fromkeys(said))


def communs(columns: Sequence[ColonneFamille]) -> tuple[tuple[ColonneFamille, ...], str, tuple[str, ...]]:
    """Return the columns without what they all say, then that: level and cohort, sentences.

    That it is a substitute stays in its column, whatever the others say (DOMAIN.md, rule 5).
    """
    said = dict.fromkeys(c.quand for c in columns if c.quand)  # a column without a figure has none
    when = next(iter(said)) if len(said) == 1 else ""
    shared = tuple(s for s in columns[0].reserves if all(s in c.reserves for c in columns)) if len(columns) > 1 else ()
    left = tuple(
        replace(c, quand="" if when else c.quand, reserves=tuple(s for s in c.reserves if s not in shared))
        for c in columns
    )
    return left, when, shared


def en_notes(columns: Sequence[ColonneFamille]) -> tuple[tuple[ColonneFamille, ...], tuple[str, ...]]:
    """Return counted columns without the sentences that are too long for them, then these, each once, with names.

    They are what must be said beside figures, and why a substitute, which its column tells, is there.
    """
    why: dict[str, list[str]] = {}
    for column in columns:
        lack = (column.manque,) if column.repli and column.manque else ()
        for text in (*column.reserves, *lack):
            why.setdefault(text, []).append(column.titre.court)
    every = len(columns)
    said = tuple(text if len(names) == every else f"{text[:-1]} ({liste(names)})." for text, names in why.items())
    return tuple(replace(c, manque="" if c.repli else c.manque, reserves=()) for c in columns), said


def departages(
    comparison: Comparison, noms: Sequence[str], rangs: Sequence[Rang], stands_in: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what can't be told apart, in at most one sentence, and why other gaps say nothing."""
    names, every = noms_courts(comparison.colonnes), len(comparison.colonnes)
    alike: dict[tuple[int, ...], list[str]] = {}
    motifs: set[str | None] = set()
    for nom, rang in zip(noms, rangs, strict=False):
        ligne = comparison.ligne(nom)
        if ligne is None:
            continue
        departage = ligne.departage_repli if stands_in else ligne.departage
        motifs |= {v.motif for v in departage.verdicts}
        for group in groupes(departage.pairs(EGAL)):
            alike.setdefault(group, []).append(rang.mot)
    said = _alike(alike, names, every, len(noms) > 1)
    return said, (*((ORDRE,) if said else ()), *(s for motif, s in MOTIFS.items() if motif in motifs))


def _alike(
    alike: dict[tuple[int, ...], list[str]], names: Sequence[str], every: int, outcomes: bool
) -> tuple[str, ...]:
    """Return one sentence: of one group of formations the outcomes come first, of several they follow each."""
    whose = {group: liste([names[i] for i in group]) for group in alike}
    if not alike:
        return ()
    if len(alike) > 1:
        bits = (f"{whose[group]} ({_words(words).lower()})" for group, words in alike.items())
        return (f"On ne peut pas départager {f'{NBSP}; '.join(bits)}.",)
    [(group, words)] = alike.items()
    text = EGAL_TETE if len(group) == every else f"On ne peut pas départager {whose[group]}"
    return (f"{_words(words)}{NBSP}: {text[:1].lower()}{text[1:]}." if outcomes else f"{text}.",)


def _words(words: Sequence[str]) -> str:
    return liste([word if n == 0 else word[:1].lower() + word[1:] for n, word in enumerate(words)])

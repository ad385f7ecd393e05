"""The rules of the sentences of a fiche simple, and what breaks them (DOMAIN.md §7.1, DESIGN-TOKENS.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.comparison import Comparison
from desktop.sheet.demande import SIMPLE, Demande
from desktop.sheet.simple_contenu import contenu

MOST_WORDS = 15
FORBIDDEN = re.compile(
    r"%|pour cent|chance|risque|meilleur|échec|recommandé|classement|score|chômage|environ|FALC|!|'"
    r"|de \d+ à \d+|entre \d+ et \d+",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"\b(?:travaillent|travaille\b(?! et)|continuent?|étudient|sont dans une autre|est dans une autre|font)\b"
)
PAST = re.compile(r"\b(?:travaillai(?:en)?t|continuai(?:en)?t|étai(?:en)?t)\b")
OUTCOME = re.compile(r"sur\s10|^(?:\d+|Aucun)\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KM = re.compile(r"\d[\d\u202f]*\u00a0km")
_ORDINAL = re.compile(r"\b\d+(?:e|re|de)\b")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w")
_ALONE = re.compile(r"\S [:;?»]|« ")


def names(comparison: Comparison) -> list[str]:
    """The names that sentences may hold whole, the longest first: each counts as one word."""
    found: set[str] = set()
    for colonne in comparison.colonnes:
        place = colonne.lieu.etablissement
        found |= {colonne.formation.libelle, colonne.lieu.nom, *(f.libelle for f in colonne.successeurs)}
        found |= {place.commune_nom or "", f"département {place.departement}"} if place is not None else set()
    for ligne in comparison.lignes:
        for cell in ligne.cellules:
            for figure in (cell, cell.repli):
                found |= {figure.lieu.nom, *figure.precisions} if figure is not None else set()
    heads = contenu(comparison, Demande(SIMPLE)).noms
    return sorted({name for name in (*found, *heads) if name}, key=len, reverse=True)


def faults(sentence: str, known: Iterable[str] = ()) -> list[str]:
    """Return what is wrong with a sentence; ``known`` are names, which count as one word and may hold anything."""
    bare = sentence
    for name in known:
        bare = bare.replace(name, "Nom")
    found = []
    words = [word for word in re.split(r"\s+", bare) if _WORD.search(word)]
    if len(words) > MOST_WORDS:
        found.append(f"{len(words)} words")
    found += [f"forbidden {hit!r}" for hit in FORBIDDEN.findall(bare)]
    found += [f"space {hit!r}" for hit in _ALONE.findall(bare)]
    rest = _ORDINAL.sub("", _KM.sub("", _YEAR.sub("", bare)))
    found += [f"number {number}" for number in _NUMBER.findall(rest) if int(number) > 10]
    if not sentence.endswith((".", "…", "?")):
        found.append("no full stop")
    if PRESENT.search(bare):
        found.append("present tense")
    if OUTCOME.search(bare) and not (PAST.search(bare) or "l’ordre est resté" in bare):
        found.append("outcome without past tense")
    return found

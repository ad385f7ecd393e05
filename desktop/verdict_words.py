"""What is said of the gaps of a row: clear, not to be told apart, or nothing, and why (DOMAIN.md §6.2, §7.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop.comparison import Colonne
from desktop.facts import VOIES
from desktop.typography import NBSP, liste, quantite
from desktop.verdicts import EGAL, NET, Departage
from desktop.wording import sur_dix

EGAL_PHRASE = f"On ne peut pas les départager{NBSP}: d’une promotion à l’autre, l’ordre peut s’inverser."
VOIE_PHRASE = f"Publics différents{NBSP}: l’écart ne dit pas quelle voie convient."
EFFECTIF_PHRASE = "Sans les effectifs, on ne peut pas dire si l’écart compte."

MOTIFS = {
    "voie": VOIE_PHRASE,
    "effectif": EFFECTIF_PHRASE,
    "niveau": f"Niveaux différents{NBSP}: on ne compare pas un lieu à un autre plus large.",
    "millesime": f"Promotions différentes{NBSP}: l’écart ne se compare pas.",
    "population": f"Groupes différents{NBSP}: l’écart ne se compare pas.",
    "source": f"Sources différentes{NBSP}: l’écart ne se compare pas.",
    "meme_chiffre": "C’est le même chiffre.",
    "non_teste": "Cet écart n’a pas pu être vérifié sur le passé.",
}
"""Why a pair with two values has no verdict; a pair that lacks a value says nothing."""


def net_phrase(part: float | None) -> str:
    """Return the sentence of a clear gap, with the measured share, or its cautious form when none was measured."""
    n = sur_dix(part)
    if n is None:
        return "L’écart est net, d’après une règle prudente non vérifiée sur le passé."
    return f"L’écart est net{NBSP}: {n} fois sur{NBSP}10, l’ordre est resté le même à la promotion d’après."


def noms(colonnes: Sequence[Colonne]) -> tuple[str, ...]:
    """Return the shortest names that tell the columns apart: label, then voie, length, place… in brackets."""
    details: list[list[str]] = [[] for _ in colonnes]
    tails: tuple[Callable[[Colonne], str], ...] = (
        lambda c: VOIES[c.formation.voie].lower(),
        lambda c: quantite(c.formation.duree, "an") if c.formation.duree else "",
        lambda c: c.lieu.nom,
        lambda c: (c.millesime or "").replace("_", "-"),
        lambda c: f"fermeture en {c.formation.fermeture[:4]}" if c.formation.fermeture else "",
        lambda c: c.formation.code,
    )
    for tail in tails:
        names = _bracketed(colonnes, details)
        if len(set(names)) == len(names):
            break
        more = [
            [*known, tail(c)] if tail(c) and names.count(name) > 1 else known
            for name, known, c in zip(names, details, colonnes, strict=True)
        ]
        if len(set(_bracketed(colonnes, more))) > len(set(names)):
            details = more
    return _bracketed(colonnes, details)


def _bracketed(colonnes: Sequence[Colonne], details: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(
        f"{c.formation.libelle} ({', '.join(known)})" if known else c.formation.libelle
        for c, known in zip(colonnes, details, strict=True)
    )


def noms_courts(colonnes: Sequence[Colonne]) -> tuple[str, ...]:
    """Return for each column the first name that no other column has, from the diploma alone to label and place."""
    forms: tuple[Callable[[Colonne], str], ...] = (
        lambda c: c.formation.diplome,
        lambda c: f"{c.formation.diplome} {_voie(c)}",
        _abrege,
        lambda c: f"{_abrege(c)} {_voie(c)}",
        lambda c: f"{c.formation.diplome} ({_ville(c)})",
        lambda c: f"{_abrege(c)} ({_ville(c)})",
        lambda c: f"{c.formation.diplome} ({(c.millesime or '').replace('_', '-')})",
        lambda c: c.formation.libelle,
        lambda c: f"{c.formation.libelle} {_voie(c)}",
        lambda c: f"{c.formation.libelle} ({_ville(c)})",
        lambda c: f"{c.formation.libelle} ({c.lieu.nom})",
    )
    options = [[form(c) for form in forms] for c in colonnes]
    full = noms(colonnes)
    return tuple(
        next(
            (name for level, name in enumerate(own) if all(name != o[level] for o in options if o is not own)),
            full[number],
        )
        for number, own in enumerate(options)
    )


def groupes(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Return the largest groups of columns in which every pair is among ``pairs``, in column order."""
    linked = {frozenset(p) for p in pairs}
    nodes = sorted({i for pair in linked for i in pair})
    cliques: list[tuple[int, ...]] = []
    for mask in range(1 << len(nodes)):
        group = tuple(n for bit, n in enumerate(nodes) if mask >> bit & 1)
        if len(group) > 1 and all(frozenset((a, b)) in linked for a in group for b in group if a < b):
            cliques.append(group)
    return sorted(c for c in cliques if not any(set(c) < set(other) for other in cliques))


def phrase(departage: Departage, names: Sequence[str]) -> str:
    """Return what a row's gaps say in one text, naming columns when not all are concerned, or nothing."""
    count = len(names)
    said = [
        EGAL_PHRASE if len(group) == count else f"{_named(group, names)}{NBSP}: {_lower(EGAL_PHRASE)}"
        for group in groupes(departage.indistinguables)
    ]
    for share in sorted({v.part for v in departage.verdicts if v.issue == NET}, key=lambda p: p or 0.0):
        pairs = [(v.i, v.j) for v in departage.verdicts if v.issue == NET and v.part == share]
        if count == 2:
            said.append(net_phrase(share))
        else:
            where = f"{NBSP}; ".join(f"{names[i]} et {names[j]}" for i, j in pairs)
            said.append(f"{where}{NBSP}: {_lower(net_phrase(share))}")
    seen = {v.motif for v in departage.verdicts}
    said += [sentence for motif, sentence in MOTIFS.items() if motif in seen]
    return " ".join(said)


def bandes(departage: Departage, names: Sequence[str]) -> list[tuple[tuple[int, ...], str]]:
    """Return the ≈ bands under a row: the columns concerned and the sentence naming them (DESIGN-TOKENS.md §4)."""
    return [
        (group, f"on ne peut pas départager {_named(group, names)}")
        for group in groupes(v for v in departage.pairs(EGAL))
    ]


def _named(group: Sequence[int], names: Sequence[str]) -> str:
    return liste([names[i] for i in group])


def _abrege(colonne: Colonne) -> str:
    """Return a long label as far as its first word, with an ellipsis: it stands whole at the head of the column."""
    formation = colonne.formation
    first = formation.intitule.partition(" ")[0].rstrip(",")
    if len(formation.libelle) <= 28 or not formation.libelle.startswith(f"{formation.diplome} {first}"):
        return formation.libelle
    return f"{formation.diplome} {first}…"


def _voie(colonne: Colonne) -> str:
    words = {"apprentissage": "en apprentissage", "superieur": "dans le supérieur"}
    return words.get(colonne.formation.voie, "au lycée")


def _ville(colonne: Colonne) -> str:
    place = colonne.lieu.etablissement
    return (place.commune_nom if place else None) or colonne.lieu.nom


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

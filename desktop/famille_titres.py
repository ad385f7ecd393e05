"""Heads of the columns of the family mode, and their names inside a sentence: as short as tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.comparison import Colonne
from desktop.famille_page import Titre
from desktop.noms_courts import abreges
from desktop.typography import promotions, quantite
from desktop.verdict_words import noms_courts

_VOIES = {"apprentissage": "en apprentissage", "superieur": "dans le supérieur"}


def titres(colonnes: Sequence[Colonne]) -> tuple[Titre, ...]:
    """Return the heads of the columns, with what else tells them apart where diploma and voie are not enough.

    That is the length, else the place, the cohort, the end of a closed diploma, its code; never an empty one, nor one
    that all heads alike would share. A diploma beside its older version keeps its official name.
    """
    newer = {formation.id for c in colonnes for formation in c.successeurs}
    beside = newer if newer & {c.formation.id for c in colonnes} else set()
    short = abreges([c.formation.libelle for c in colonnes])
    heads = [
        Titre(c.formation.libelle, _voie(c), abrege="" if c.formation.id in beside else court)
        for c, court in zip(colonnes, short, strict=True)
    ]
    details: tuple[tuple[Callable[[Colonne], str], Callable[[Titre, Colonne], Titre]], ...] = (
        (_annees, lambda head, c: head._replace(voie=f"{head.voie} {_annees(c)}")),
        (lambda c: c.lieu.ref, lambda head, c: head._replace(lieu=c.lieu.nom, ville=_ville(c, colonnes))),
        (_promotions, lambda head, c: _also(head, _promotions(c))),
        (_fin, lambda head, c: _also(head, _fin(c))),
        (lambda c: c.formation.code, lambda head, c: _also(head, f"code {c.formation.code}")),
    )
    for detail, told in details:
        alike = [[detail(c) for c, other in zip(colonnes, heads, strict=True) if other == head] for head in heads]
        heads = [
            told(head, c) if detail(c) and len(set(same)) > 1 else head
            for head, c, same in zip(heads, colonnes, alike, strict=True)
        ]
    return tuple(heads)


def noms_de_phrase(colonnes: Sequence[Colonne]) -> tuple[str, ...]:
    """Return the names inside a sentence: the shortest of those that no other column has, and that is not cut."""
    heads = titres(colonnes)
    bare = [head.affiche.partition(" (")[0] for head in heads]
    large = [name if bare.count(name) == 1 else head.court for name, head in zip(bare, heads, strict=True)]
    short = noms_courts(colonnes)
    return tuple(
        wide if "…" in name or len(wide) < len(name) else name for name, wide in zip(short, large, strict=True)
    )


def _voie(colonne: Colonne) -> str:
    return _VOIES.get(colonne.formation.voie, "au lycée")


def _annees(colonne: Colonne) -> str:
    """Return how long it lasts: ``en 2 ans``."""
    return f"en {quantite(colonne.formation.duree, 'an')}" if colonne.formation.duree else ""


def _promotions(colonne: Colonne) -> str:
    return promotions(colonne.millesime) if colonne.millesime else ""


def _fin(colonne: Colonne) -> str:
    return f"fermeture en {colonne.formation.fermeture[:4]}" if colonne.formation.fermeture else ""


def _ville(colonne: Colonne, colonnes: Sequence[Colonne]) -> str:
    """Return the town of an établissement, empty when another établissement of the comparison is in it too."""
    own = colonne.lieu.etablissement
    places = {c.lieu.etablissement for c in colonnes if c.lieu.etablissement is not None}
    alone = own is not None and sum(own.commune_nom == other.commune_nom for other in places) == 1
    return (own.commune_nom or "") if own is not None and alone else ""


def _also(head: Titre, words: str) -> Titre:
    """Return a head with words after its place, shown and spoken."""
    where = f"{head.ville}, {words}" if head.ville else ""
    return head._replace(lieu=f"{head.lieu}, {words}" if head.lieu else words, ville=where)

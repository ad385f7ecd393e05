"""The proper names of one comparison: they stay French in every language."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.adresses import table
from desktop.comparison import Colonne, Comparison
from desktop.famille_titres import noms_de_phrase, titres
from desktop.phrases_simples import ecole
from desktop.verdict_words import noms, noms_courts

MARQUES = ("Côte à Côte", "InserJeunes", "InserSup", "Parcoursup", "Affelnet", "Onisep", "ROME")
SIGLES = ("CAP", "Bac pro", "BTS", "BTSA", "BUT", "BP", "BMA", "CPGE", "MC", "CS", "CSA", "CFA")
"""Written as they are everywhere; the useful words of the back page say what they mean."""


def propres(comparison: Comparison) -> frozenset[str]:
    """Return the names that a sheet of this comparison may print alone."""
    columns = comparison.colonnes
    sites = {one.courte for one in table().values()}
    found = {*MARQUES, *sites, *SIGLES, *noms(columns), *noms_courts(columns), *noms_de_phrase(columns)}
    found.update(name for titre in titres(columns) for name in (titre.nom, titre.affiche))
    for colonne in columns:
        found.update(_of(colonne))
    for ligne in comparison.lignes:
        for figure in ligne.cellules:
            found.add(figure.lieu.nom)
            if figure.repli is not None:
                found.add(figure.repli.lieu.nom)
    return frozenset(found) - {"", "France"}


def _of(colonne: Colonne) -> Iterator[str]:
    for formation in (colonne.formation, *colonne.successeurs, *colonne.debouches):
        yield from (formation.libelle, formation.intitule, formation.diplome)
    yield from (metier.libelle for metier in colonne.metiers)
    yield from (suite.libelle for suite in colonne.apres)
    for lieu in (colonne.lieu, colonne.lieu_chiffres):
        yield lieu.nom
        place = lieu.etablissement
        if place is not None:
            usual = place.nom.partition(" - Lycée des métiers")[0]
            yield from (place.nom, usual, ecole(usual), place.commune_nom or "")

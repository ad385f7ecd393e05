"""Sentences of the fiche simple about a formation: at most 15 words, one idea each, « tu » or « vous » by one key.

Facts are those of ``desktop.access`` and of the place; nothing is judged, nothing is advised (DOMAIN.md §7, §8).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop.access import entree, voie
from desktop.comparison import Colonne
from desktop.entree import APRES_BAC
from desktop.entree import entree as niveau_d_entree
from desktop.facts import Commune, Etablissement, Lieu
from desktop.geo import distance_km
from desktop.phrases_simples_adresse import A_DUREE, adresse
from desktop.typography import NBSP, kilometres, quantite

TITRES = ("", "Une formation", "Deux formations", "Trois formations", "Quatre formations", "Cinq formations",
          "Six formations")  # fmt: skip
MAINTENANT = f"Et maintenant{NBSP}?"
GESTES = ("Je visite", "J’appelle", "J’en parle")
PASSE = ("Ces chiffres parlent du passé.", "Ce n’est pas une promesse.")
AUTRE_SITUATION = f"Autre situation{NBSP}: recherche d’emploi, travail à son compte, pause…"
"""Examples of DOMAIN.md §7.1 D3: which of them, the figure does not say."""
ETUDES = "Continuer ses études, c’est aussi redoubler ou changer de voie."


class Dit(NamedTuple):
    """A sentence, or two short ones, with the icon that stands before it."""

    icone: str
    phrase: str


_ENTREES = {
    "On n’y entre plus": "",
    "Trouver un employeur, puis s’inscrire au CFA": "employeur",
    "Après le bac, vœu Parcoursup": "parcoursup",
    "Après la 3e, vœu Affelnet": "affelnet",
    f"Après la 3e{NBSP}: demander à l’établissement": "prive",
    "À demander à l’établissement": "demander",
}
"""The key of each way in of ``desktop.access``."""
_GENRE = r"(?:polyvalent|général|technologique|professionnel|agricole|privée?|prive|public|des métiers)"
_GENRES = re.compile(rf"^(?:{_GENRE}(?:\s+et\s+{_GENRE})*\b\s*)+", re.IGNORECASE)
"""The kinds of lycée that stand between the word and the name."""
_OU = {
    "scolaire": "lycee",
    "scolaire_agricole": "lycee agricole",
    "apprentissage": "apprentissage",
}
_C_ETAIT = {
    "lycee": "C’était au lycée.",
    "lycee agricole": "C’était au lycée agricole.",
    "apprentissage": "C’était en apprentissage.",
    "apres le bac": "C’était après le bac.",
    "superieur": "C’était dans le supérieur.",
}
"""What is said instead of a formation that one can't enter any more."""


def titre(count: int) -> str:
    """Return the title of a sheet of ``count`` formations."""
    return f"{TITRES[count]}, avec des mots simples"


def suite(count: int) -> str:
    """Return the title of the pages after the first."""
    return f"{TITRES[count]}, suite"


def faits(colonne: Colonne, depuis: Commune | None, tutoiement: bool, fermeture: str | None = None) -> tuple[Dit, ...]:
    """Return how one learns there, where it is, whether one can sleep there, how one gets in.

    ``fermeture`` is the badge of ``desktop.presence``: that one can't enter any more needs no other words.
    """
    place = colonne.lieu.etablissement
    said = [*_apprendre(colonne, tutoiement), Dit("lieu", _ou(colonne.lieu, depuis))]
    if place is not None and place.internat:
        said.append(Dit("internat", "Il y a un internat."))
    icon, words = entree(colonne.formation, place, fermee=colonne.fermee)
    cle = _ENTREES[words]
    if cle == "parcoursup" and colonne.formation.voie == "superieur":
        cle = "vœu"  # that it is after the bac has been said
    if fermeture:
        said.append(Dit("alerte", f"{fermeture}."))
    if cle or not fermeture:
        said.append(Dit(icon, adresse(cle, tutoiement) if cle else f"{words}."))
    return tuple(said)


def ecole(nom: str) -> str:
    """Return the name of a lycée as people say it: ``Lycée Vauban`` for ``Lycée polyvalent Vauban``."""
    kind, _, rest = nom.partition(" ")
    words = _GENRES.sub("", rest).strip()
    return f"{kind} {words}" if kind.lower() == "lycée" and words else nom


def distances(depuis: Commune) -> str:
    """Return how distances are measured, and from where."""
    return f"Les kilomètres sont à vol d’oiseau, depuis {depuis.nom}."


def distance(depuis: Commune | None, place: Etablissement | None) -> float | None:
    """Return the kilometres as the crow flies; None when either is not placed."""
    if depuis is None or place is None or depuis.latitude is None or depuis.longitude is None:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return distance_km(depuis.latitude, depuis.longitude, place.latitude, place.longitude)


def a_la_ville(nom: str) -> str:
    """Return ``à Brest``, ``au Havre``, ``aux Ulis``, ``à La Rochelle``."""
    for article, joined in (("Le ", "au "), ("Les ", "aux ")):
        if nom.startswith(article):
            return joined + nom.removeprefix(article)
    return f"à {nom}"


def _apprendre(colonne: Colonne, tutoiement: bool) -> list[Dit]:
    formation = colonne.formation
    icon, _ = voie(formation)
    level = niveau_d_entree(
        formation.diplome, formation.niveau, formation.type_code, formation.duree, formation.libelle
    )
    cle = _OU.get(formation.voie) or ("apres le bac" if level == APRES_BAC else "superieur")
    if colonne.fermee:
        return [Dit(icon, _C_ETAIT[cle])]
    duree = f"{quantite(formation.duree, 'an')} " if formation.duree else ""
    if cle in A_DUREE:
        return [Dit(icon, adresse(cle if duree else f"{cle} sans duree", tutoiement).format(duree=duree))]
    said = [Dit(icon, adresse(cle, tutoiement))]
    return [*said, Dit("fraicheur", f"Cela dure {duree.strip()}.")] if duree else said


def _ou(lieu: Lieu, depuis: Commune | None) -> str:
    place = lieu.etablissement
    if place is not None:
        where = a_la_ville(place.commune_nom) if place.commune_nom else f"dans le département {place.departement}"
        away = distance(depuis, place)
        return f"C’est {where}, à {kilometres(away)}." if away is not None else f"C’est {where}."
    if lieu.niveau == "national":
        return "C’est partout en France."
    if lieu.niveau == "region":
        return f"C’est dans la région {lieu.nom}."
    return f"C’est dans l’académie {'d’' if lieu.nom[:1] in 'AEIOUYÉ' else 'de '}{lieu.nom}."

"""Where a formation is followed and how one gets in, in the words that window and paper share.

These are the ordinary ways in, to be checked on the spot; places and candidacies are figures (desktop.rubriques).
"""

from __future__ import annotations

from desktop.entree import APRES_BAC
from desktop.entree import entree as niveau_d_entree
from desktop.facts import Etablissement, Formation
from desktop.typography import NBSP, quantite

_VOIES = {
    "scolaire": ("scolaire", "Au lycée"),
    "scolaire_agricole": ("scolaire", "Au lycée agricole"),
    "apprentissage": ("apprentissage", "En apprentissage"),
    "superieur": ("etudes", "Dans le supérieur"),
}
_APRES_3E = {("CAP", 2), ("CAP", 3), ("Bac pro", 3)}


def voie(formation: Formation) -> tuple[str, str]:
    """Return the icon and the words of the voie with the length: ``Au lycée, 2 ans``."""
    icon, words = _VOIES[formation.voie]
    return icon, f"{words}, {quantite(formation.duree, 'an')}" if formation.duree else words


def entree(formation: Formation, place: Etablissement | None = None, *, fermee: bool = False) -> tuple[str, str]:
    """Return the icon and the sentence of the way in. A private lycée enrols by itself, whatever the procedure."""
    if fermee:
        return "info", "On n’y entre plus"
    if formation.voie == "apprentissage":
        return "contrat", "Trouver un employeur, puis s’inscrire au CFA"
    private = place is not None and place.secteur == "prive"
    level = niveau_d_entree(
        formation.diplome, formation.niveau, formation.type_code, formation.duree, formation.libelle
    )
    if formation.type_code == "parcoursup" or (formation.diplome.startswith("BTS") and level == APRES_BAC):
        return "ecole", "Après le bac, vœu Parcoursup"
    if formation.voie == "scolaire" and (formation.diplome, formation.duree) in _APRES_3E:
        return "ecole", f"Après la 3e{NBSP}: demander à l’établissement" if private else "Après la 3e, vœu Affelnet"
    return "info", "À demander à l’établissement"

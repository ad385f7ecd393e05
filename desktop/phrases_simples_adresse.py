"""What the fiche simple says to somebody: each key in « tu » and in « vous », as the adviser chooses."""

from __future__ import annotations

ADRESSE = {
    "lycee": ("Tu passes {duree}au lycée.", "Vous passez {duree}au lycée."),
    "lycee agricole": ("Tu passes {duree}au lycée agricole.", "Vous passez {duree}au lycée agricole."),
    "lycee sans duree": ("Tu apprends au lycée.", "Vous apprenez au lycée."),
    "lycee agricole sans duree": ("Tu apprends au lycée agricole.", "Vous apprenez au lycée agricole."),
    "apprentissage": ("Tu travailles et tu vas au CFA.", "Vous travaillez et vous allez au CFA."),
    "apres le bac": ("Tu étudies après le bac.", "Vous étudiez après le bac."),
    "superieur": ("Tu étudies dans le supérieur.", "Vous étudiez dans le supérieur."),
    "employeur": ("Tu dois trouver un employeur.", "Vous devez trouver un employeur."),
    "affelnet": ("Après la 3e, tu fais un vœu Affelnet.", "Après la 3e, vous faites un vœu Affelnet."),
    "parcoursup": ("Après le bac, tu fais un vœu Parcoursup.", "Après le bac, vous faites un vœu Parcoursup."),
    "vœu": ("Tu fais un vœu sur Parcoursup.", "Vous faites un vœu sur Parcoursup."),
    "prive": ("Après la 3e, tu demandes à l’établissement.", "Après la 3e, vous demandez à l’établissement."),
    "demander": (
        "Tu demandes à l’établissement comment y entrer.",
        "Vous demandez à l’établissement comment y entrer.",
    ),
    "verifier": ("Vérifie que la formation y est encore.", "Vérifiez que la formation y est encore."),
}  # fmt: skip
"""What is said to somebody: « tu » and « vous » of each key."""
A_DUREE = ("lycee", "lycee agricole")
"""Keys whose sentence holds the length of the formation, with a space after it."""


def adresse(cle: str, tutoiement: bool) -> str:
    """Return the words of a key, said to one young person or to somebody that one does not know."""
    return ADRESSE[cle][0 if tutoiement else 1]

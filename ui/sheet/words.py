"""The sentences of the page of the paper."""

from __future__ import annotations

from desktop.typography import NBSP

TITLE = "La fiche à remettre"
NOTHING = (
    "Ajoutez au moins une formation à la sélection pour voir sa fiche. "
    f"Avec deux formations ou plus, la fiche les met côte{NBSP}à{NBSP}côte."
)
UNMADE = "La fiche n’a pas pu être préparée. La comparaison reste à l’écran."
COMING = "La fiche se prépare."
VERSO_TELLS = "La suite à donner, les mots utiles, les questions à poser, la place pour des notes."
IS_GREY = "L’aperçu est en noir et blanc. L’imprimante reçoit le même réglage, qui peut y être changé."
IS_TO_REVIEW = (
    "Cette traduction n’a pas encore été relue. La fiche le dit aussi. Les noms de formations restent en français."
)
ADDRESS = "La fiche dit"
COPIED = f"La page{NBSP}{{}} est copiée comme image. Elle peut être collée dans un document."
COPY_TELLS = "Copier la page montrée (Ctrl+C). Pour copier du texte, choisissez Exporter (Ctrl+E)."
TAGGED = f"Image de la fiche. Le PDF enregistré (Ctrl+S) est balisé{NBSP}: un lecteur d’écran en lit le texte."


def number_of(page: int, count: int) -> str:
    """Return « Page 1 sur 2 », ``page`` from 0; empty without any page."""
    return f"Page{NBSP}{page + 1} sur{NBSP}{count}" if count else ""

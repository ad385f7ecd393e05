"""Every action and key, in one table that the menus and the help read (DESIGN-TOKENS.md §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class Row(NamedTuple):
    """An action. ``keys`` are in Qt's portable spelling; ``here`` names a key of the focused thing only.

    ``what`` is the sentence of the help; an empty ``menu`` keeps the action out of the menus.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    here: str = ""
    what: str = ""
    separated: bool = False
    checkable: bool = False


MENUS = (
    ("fichier", "&Fichier"),
    ("edition", "&Édition"),
    ("affichage", "&Affichage"),
    ("selection", "&Sélection"),
    ("outils", "&Outils"),
    ("aide", "Aid&e"),
)

ROWS = (
    Row("imprimer", "&Imprimer la fiche…", "fichier", ("Ctrl+P",), what="Imprimer la fiche"),
    Row("enregistrer", "&Enregistrer la fiche…", "fichier", ("Ctrl+S",), what="Enregistrer la fiche en PDF"),
    Row("exporter", "E&xporter…", "fichier", ("Ctrl+E",), what="Exporter vers un tableur, une image, ou en texte"),
    Row("lot", "&Plusieurs fiches…", "fichier", what="Préparer les fiches de plusieurs dossiers, ou d’une classe"),
    Row("dossiers", "&Dossiers…", "fichier", ("Ctrl+O",), what="Voir les dossiers, en ouvrir un", separated=True),
    Row("rouvrir", "&Rouvrir une fiche…", "fichier", what="Retrouver les formations d’une fiche par son code"),
    Row("fin", "&Fin d’entretien", "fichier", ("Ctrl+Shift+Del",), what="Terminer l’entretien et tout effacer"),
    Row("quitter", "&Quitter", "fichier", ("Ctrl+Q",), what="Quitter", separated=True),
    Row("annuler", "&Annuler", "edition", ("Ctrl+Z",), what="Annuler l’ajout, le retrait ou le déplacement"),
    Row("chercher", "&Chercher une formation", "affichage", ("Ctrl+F", "Ctrl+1"), what="Aller au champ de recherche"),
    Row("comparer", "C&omparer la sélection", "affichage", ("Ctrl+2",), what="Voir les formations côte à côte"),
    Row("apercu", "A&perçu de la fiche", "affichage", ("Ctrl+3",), what="Voir la fiche telle qu’elle s’imprime"),
    Row("carte", "Carte &des résultats", "affichage", ("Ctrl+M",), what="Voir les résultats sur une carte"),
    Row("famille", "Mode &famille", "affichage", ("F11",), what="Montrer un chiffre à la fois, en plein écran"),
    Row(
        "agrandir", "&Agrandir", "affichage", ("Ctrl++", "Ctrl+="), what="Agrandir, jusqu’à 250\u00a0%", separated=True
    ),
    Row("reduire", "&Réduire", "affichage", ("Ctrl+-",), what="Réduire"),
    Row("taille", "&Taille normale", "affichage", ("Ctrl+0",), what="Revenir à la taille normale"),
    Row("sombre", "Thème &sombre", "affichage", separated=True, checkable=True),
    Row("ajouter", "&Ajouter la formation", "selection", here="Entrée", what="Ajouter le résultat à la sélection"),
    Row("retirer", "&Retirer la formation", "selection", here="Suppr", what="Retirer la formation de la sélection"),
    Row(
        "gauche",
        "Déplacer vers la &gauche",
        "selection",
        here="Alt+←",
        what="Déplacer la formation vers la gauche",
    ),
    Row(
        "droite",
        "Déplacer vers la &droite",
        "selection",
        here="Alt+→",
        what="Déplacer la formation vers la droite",
    ),
    Row("autre_voie", "A&utre voie à côté", "selection", here="V", what="Ajouter le même diplôme par l’autre voie"),
    Row(
        "niveau_ligne",
        "&Niveau de la ligne…",
        "selection",
        here="N",
        what="Choisir le niveau d’une ligne de la comparaison",
        separated=True,
    ),
    Row("signaler", "&Signaler un chiffre", "selection", here="S", what="Copier de quoi signaler un chiffre"),
    Row(
        "proches",
        "Formations &proches",
        "selection",
        ("Ctrl+R",),
        what="Voir les formations proches du résultat, et pourquoi",
        separated=True,
    ),
    Row(
        "specialites",
        "Voir les spé&cialités",
        "selection",
        ("Ctrl+D",),
        what="Voir les spécialités derrière une 2de commune (famille de métiers)",
    ),
    Row("vider", "&Vider la sélection", "selection", separated=True),
    Row("les_donnees", "&Les données", "outils", ("F2",), what="Voir ce que contiennent les données"),
    Row("maj", "&Mettre à jour les données…", "outils", what="Chercher de nouvelles données et les installer"),
    Row("maj_retour", "&Revenir aux données précédentes", "outils", what="Retrouver les données d’avant"),
    Row("donnees", "&Choisir un fichier de données…", "outils"),
    Row("verifier", "&Vérifier les données", "outils"),
    Row("joindre_onisep", "&Joindre les données Onisep…", "outils", separated=True),
    Row("detacher_onisep", "&Détacher les données Onisep", "outils"),
    Row("notes", "&Notes de l’entretien", "outils", ("F8",), what="Écrire des notes, si permises", separated=True),
    Row("preferences", "&Préférences…", "outils", ("Ctrl+,",), what="Régler l’apparence et la durée des dossiers"),
    Row("guide", "G&uide d’utilisation", "aide", what="Lire le guide, sans connexion"),
    Row("memo", "&Mémo à imprimer…", "aide", what="Imprimer deux pages à garder près de l’écran"),
    Row("touches", "&Touches et mots", "aide", ("F1",), what="Afficher cette aide", separated=True),
    Row("glossaire", "&Glossaire", "aide"),
    Row("visite", "&Visite en 30\u00a0secondes", "aide", separated=True),
    Row("exemple", "Voir un &exemple", "aide"),
    Row("sources", "&D’où viennent les chiffres", "aide", separated=True),
    Row("accessibilite", "A&ccessibilité", "aide"),
    Row("nouveautes", "&Nouveautés", "aide", what="Lire ce qui a changé"),
    Row("administrer", "Pour l’&administrateur du poste", "aide", what="Lire la page de qui administre le poste"),
    Row("etendue", "Obtenir les données de toute la &France", "aide"),
    Row("a_propos", "À &propos de Côte à Côte", "aide", separated=True),
)

_SIGNS = {
    "Ctrl++": "Ctrl et\u00a0+",
    "Ctrl+-": "Ctrl et\u00a0−",
    "Ctrl+0": "Ctrl et\u00a00",
    "Ctrl+Shift+Del": "Ctrl+Maj+Suppr",
}


def make_actions(parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return an action for every row, bound to its handler and alive in the whole window."""
    from PySide6.QtGui import QAction, QKeySequence  # later than the first window

    made = {}
    for row in ROWS:
        action = QAction(f"{row.text}\t{row.here}" if row.here else row.text, parent)
        if row.keys:
            action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setCheckable(row.checkable)
        action.triggered.connect(_call(handlers[row.id]))
        parent.addAction(action)
        made[row.id] = action
    return made


def add_menus(bar: QMenuBar) -> dict[str, QMenu]:
    """Add every menu to the bar, empty, and return them by id."""
    return {menu_id: bar.addMenu(title) for menu_id, title in MENUS}


def fill_menus(menus: Mapping[str, QMenu], actions: Mapping[str, QAction]) -> None:
    """Put every action in its menu, in the order of the table."""
    for row in ROWS:
        if row.separated:
            menus[row.menu].addSeparator()
        menus[row.menu].addAction(actions[row.id])


def spoken_keys(row: Row) -> str:
    """Return the keys of a row as people read them: ``Ctrl+F ou Ctrl+1``, ``Entrée``, ``Alt+←``."""
    if row.here:
        return row.here
    shown = [keys for keys in row.keys if keys != "Ctrl+="]  # the key of + on many keyboards, unshifted
    return " ou ".join(_SIGNS.get(keys, keys) for keys in shown)


def _call(handler: Callable[[], object]) -> Callable[[bool], None]:
    """Return a slot that drops the ``checked`` that Qt hands on."""

    def slot(_checked: bool) -> None:
        handler()

    return slot

"""The help: keys and words, where the figures come from, how to get the rest of the data, what this tool is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.snapshot import Snapshot
from desktop.typography import NBSP, jour, nombre
from ui.actions import MENUS, ROWS, spoken_keys
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing

TITLES = {
    "touches": "Touches et mots",
    "sources": "D’où viennent les chiffres",
    "etendue": "Obtenir les données de toute la France",
    "a_propos": "À propos de Côte à Côte",
}
Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading and its (term, text) lines; a line without a term takes the whole width."""


def keys_and_words() -> list[Section]:
    """Return every key of the table of actions, and the words that a figure is told with."""
    from desktop.wording import D1, D2, D3, D4

    keys = [(f"Touches{NBSP}: {title.replace('&', '')}", _keys_of(menu)) for menu, title in MENUS]
    everywhere = [
        ("Tab", "Aller à l’élément suivant"),
        (f"↑{NBSP}↓", "Changer de résultat, aussi depuis le champ de recherche"),
        (f"Pg.Préc{NBSP}Pg.Suiv", "Changer de page, sur la fiche à imprimer"),
        ("Ctrl+C", "Copier le texte d’une case ou d’un résultat, ou la page de la fiche comme image"),
        ("F1 sur une case", "Ouvrir le glossaire aux mots de la ligne"),
    ]
    keys.append((f"Touches{NBSP}: se déplacer", everywhere))
    words = [
        ("Travaillent", D2),
        ("Étudient", D1),
        ("Autres situations", D3),
        ("Sortants", D4),
        ("De … à …", "La fourchette vient du passé. Ce n’est ni une promesse ni une erreur de mesure."),
        ("À défaut", "Le lieu demandé n’a pas de chiffre publié. Celui d’un lieu plus large est montré, et nommé."),
        (f"Moins de 20{NBSP}élèves", "Chiffre non communiqué, déduit des règles de la source."),
    ]
    words.append(("", f"Tous les mots{NBSP}: menu Aide, «{NBSP}Glossaire{NBSP}»."))
    return [*keys, ("Mots", words)]


def _keys_of(menu: str) -> list[tuple[str, str]]:
    return [(spoken_keys(row), row.what) for row in ROWS if row.menu == menu and spoken_keys(row) and row.what]


def sources(snapshot: Snapshot) -> list[Section]:
    """Return the sources of the data, one section each."""
    from desktop.attribution import mise_a_jour

    return [
        (
            source.titre,
            [
                ("Producteur", source.producteur),
                ("Licence", source.licence),
                ("Site", source.site),
                ("Fraîcheur", mise_a_jour(source).capitalize()),
                ("Lignes lues", nombre(source.lignes)),
            ],
        )
        for source in snapshot.sources.values()
    ]


def extent(here: str) -> list[Section]:
    """Return how to get the data of the whole country; ``here`` says what is loaded."""
    loaded = f"{here}. Le reste de la France tient dans un seul fichier, lu sans connexion."
    lines = [
        ("", loaded if here else "Les données de toute la France sont chargées."),
        ("1", "Demandez à la personne qui a installé Côte à Côte une clé, un dossier partagé ou une adresse internet."),
        ("2", f"Allez au menu Outils, «{NBSP}Mettre à jour les données…{NBSP}»."),
        ("3", f"Indiquez ce que vous avez reçu, puis «{NBSP}Vérifier{NBSP}» et «{NBSP}Installer{NBSP}»."),
        ("", f"Un fichier «{NBSP}.sqlite{NBSP}» reçu à part s’ouvre par «{NBSP}Choisir un fichier de données…{NBSP}»."),
        ("", f"Pour qui installe{NBSP}: «{NBSP}make snapshot FROM=dossier{NBSP}» construit ce fichier."),
    ]
    return [("", lines if here else lines[:1])]


def about(snapshot: Snapshot) -> list[Section]:
    """Return what this tool is, and what it is not."""
    from desktop.version import version
    from desktop.wording import INDEPENDANT

    lines = [
        ("", "Comparer des formations, côte à côte, sans connexion."),
        ("", INDEPENDANT),
        ("", "Il n’enregistre aucun nom et aucune donnée personnelle. Rien ne sort de cet ordinateur."),
        ("Version", version()),
        ("Données", f"{snapshot.id}, construites le {jour(snapshot.construit_le)}"),
        ("Licence", f"Programme{NBSP}: MIT. Police Inter{NBSP}: SIL OFL 1.1. Données{NBSP}: licence de chaque source."),
    ]
    return [("", lines), *_parts()]


def _parts() -> list[Section]:
    """Return the parts of the frozen program with their licences, and where the texts are; none from a checkout."""
    from desktop.licences import licences_folder, parts

    folder = licences_folder()
    if folder is None:
        return []
    where = f"Le texte de chaque licence est dans le dossier «{NBSP}{folder}{NBSP}»."
    return [("Parties du programme, et leurs licences", [("", where), *parts(folder)])]


def sections(topic: str, snapshot: Snapshot, here: str) -> list[Section]:
    """Return what the help says on a topic, one of TITLES."""
    if topic == "sources":
        return sources(snapshot)
    if topic == "etendue":
        return extent(here)
    return about(snapshot) if topic == "a_propos" else keys_and_words()


class HelpDialog(QDialog):
    """Shows sections of lines; Esc closes it. ``asked`` once the button of the word ``deed`` was pressed."""

    def __init__(
        self, topic: str, sections: Sequence[Section], theme: Theme, deed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.asked = False
        px, title = theme.px, TITLES[topic]
        self.setWindowTitle(title)
        inside = QWidget()
        inside.setObjectName("page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(20), px(12), px(20), px(12))
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, lines in sections:
            if heading:
                grid.addWidget(_label(heading, "card"), row, 0, 1, 2)
                row += 1
            for term, text in lines:
                if term:
                    grid.addWidget(_label(term, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(_label(text, "body"), row, 1 if term else 0, 1, 1 if term else 2)
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(title)
        close = QPushButton("Fermer")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.setSpacing(px(10))
        foot.addStretch()
        if deed:
            button = QPushButton(deed)
            button.setAutoDefault(False)
            button.clicked.connect(self._ask)
            foot.addWidget(button)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        width = min(px(640), 1200)
        self.resize(width, min(inside.heightForWidth(width) + px(64), 600))
        self._ring = FocusRing(self, theme)
        close.setFocus()

    def _ask(self) -> None:
        self.asked = True
        self.accept()


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

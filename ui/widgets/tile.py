"""A formation in the basket, as a tile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.facts import Formation, Lieu
from desktop.selection import Choix
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.elided import ElidedLabel

ICONS = {"apprentissage": "apprentissage", "superieur": "etudes"}


def place_name(lieu: Lieu) -> str:
    """Return where, in few words: the commune of a school, or the name of a wider place."""
    return (lieu.etablissement.commune_nom if lieu.etablissement else None) or lieu.nom


def spoken(formation: Formation, lieu: Lieu) -> str:
    """Return what a tile says: formation, voie, place."""
    return f"{formation.libelle}, {formation.voie_libelle.lower()}, {place_name(lieu)}"


class Tile(QFrame):
    """``removed`` with its Choix; with the focus on it Del takes it out (Alt and arrows move it: a window action)."""

    removed = Signal(object)

    def __init__(self, choix: Choix, facts: tuple[Formation, Lieu], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.choix = choix
        formation, lieu = facts
        said = spoken(formation, lieu)
        self.setProperty("kind", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(said)
        self.setToolTip(f"{said}, {lieu.nom}" if lieu.etablissement else said)
        icon = QLabel()
        icon.setPixmap(theme.icon(ICONS.get(formation.voie, "scolaire"), "ink", 18))
        title = ElidedLabel(formation.libelle)
        title.setProperty("kind", "tileTitle")
        place = ElidedLabel(place_name(lieu))
        place.setProperty("kind", "caption")
        cross = QPushButton()
        cross.setProperty("kind", "icon")
        set_icon(cross, theme, "fermer", "ink_2", 14)
        cross.setAccessibleName(f"Retirer {said}")
        cross.setToolTip("Retirer de la sélection")
        cross.clicked.connect(lambda: self.removed.emit(choix))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(title)
        words.addWidget(place)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(2), theme.px(4), theme.px(2))
        row.setSpacing(theme.px(8))
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.choix)
            return
        super().keyPressEvent(event)

"""The preferences: how the program looks, the place of work, notes, how long dossiers stay."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import CoteACoteError
from desktop.settings import Settings
from desktop.typography import NBSP, pourcent
from ui.dossiers.keeper import DAYS
from ui.look import nearest_zoom
from ui.search.commune_field import CommuneField
from ui.session import Session
from ui.theme import ZOOMS, Theme
from ui.widgets.buttons import set_icon
from ui.widgets.check_box import CheckBox
from ui.widgets.focus_ring import FocusRing
from ui.widgets.menu_button import MenuButton

THEMES = (
    ("systeme", "Comme le système"),
    ("clair", "Clair"),
    ("sombre", "Sombre"),
    ("contraste_clair", "Contraste élevé, fond clair"),
    ("contraste_sombre", "Contraste élevé, fond sombre"),
)
GARDER = (("entretien", "Jusqu’à la fin d’entretien"), ("30_jours", f"{DAYS}{NBSP}jours"))
WORKPLACE = "Le vôtre, jamais l’adresse d’un jeune. C’est de là que partent les distances au début de chaque entretien."
NOTES = "Permettre des notes pendant l’entretien, en mémoire seulement"
FORBIDDEN = "Les notes sont interdites sur ce poste par la personne qui l’administre."
KEPT = (
    "À la fin d’entretien, la sélection est vidée. Son dossier est effacé ou, si vous le préférez, gardé "
    f"{DAYS}{NBSP}jours. Un dossier oublié s’efface après {DAYS}{NBSP}jours. "
    "Il contient des formations et une date, rien d’autre."
)


class PreferencesDialog(QDialog):
    """Accepted when the preferences are to be used; they are then in ``settings``."""

    def __init__(
        self,
        settings: Settings,
        notes_allowed: bool,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before = settings
        self.setWindowTitle("Préférences")
        self._place = Session(session.catalogue)  # a session of its own: choosing a place of work moves nothing yet
        self.look = MenuButton("Thème", theme)
        self.look.set_options(THEMES, settings.theme)
        self.zoom = MenuButton("Taille", theme)
        sizes: list[tuple[object, str]] = [(zoom, pourcent(100 * zoom)) for zoom in ZOOMS]
        at = nearest_zoom(settings.zoom) if settings.zoom else None
        self.zoom.set_options([(None, "Comme le système"), *sizes], at)
        self.commune = CommuneField(self._place)
        self.commune.setAccessibleName("Lieu de travail")
        self.commune.setAccessibleDescription(WORKPLACE)
        self.commune.picked.connect(self._place.set_depuis)
        self._place.depuis_changed.connect(self.commune.show_commune)
        self.forget = QPushButton()
        self.forget.setProperty("kind", "icon")
        self.forget.setAccessibleName("Effacer le lieu de travail")
        self.forget.setToolTip("Effacer le lieu de travail")
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(lambda: self._place.set_depuis(None))
        self.notes = CheckBox(NOTES, theme)
        self.notes.setChecked(settings.notes and notes_allowed)
        self.notes.setEnabled(notes_allowed)
        self.keep = MenuButton("Garder les dossiers", theme)
        self.keep.set_options(GARDER, settings.garder)
        self._known = True
        if settings.lieu_de_travail:
            self._show_place(settings.lieu_de_travail)
        self._build([] if notes_allowed else [FORBIDDEN])

    @property
    def settings(self) -> Settings:
        """The preferences as they are chosen."""
        place = self._place.depuis
        code = place.code if place else None if self._known else self._before.lieu_de_travail
        return self._before._replace(
            theme=str(self.look.value),
            zoom=self.zoom.value if isinstance(self.zoom.value, float) else None,
            lieu_de_travail=code,
            notes=self.notes.isChecked() if self.notes.isEnabled() else self._before.notes,
            garder=str(self.keep.value),
        )

    def _show_place(self, code: str) -> None:
        try:
            self._place.set_depuis(self._place.catalogue.commune(code))
        except CoteACoteError:  # a place of other data: kept unless another is chosen
            self._known = False
            self.commune.setPlaceholderText(f"Commune {code}, hors des données chargées")

    def _build(self, about_notes: list[str]) -> None:
        px = self._theme.px
        set_icon(self.forget, self._theme, "fermer", "ink_2", 16)
        inside = QWidget()
        inside.setObjectName("page")
        form = QVBoxLayout(inside)
        form.setContentsMargins(px(20), px(16), px(20), px(12))
        form.setSpacing(px(6))
        place = QHBoxLayout()
        place.addWidget(self.commune, 1)
        place.addWidget(self.forget)
        form.addLayout(_row("&Thème", self.look))
        form.addLayout(_row("T&aille des mots", self.zoom))
        form.addWidget(_rule())
        form.addWidget(_label("&Lieu de travail", self.commune))
        form.addLayout(place)
        form.addWidget(_caption(WORKPLACE))
        form.addWidget(_rule())
        form.addLayout(_row("&Garder les dossiers", self.keep))
        form.addWidget(_caption(KEPT))
        form.addWidget(_rule())
        form.addWidget(self.notes)
        for sentence in about_notes:
            form.addWidget(_caption(sentence))
        form.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Préférences")
        self.save = QPushButton("Enregistrer les préférences")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self.accept)
        self.save.setDefault(True)  # else Enter in a field would open the first menu
        back = QPushButton("Fermer sans changer")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.setSpacing(px(10))
        foot.addStretch()
        foot.addWidget(back)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(min(px(560), 1200), min(px(390), 640))
        self._ring = FocusRing(self, self._theme)
        self.look.setFocus()


def _row(text: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(_label(text, field))
    row.addStretch()
    row.addWidget(field)
    return row


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "strong")
    label.setBuddy(field)
    return label


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "caption")
    label.setWordWrap(True)
    return label


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    return rule

"""Where the search starts: a commune, kept in memory only, how far from it, and in which regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.search.commune_field import CommuneField
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flow import FlowLayout
from ui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from desktop.facts import Commune
    from ui.search.radius import Radius

IN_MEMORY = "Gardée en mémoire seulement, jamais enregistrée."
AT_WORK = "Votre lieu de travail, enregistré dans les préférences."
EVERYWHERE = "*"
"""Value of the choice that lets a search around a commune go over the border of its region."""


class Departure(QWidget):
    """``changed`` when the radius or what bounds the search moves; commune and region go to the session.

    Around a commune the search crosses borders of regions until the person chooses one; the region of the commune
    still says where the results stand of what no établissement shows. Without a commune, the region bounds it.
    """

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._regions: list[tuple[str, str]] = []
        self._chosen = False
        self._before = ""
        self._started = False
        self.radius: Radius | None = None
        """Made when there is a commune: without one there is no distance."""
        self._icon = QLabel()
        label = QLabel("Depuis")
        label.setProperty("kind", "strong")
        self.field = CommuneField(session)
        self.field.setAccessibleName(f"Depuis{NBSP}: commune de départ")
        self.field.setAccessibleDescription(IN_MEMORY)
        self.field.setToolTip(IN_MEMORY)
        self.field.picked.connect(session.set_depuis)
        label.setBuddy(self.field)
        self._clear = QPushButton()
        self._clear.setProperty("kind", "icon")
        self._clear.setAccessibleName("Effacer la commune de départ")
        self._clear.setToolTip("Effacer la commune de départ")
        self._clear.clicked.connect(lambda: session.set_depuis(None))
        self._clear.hide()
        region_label = QLabel("Région")
        region_label.setProperty("kind", "strong")
        self.region = MenuButton("Région", theme)
        region_label.setBuddy(self.region)
        self.region.chosen.connect(self._choose)
        self._build(label, region_label)
        session.depuis_changed.connect(self._depuis_changed)
        session.region_changed.connect(lambda _code: self._show_region())
        self.set_theme(theme)
        if session.depuis is not None:
            self._depuis_changed(session.depuis)

    @property
    def radius_km(self) -> float | None:
        """The radius in kilometres, None without limit or without a commune."""
        return self.radius.kilometres if self.radius is not None and self._session.depuis is not None else None

    @property
    def bounded(self) -> bool:
        """Tell whether only établissements of the region are searched."""
        return self._session.depuis is None or self._chosen

    @property
    def can_cross(self) -> bool:
        """Tell whether the search is bounded and could be otherwise."""
        return self.bounded and (self._session.depuis is not None or any(code == "" for code, _ in self._regions))

    def offer_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Let the person choose among regions, (INSEE code, name); an empty code is the whole country."""
        self._regions = list(regions)
        self._follow(self._session.depuis)
        self._show_region()

    def cross(self) -> None:
        """Search over the borders of the region."""
        self._choose(EVERYWHERE if self._session.depuis is not None else "")

    def widen(self, kilometres: int) -> None:
        """Search as far as ``kilometres``."""
        if self.radius is not None:
            self.radius.widen(kilometres)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._icon.setPixmap(theme.icon("lieu", "ink", 16))
        if self._session.depuis is not None:
            set_icon(self._clear, theme, "fermer", "ink_2", 16)
        self.region.set_theme(theme)
        self._column.setSpacing(theme.px(6))
        self._field_row.setSpacing(theme.px(4))
        self._region_row.set_gap(theme.px(6))

    def _build(self, label: QLabel, region_label: QLabel) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(self._icon)
        heading.addWidget(label, 1)
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.field, 1)
        self._field_row.addWidget(self._clear)
        self._region_row = FlowLayout()  # a long name of region goes under its label: the column never widens
        self._region_row.addWidget(region_label)
        self._region_row.addWidget(self.region)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(heading)
        self._column.addLayout(self._field_row)
        self._column.addLayout(self._region_row)

    def _choose(self, value: object) -> None:
        """Bound the search to a region, or no longer."""
        self._chosen = value != EVERYWHERE
        depuis = self._session.depuis
        if value != EVERYWHERE:
            self._session.set_region(str(value))
        elif depuis is not None and self._loaded(depuis):
            self._session.set_region(depuis.region)
        self._show_region()
        self.changed.emit()

    def _show_region(self) -> None:
        options, value = self._regions, self._session.region
        if self._session.depuis is not None:
            options = [(EVERYWHERE, "Toutes les régions"), *(pair for pair in self._regions if pair[0])]
            value = value if self._chosen else EVERYWHERE
        self.region.set_options(options, value)

    def _loaded(self, commune: Commune) -> bool:
        return any(code == commune.region for code, _ in self._regions)

    def _follow(self, commune: Commune | None) -> None:
        """Have the results of the region around the commune; without a commune, those from before it."""
        if commune is None:
            if self._started and not self._chosen:
                self._session.set_region(self._before)
            self._started = self._chosen = False
            return
        if not self._started:
            self._started, self._before, self._chosen = True, self._session.region, False
        elif commune.region != self._session.region:
            self._chosen = False  # the region chosen was around another place
        if not self._chosen and self._loaded(commune):
            self._session.set_region(commune.region)

    def _depuis_changed(self, commune: Commune | None) -> None:
        self.field.show_commune(commune)
        where = AT_WORK if commune is not None and commune == self._session.travail else IN_MEMORY
        self.field.setAccessibleDescription(where)
        self.field.setToolTip(where)
        self._clear.setVisible(commune is not None)
        if commune is not None and self.radius is None:
            from ui.search.radius import Radius

            self.radius = Radius()
            self.radius.changed.connect(self.changed)
            self._column.insertWidget(2, self.radius)
            self.setTabOrder(self._clear, self.radius.slider)  # else Tab would come to it after everything else
        if self.radius is not None:
            self.radius.setVisible(commune is not None)
        set_icon(self._clear, self._theme, "fermer", "ink_2", 16)
        self._follow(commune)
        self._show_region()

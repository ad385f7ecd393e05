"""Where the search starts: a commune, kept in memory only, how far from it, and in which region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.search.commune_field import CommuneField
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from desktop.facts import Commune
    from ui.search.radius import Radius

IN_MEMORY = "Gardée en mémoire seulement, jamais enregistrée."


class Departure(QWidget):
    """``changed`` when the radius moves; commune and region go to the session."""

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
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
        self.region.chosen.connect(lambda code: session.set_region(str(code)))
        self._build(label, region_label)
        session.depuis_changed.connect(self._depuis_changed)
        session.region_changed.connect(self.region.choose)
        self.set_theme(theme)

    @property
    def radius_km(self) -> float | None:
        """The radius in kilometres, None without limit or without a commune."""
        return self.radius.kilometres if self.radius is not None and self._session.depuis is not None else None

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

    def _build(self, label: QLabel, region_label: QLabel) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(self._icon)
        heading.addWidget(label, 1)
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.field, 1)
        self._field_row.addWidget(self._clear)
        region = QHBoxLayout()
        region.addWidget(region_label)
        region.addStretch()
        region.addWidget(self.region)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(heading)
        self._column.addLayout(self._field_row)
        self._column.addLayout(region)

    def _depuis_changed(self, commune: Commune | None) -> None:
        self.field.show_commune(commune)
        self._clear.setVisible(commune is not None)
        if commune is not None and self.radius is None:
            from ui.search.radius import Radius

            self.radius = Radius()
            self.radius.changed.connect(self.changed)
            self._column.insertWidget(2, self.radius)
        if self.radius is not None:
            self.radius.setVisible(commune is not None)
        set_icon(self._clear, self._theme, "fermer", "ink_2", 16)

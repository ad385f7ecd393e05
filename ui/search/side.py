"""The column at the left: where the search starts from, and the facets. Both are made at their first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.session import Session
from ui.theme import Theme
from ui.widgets.flags import never_sideways

if TYPE_CHECKING:
    from ui.search.departure import Departure
    from ui.search.facets import FacetPanel


class Side(QScrollArea):
    """``narrowed`` when a facet changes, ``moved`` when the radius or the region does, ``grown`` with new boxes."""

    narrowed = Signal()
    moved = Signal()
    grown = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._facets: FacetPanel | None = None
        self._departure: Departure | None = None
        inside = QFrame()
        inside.setProperty("kind", "sunk")
        self._column = QVBoxLayout(inside)
        self._column.addStretch()
        self.setObjectName("facets")
        self.setWidgetResizable(True)
        never_sideways(self)
        self.setWidget(inside)
        self.set_theme(theme)

    @property
    def facets(self) -> FacetPanel:
        """The facets, made at the first call."""
        if self._facets is None:
            from ui.search.facets import FacetPanel

            self._facets = FacetPanel(self._theme)
            self._facets.changed.connect(self.narrowed)
            self._facets.grown.connect(self.grown)
            self._column.insertWidget(self._column.count() - 1, self._facets)
        return self._facets

    @property
    def departure(self) -> Departure:
        """Where the search starts from, made at the first call."""
        if self._departure is None:
            from ui.search.departure import Departure

            self._departure = Departure(self._session, self._theme)
            self._departure.changed.connect(self.moved)
            self._column.insertWidget(0, self._departure)
        return self._departure

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        for part in (self._departure, self._facets):
            if part is not None:
                part.set_theme(theme)
        self.setFixedWidth(theme.px(262))
        self._column.setContentsMargins(theme.px(16), theme.px(14), theme.px(12), theme.px(10))

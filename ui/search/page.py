"""The search page: where from and which facets at the left, the field, the results, the basket under them.

Only what the first window shows is made at once; the results and the facets come with the first search, or before
it when the program has nothing else to do (``warm_up``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import CoteACoteError
from ui.search.empty import EmptyState
from ui.search.field import SearchField
from ui.session import Session
from ui.theme import Theme
from ui.widgets.flags import never_sideways
from ui.widgets.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.facts import Commune
    from desktop.search import Filtres, Recherche, Resultat, Resultats
    from desktop.selection import Choix
    from ui.search.departure import Departure
    from ui.search.facets import FacetPanel
    from ui.search.results import Results

DEBOUNCE_MS = 40
FIRST = 60
"""Lines asked for at once; the list asks for more when it is scrolled to its end."""
EDGE = 4  # what the list keeps around its cards for its ring


class SearchPage(QWidget):
    """Finds formations and puts them in the session's basket. ``compare_asked`` when the person wants to compare."""

    compare_asked = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._theme = theme
        self.extent = ""
        """Which part of the country is loaded, said when nothing is found."""
        self._engine: Recherche | None = None
        self._results: Results | None = None
        self._facets: FacetPanel | None = None
        self._departure: Departure | None = None
        self._by_distance = False
        self.field = SearchField(theme)
        self.start = EmptyState(theme)
        self.tray = Tray(session, theme)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._build()
        self._wire()
        self.set_theme(theme)

    @property
    def results(self) -> Results:
        """The results, made at the first call."""
        if self._results is None:
            from ui.search.results import Results

            made = self._results = Results(self._session, self._theme, self._ask_more)
            made.add_asked.connect(self._add)
            made.remove_asked.connect(lambda result: self._session.remove(result.choix))
            made.bar.removed.connect(self.facets.clear)
            made.bar.cleared.connect(self.facets.clear)
            made.bar.order_asked.connect(self._sort)
            made.bar.facets_asked.connect(lambda: self._left.setVisible(made.bar.fold.isChecked()))
            made.empty.unfiltered_asked.connect(self.facets.clear)
            made.empty.wider_asked.connect(self.departure.widen)
            self._stack.addWidget(made)
        return self._results

    @property
    def facets(self) -> FacetPanel:
        """The facets, made at the first call."""
        if self._facets is None:
            from ui.search.facets import FacetPanel

            self._facets = FacetPanel(self._theme)
            self._facets.changed.connect(self.search)
            self._left_column.insertWidget(self._left_column.count() - 1, self._facets)
        return self._facets

    @property
    def departure(self) -> Departure:
        """Where the search starts from, made at the first call."""
        if self._departure is None:
            from ui.search.departure import Departure

            self._departure = Departure(self._session, self._theme)
            self._departure.changed.connect(self._timer.start)
            self._left_column.insertWidget(0, self._departure)
        return self._departure

    def warm_up(self) -> None:
        """Make what the first search would have to make, unless it did."""
        if self._engine is None:
            self.search()

    def offer_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Let the person choose among regions, (INSEE code, name)."""
        self.departure.region.set_options(regions, self._session.region)

    def focus_field(self) -> None:
        """Put the focus in the search field, its text selected."""
        self.field.line.setFocus()
        self.field.line.selectAll()

    def current_choix(self) -> Choix | None:
        """Return the formation of the focused tile, else of the current line."""
        result = self._results.current if self._results is not None else None
        return self.tray.current_choix() or (result.choix if result else None)

    def search(self) -> None:
        """Search now with what is typed and ticked; without either, only the facets are counted."""
        self._timer.stop()
        try:
            self._search()
        except CoteACoteError as error:
            self._session.message.emit(error.phrase)
        else:
            self._order_tabs()

    def _search(self) -> None:
        found, filters, typed = self._ask_more(FIRST), self.facets.chosen, self.field.text.strip()
        self.facets.show_counts(found.facettes)
        if not (typed or any(filters.values()) or self._session.depuis is not None):
            self.results.bar.show_filters(filters)
            self._stack.setCurrentWidget(self.start)
            return
        if found.total:
            self.results.show_found(found, typed, filters)
        else:
            self._say_nothing(typed, filters)
        self._stack.setCurrentWidget(self.results)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; when everything is large the facets fold away."""
        self._theme = theme
        px, large = theme.px, theme.zoom >= 1.5
        for part in (self.field, self.start, self.tray, self._departure, self._facets, self._results):
            if part is not None:
                part.set_theme(theme)
        unfolded = self._results is not None and self._results.bar.fold.isChecked()
        self._left.setFixedWidth(px(262))
        self._left.setVisible(not large or unfolded)
        self._left_column.setContentsMargins(px(16), px(14), px(14), px(10))
        self._right_column.setContentsMargins(px(16) - EDGE, px(6 if large else 12), px(6) - EDGE, px(6))
        self._right_column.setSpacing(px(6))
        self._field_row.setContentsMargins(EDGE, 0, px(10) + EDGE, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if step is not None and (choix := self.current_choix()) is not None:
            self._session.move(choix, step)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        inside = QFrame()
        inside.setProperty("kind", "sunk")
        self._left_column = QVBoxLayout(inside)
        self._left_column.addStretch()
        self._left = QScrollArea()
        self._left.setObjectName("facets")
        self._left.setWidgetResizable(True)
        never_sideways(self._left)
        self._left.setWidget(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.field)
        right = QWidget()
        self._right_column = QVBoxLayout(right)
        self._right_column.addLayout(self._field_row)
        self._right_column.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left)
        middle.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.tray)

    def _wire(self) -> None:
        self._timer.timeout.connect(self.search)
        self.field.typed.connect(lambda _text: self._timer.start())
        self.field.entered.connect(self._enter)
        self.field.step_asked.connect(self._step)
        self.tray.compare_asked.connect(self.compare_asked)
        self._session.depuis_changed.connect(self._depart)
        self._session.selection_changed.connect(lambda _selection: self._order_tabs())
        self._session.region_changed.connect(lambda _code: self.search())

    def _say_nothing(self, typed: str, filters: dict[str, frozenset[str]]) -> None:
        """Say that nothing was found; propose to look farther only when there is something farther."""
        radius = self.departure.radius_km
        for wider in (100, 150, None) if radius is not None else ():
            if (wider is None or wider > (radius or 0)) and self._ask(1, wider).total:
                self.results.show_too_near(radius or 0, wider, filters, self.extent)
                return
        self.results.show_nothing(typed, filters, self.extent)

    def _order_tabs(self) -> None:
        from ui.widgets.tab_order import chain

        chain([self._left, self.field, self._stack, self.tray])

    def _filters(self, radius: float | None) -> Filtres:
        from desktop.search import Filtres

        return Filtres(
            region=self._session.region or None,
            commune=self._session.depuis,
            rayon_km=radius,
            par_distance=self._by_distance,
            **self.facets.chosen,
        )

    def _ask_more(self, limit: int) -> Resultats:
        return self._ask(limit, self.departure.radius_km)

    def _ask(self, limit: int, radius: float | None) -> Resultats:
        if self._engine is None:
            from desktop.search import Recherche

            self._engine = Recherche(self._session.catalogue)
        return self._engine.chercher(self.field.text, self._filters(radius), limit)

    def _depart(self, commune: Commune | None) -> None:
        """Sort by distance as soon as there is one."""
        self.results.bar.offer_distance(commune is not None)
        self._sort(self.results.bar.order.value)

    def _sort(self, order: object) -> None:
        self._by_distance = order == "distance"
        self.search()

    def _enter(self) -> None:
        self._settle()
        if (result := self.results.current) is not None and self._stack.currentWidget() is self.results:
            self._add(result)

    def _step(self, lines: int) -> None:
        self._settle()
        self.results.step(lines)

    def _settle(self) -> None:
        """Search what was just typed, if the timer was still waiting."""
        if self._timer.isActive():
            self.search()

    def _add(self, result: Resultat) -> None:
        if result.choix in self._session.selection:
            self._session.message.emit("Cette formation est déjà dans la sélection. La touche Suppr la retire.")
        else:
            self._session.add(result.choix)

"""The search page: where from and which facets at the left, the field, the results, the basket under them.

Only what the first window shows is made at once; the results and the facets come with the first search, or before
it when the program has nothing else to do (``warm_up``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import CoteACoteError
from ui.search.field import SearchField
from ui.search.inquiry import Inquiry
from ui.search.outcome import Outcome
from ui.search.sheet_code import CODE_HINT, means_code
from ui.search.side import Side
from ui.session import Session
from ui.theme import Theme
from ui.widgets.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.facts import Commune
    from desktop.search import Filtres, Recherche, Resultats
    from desktop.selection import Choix
    from ui.jobs import JobRunner
    from ui.search.asking import Question
    from ui.search.departure import Departure
    from ui.search.empty import EmptyState
    from ui.search.facets import FacetPanel
    from ui.search.results import Results

DEBOUNCE_MS = 0
"""A search is quicker than a hand; keys that wait already are served first."""
COUNT_MS = 80
"""The counts of the facets wait for the list to be painted, and for the next key of a quick typist."""
FIRST = 20
"""Lines asked for at once; the list asks for more when it is scrolled to its end."""
EDGE = 4  # what the list keeps around its cards for its ring


class SearchPage(QWidget):
    """Finds formations and puts them in the session's basket. ``compare_asked`` when the person wants to compare."""

    compare_asked = Signal()
    code_entered = Signal(str)
    """The person typed or scanned the code of a sheet."""
    map_asked = Signal()
    """The person wants the results on a map."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self.extent = ""
        """Which part of the country is loaded, said when nothing is found."""
        self._counts: dict[str, dict[str, int]] | None = None
        self.field = SearchField(theme)
        self.side = Side(session, theme)
        self.inquiry = Inquiry(session, self.field, self.side)
        self.outcome = Outcome(session, theme, self._ask_more)
        self.tray = Tray(session, theme)
        self._timer = _once(self, DEBOUNCE_MS, self._typed)
        self._after = _once(self, COUNT_MS, self._count)
        self._build()
        self._wire()
        self.set_theme(theme)

    @property
    def results(self) -> Results:
        """The results, made at the first call."""
        return self.outcome.results

    @property
    def facets(self) -> FacetPanel:
        """The facets, made at the first call."""
        return self.side.facets

    @property
    def departure(self) -> Departure:
        """Where the search starts from, made at the first call."""
        return self.side.departure

    @property
    def start(self) -> EmptyState:
        """What is shown before anything is asked."""
        return self.outcome.start

    @property
    def question(self) -> Question:
        """What is asked now: typed, ticked, around where."""
        return self.inquiry.question

    def asked(self) -> tuple[Recherche, str, Filtres]:
        """Return what was searched last, for another page to ask more about: the engine, the words, the filters."""
        return self.inquiry.asked()

    def warm_up(self, jobs: JobRunner | None = None) -> None:
        """Make what the first search would have to make; with ``jobs`` its index is read on another thread."""
        if self.inquiry.awake:
            return
        if jobs is None:
            self.search()
            return
        from ui.search.loading import read_index

        assert self.results is not None
        assert self.facets is not None
        read_index(self.inquiry.asker.engine, jobs, self.start, self.search)

    def offer_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Let the person choose among regions, (INSEE code, name)."""
        self.departure.offer_regions(regions)

    def focus_field(self) -> None:
        """Put the focus in the search field, its text selected."""
        self.field.line.setFocus()
        self.field.line.selectAll()

    def current_choix(self) -> Choix | None:
        """Return the formation of the focused tile, else of the current line."""
        result = self.outcome.current
        return self.tray.current_choix() or (result.choix if result else None)

    def search(self) -> None:
        """Search now with what is typed and ticked; without either, only the facets are counted."""
        self._typed()
        self._count()

    def search_as_typed(self, as_typed: bool) -> None:
        """Take the words as they are typed, until others are; or correct them again."""
        self.inquiry.take_as_typed(as_typed)
        self.search()
        again = self.results.understood.button
        (again if again.isVisible() else self.field.line).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; when everything is large the facets fold away."""
        px, large = theme.px, theme.zoom >= 1.5
        self.side.setVisible(not large or self.outcome.unfolded)  # first: two wide things would stretch the window
        for part in (self.field, self.side, self.outcome, self.tray):
            part.set_theme(theme)
        top, bottom, gap = (4, 1, 4) if large else (12, 6, 6)
        self._right_column.setContentsMargins(px(16) - EDGE, px(top), px(6) - EDGE, px(bottom))
        self._right_column.setSpacing(px(gap))
        self._field_row.setContentsMargins(EDGE, 0, px(10) + EDGE, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if step is not None and (choix := self.current_choix()) is not None:
            self._session.move(choix, step)
        elif event.key() == Qt.Key.Key_Escape and self.outcome.away:
            self.outcome.go_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.field)
        right = QWidget()
        self._right_column = QVBoxLayout(right)
        self._right_column.addLayout(self._field_row)
        self._right_column.addWidget(self.outcome, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.tray)

    def _wire(self) -> None:
        self.field.typed.connect(lambda _text: self._timer.start())
        self.field.entered.connect(self._enter)
        self.field.step_asked.connect(self._step)
        self.side.narrowed.connect(self.search)
        self.side.moved.connect(self._timer.start)
        self.side.grown.connect(self._order_tabs)
        self.outcome.made.connect(self._wire_results)
        self.outcome.changed.connect(self._order_tabs)
        for part in (self.tray, self.outcome):
            part.compare_asked.connect(self.compare_asked)
        self._session.depuis_changed.connect(self._depart)
        self._session.selection_changed.connect(lambda _selection: self._order_tabs())
        self._session.region_changed.connect(lambda _code: self.search())

    def _wire_results(self) -> None:
        made = self.results
        made.bar.removed.connect(self.facets.clear)
        made.bar.cleared.connect(self.facets.clear)
        made.bar.order_asked.connect(self._sort)
        made.bar.map_asked.connect(self.map_asked)
        made.bar.facets_asked.connect(lambda: self.side.setVisible(self.outcome.unfolded))
        made.as_typed_asked.connect(self.search_as_typed)
        self._order_tabs()

    def _typed(self) -> None:
        """Show the list at once; the counts of the facets come when the list is painted."""
        self._timer.stop()
        if means_code(self.field.text):
            self.field.show_hint(CODE_HINT)
            return
        self.field.show_hint()
        try:
            self._find()
        except CoteACoteError as error:
            self._session.message.emit(error.phrase)
        else:
            self._after.start()

    def _find(self) -> None:
        question = self.question
        found = self.inquiry.asker.ask(question, FIRST)
        self._counts = found.facettes
        if not (question.text or question.filtered or self._session.depuis is not None):
            self.results.bar.show_filters(question.chosen)
            self.outcome.setCurrentWidget(self.start)
            return
        if found.total:
            self.results.show_found(found, question)
        else:
            self._say_nothing(found, question)
        self.outcome.setCurrentWidget(self.results)

    def _count(self) -> None:
        self._after.stop()
        if self._counts is not None:
            self.facets.show_counts(self._counts)

    def _say_nothing(self, found: Resultats, question: Question) -> None:
        from ui.search.offers import Acts, ways_out

        from_where = self.departure
        acts = Acts(
            widen=lambda kilometres: self._leave_empty(lambda: from_where.widen(kilometres)),
            correct=lambda: self.search_as_typed(False),
            everywhere=(lambda: self._leave_empty(from_where.cross)) if from_where.can_cross else None,
            unfilter=lambda: self._leave_empty(self.facets.clear),
        )
        self.results.show_nothing(
            found, question, *ways_out(self.inquiry.asker, question, acts, self.extent, found.ailleurs)
        )

    def _leave_empty(self, act: Callable[[], object]) -> None:
        """Take a way out of the empty list: its button goes, the focus stays with what it brought."""
        act()
        self.search()
        (self.results.view if self.outcome.current is not None else self.field.line).setFocus()

    def _order_tabs(self) -> None:
        from ui.widgets.tab_order import chain

        chain([self.side, self.field, self.outcome, self.tray])

    def _ask_more(self, limit: int) -> Resultats:
        return self.inquiry.ask(limit)

    def _depart(self, commune: Commune | None) -> None:
        """Sort by distance as soon as there is one."""
        self.results.bar.offer_distance(commune is not None)
        self._sort(self.results.bar.order.value)

    def _sort(self, order: object) -> None:
        self.inquiry.by_distance = order == "distance"
        self.search()

    def _enter(self) -> None:
        if means_code(self.field.text):
            self.code_entered.emit(self.field.text)
            return
        self._settle()
        if (result := self.outcome.current) is not None:
            self.outcome.add(result)

    def _step(self, lines: int) -> None:
        self._settle()
        self.outcome.lines.step(lines)

    def _settle(self) -> None:
        """Search what was just typed, if the timer was still waiting."""
        if self._timer.isActive():
            self.search()


def _once(parent: QWidget, milliseconds: int, call: Callable[[], object]) -> QTimer:
    """Return a timer that calls once each time it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(call)
    return timer

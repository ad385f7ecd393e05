"""The results: how many and under which filters, the list or why it is empty, the CFA of the region under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.search import Resultat, Resultats
from desktop.typography import NBSP
from ui.search.cfas import CfaBlock
from ui.search.delegate import ResultDelegate
from ui.search.empty import EmptyState
from ui.search.filter_bar import FilterBar
from ui.search.model import ResultModel, Role
from ui.search.row_layout import AROUND
from ui.search.row_words import MOMENT
from ui.search.view import Headings, ResultView
from ui.session import Session
from ui.theme import Theme

LIST, NOTHING = 0, 1


class Results(QWidget):
    """``add_asked`` and ``remove_asked`` with a Resultat."""

    add_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, more: Callable[[int], Resultats], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.bar = FilterBar(theme)
        self.view = ResultView()
        self.rows = ResultModel(session, more, self)
        self.delegate = ResultDelegate(theme, session.catalogue.snapshot.construit_le, self.view)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(self.delegate)
        self.headings = Headings(self.view, theme)
        self.empty = EmptyState(theme)
        self.cfas = CfaBlock(theme, self.bar.cfas)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.setMinimumHeight(40)
        self._column = QVBoxLayout(self)
        self._inset = [QHBoxLayout(), QHBoxLayout()]
        for row, widget in zip(self._inset, (self.bar, self.cfas), strict=True):
            row.addWidget(widget)
        self._column.addLayout(self._inset[0])
        self._column.addWidget(self.headings)
        self._column.addWidget(self._stack, 1)
        self._column.addLayout(self._inset[1])
        self.view.add_asked.connect(lambda index: self._ask(index, True))
        self.view.remove_asked.connect(lambda index: self._ask(index, False))
        self.delegate.pressed.connect(lambda index: self._ask(index, not index.data(Role.SELECTED)))
        self.set_theme(theme)

    @property
    def current(self) -> Resultat | None:
        """The result of the current line, None when the list is empty."""
        return self.rows.result(self.view.currentIndex()) if self._stack.currentIndex() == LIST else None

    def show_found(self, found: Resultats, typed: str, filters: dict[str, frozenset[str]]) -> None:
        """Show what was found, its first line as the current one."""
        self._head()
        self.rows.show(found, typed)
        self.view.setCurrentIndex(self.rows.index(0))
        self._show(LIST, found.total, filters)
        self.cfas.show_cfas(found.cfas)

    def show_too_near(self, radius: float, wider: int | None, filters: dict[str, frozenset[str]], extent: str) -> None:
        """Say that nothing was found so near, and how far something is (None: farther than the slider goes)."""
        self.empty.show_too_near(radius, wider, extent)
        self._show(NOTHING, 0, filters)
        self.cfas.show_cfas(())

    def show_nothing(self, typed: str, filters: dict[str, frozenset[str]], extent: str) -> None:
        """Say that nothing was found, and what may be done."""
        self.empty.show_nothing(typed, any(filters.values()), extent)
        self._show(NOTHING, 0, filters)
        self.cfas.show_cfas(())

    def step(self, lines: int) -> None:
        """Make another line the current one."""
        row = max(0, min(self.rows.rowCount() - 1, self.view.currentIndex().row() + lines))
        self.view.setCurrentIndex(self.rows.index(row))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for part in (self.bar, self.delegate, self.headings, self.empty, self.cfas):
            part.set_theme(theme)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        for row in self._inset:  # the list keeps room for its ring and its scroll bar; the rest stands on its cards
            row.setContentsMargins(AROUND, 0, theme.px(10) + AROUND, 0)
        self.view.scheduleDelayedItemsLayout()

    def _show(self, number: int, total: int, filters: dict[str, frozenset[str]]) -> None:
        self.bar.show_count(total)
        self.bar.show_filters(filters)
        self._stack.setCurrentIndex(number)
        self.headings.setVisible(number == LIST)

    def _head(self) -> None:
        """Say once, above the list, whose three parts these are."""
        region = self._session.region
        place = self._session.catalogue.lieu(f"reg:{region}" if region else "fr").nom
        with_distance = self._session.depuis is not None
        self.delegate.heading, self.delegate.with_distance = place, with_distance
        words = f"{MOMENT}, {place}{NBSP}: travaillent, étudient, autres situations"
        self.headings.show_words(words, with_distance)

    def _ask(self, index: QModelIndex, add: bool) -> None:
        if (result := self.rows.result(index)) is not None:
            (self.add_asked if add else self.remove_asked).emit(result)

"""A list of formations at a place, with its headings and what can be done with a line: by key, button or menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.search import Resultat, Resultats
from desktop.typography import NBSP
from ui.search.delegate import ResultDelegate
from ui.search.model import ResultModel, Role
from ui.search.row_menu import Deeds, copy, open_menu
from ui.search.row_words import MOMENT, NEAR
from ui.search.view import Headings, ResultView
from ui.session import Session
from ui.theme import Theme


class Lines(QWidget):
    """Every signal has a Resultat: to add or remove, to show what stands behind it, to show what is near it."""

    add_asked = Signal(object)
    remove_asked = Signal(object)
    behind_asked = Signal(object)
    near_asked = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, more: Callable[[int], Resultats], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.view = ResultView()
        self.view.setAccessibleName(name)
        self.rows = ResultModel(session, more, self)
        self.delegate = ResultDelegate(theme, session.catalogue.snapshot.construit_le, self.view)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(self.delegate)
        self.headings = Headings(self.view, theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.headings)
        self._column.addWidget(self.view, 1)
        self.view.add_asked.connect(lambda index: self._ask(index, True))
        self.view.remove_asked.connect(lambda index: self._ask(index, False))
        self.view.copy_asked.connect(self._copy)
        self.view.menu_asked.connect(self._open_menu)
        self.delegate.pressed.connect(self._toggle)
        self.delegate.opened.connect(self._open)
        self.set_theme(theme)

    @property
    def current(self) -> Resultat | None:
        """The result of the current line."""
        return self.rows.result(self.view.currentIndex())

    def show_lines(self, found: Resultats, typed: str, with_distance: bool) -> None:
        """Show lines, the first as the current one, under whose three parts these are."""
        region = self._session.region
        place = self._session.catalogue.lieu(f"reg:{region}" if region else "fr").nom
        if found.ailleurs:  # the region of the place named
            place = next((r.lieu.nom for r in found.lignes if r.lieu.niveau == "region"), place)
        depuis = self._session.depuis
        self.delegate.heading, self.delegate.with_distance = place, with_distance
        self.delegate.depart = depuis.region if depuis is not None else None
        words = f"{MOMENT}, {place}{NBSP}: travaillent, étudient, autres situations"
        self.headings.show_words(words, with_distance)
        self.rows.show(found, typed)
        self.view.setCurrentIndex(self.rows.index(0))

    def step(self, lines: int) -> None:
        """Make another line the current one."""
        row = max(0, min(self.rows.rowCount() - 1, self.view.currentIndex().row() + lines))
        self.view.setCurrentIndex(self.rows.index(row))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self.delegate.set_theme(theme)
        self.headings.set_theme(theme)
        self._column.setSpacing(theme.px(6))
        self.view.scheduleDelayedItemsLayout()

    def _ask(self, index: QModelIndex, add: bool) -> None:
        if (result := self.rows.result(index)) is not None:
            (self.add_asked if add else self.remove_asked).emit(result)

    def _toggle(self, index: QModelIndex) -> None:
        self._ask(index, not index.data(Role.SELECTED))

    def _open(self, index: QModelIndex) -> None:
        """Show what the link of a line names."""
        self.view.setCurrentIndex(index)
        signal = self.near_asked if index.data(Role.LINK) == NEAR else self.behind_asked
        signal.emit(self.rows.result(index))

    def _copy(self, index: QModelIndex) -> None:
        copy(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _open_menu(self, index: QModelIndex, spot: QPoint) -> None:
        result = self.rows.result(index)
        deeds = Deeds(
            toggle=lambda: self._toggle(index),
            behind=lambda: self.behind_asked.emit(result),
            near=lambda: self.near_asked.emit(result),
            copy=lambda: self._copy(index),
        )
        open_menu(self.view, spot, bool(index.data(Role.SELECTED)), str(index.data(Role.LINK)), deeds)

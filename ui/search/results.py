"""The results: how many, under which filters and how understood; the list or why it is empty; the CFA under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.search import Resultat, Resultats
from desktop.typography import quantite
from ui.search.asking import Question
from ui.search.cfas import CfaBlock
from ui.search.columns import AROUND
from ui.search.empty import EmptyState, Offer
from ui.search.filter_bar import FilterBar
from ui.search.lines import Lines
from ui.search.speaker import Speaker
from ui.search.understood import Understood
from ui.session import Session
from ui.theme import Theme
from ui.widgets.flags import never_sideways

LIST, NOTHING = 0, 1


class Results(QWidget):
    """The list is ``lines``; the rest stands around it."""

    as_typed_asked = Signal(bool)

    def __init__(
        self, session: Session, theme: Theme, more: Callable[[int], Resultats], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.bar = FilterBar(theme)
        self.understood = Understood(theme)
        self.understood.as_typed_asked.connect(self.as_typed_asked)
        self.lines = Lines(session, theme, more, "Résultats")
        self.view, self.rows, self.delegate = self.lines.view, self.lines.rows, self.lines.delegate
        self.empty = EmptyState(theme)
        self.cfas = CfaBlock(theme, self.bar.cfas)
        self.speaker = Speaker(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.empty)
        never_sideways(area)
        self._stack.addWidget(area)
        self._stack.setMinimumHeight(40)
        self._column = QVBoxLayout(self)
        self._inset = [QHBoxLayout(), QHBoxLayout(), QHBoxLayout()]
        for row, widget in zip(self._inset, (self.bar, self.understood, self.cfas), strict=True):
            row.addWidget(widget)
        self._column.addLayout(self._inset[0])
        self._column.addLayout(self._inset[1])
        self._column.addWidget(self._stack, 1)
        self._column.addLayout(self._inset[2])
        self.set_theme(theme)

    @property
    def current(self) -> Resultat | None:
        """The result of the current line, None when the list is empty."""
        return self.lines.current if self._stack.currentIndex() == LIST else None

    def show_found(self, found: Resultats, question: Question) -> None:
        """Show what was found, its first line as the current one."""
        self.lines.show_lines(found, question.text, self._session.depuis is not None)
        self._show(LIST, found, question)
        self.cfas.show_cfas(found.cfas)

    def show_nothing(
        self, found: Resultats, question: Question, words: str, more: str, offers: Sequence[Offer]
    ) -> None:
        """Say that nothing was found, and what may be done about it."""
        self.empty.show_nothing(words, more, offers)
        self._show(NOTHING, found, question)
        self.cfas.show_cfas(())

    def step(self, lines: int) -> None:
        """Make another line the current one."""
        self.lines.step(lines)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for part in (self.bar, self.understood, self.lines, self.empty, self.cfas):
            part.set_theme(theme)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4 if theme.zoom >= 1.5 else 6))
        for row in self._inset:  # the list keeps room for its ring and its scroll bar; the rest stands on its cards
            row.setContentsMargins(AROUND, 0, theme.px(10) + AROUND, 0)

    def _show(self, number: int, found: Resultats, question: Question) -> None:
        self.bar.show_count(found.total)
        self.bar.show_filters(question.chosen)
        elsewhere = found.ailleurs if found.total else ""  # the empty list says it itself
        self.understood.show_found(question.text, found.corrige, found.sens, question.as_typed, elsewhere)
        self._stack.setCurrentIndex(number)
        told = quantite(found.total, "formation") if found.total else self.empty.text
        self.speaker.say(f"{told}. {self.understood.words}" if self.understood.words else told)

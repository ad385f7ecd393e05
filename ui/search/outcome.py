"""What stands under the field: what may be typed, the results, or another list that a line led to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.search.empty import EmptyState
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from desktop.search import Resultat, Resultats
    from ui.search.detour import Detour
    from ui.search.lines import Lines
    from ui.search.results import Results


class Outcome(QStackedWidget):
    """Adds to the basket and takes out of it what its lists say. ``made`` when the results were just made."""

    made = Signal()
    compare_asked = Signal()
    changed = Signal()
    """Another list is shown."""

    def __init__(
        self, session: Session, theme: Theme, more: Callable[[int], Resultats], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._more = more
        self._results: Results | None = None
        self._detour: Detour | None = None
        self._origin: QWidget | None = None
        self.start = EmptyState(theme)
        self.addWidget(self.start)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of the list on screen only: the window never grows for one that is hidden."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    @property
    def results(self) -> Results:
        """The results, made at the first call."""
        if self._results is None:
            from ui.search.results import Results

            self._results = Results(self._session, self._theme, self._more)
            self._wire(self._results.lines)
            self.addWidget(self._results)
            self.made.emit()
        return self._results

    @property
    def detour(self) -> Detour:
        """The list of what stands behind a line or near it, made at the first call."""
        if self._detour is None:
            from ui.search.detour import Detour

            self._detour = Detour(self._session, self._theme)
            self._detour.left.connect(self.go_back)
            self._detour.compare_asked.connect(self.compare_asked)
            self._wire(self._detour.lines)
            self.addWidget(self._detour)
        return self._detour

    @property
    def lines(self) -> Lines:
        """The list that the keys of the field move in."""
        return self.detour.lines if self.away else self.results.lines

    @property
    def away(self) -> bool:
        """Tell whether another list is shown in the place of the results."""
        return self._detour is not None and self.currentWidget() is self._detour

    @property
    def current(self) -> Resultat | None:
        """The current line of the list on screen."""
        if self._detour is not None and self.away:
            return self._detour.lines.current
        return self._results.current if self._results is not None and self.currentWidget() is self._results else None

    @property
    def unfolded(self) -> bool:
        """Tell whether the person wants to see the facets where everything is large."""
        return self._results is not None and self._results.bar.fold.isChecked()

    def add(self, result: Resultat) -> None:
        """Put a line in the basket, or say that it is there."""
        if result.choix in self._session.selection:
            self._session.message.emit("Cette formation est déjà dans la sélection. La touche Suppr la retire.")
        else:
            self._session.add(result.choix)

    def show_behind(self, result: Resultat | None = None) -> None:
        """List the spécialités behind a line, the current one when none is given."""
        if (asked := result or self.current) is None:
            return
        origin = QApplication.focusWidget()
        if self.detour.show_behind(asked):
            self._go(origin)
        else:
            name = asked.formation.libelle
            said = f"«\u00a0{name}\u00a0» n’est pas une année commune à plusieurs spécialités."
            self._session.message.emit(said)

    def show_near(self, result: Resultat | None = None) -> None:
        """List what is near a line, the current one when none is given."""
        if (asked := result or self.current) is None:
            return
        origin = QApplication.focusWidget()
        self.detour.show_near(asked)
        self._go(origin)

    def go_back(self) -> None:
        """Show the results again, the focus where it was."""
        self.setCurrentWidget(self.results)
        self.changed.emit()
        origin, self._origin = self._origin, None
        (origin if origin is not None and origin.isVisible() else self.results.view).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        for part in (self.start, self._results, self._detour):
            if part is not None:
                part.set_theme(theme)

    def _go(self, origin: QWidget | None) -> None:
        if not self.away:
            self._origin = origin
        self.setCurrentWidget(self.detour)
        self.changed.emit()
        self.detour.take_focus()

    def _wire(self, lines: Lines) -> None:
        lines.add_asked.connect(self.add)
        lines.remove_asked.connect(lambda result: self._session.remove(result.choix))
        lines.behind_asked.connect(self.show_behind)
        lines.near_asked.connect(self.show_near)

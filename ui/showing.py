"""What is shown apart from the pages of an interview: the family mode, and the map of the results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.typography import NBSP
from ui.window import COMPARE, MAP, SEARCH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.search import Filtres, Recherche
    from ui.desk import Desk
    from ui.family.page import FamilyScreen
    from ui.map.page import MapPage
    from ui.map.places import Asked
    from ui.program import Program
    from ui.window import Window

NAMED = 3000
"""Results of which the formations can be named beside the map; of more, places only count theirs."""


class Showing:
    """The hands of one window for both. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, desk: Desk) -> None:
        self._program = program
        self._desk = desk
        self._guess = False  # for the session only, as the family mode asks
        self._before: QWidget | None = None
        self.screen: FamilyScreen | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"famille": self.show_family, "carte": self.show_map}

    def show_theme(self) -> None:
        """Draw with the theme of the program from now on."""
        if self.screen is not None:
            self.screen.set_theme(self._program.theme)

    def show_family(self) -> None:
        """Show the comparison to the family, one indicator at a time; the focus comes back to where it was."""
        from PySide6.QtCore import Qt

        from desktop.famille import pages
        from ui.family.page import FamilyScreen

        if self.screen is not None:
            return
        page = self.window.page(COMPARE)
        if self.window.current_number != COMPARE:
            page.refresh()
        if page.comparison is None:
            self.window.say(page.empty.text().partition("\n")[0])
            return
        self._remember()
        screen = FamilyScreen(pages(page.comparison), self._program.theme, self._guess, self.window)
        screen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        screen.left.connect(self._leave_family)
        screen.guessing.connect(self._keep_guess)
        screen.zoom_asked.connect(self._zoom)
        self.screen = screen
        screen.showFullScreen()
        screen.activateWindow()

    def show_map(self) -> None:
        """Show the results of the search on the map, or go back to them."""
        if self.window.current_number == MAP:
            self.leave_map()
            return
        self._remember()
        self.window.hush()
        page = self.window.page(MAP)
        page.show_asked(self._asked())
        self.window.show_page(MAP)
        page.take_focus()

    def leave_map(self) -> None:
        """Go back to the search, the focus where it was."""
        self.window.show_page(SEARCH)
        if not self._give_back():
            self.window.page(SEARCH).focus_field()

    def map_page(self) -> MapPage:
        """Return a page for the map: made when it is first shown."""
        from ui.map.page import MapPage

        page = MapPage(self._program.theme)
        page.closed.connect(self.leave_map)
        page.narrowed.connect(self._narrow)
        return page

    def _narrow(self, uai: str) -> None:
        """Search an établissement by its code, the focus in its lines; what was searched before is a button away."""
        page = self.window.page(SEARCH)
        before = page.field.text.strip()
        self._search(uai)
        self.window.show_page(SEARCH)
        page.results.view.setFocus()
        if before and before != uai:
            back = f"Revenir à «{NBSP}{before}{NBSP}»"
            self.window.say("La recherche est limitée à cet établissement.", back, lambda: self._search_again(before))

    def _search_again(self, text: str) -> None:
        self._search(text)
        self.window.hush()
        self.window.page(SEARCH).focus_field()

    def _search(self, text: str) -> None:
        page = self.window.page(SEARCH)
        page.field.line.setText(text)
        page.search()

    def _asked(self) -> Asked:
        from desktop.search import Filtres
        from ui.map.places import Asked

        engine, text, filters = self.window.page(SEARCH).asked()
        session = self._desk.session
        nothing = not text.strip() and filters == Filtres(region=filters.region)
        points = () if nothing else engine.lieux(text, filters)
        total = 0 if nothing else engine.chercher(text, filters, 1).total
        elsewhere = max(0, total - sum(point.formations for point in points))
        labels = _Labels(engine, text, filters, total)
        return Asked(
            text, points, filters.commune, filters.rayon_km, session.region, filters.par_distance, elsewhere, labels.of
        )

    def _remember(self) -> None:
        from PySide6.QtWidgets import QApplication

        self._before = QApplication.focusWidget()

    def _give_back(self) -> bool:
        """Give the focus back to who had it; tell whether it could take it."""
        from shiboken6 import isValid

        before, self._before = self._before, None
        if before is None or not isValid(before) or not before.isVisible() or not before.isEnabled():
            return False
        before.setFocus()
        return True

    def _leave_family(self) -> None:
        self.screen = None
        self.window.activateWindow()
        if not self._give_back():
            self._desk.focus_page()

    def _keep_guess(self, on: bool) -> None:
        self._guess = on

    def _zoom(self, step: int) -> None:
        self.window.named_actions[{1: "agrandir", -1: "reduire", 0: "taille"}[step]].trigger()


class _Labels:
    """The formations found at each établissement, asked for when one is first chosen."""

    def __init__(self, engine: Recherche, text: str, filters: Filtres, total: int) -> None:
        self._engine = engine
        self._asked = (text, filters, total)
        self._known: dict[str, list[str]] | None = None

    def of(self, uai: str) -> tuple[str, ...]:
        """Return the labels of the results at a UAI."""
        text, filters, total = self._asked
        if self._known is None:
            self._known = {}
            for line in self._engine.chercher(text, filters, total).lignes if total <= NAMED else ():
                if line.lieu.etablissement is not None:
                    self._known.setdefault(line.lieu.etablissement.uai, []).append(line.formation.libelle)
        return tuple(self._known.get(uai, ()))

"""The first start: the tour under the header, and the sample session; both stay in the help menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.errors import CoteACoteError

if TYPE_CHECKING:
    from ui.program import Program
    from ui.session import Session
    from ui.tour import Tour
    from ui.window import Window


class Welcome:
    """The hands of one window for both; ``window`` is set by who puts it together.

    ``compare`` shows the comparison, ``go_back`` gives the focus to the page shown.
    """

    window: Window

    def __init__(
        self, program: Program, session: Session, compare: Callable[[], None], go_back: Callable[[], None]
    ) -> None:
        self._program = program
        self._session = session
        self._compare = compare
        self._go_back = go_back
        self.tour: Tour | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"visite": self.show_tour, "exemple": self.show_sample}

    def warm_up(self) -> None:
        """Show the tour to who has not seen it; typing goes on in the search field."""
        if self.tour is None and not self._program.preferences.settings.visite_vue:
            self._make()

    def show_tour(self) -> None:
        """Show the tour from its beginning, the focus on its first button."""
        self.window.drop_above()
        self._make().next.setFocus()

    def show_sample(self) -> None:
        """Put the sample in the basket and show it; undoing gives the basket back."""
        from desktop.exemple import exemple

        try:
            self._session.put(exemple(self._session.catalogue))
        except CoteACoteError as error:
            self.window.say(error.phrase)
            return
        self._compare()

    def _make(self) -> Tour:
        from ui.tour import Tour

        tour = self.tour = Tour(self._program.theme)
        tour.ended.connect(self._end)
        tour.sample_asked.connect(self.show_sample)
        self.window.show_above(tour)
        for told in (self.window.notice.coming, self.window.notice.shown_changed):
            told.connect(tour.give_way)
        tour.give_way(bool(self.window.notice_text))
        return tour

    def _end(self) -> None:
        self.tour = None
        if self.window.drop_above():
            self._go_back()
        if not self._program.preferences.settings.visite_vue:
            self._program.prefer(visite_vue=True)

"""The data file and the one joined to it: choose another, check it whole, join, take away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import CoteACoteError

if TYPE_CHECKING:
    from ui.program import Program
    from ui.session import Session
    from ui.window import Window


class DataFile:
    """The hands of one window for all this. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, session: Session) -> None:
        self._program = program
        self._session = session

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {
            "donnees": self.choose,
            "verifier": self.check,
            "joindre_onisep": self.join,
            "detacher_onisep": self.take_away,
        }

    def choose(self) -> None:
        """Ask for another data file and open it; the window stays as it is when it can't be opened."""
        from ui.data_problem import ask_data_file

        path = ask_data_file(self.window)
        if path is None:
            return
        try:
            self._program.open(path).show()
        except CoteACoteError as error:
            self.window.say(error.phrase)

    def check(self) -> None:
        """Check the whole data file, off the window's thread, and say what was found."""
        path = self._session.snapshot.path

        def failed(error: Exception) -> None:
            if not isinstance(error, CoteACoteError):
                raise error
            self.window.say(error.phrase)

        said = "Les données sont en ordre."
        self._program.jobs.run(lambda: check_file(path), lambda _none: self.window.say(said), failed)

    def join(self) -> None:
        """Ask for a file of Onisep data and join it."""
        from ui.onisep import attach

        attach(self._session, self.window)

    def take_away(self) -> None:
        """Take the Onisep data away."""
        from ui.onisep import detach

        detach(self._session, self.window)


def check_file(path: Path) -> None:
    """Check a whole data file, on a connection of its own. Raises SnapshotError."""
    from desktop.snapshot import integrity, open_snapshot

    snapshot = open_snapshot(path)
    try:
        integrity(snapshot)
    finally:
        snapshot.close()

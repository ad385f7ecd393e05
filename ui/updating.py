"""« Mettre à jour les données… » and the way back: the service of updates tied to one window and its interview.

Nothing of the update code is imported before the person asks (tests/ui/test_privacy.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import CoteACoteError
from ui.session import Session

if TYPE_CHECKING:
    from desktop.selection import Selection
    from desktop.snapshot import Snapshot
    from desktop.update.install import Installe
    from ui.program import Program
    from ui.update.dialog import UpdateDialog
    from ui.update.model import Here, Outcome, Part, Service, Suivi
    from ui.window import Window

NONE_BEFORE = "Il n’y a pas de données précédentes à retrouver."


class Updating:
    """The hands of one window for updates. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, session: Session, service: Callable[[], Service] | None = None) -> None:
        self._program = program
        self._session = session
        self._make = service or make_service

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"maj": self.show, "maj_retour": self.go_back}

    def show(self) -> None:
        """Open the dialog; then go on with the data it chose, or say what it did."""
        try:
            dialog = self.dialog(self._make())
        except CoteACoteError as error:
            self.window.say(error.phrase)
            return
        dialog.exec()
        opens, said, back = dialog.opens, dialog.said, dialog.went_back
        dialog.deleteLater()
        if opens is not None:
            self._arrive(opens, back)
        elif said:
            self.window.say(said)

    def dialog(self, service: Service) -> UpdateDialog:
        """Return the dialog on what the window shows now. Raises CoteACoteError."""
        from ui.update.dialog import UpdateDialog
        from ui.update.model import Hands
        from ui.update.volumes import offered

        path, selection = self._session.snapshot.path, self._session.selection

        def install(depuis: str | None, suivi: Suivi) -> Outcome:
            return _install(service, depuis, suivi, path, selection)

        hands = Hands(
            ask=self.ask_folder,
            places=offered,
            check=service.verifier,
            install=install,
            back=service.revenir,
            before=service.precedent,
            remember=self._remember,
        )
        return UpdateDialog(self._here(service), hands, self._program.jobs, self._program.theme, self.window)

    def trial_words(self) -> str:
        """Return what must be said of the data shown when they were installed under trial keys."""
        return trial_words(self._session.snapshot.path)

    def go_back(self) -> None:
        """Go back to the data before, in one deed that the same deed takes back."""
        try:
            service = self._make()
            if service.precedent() is None:
                self.window.say(NONE_BEFORE)
                return
        except CoteACoteError as error:
            self.window.say(error.phrase)
            return

        def failed(error: Exception) -> None:
            if not isinstance(error, CoteACoteError):
                raise error
            if self._program.desk is not None:
                self._program.desk.window.say(error.phrase)

        def done(installed: Installe) -> None:
            self._arrive(installed.path, back=True)

        self._program.jobs.run(service.revenir, done, failed)

    def ask_folder(self, start: str) -> str:
        """Ask the person for a folder; empty when they change their mind."""
        from PySide6.QtWidgets import QFileDialog

        begin = start if start and Path(start).is_dir() else ""
        return QFileDialog.getExistingDirectory(self.window, "Où sont les nouvelles données", begin)

    def _here(self, service: Service) -> Here:
        from desktop.policy import read_policy
        from desktop.update.installed import current_snapshot
        from ui.update.model import Here

        policy, snapshot = read_policy(), self._session.snapshot
        installed = current_snapshot()
        assert self._program.desk is not None
        extract = self._program.desk.extent.partition(": ")[2]
        return Here(
            scope=f"{extract} (extrait)" if extract else "France entière",
            day=snapshot.construit_le,
            waiting=installed if installed != snapshot.path and installed.parent == _instantanes() else None,
            source=policy.source or service.source_par_defaut or self._program.preferences.settings.source_maj or "",
            fixed=policy.source is not None,
            web=policy.web,
            trial=service.essai,
        )

    def _remember(self, source: str) -> None:
        if source != self._program.preferences.settings.source_maj:
            self._program.prefer(source_maj=source)

    def _arrive(self, path: Path, back: bool) -> None:
        """Open other data under the interview of the first quiet moment: it may be another one than ours by then."""
        from ui.update.moment import when_quiet

        when_quiet(self._program, lambda desk: desk.updating.open(path, back))

    def open(self, path: Path, back: bool) -> None:
        """Go on with other data: same basket, place of departure, notes, page; what is not known there is named."""
        from ui.update import words
        from ui.update.carrying import Carried

        assert self._program.desk is not None
        carried = Carried.of(self._program.desk)
        try:
            window = self._program.open(path)
        except CoteACoteError as error:
            self.window.say(error.phrase)
            return
        desk = self._program.desk
        assert desk is not None
        window.show()
        self._program.warm_up()  # the basket is there from now on
        window.activateWindow()
        lost = carried.settle(desk)
        said = " ".join([words.opened(desk.session.snapshot.construit_le), *lost])
        before = self._before() if back else None
        if before:
            window.say(said, words.back_to(before), desk.updating.go_back)
        else:
            window.say(said)

    def _before(self) -> str | None:
        try:
            return self._make().precedent()
        except CoteACoteError:
            return None


def _instantanes() -> Path:
    from desktop.paths import data_path

    return data_path() / "instantanes"


def make_service() -> Service:
    """Return the service of updates. Raises CoteACoteError."""
    from desktop.update.service import service

    return service()


def trial_words(path: Path) -> str:
    """Return what must be said of a snapshot that was installed under trial keys, nothing of any other."""
    from desktop.update.trial import is_trial

    if not is_trial(path):
        return ""
    from ui.update.words import TRIAL_DATA

    return TRIAL_DATA


def way_back(path: Path) -> tuple[str, Callable[[], Path]] | None:
    """Return the words for going back from installed data that can't be opened, and what goes back, if it is possible.

    What goes back returns the file to open, and raises CoteACoteError.
    """
    from desktop.update.installed import current_snapshot

    if path.parent != _instantanes() or path != current_snapshot():
        return None
    from ui.update.words import back_to

    try:
        service = make_service()
        before = service.precedent()
    except CoteACoteError:
        return None
    return (back_to(before), lambda: service.revenir().path) if before else None


def _install(service: Service, depuis: str | None, suivi: Suivi, path: Path, selection: Selection) -> Outcome:
    """Install, then tell what has changed since the data of the window. Raises UpdateError."""
    from ui.update.model import Outcome

    with _opened(path) as older:  # before it is deleted, as what was taken back is
        found, installed = service.installer(depuis, suivi)
        return Outcome(found, installed, _changes(older, installed.path, selection) if installed is not None else ())


@contextmanager
def _opened(path: Path) -> Iterator[Snapshot | None]:
    """Lend an open snapshot; None for one that can't be read, which is no reason not to update."""
    from desktop.snapshot import open_snapshot

    try:
        snapshot = open_snapshot(path)
    except CoteACoteError:
        yield None
        return
    try:
        yield snapshot
    finally:
        snapshot.close()


def _changes(older: Snapshot | None, after: Path, selection: Selection) -> tuple[Part, ...]:
    """Return what has changed, nothing when the data of before can't be read any more: they are installed already."""
    import sqlite3

    from desktop.update.changes import changes

    try:
        with _opened(after) as newer:
            if older is None or newer is None:
                return ()
            return changes(older, newer, selection if selection.choix else None).sections
    except (CoteACoteError, sqlite3.Error):
        return ()

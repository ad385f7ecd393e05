"""The running program: Qt's application, its theme, and the window put together by hand on a snapshot."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import CoteACoteError
from desktop.paths import settings_path
from desktop.settings import Preferences
from ui import crash
from ui.desk import Desk
from ui.look import Look
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import Theme, load_fonts
from ui.widgets.status import StatusLine
from ui.window import Window

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from ui.dossiers.keeper import Keeper
    from ui.jobs import JobRunner
    from ui.writing import Writer


WARM_UP_MS = 120
"""After the first paint: long enough for keys already typed to be served first."""


class Program:
    """Made once a process. ``jobs`` runs slow work; tests give one that they drain by hand."""

    def __init__(self, jobs: JobRunner | None = None) -> None:
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        self.app = app
        self._jobs = jobs
        self._dressed = False
        self._translator: QTranslator | None = None
        self.desk: Desk | None = None
        self._path = Path()
        self._writer: Writer | None = None
        self._keeper: Keeper | None = None
        self.is_new = True
        """Nothing was asked yet of what the last session left."""
        self.preferences = Preferences(settings_path())
        self.look = Look(app)
        self.theme = self.look.theme(self.preferences.settings)
        app.setApplicationName("Côte à Côte")
        if not sys.platform.startswith("linux"):  # there it is the style already, and asking for it takes 6 ms
            app.setStyle("Fusion")
        load_fonts()
        app.setPalette(self.theme.palette())
        app.setFont(self.theme.font("body"))
        crash.install(crash.show_dialog, self._explain)

    @property
    def jobs(self) -> JobRunner:
        """The runner of slow work."""
        if self._jobs is None:
            from ui.jobs import JobRunner

            self._jobs = JobRunner()
        return self._jobs

    @property
    def writer(self) -> Writer:
        """What writes the small files of the person, made at the first call."""
        if self._writer is None:
            from ui.writing import Writer

            self._writer = Writer()
        return self._writer

    @property
    def keeper(self) -> Keeper:
        """What keeps the basket in its dossier, made at the first call."""
        if self._keeper is None:
            from desktop.paths import dossiers_path
            from ui.dossiers.keeper import Keeper

            self._keeper = Keeper(dossiers_path(), self.writer.jobs, self.writer.wait)
        return self._keeper

    def prefer(self, **changes: object) -> None:
        """Use these preferences from now on and write them; what can't be written is said."""
        if not changes:
            return
        write = self.preferences.use(**changes)
        if changes.keys() & {"theme", "zoom"}:
            self.wear(self.look.theme(self.preferences.settings))

        def failed(error: Exception) -> None:
            if not isinstance(error, CoteACoteError):
                raise error
            if self.desk is not None:
                self.desk.window.say(error.phrase)

        self.writer.jobs.run(write, lambda _none: None, failed)

    def wear(self, theme: Theme) -> None:
        """Dress the whole program in another theme."""
        self.theme = theme
        self.app.setPalette(theme.palette())
        self.app.setFont(theme.font("body"))
        self._dress()
        if self.desk is not None:
            self.desk.window.set_theme(theme)
            self.desk.interview.show_theme()
            self.desk.showing.show_theme()
            self.desk.guiding.show_theme()

    def start(self, path: Path) -> None:
        """Show a window; its data are opened just after its first paint, and others asked for when that fails."""
        self._path = path
        self._compose(Session(path)).show()

    def run(self) -> int:
        """Stay until the last window is closed; return the exit code."""
        return self.app.exec()

    def open(self, path: Path) -> Window:
        """Put a window together on a snapshot and return it, not shown yet. Raises SnapshotError; the old one stays."""
        from desktop.snapshot import open_snapshot

        session = Session(open_snapshot(path))
        self._path = path
        return self._compose(session)

    def begin_again(self) -> Window:
        """Put everything together anew on the same data, as at the start: nothing of the interview before is left."""
        assert self.desk is not None
        older = self.desk.session
        window = self._compose(Session(older.catalogue))
        older.forget()
        return window

    def _compose(self, session: Session) -> Window:
        older, self.desk = self.desk, None
        if older is not None:
            session.attach(older.session.onisep)  # other data, the same interview
        desk = Desk(self, session)
        pages = [lambda: self._search(desk), lambda: self._compare(desk), lambda: desk.paper.page()]
        pages += [lambda: self._data(desk), lambda: desk.showing.map_page()]
        desk.window = Window(self.theme, pages, desk.handlers(), StatusLine(self.theme))
        desk.wire()
        self.desk = desk
        if not self._dressed:
            self._dress()  # after the widgets: then each looks up its rules once
        idle = QTimer(desk.window)  # gone with its window
        idle.setSingleShot(True)
        idle.setInterval(WARM_UP_MS)
        idle.timeout.connect(self.warm_up)
        desk.window.painted.connect(idle.start)
        desk.window.closed.connect(lambda: self._left(desk))
        if older is not None:
            desk.window.setGeometry(older.window.geometry())
            desk.window.setWindowState(older.window.windowState())
            desk.window.show()  # before the other goes: the program ends with its last window
            older.window.close()
            older.window.deleteLater()
        return desk.window

    def say_ready_and_quit(self) -> None:
        """For the bench: print ``pret`` once the window is painted and nothing is left to do, then quit."""

        def ready() -> None:
            print("pret", flush=True)
            self.app.quit()

        assert self.desk is not None
        self.desk.window.painted.connect(lambda: QTimer.singleShot(0, ready))

    def warm_up(self) -> None:
        """Make, while the person looks at the window, what the first key will need."""
        gc.enable()  # ui.app had stopped it for the start
        self._speak_french()
        from PySide6.QtGui import QIcon

        if self.is_new:
            self.look.changed.connect(lambda: self.wear(self.look.theme(self.preferences.settings)))
            self.look.watch()
        self.app.setWindowIcon(QIcon(self.theme.icon("marque", "accent", 64)))
        try:
            if self.desk is not None:
                self.desk.warm_up()
        except CoteACoteError as error:
            self._other_data(error)
        except Exception:
            error_of_data = self.desk.damage() if self.desk is not None else None
            if error_of_data is None:
                raise
            self._other_data(error_of_data)

    def _explain(self) -> bool:
        """Say that the data file is damaged when an error comes from there; tell whether it does."""
        desk = self.desk
        error = desk.damage() if desk is not None else None
        if desk is None or error is None:
            return False
        QTimer.singleShot(0, desk.window, lambda: desk.say_damage(error))  # not in the middle of a paint
        return True

    def _left(self, desk: Desk) -> None:
        """Let go of the dossier when the person closes the window, rather than change it for another."""
        if desk is self.desk and self._keeper is not None:
            self._keeper.close()
        for worker in (self._writer, self._jobs):
            if worker is not None:
                worker.wait()

    def _dress(self) -> None:
        """Dress every widget anew. Python may not take one away meanwhile: Qt would go on with one that is gone."""
        collecting = gc.isenabled()
        gc.disable()
        self.app.setStyleSheet(self.theme.stylesheet())
        if collecting:
            gc.enable()
        self._dressed = True

    def _speak_french(self) -> None:
        """Have Qt's own words in French: menus of fields, file dialogs."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        if self._translator is None:
            QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
            self._translator = QTranslator()
            if self._translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self.app.installTranslator(self._translator)

    def _search(self, desk: Desk) -> QWidget:
        page = SearchPage(desk.session, self.theme)
        page.compare_asked.connect(desk.compare)
        page.map_asked.connect(lambda: desk.showing.show_map())
        page.code_entered.connect(lambda text: desk.retour.take(text, page.field.line.clear))
        return page

    def _compare(self, desk: Desk) -> QWidget:
        from ui.compare.page import ComparePage  # made when it is first shown
        from ui.compare_actions import open_words

        page = ComparePage(desk.session, self.theme)
        page.sheet_asked.connect(desk.save_sheet)
        page.family_asked.connect(desk.showing.show_family)
        page.search_asked.connect(desk.handlers()["chercher"])
        page.word_asked.connect(lambda key: open_words(key, self.theme, desk.window))
        return page

    def _data(self, desk: Desk) -> QWidget:
        from ui.data.page import DataPage  # made when it is first shown

        page = DataPage(desk.session.snapshot, self.theme, desk.updating.trial_words())
        page.closed.connect(desk.leave_data)
        page.update_asked.connect(desk.handlers()["maj"])
        return page

    def _other_data(self, error: CoteACoteError) -> None:
        """Ask for other data until some can be opened; leave with the code of the error when the person gives up."""
        from ui.data_problem import DataProblem
        from ui.updating import way_back

        while True:
            assert self.desk is not None
            back = way_back(self._path)
            problem = DataProblem(error.phrase, self.theme, back[0] if back else "", self.desk.window)
            if not problem.exec():
                self.app.exit(error.code)
                return
            try:
                path = back[1]() if back and problem.goes_back else problem.chosen
                if path is not None:
                    self.open(path).show()
                return
            except CoteACoteError as again:
                error = again

"""The running program: Qt's application, its theme, and the window put together by hand on a snapshot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from desktop.catalogue import Catalogue
from desktop.errors import CoteACoteError
from desktop.snapshot import open_snapshot
from ui import crash
from ui.desk import Desk
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import LIGHT, Theme, load_fonts
from ui.widgets.status import StatusLine
from ui.window import COMPARE, Window

if TYPE_CHECKING:
    from ui.jobs import JobRunner


WARM_UP_MS = 120
"""After the first paint: long enough for keys already typed to be served first."""


class Program:
    """Made once a process. ``jobs`` runs slow work; tests give one that they drain by hand."""

    def __init__(self, jobs: JobRunner | None = None) -> None:
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        self.app = app
        app.setApplicationName("Côte à Côte")
        if not sys.platform.startswith("linux"):  # there it is the style already, and asking for it takes 6 ms
            app.setStyle("Fusion")
        QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
        self._translator = QTranslator()
        if self._translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(self._translator)
        load_fonts()
        self.theme = Theme(LIGHT)
        self.wear(self.theme)
        self._jobs = jobs
        self.desk: Desk | None = None
        crash.install(crash.show_dialog)

    def wear(self, theme: Theme) -> None:
        """Dress the whole program in a theme."""
        self.theme = theme
        self.app.setPalette(theme.palette())
        self.app.setFont(theme.font("body"))
        self.app.setStyleSheet(theme.stylesheet())
        if getattr(self, "desk", None) is not None and self.desk is not None:
            self.desk.window.set_theme(theme)

    @property
    def jobs(self) -> JobRunner:
        """The runner of slow work."""
        if self._jobs is None:
            self._jobs = JobRunner()
        return self._jobs

    def start(self, path: Path) -> bool:
        """Open and show the window; when the data can't be opened, ask for others. False when the person gives up."""
        wanted: Path | None = path
        while wanted is not None:
            try:
                window = self.open(wanted)
                window.painted.connect(lambda: QTimer.singleShot(WARM_UP_MS, self._warm_up))
                window.show()
                return True
            except CoteACoteError as error:
                wanted = self._ask_other_data(error.phrase)
        return False

    def run(self) -> int:
        """Stay until the last window is closed."""
        return self.app.exec()

    def open(self, path: Path) -> Window:
        """Put a window together on a snapshot and return it, not shown yet. Raises SnapshotError; the old one stays."""
        snapshot = open_snapshot(path)
        session = Session(Catalogue(snapshot))
        older, self.desk = self.desk, None
        desk = Desk(self, session)
        status = StatusLine(self.theme, desk.freshness, "", desk.extent)
        desk.window = Window(
            self.theme, [lambda: self._search(desk), lambda: self._compare(desk)], desk.handlers(), status
        )
        desk.wire()
        self.desk = desk
        if older is not None:
            desk.window.setGeometry(older.window.geometry())
            older.window.close()
        return desk.window

    def say_ready_and_quit(self) -> None:
        """For the bench: print ``pret`` once the window is painted and nothing is left to do, then quit."""

        def ready() -> None:
            print("pret", flush=True)
            self.app.quit()

        assert self.desk is not None
        self.desk.window.painted.connect(lambda: QTimer.singleShot(0, ready))

    def _warm_up(self) -> None:
        """Make, while the person looks at the window, what the first key will need."""
        from PySide6.QtGui import QIcon

        from ui.widgets.mark import mark_pixmap

        self.app.setWindowIcon(QIcon(mark_pixmap(64, self.theme)))
        if self.desk is not None:
            self.desk.window.warm_up()

    def _search(self, desk: Desk) -> QWidget:
        page = SearchPage(desk.session, self.theme, f"Données chargées\u00a0: {desk.extent}." if desk.extent else "")
        page.compare_asked.connect(lambda: desk.window.show_page(COMPARE))
        return page

    def _compare(self, desk: Desk) -> QWidget:
        from ui.compare.page import ComparePage  # made when it is first shown

        page = ComparePage(desk.session, self.theme)
        page.sheet_asked.connect(desk.save_sheet)
        return page

    def _ask_other_data(self, sentence: str) -> Path | None:
        from ui.data_problem import DataProblem

        problem = DataProblem(sentence, self.theme)
        problem.exec()
        return problem.chosen

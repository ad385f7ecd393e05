"""From a key in the search field to the list painted, against three queries and one bare repaint of that list.

Real keys, letter by letter, in a window of 1366 × 690 over the made-up country of 205 000 formations × places, from a
search that remembers no other query. The clock (QElapsedTimer) stops when the viewport of the list has painted. The
reference is put together in the same run, key by key: three times the query alone, then the list repainted as it is.
The slowest keystroke in a hundred counts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

import inventer_pays
from harness import ROOT, Row, p99

QUERIES = ("cap cuisine", "bac pro commerce rennes", "coiffure brest", "bts tourisme", "mecanique auto", "boulangrie")
DONE = 3.0  # seconds that a keystroke never takes


def rows(times: int) -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = ROOT / "build" / "pays-invente.sqlite"
    if not path.exists() or path.stat().st_mtime < Path(inventer_pays.__file__).stat().st_mtime:
        path.parent.mkdir(exist_ok=True)
        inventer_pays.write(path)
    taken: list[float] = []
    allowed: list[float] = []
    hand = _Hand(path)
    turns = [hand.type(query) for _ in range(times + 1) for query in QUERIES][len(QUERIES) :]  # the first one warms up
    for number in range(len(QUERIES)):
        same = turns[number :: len(QUERIES)]
        for keys in zip(*same, strict=True):
            taken.append(median(key[0] for key in keys))
            allowed.append(median(3 * key[1] + key[2] for key in keys))
    hand.close()
    said = f"{len(taken)} frappes. p50 {median(taken):.1f} ms, p99 {p99(taken):.1f} ms"
    print(said, file=sys.stderr)
    return [Row("frappe_peinte_p99", taken, "ms", "3 requêtes et un repeint", allowed, 1.0, p99)]


class _Hand:
    """Types in the field of a real window. Everything it times is in milliseconds."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler

        from ui.program import Program
        from ui.window import SEARCH

        qInstallMessageHandler(lambda *_: None)  # the off-screen platform says in English what it can't do
        self._program = Program()
        self._window = self._program.open(path)
        self._window.resize(1366, 690)
        self._window.show()
        self._program.warm_up()
        self._page = self._window.page(SEARCH)
        self._page.search()
        self._page.focus_field()
        outer = self

        class Painted(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    outer.painted = True
                return False

        self.painted = False
        self._filter = Painted()
        self._view = self._page.results.view.viewport()
        self._view.installEventFilter(self._filter)

    def type(self, query: str) -> list[tuple[float, float, float]]:
        """Type a query and return for each key: until painted, the query alone, the bare repaint."""
        self._page.field.line.clear()
        self._settle()
        return [self._key(letter) for letter in query]

    def close(self) -> None:
        self._window.close()

    def _key(self, letter: str) -> tuple[float, float, float]:
        from PySide6.QtCore import QElapsedTimer, QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        from ui.search.page import FIRST

        asker, page, clock = self._page.inquiry.asker, self._page, QElapsedTimer()
        asker.engine.oublier()
        self.painted = False
        clock.start()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(page.field.line, event)
        while not self.painted and clock.elapsed() < DONE * 1000:
            QApplication.processEvents()
        taken = clock.nsecsElapsed() / 1e6
        self._settle()
        asker.engine.oublier()
        clock.restart()
        asker.ask(page.question, FIRST)
        query = clock.nsecsElapsed() / 1e6
        clock.restart()
        self._view.repaint()
        return taken, query, clock.nsecsElapsed() / 1e6

    def _settle(self) -> None:
        from PySide6.QtCore import QDeadlineTimer
        from PySide6.QtWidgets import QApplication

        until = QDeadlineTimer(150)  # the counts of the facets come after the list
        while not until.hasExpired():
            QApplication.processEvents()

"""Small files written off the window's thread, one after the other, in the order in which they were asked for."""

from __future__ import annotations

from PySide6.QtCore import QThreadPool

from ui.jobs import JobRunner


class Writer:
    """``jobs`` runs one piece of work at a time; ``wait`` comes back once all of it is done."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self.jobs = JobRunner(self._pool)

    def wait(self) -> None:
        """Come back once everything is written."""
        self._pool.waitForDone()

"""What an update and the window tell each other while it runs on another thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from desktop.errors import UpdateCancelled

UNKNOWN = -1
"""The percent of a step of which nobody knows how long it is."""


class Progress(QObject):
    """``moved`` with the step and its percent; ``stop`` asks for an end at the next moment where nothing is lost."""

    moved = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._last = ("", UNKNOWN)

    def tell(self, step: str, done: int, total: int) -> None:
        """Take how far the work is, from its thread. Raises UpdateCancelled once an end was asked for.

        The window hears of whole percents only: the work may tell every block it reads.
        """
        if self._stop.is_set():
            raise UpdateCancelled
        now = (step, max(0, min(100, 100 * done // total)) if total > 0 else UNKNOWN)
        if now != self._last:
            self._last = now
            self.moved.emit(*now)

    def stop(self) -> None:
        """Ask for an end."""
        self._stop.set()

    def stopped(self) -> bool:
        """Tell whether an end was asked for; from any thread."""
        return self._stop.is_set()

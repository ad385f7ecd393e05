"""What a batch and the window tell each other while it runs on another thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal


class Progress(QObject):
    """``moved`` with how many sheets are done and of how many; ``stop`` asks for an end before the next one."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def move(self, done: int, total: int) -> None:
        """Tell how far it is; from any thread."""
        self.moved.emit(done, total)

    def stop(self) -> None:
        """Ask for an end."""
        self._stop.set()

    def stopped(self) -> bool:
        """Tell whether an end was asked for; from any thread."""
        return self._stop.is_set()

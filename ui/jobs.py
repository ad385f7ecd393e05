"""The one runner for slow work: off the window's thread, its result handed back on it.

The executor is injected: Qt's thread pool in the program, a manual one, drained by hand, in tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

T = TypeVar("T")


class Executor(Protocol):
    """Runs a piece of work, now or later, here or elsewhere."""

    def start(self, work: Callable[[], None], /) -> object:
        """Take a piece of work."""


class JobRunner(QObject):
    """Runs work and calls back, always in the thread of this object."""

    _finished = Signal(object)

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: Executor = executor or QThreadPool.globalInstance()
        self.running = 0
        self._finished.connect(self._answer)

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object]) -> None:
        """Run ``work``, then call ``done`` with what it returns or ``failed`` with what it raises."""
        self.running += 1

        def guarded() -> None:
            try:
                result = work()
            except Exception as error:
                self._finished.emit((failed, error))
            else:
                self._finished.emit((done, result))

        self._executor.start(guarded)

    def wait(self) -> None:
        """Come back once no work runs any more; what it gives is still to be handed back."""
        if isinstance(self._executor, QThreadPool):
            self._executor.waitForDone()

    @Slot(object)
    def _answer(self, answer: tuple[Callable[[Any], object], object]) -> None:
        callback, value = answer
        self.running -= 1
        callback(value)

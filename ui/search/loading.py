"""The index of the search is read on another thread; a wait that one would notice is said, a shorter one is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.errors import CoteACoteError

if TYPE_CHECKING:
    from desktop.search import Recherche
    from ui.jobs import JobRunner
    from ui.search.empty import EmptyState

NOTICED_MS = 300


def read_index(engine: Recherche, jobs: JobRunner, shown: EmptyState, done: Callable[[], object]) -> None:
    """Read the index, then call ``done``. A question asked before waits for it; its own error says what is wrong."""
    slow = QTimer(shown)
    slow.setSingleShot(True)
    slow.setInterval(NOTICED_MS)
    slow.timeout.connect(shown.show_loading)

    def over() -> None:
        slow.stop()
        shown.show_start()

    def read(_none: None) -> None:
        over()
        done()

    def failed(error: Exception) -> None:
        over()
        if not isinstance(error, CoteACoteError):
            raise error
        done()  # which meets the same error and says it

    slow.start()
    jobs.run(engine.charger, read, failed)

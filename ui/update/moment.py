"""The moment at which other data may come under a window: nobody is shown, asked, printed or written anything then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.program import Program

WAIT_MS = 100
WORK_MS = 10_000
"""Work that takes longer than that hangs on something: it is not waited for."""


def when_quiet(program: Program, then: Callable[[Desk], object]) -> None:
    """Call ``then`` with the desk of that moment; never once the person has closed the window.

    A dialog, a menu, the family mode and a print are waited for as long as they take.
    """
    clock = QElapsedTimer()
    clock.start()

    def attempt() -> None:
        desk = program.desk
        if desk is None or not desk.window.isVisible():
            return
        if _in_hand(desk) or (program.jobs.running and clock.elapsed() < WORK_MS):
            QTimer.singleShot(WAIT_MS, program.app, attempt)
        else:
            then(desk)

    attempt()


def _in_hand(desk: Desk) -> bool:
    made = vars(desk)  # what was not made yet shows nothing
    shows = "showing" in made and desk.showing.screen is not None
    prints = "paper" in made and desk.paper.is_printing
    dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return shows or prints or dialog is not None

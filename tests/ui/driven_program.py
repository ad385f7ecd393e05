"""The program in a process of its own, driven line by line from standard input: what a screen reader test needs.

python -m tests.ui.driven_program SNAPSHOT

Prints the address of its session bus, then ``fait`` after each order: ``texte cap cuisine`` types letters, ``touche
Return`` or ``touche Ctrl+2`` sends a key, both to the widget that has the focus.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from tests.ui.hands import type_text
from ui.program import Program

SIGN = "programme: "
"""Begins each of our lines: the services of the bus print theirs to the same output."""
SETTLE_MS = 400
"""Longer than what waits for the end of typing."""


def main() -> int:
    program = Program()
    window = program.open(Path(sys.argv[1]))
    window.show()
    window.activateWindow()
    program.warm_up()

    def obey() -> None:
        order, _, rest = sys.stdin.readline().rstrip("\n").partition(" ")
        if order == "texte":
            type_text(rest)
        elif order == "touche":
            QTest.keySequence(program.app.focusWidget() or window, QKeySequence(rest))
        else:
            program.app.quit()
        QTimer.singleShot(SETTLE_MS, lambda: print(f"{SIGN}fait", flush=True))

    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)
    listening.activated.connect(obey)
    QTimer.singleShot(SETTLE_MS, lambda: print(SIGN + os.environ["DBUS_SESSION_BUS_ADDRESS"], flush=True))
    return program.app.exec()


if __name__ == "__main__":
    sys.exit(main())

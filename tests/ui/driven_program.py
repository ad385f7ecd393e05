"""The program in a process of its own, driven line by line from standard input: what needs a real end or a real bus.

python -m tests.ui.driven_program SNAPSHOT

Prints the address of its session bus, then an answer after each order. ``texte cap cuisine`` types letters, ``touche
Return`` or ``touche Ctrl+2`` strikes keys, ``vers Ouvrir`` presses Tab until a name that begins so has the focus,
``devant`` makes the window the active one, as a window manager does once a dialog is gone: they
are answered by ``fait`` at once and once settled. ``dis`` is answered by what is on the screen, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer

from tests.ui.hands import strike, type_text
from tests.ui.journey import refs, tab_to
from tests.ui.walking import spoken
from ui.program import Program

SIGN = "programme: "
"""Begins each of our lines: the services of the bus print theirs to the same output."""
SETTLE_MS = 100
"""Longer than what waits for the end of typing."""


def main() -> int:
    program = Program()
    window = program.open(Path(sys.argv[1]))
    window.show()
    window.activateWindow()
    program.warm_up()

    def tell(words: str) -> None:
        print(SIGN + words, flush=True)

    def to_front(_nothing: str) -> None:
        assert program.desk is not None
        program.desk.window.activateWindow()

    def obey() -> None:
        order, _, rest = sys.stdin.readline().rstrip("\n").partition(" ")
        deeds = {"texte": type_text, "touche": strike, "vers": tab_to, "devant": to_front}
        if order == "dis":
            tell(json.dumps(_seen(program)))
        elif order in deeds:
            QTimer.singleShot(SETTLE_MS, lambda: tell("fait"))  # first: a dialog would keep it until its end
            QTimer.singleShot(0, lambda: deeds[order](rest))
        else:
            program.app.quit()

    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, program.app)
    listening.activated.connect(obey)
    QTimer.singleShot(SETTLE_MS, lambda: tell(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")))
    return program.app.exec()


def _seen(program: Program) -> dict[str, object]:
    """Return what is on the screen: the notice and its button, the basket, what has the focus; what is loaded."""
    assert program.desk is not None
    window, held = program.desk.window, program.app.focusWidget()
    network = [name for name in sys.modules if "Network" in name or name in ("ssl", "http.client")]
    return {
        "notice": window.notice_text,
        "button": window.notice.button.text(),
        "refs": refs(program.desk.session),
        "focus": spoken(held) if held is not None else "",
        "network": network,
    }


if __name__ == "__main__":
    sys.exit(main())

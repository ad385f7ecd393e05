"""The entry point, and the one place where the window is put together by hand.

A verb on the command line is answered without Qt: nothing here imports it before a window is wanted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.program import Program

NO_SCREEN = (
    "Aucun écran ici\u00a0: la fenêtre ne peut pas s’ouvrir. "
    "Les mêmes réponses s’obtiennent par «\u00a0cote-a-cote chercher\u00a0» et «\u00a0cote-a-cote comparer\u00a0»."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Answer a verb on the command line, or open the window; return the exit code (DESIGN.md §4)."""
    args = list(sys.argv[1:] if argv is None else argv)
    path = _window_on(args)
    if path is None:
        from desktop.cli import main as answer

        return answer(args, window=check_window)
    return open_window(path)


def _window_on(args: list[str]) -> Path | None:
    """Return the snapshot that a window is wanted on, None when the arguments are for the command line."""
    if not args:
        from desktop.update.installed import current_snapshot

        return current_snapshot()
    name, _, value = args[0].partition("=")
    if name == "--instantane":
        if value and len(args) == 1:
            return Path(value)
        if len(args) == 2 and not value:
            return Path(args[1])
    return None


def open_window(path: Path) -> int:
    """Open the window on a snapshot and stay until it is closed."""
    if not _has_screen():
        return _refuse(path)
    gc.disable()  # nothing made at the start is garbage; the program goes on with it once its window is there
    from desktop.paths import own_folder

    folder = own_folder()
    if folder is None:
        program = _program()
        program.start(path)
    else:
        from ui.own_traces import CachesInside, keep_dialogs

        with CachesInside(folder):
            program = _program()
            program.start(path)
        keep_dialogs(folder, program.app)
    if os.environ.get("COTE_A_COTE_BANC") == "1":
        program.say_ready_and_quit()
    return program.run()


def check_window(path: Path) -> None:
    """Open a window off screen on a snapshot and draw it once, for ``controle``; raises when that fails."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler

    from desktop.paths import own_folder
    from ui.own_traces import CachesInside

    before = qInstallMessageHandler(lambda *_: None)  # the off-screen platform says in English what it can't do
    try:
        with CachesInside(own_folder()):
            program = _program()
            window = program.open(path)
            window.show()
            if window.grab().isNull():
                raise RuntimeError("nothing was drawn")
            window.close()
    finally:
        qInstallMessageHandler(before)


def _program() -> Program:
    from ui.program import Program

    return Program()


def _has_screen() -> bool:
    asked = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in asked)


def _refuse(path: Path) -> int:
    """Say that there is no screen or, first, what is wrong with the data; return the exit code."""
    from desktop.errors import CoteACoteError
    from desktop.snapshot import open_snapshot

    try:
        open_snapshot(path).close()
    except CoteACoteError as error:
        print(error.phrase, file=sys.stderr)
        return error.code
    print(NO_SCREEN, file=sys.stderr)
    return 2

"""What a journey by the keyboard alone needs: Tab to a name, dialogs answered by keys, a network that is not there."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.search import Resultat
from tests.ui.hands import strike, type_text
from tests.ui.walking import FAR, spoken
from ui.program import Program
from ui.search.lines import Lines
from ui.session import Session
from ui.window import Window

TICK_MS = 10
PATIENCE = 500
"""Ticks until a dialog that did not come, or is not answered, is given up."""


def focus() -> QWidget:
    """Return what has the focus; there is always something."""
    held = QApplication.focusWidget()
    assert held is not None, "the focus is lost"
    assert held.isVisible()
    return held


def tab_to(name: str, keys: str = "Tab") -> QWidget:
    """Press Tab until the widget whose spoken name begins with ``name`` has the focus, and return it."""
    heard = []
    for _ in range(FAR):
        strike(keys)
        heard.append(spoken(focus()))
        if heard[-1].startswith(name):
            return focus()
    raise AssertionError(f"{name} is not among {heard[:60]}")


def write(text: str) -> None:
    """Type a text where the focus is; the window then has the time to follow, as between two keys of a hand."""
    type_text(text)
    QApplication.processEvents()


def search(words: str) -> None:
    """Search other words, from wherever one is."""
    strike("Ctrl+F")
    write(words)


def results(lines: Lines) -> list[Resultat]:
    """Return the results listed so far."""
    found = [lines.rows.result(lines.rows.index(row)) for row in range(lines.rows.rowCount())]
    return [one for one in found if one is not None]


def refs(session: Session) -> list[str]:
    """Return the references in the basket, in order."""
    return [choix.ref for choix in session.selection.choix]


class Answer:
    """Answers the next dialog that waits, by keys: a step is a key to strike, or something to do between two keys.

    ``seen`` holds what the steps returned; ``closed`` tells whether the keys closed the dialog, as they should.
    """

    def __init__(self, *steps: str | Callable[[], object]) -> None:
        self.seen: list[object] = []
        self.closed = False
        self._steps = steps
        self._under = QApplication.activeModalWidget()
        self._left = PATIENCE
        self._timer = QTimer(QApplication.instance())
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        self._left -= 1
        dialog = QApplication.activeModalWidget()
        there = isinstance(dialog, QDialog) and dialog is not self._under
        if there and QApplication.activeWindow() is dialog:
            self._timer.stop()
            self._answer(dialog)
        elif self._left <= 0:
            self._timer.stop()
            if there:
                dialog.reject()

    def _answer(self, dialog: QDialog) -> None:
        try:
            for step in self._steps:
                self.seen.append(strike(step) if isinstance(step, str) else step())
            self.closed = not dialog.isVisible()
        finally:
            if dialog.isVisible():  # else nothing would ever end it
                dialog.reject()


class Offline:
    """What would go out to the network fails, and is counted."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.tried: list[str] = []
        for name in ("connect", "connect_ex", "sendto", "bind"):
            patch.setattr(socket.socket, name, self._refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, self._refuse)

    def _refuse(self, *what: object, **_named: object) -> None:
        self.tried.append(repr(what))
        raise AssertionError("the network was asked")


def active(window: QWidget, qtbot: QtBot) -> None:
    """Wait for a window to be the active one; a window manager would make it so, the off-screen platform may not."""
    if QApplication.activeWindow() is not window:
        window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def desk_window(program: Program, qtbot: QtBot) -> Window:
    """Return the window of now, once it is warm."""
    assert program.desk is not None
    window = program.desk.window
    qtbot.waitUntil(lambda: bool(window.named_actions))
    active(window, qtbot)
    return window


def written_anywhere() -> str:
    """Return every text that any widget of the program holds now, shown or not."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held = []
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLineEdit | QLabel):
            held.append(widget.text())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            held.append(widget.toPlainText())
    return "\n".join(held)


def bytes_under(folder: Path) -> bytes:
    """Return the names and bytes of every file of a folder."""
    return b"\n".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())

"""What a test does in the place of a person and of a thread: keys as a keyboard sends them, work drained by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Drawer:
    """A manual executor: work waits in it until a test drains it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def start(self, work: Callable[[], None], /) -> None:
        self.waiting.append(work)

    def drain(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Send a key to the widget that has the focus. ``qtbot.keyClicks`` would abort the process on « è »."""
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def type_text(text: str) -> None:
    """Type a text, accents included, into the widget that has the focus."""
    for letter in text:
        press(Qt.Key.Key_unknown, letter)


def strike(keys: str, times: int = 1) -> None:
    """Strike keys as the table of actions spells them (``Ctrl+2``, ``Shift+Tab``): menus and shortcuts hear them too.

    They go where a keyboard's go: to the open menu, else to what has the focus, else to the active window.
    """
    for _ in range(times):
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None, f"nobody to strike {keys} on"
        QTest.keySequence(target, QKeySequence(keys))
        QApplication.processEvents()

"""Walks a window by Tab and Shift+Tab as a person would, and hears what each stop is called."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import press

FAR = 400
"""More stops than any page has: a walk that long goes nowhere."""
STOPS = Qt.FocusPolicy.TabFocus


def walk(back: bool = False) -> list[QWidget]:
    """Return the widgets that Tab comes to, from the one that has the focus until the first that comes again."""
    seen: list[QWidget] = []
    for _ in range(FAR):
        press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None, f"focus lost after {spoken(seen[-1]) if seen else 'the first key'}"
        assert here.isVisible(), f"focus on something hidden: {spoken(here)}"
        if seen and here is seen[-1] and len(seen) > 1:  # from link to link inside a text
            continue
        if here in seen:
            assert here is seen[0], f"focus trapped: {[spoken(one) for one in seen]}"
            return seen
        seen.append(here)
    raise AssertionError("the walk never comes back")


def stops(inside: QWidget) -> set[QWidget]:
    """Return the visible and enabled widgets of a window that Tab must come to."""
    found = set()
    for widget in inside.findChildren(QWidget):
        reachable = widget.isVisible() and widget.isEnabled() and widget.window() is inside
        if reachable and widget.focusPolicy() & STOPS and widget.focusProxy() is None:
            found.add(widget)
    return found


def spoken(widget: QWidget) -> str:
    """Return the name that a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def settle() -> None:
    """Let what was asked for happen."""
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

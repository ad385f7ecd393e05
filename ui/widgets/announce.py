"""Says a sentence to a screen reader without moving the focus: what changed on the page, once it is there."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence spoken on behalf of a widget; an empty one says nothing. The reader ends its own sentence first.

    The property ``announced`` of the widget keeps the last one, for tests and for who looks for it later.
    """
    if not sentence:
        return
    widget.setProperty("announced", sentence)
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)

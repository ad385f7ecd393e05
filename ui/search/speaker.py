"""Has a screen reader say what changed, once the person has stopped typing."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

PAUSE_MS = 700
"""Long enough for a count not to be said at each letter."""


class Speaker:
    """Announces on behalf of a widget; the newest words replace those that still wait."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._words = ""
        self.said = ""
        """The last words announced."""
        self._timer = QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def say(self, words: str) -> None:
        """Announce words after the pause, unless they were the last."""
        self._words = words
        self._timer.start()

    def flush(self) -> None:
        """Announce now what still waits."""
        self._timer.stop()
        if self._words != self.said and self._widget.isVisible():
            self.said = self._words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, self._words))

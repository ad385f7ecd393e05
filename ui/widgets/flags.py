"""Qt's alignment flags as plain numbers, and properties set by number, for what is drawn at the start.

Naming ``Qt.AlignmentFlag`` makes PySide6 build a Python class for every enumeration of the namespace ``Qt``: 14 ms, an
eighth of an empty window's start. Code that runs later names them as usual.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

MIDDLE = 0x80  # Qt.AlignmentFlag.AlignVCenter
CENTER = 0x84  # Qt.AlignmentFlag.AlignCenter
H_CENTER = 0x04  # Qt.AlignmentFlag.AlignHCenter
_ALWAYS_OFF = 1  # Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_RIGHT_TO_LEFT = 1  # Qt.LayoutDirection.RightToLeft
_NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus


def align(widget: QObject, flags: int) -> None:
    """Set the alignment of a label."""
    widget.setProperty("alignment", flags)


def icon_after(widget: QObject) -> None:
    """Put the icon of a button after its word."""
    widget.setProperty("layoutDirection", _RIGHT_TO_LEFT)


def never_sideways(area: QObject) -> None:
    """Never scroll an area sideways, nor let it take the focus: what is in it does."""
    area.setProperty("horizontalScrollBarPolicy", _ALWAYS_OFF)
    area.setProperty("focusPolicy", _NO_FOCUS)


def restyle(widget: QWidget) -> None:
    """Look up the style sheet again after a property changed; before the first paint Qt does it by itself."""
    if widget.window().isVisible():
        widget.style().polish(widget)

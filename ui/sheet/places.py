"""Where the pages stand in the view: whole and side by side, or one under the other as wide as the view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

WHOLE, WIDE = "page", "largeur"
WIDEST = 1600
"""Pixels of the screen that a page is never wider than: on the largest screens it would only be more to hold."""


def places(sizes: Sequence[tuple[float, float]], room: QSize, fit: str, gap: int) -> list[QRect]:
    """Return the rectangle of each page in the view, from its top left corner; ``sizes`` in points, the rest in pixels.

    Whole pages share a line as long as there is room; every line is centred.
    """
    wide = max(1, room.width() - 2 * gap)
    high = max(1, room.height() - 2 * gap)
    found: list[QRect] = []
    line: list[QSize] = []
    top = gap

    def close() -> None:
        nonlocal top
        if not line:
            return
        left = max(gap, (room.width() - sum(one.width() for one in line) - gap * (len(line) - 1)) // 2)
        for one in line:
            found.append(QRect(left, top, one.width(), one.height()))
            left += one.width() + gap
        top += max(one.height() for one in line) + gap
        line.clear()

    for width, height in sizes:
        scale = min(wide, WIDEST) / width
        if fit == WHOLE:
            scale = min(scale, high / height)
        size = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
        if line and (fit == WIDE or sum(one.width() + gap for one in line) + size.width() > wide):
            close()
        line.append(size)
    close()
    return found


def whole(found: Sequence[QRect], gap: int) -> QSize:
    """Return the size of everything, with its margins."""
    right = max((rect.right() + 1 + gap for rect in found), default=0)
    bottom = max((rect.bottom() + 1 + gap for rect in found), default=0)
    return QSize(right, bottom)

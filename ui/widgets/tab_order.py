"""The order of Tab is the order on screen, whenever the widgets were made: Qt's own is that of their making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def chain(parts: Sequence[QWidget]) -> None:
    """Have Tab go through what is in ``parts``, in the order of their layouts, hidden widgets included."""
    for one, next_one in pairwise([stop for part in parts for stop in stops(part)]):
        QWidget.setTabOrder(one, next_one)


def last_of_all(part: QWidget) -> None:
    """Have Tab come to ``part`` after everything else in its window."""
    ours = list(stops(part))
    before: QWidget | None = part.window().previousInFocusChain()
    while before is not None and (before in ours or not before.focusPolicy() & Qt.FocusPolicy.TabFocus):
        before = before.previousInFocusChain()  # Qt takes only a stop as a mark
    for stop in ours:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets at which Tab stops, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    inside: list[QWidget | None] = []
    if isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    elif isinstance(widget, QStackedWidget):
        inside = [widget.widget(number) for number in range(widget.count())]
    for one in inside:
        if one is not None:
            yield from stops(one)
    if inside:
        return
    if (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)

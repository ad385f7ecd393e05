"""A row of joined buttons, one of which is chosen: « Établissement | Région | France »."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class _Segment(QPushButton):
    """As wide as its word in bold, which it is once chosen: choosing moves nothing and cuts nothing."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        hint, plain = super().sizeHint(), self.fontMetrics().horizontalAdvance(self.text())
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - plain
        return QSize(hint.width() + max(0, more), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Segmented(QWidget):
    """Emits ``chosen`` with the value of the segment that the person picks. Arrows move inside, Tab leaves."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(options):
            button = _Segment(text)
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("place", {0: "first", len(options) - 1: "last"}.get(number, "middle"))
            button.setAccessibleName(f"{name}\u00a0: {text}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        if self._values:
            self.choose(self._values[0])

    @property
    def value(self) -> object:
        """The value chosen, None when there is no segment."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def choose(self, value: object) -> None:
        """Show ``value`` as chosen, without a signal."""
        button = self._group.button(self._values.index(value))
        button.setChecked(True)

    def set_available(self, value: object, available: bool, reason: str = "") -> None:
        """Enable or disable a segment; ``reason`` says in its tooltip why it can't be chosen."""
        button = self._group.button(self._values.index(value))
        button.setEnabled(available)
        button.setToolTip("" if available else reason)

"""To guess before the answer: ten plain silhouettes a formation, of which the family says how many.

A guess is kept while its page is shown and nowhere else; nothing says whether it was near.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.family.picto import GAP, TALL, paint_plain, silhouette_width
from ui.theme import Theme
from ui.widgets.text_block import Text

HINT = "Touches 0 à 9, flèches haut et bas, ou un clic. Ou seulement y penser."
ANSWER = f"Espace{NBSP}: la réponse."


class GuessRow(QWidget):
    """One formation, ``name`` as shown and as ``spoken``. ``value`` is None as long as nothing was said."""

    accessible_role = QAccessible.Role.Slider
    changed = Signal()

    def __init__(self, name: str, spoken: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._theme = theme
        self.value: int | None = None
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = Text(theme, name, bold=True)
        self._say()

    def say(self, value: int) -> None:
        """Take a guess, from 0 to 10."""
        self.value = max(0, min(10, value))
        self._say()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.changed.emit()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pad = self._theme.px(8)
        return self._title.height(width - 2 * pad) + self._lines(width) * self._theme.px(TALL + 2 * GAP) + 2 * pad

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(640), self.heightForWidth(self._theme.px(640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._title.least(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self.value
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdigit():
            digit = int(event.text())
            self.say(10 if shown == 1 and digit == 0 else digit)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.say((shown if shown is not None else 0) + (1 if key == Qt.Key.Key_Up else -1))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        for number in range(10):
            if self._place(number).contains(at):
                self.say(number if self.value == number + 1 else number + 1)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, pad = QPainter(self), self._theme.px(8)
        self._title.paint(painter, self.rect().adjusted(pad, pad, -pad, -pad))
        for number in range(10):
            place = QRectF(self._place(number))
            paint_plain(painter, place, self._theme, self.value is not None and number < self.value)
        if self.value is not None:
            last = self._place(9)
            painter.setFont(self._theme.font("figure", True))
            painter.setPen(self._theme.color("ink"))
            room = QRect(last.right() + self._theme.px(16), last.top(), self._theme.px(90), last.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(self.value))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.px(8), self._theme.px(8))
        painter.end()

    def _across(self, width: int) -> int:
        step = silhouette_width(self._theme) + self._theme.px(2 * GAP)
        return 10 if 10 * step + self._theme.px(130) <= width else 5

    def _lines(self, width: int) -> int:
        return 10 // self._across(width)

    def _place(self, number: int) -> QRect:
        px, pad, across = self._theme.px, self._theme.px(8), self._across(self.width())
        wide = silhouette_width(self._theme)
        top = pad + self._title.height(self.width() - 2 * pad) + px(GAP)
        x = pad + number % across * (wide + px(2 * GAP))
        return QRect(x, top + number // across * px(TALL + 2 * GAP), wide, px(TALL))

    def _say(self) -> None:
        said = "rien de dit" if self.value is None else f"{self.value} sur{NBSP}10"
        self.setAccessibleName(f"{self._spoken}{NBSP}: {said}")
        self.setAccessibleDescription(HINT)


class GuessBoard(QWidget):
    """The rows of one slide, in the order of its columns."""

    def __init__(self, names: Sequence[tuple[str, str]], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [GuessRow(name, spoken, theme) for name, spoken in names]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for row in self.rows:
            column.addWidget(row)
        column.addStretch()

    @property
    def values(self) -> dict[int, int]:
        """What was guessed, by column."""
        return {at: row.value for at, row in enumerate(self.rows) if row.value is not None}

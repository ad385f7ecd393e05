"""The map itself: arrows move it, + and − change its size, 0 shows everything; a click chooses a place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop.outlines import METROPOLE, Contours
from ui.map.drawing import SQUARE, paint_circle, paint_marks, paint_names, paint_scale
from ui.map.land import Land
from ui.map.places import Asked, Group, Place, gather, whole
from ui.map.view import View, fit
from ui.map.words import picture_description, picture_name
from ui.theme import Theme

STEP, FACTOR = 0.2, 1.5
"""Share of the picture that an arrow moves; how much closer + goes."""
MARGIN = 48
LEAST = 120
"""Pixels of height under which it is no map, at any zoom."""
_MOVES = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Picture(QWidget):
    """``chosen`` when a place is picked on the map, by its number."""

    accessible_role = QAccessible.Role.Graphic
    chosen = Signal(int)

    def __init__(self, outlines: Contours, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlines = outlines
        self._land = Land(outlines)
        self._theme = theme
        self._asked = Asked("", ())
        self._places: tuple[Place, ...] = ()
        self._choice: int | None = None
        self._groups: list[Group] | None = None
        self._held: QPointF | None = None
        self._moved = False
        self.territory = METROPOLE
        self.view = fit(outlines.boites[METROPOLE], 400, 300, MARGIN)
        self._as_it_was = True
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.px(160), LEAST)

    @property
    def groups(self) -> list[Group]:
        """The points drawn, gathered at this size."""
        if self._groups is None:
            self._groups = gather(self._places, self.territory, self.view, self._theme.px(2 * SQUARE + 6))
        return self._groups

    def show_places(self, asked: Asked, places: tuple[Place, ...], territory: str) -> None:
        """Show these places on this map, all of them in view."""
        self._asked, self._places, self.territory, self._choice = asked, places, territory, None
        self.show_all()

    def show_all(self) -> None:
        """Show everything."""
        box = whole(self._asked, self._places, self.territory, self._outlines)
        margin = min(self._theme.px(MARGIN), self.height() // 8)
        self.view = fit(box, self.width(), self.height(), margin)
        self._as_it_was = True
        self._change()

    def choose(self, number: int | None) -> None:
        """Mark a place, and bring it into view when it is out of it."""
        self._choice = number
        if number is not None:
            point = self._places[number].point
            x, y = self.view.place(point.longitude, point.latitude)
            inner = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            if not inner.contains(QPointF(x, y)):
                self.view = self.view.centred(point.longitude, point.latitude)
                self._as_it_was = False
                self._change()
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Go closer or farther, around a pixel, else the place chosen when it is in view, else the middle."""
        if at is None and self._choice is not None:
            point = self._places[self._choice].point
            there = QPointF(*self.view.place(point.longitude, point.latitude))
            at = there if QRectF(self.rect()).contains(there) else None
        least = fit(self._outlines.boites[self.territory], self.width(), self.height(), 0).scale * 0.7
        x, y = (at.x(), at.y()) if at is not None else (None, None)
        self.view = self.view.zoomed(factor, least, x, y)
        self._as_it_was = False
        self._change()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.setMinimumSize(theme.px(160), LEAST)
        self._change()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(640), self._theme.px(420))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in _MOVES:
            x, y = _MOVES[key]
            self._move(x * self.width() * STEP, y * self.height() * STEP)
        elif not self.zoom_key(event):
            super().keyPressEvent(event)

    def zoom_key(self, event: QKeyEvent) -> bool:
        """Follow +, − or 0; tell whether it was one of them."""
        signs = {"+": FACTOR, "=": FACTOR, "-": 1 / FACTOR, "−": 1 / FACTOR}
        if event.text() == "0":
            self.show_all()
        elif event.text() in signs:
            self.zoom(signs[event.text()])
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.2 if event.angleDelta().y() > 0 else 1 / 1.2, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            away = event.position() - self._held
            if self._moved or away.manhattanLength() > 6:
                self._moved, self._held = True, event.position()
                self._move(-away.x(), -away.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and not self._moved:
            self._click(event.position())
        self._held = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._as_it_was:
            self.show_all()
        else:
            self.view = View(
                self.view.longitude, self.view.latitude, self.view.scale, self.width(), self.height(), self.view.base
            )
            self._change()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("band"))
        self._land.paint(painter, theme, self.view, self.territory, self._asked.region)
        paint_circle(painter, theme, self._asked, self.view)
        taken = paint_marks(painter, theme, self.groups, self._choice, self._asked, self.view)
        taken.append(paint_scale(painter, theme, self.view))
        paint_names(painter, theme, self.groups, self._places, self._choice, self._asked, self.view, taken)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "line_strong"), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _move(self, x: float, y: float) -> None:
        self.view = self.view.moved(x, y)
        self._as_it_was = False
        self._change()

    def _click(self, at: QPointF) -> None:
        """Choose the place under a click; go closer to several, unless they stand at one spot."""
        reach = self._theme.px(SQUARE + 4)
        near = [g for g in self.groups if abs(g[0] - at.x()) <= reach and abs(g[1] - at.y()) <= reach]
        if not near:
            return
        numbers = near[0][2]
        spots = {(self._places[n].point.longitude, self._places[n].point.latitude) for n in numbers}
        if len(spots) > 1:
            self.zoom(FACTOR * FACTOR, at)
        else:
            after = numbers.index(self._choice) + 1 if self._choice in numbers else 0
            self.chosen.emit(numbers[after % len(numbers)])

    def _change(self) -> None:
        self._groups = None
        self.update()
        seen = [g for g in self.groups if 0 <= g[0] <= self.width() and 0 <= g[1] <= self.height()]
        outside = sum(place.territory is None for place in self._places)
        shown = sum(len(numbers) for *_, numbers in seen)
        self.setAccessibleName(picture_name(self._asked, self._places))
        self.setAccessibleDescription(picture_description(self._asked, shown, len(seen), self.territory, outside))

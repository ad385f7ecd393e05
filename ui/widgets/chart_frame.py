"""Where things stand in a chart of rates over months: the plot, the zones, and words that neither meet nor leave it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from ui.theme import Theme

MONTHS = (6, 12, 18, 24)


class Frame:
    """Where things stand in the chart: the plot inside the whole, months to x, percents to y."""

    def __init__(self, theme: Theme, whole: QRectF, caption: QFontMetricsF, value: QFontMetricsF) -> None:
        self.whole = whole
        left = caption.horizontalAdvance("100") + theme.px(6)
        self.plot = whole.adjusted(left, value.height() + theme.px(4), -1, -caption.height() - theme.px(4))
        self._pad = max(caption.horizontalAdvance("24 mois") * 0.5, theme.px(20))
        self._caption = caption

    def x(self, month: float) -> float:
        room = self.plot.width() - 2 * self._pad
        return self.plot.left() + self._pad + room * (month - MONTHS[0]) / (MONTHS[-1] - MONTHS[0])

    def y(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * value / 100.0

    def point(self, month: int, value: float) -> QPointF:
        return QPointF(self.x(month), self.y(value))

    def zones(self, unknown: frozenset[int]) -> list[QRectF]:
        """Return the hatched zones: half-way to the months observed, to the end of the plot at the ends."""
        zones: list[QRectF] = []
        for month in (m for m in MONTHS if m in unknown):
            left = self.plot.left() if month == MONTHS[0] else self.x(month - 3)
            right = self.plot.right() if month == MONTHS[-1] else self.x(month + 3)
            if zones and zones[-1].right() >= left - 0.5:
                zones[-1].setRight(right)
            else:
                zones.append(QRectF(left, self.plot.top(), right - left, self.plot.height()))
        return zones

    def months(self, tall: float) -> dict[str, QRectF]:
        """Return the words under the axis with their places; « mois » goes to the left where 24 has no room."""
        y = self.plot.bottom() + (self.whole.bottom() - self.plot.bottom() - tall)
        places: dict[str, QRectF] = {}
        for month in MONTHS:
            wide = self._caption.horizontalAdvance(str(month))
            places[str(month)] = QRectF(self.x(month) - wide / 2, y, wide, tall)
        last, before = self._caption.horizontalAdvance("24\u00a0mois"), places[str(MONTHS[-2])].right()
        start = min(places["24"].left(), self.whole.right() - last)
        if start > before + 6:
            del places["24"]
            places["24\u00a0mois"] = QRectF(start, y, last, tall)
        else:
            places["mois"] = QRectF(self.whole.left(), y, self._caption.horizontalAdvance("mois"), tall)
        return places


def clamped(place: QRectF, whole: QRectF) -> QRectF:
    """Return ``place`` moved inside ``whole``."""
    moved = QRectF(place)
    if moved.right() > whole.right():
        moved.moveRight(whole.right())
    if moved.left() < whole.left():
        moved.moveLeft(whole.left())
    if moved.top() < whole.top():
        moved.moveTop(whole.top())
    return moved


def apart(places: Sequence[QRectF], whole: QRectF, air: float = 3.0) -> list[QRectF]:
    """Return the places of neighbouring labels, each pair that met pushed apart by as much to either side."""
    moved = [QRectF(place) for place in places]
    for _ in range(len(moved)):
        for one, two in pairwise(moved):
            meeting = one.right() + air - two.left()
            if meeting > 0 and one.top() < two.bottom() and two.top() < one.bottom():
                one.translate(-meeting / 2, 0)
                two.translate(meeting / 2, 0)
        moved = [clamped(place, whole) for place in moved]
    return moved


def free_place(zone: QRectF, size: tuple[float, float], taken: Sequence[QRectF], whole: QRectF) -> QRectF:
    """Return the place for words over ``zone``, at its top, bottom or middle, that covers the least of ``taken``."""
    wide, tall = size
    tops = (zone.top() + 2, zone.bottom() - tall - 3, zone.center().y() - tall / 2)
    places = [clamped(QRectF(zone.center().x() - wide / 2, top, wide, tall), whole) for top in tops]
    return freest(places, taken)


def freest(places: Sequence[QRectF], taken: Sequence[QRectF]) -> QRectF:
    """Return the place that covers the least of ``taken``, the first among equals."""
    return min(places, key=lambda place: sum(_area(place.intersected(other)) for other in taken))


def _area(rect: QRectF) -> float:
    return max(0.0, rect.width()) * max(0.0, rect.height())

"""The three parts on one line: solid (travaillent), striped with its outline (étudient), dashed and empty (autres)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.theme import Theme
from ui.widgets.patterns import paint_stripes

Parts = tuple[float, float, float]


def paint_strip(painter: QPainter, rect: QRect, parts: Parts, theme: Theme) -> None:
    """Draw the parts (percents, in the fixed order travaillent, étudient, autres) over the whole of ``rect``.

    A part of 0 has no segment; any other is at least 3 pixels wide, so that it can be seen.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, segment in enumerate(segments(QRectF(rect), parts, theme.px(1))):
        if segment is None:
            continue
        inner = segment.adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(inner, theme.px(1), theme.px(1))
        if number == 0:
            painter.fillPath(shape, theme.color("work"))
            painter.strokePath(shape, QPen(theme.color("work"), 1.0))
        elif number == 1:
            paint_stripes(painter, shape, theme, max(3, round(rect.height() / 4)))
            painter.strokePath(shape, QPen(theme.color("study_outline"), 1.2 * theme.zoom))
        else:
            pen = QPen(theme.color("other_outline"), 1.2 * theme.zoom, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([2.4, 1.8])
            painter.fillPath(shape, theme.color("other_fill"))
            painter.strokePath(shape, pen)
    painter.restore()


def segments(rect: QRectF, parts: Parts, gap: float) -> list[QRectF | None]:
    """Return the place of each part in ``rect``, None for a part of 0; together they fill it, ``gap`` apart."""
    total = sum(parts)
    shown = [i for i, part in enumerate(parts) if part > 0]
    if not shown or total <= 0:
        return [None, None, None]
    least = 3.0
    room = rect.width() - gap * (len(shown) - 1)
    wide = {i: max(least, room * parts[i] / total) for i in shown}
    largest = max(shown, key=lambda i: wide[i])
    wide[largest] -= sum(wide.values()) - room
    places: list[QRectF | None] = [None, None, None]
    x = rect.left()
    for i in shown:
        left, right = round(x), round(x + wide[i])
        places[i] = QRectF(left, rect.top(), right - left, rect.height())
        x += wide[i] + gap
    return places

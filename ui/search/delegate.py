"""Draws a line of the result list: chip, title, school, distance, the three parts, and the button of the line."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.search import Resultat
from desktop.typography import pourcent
from desktop.wording import GLYPHES, manque_court
from ui.search.glances import Glance
from ui.search.matching import matched
from ui.search.model import ResultModel, Role
from ui.search.row_layout import STRIP, RowLayout, lay_out
from ui.search.row_words import VOIE_ICONS, caption, distance, title, trip, way
from ui.theme import Theme
from ui.widgets.strip import paint_strip

Index = QModelIndex | QPersistentModelIndex
PART_ICONS = ("emploi", "etudes", "autres")
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ResultDelegate(QStyledItemDelegate):
    """``pressed`` with the index when a line's button is pressed, ``opened`` when its link is.

    ``heading`` is the place said above the list, ``depart`` the region that one leaves from.
    """

    pressed = Signal(QModelIndex)
    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, built: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._built = built
        self.with_distance = False
        self.depart: str | None = None
        self.heading = ""
        self._layouts: dict[tuple[object, ...], RowLayout] = {}

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._layouts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.layout_of(index, option.rect.width()).height)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            rect: QRect = option.rect
            layout, spot = self.layout_of(index, rect.width()), event.position().toPoint() - rect.topLeft()
            if event.button() == Qt.MouseButton.LeftButton:
                for part, signal in ((layout.button, self.pressed), (layout.link, self.opened)):
                    if part.contains(spot):
                        signal.emit(index)
                        return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result: Resultat = index.data(Role.RESULT)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        layout = self.layout_of(index, rect.width())
        hovered, current = bool(state & QStyle.StateFlag.State_MouseOver), self._is_current(option, index)
        selected = bool(index.data(Role.SELECTED))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        self._card(painter, layout, selected)
        self._title(painter, layout, result, index)
        self._second(painter, layout)
        if self.with_distance and layout.columns.wide:  # elsewhere it is among the words
            self._away(painter, layout, result)
        if hovered or current or result.formation.commune:
            self._link(painter, layout.link, index.data(Role.LINK))
        self._parts(painter, layout, index.data(Role.GLANCE))
        self._button(painter, layout.button, selected, hovered)
        if current:
            ring = QRectF(0, 0, rect.width(), layout.height).adjusted(1, 1, -1, -1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(ring, self._theme.px(8) + 2, self._theme.px(8) + 2)
        painter.restore()

    def layout_of(self, index: Index, width: int) -> RowLayout:
        """Return where the parts of a line stand in an item ``width`` pixels wide."""
        result, link = index.data(Role.RESULT), index.data(Role.LINK)
        key = (result.choix, result.distance_km, result.raison, link, width, self.with_distance, self.depart)
        if key not in self._layouts:
            if len(self._layouts) > 600:
                self._layouts.clear()
            self._layouts[key] = lay_out(result, width, self._theme, self.with_distance, self._built, link, self.depart)
        return self._layouts[key]

    @staticmethod
    def _is_current(option: QStyleOptionViewItem, index: Index) -> bool:
        view = option.widget
        return isinstance(view, QAbstractItemView) and view.currentIndex() == index

    def _card(self, painter: QPainter, layout: RowLayout, selected: bool) -> None:
        theme = self._theme
        card, radius = layout.card, theme.px(8)
        painter.setPen(QPen(theme.color("accent" if selected else "line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(card, radius, radius)
        if selected:
            painter.save()
            painter.setClipRect(QRectF(card.left() - 1, card.top() - 1, theme.px(4) + 1, card.height() + 2))
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(card, radius, radius)
            painter.restore()

    def _title(self, painter: QPainter, layout: RowLayout, result: Resultat, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(layout.chip).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("caption", bold=True))
        painter.drawText(layout.chip, Qt.AlignmentFlag.AlignCenter, result.formation.diplome)
        at = QPointF(*layout.title_at)
        words = title(result.formation)
        layout.title.paint(painter, at, [(0, len(words), theme.color("ink"))])
        model = index.model()
        for start, length in matched(words, model.typed if isinstance(model, ResultModel) else ""):
            layout.title.underline(painter, at, start, length, theme.color("accent"), px(2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRoundedRect(layout.voie, px(5), px(5))
        icon = theme.icon(VOIE_ICONS[result.formation.voie], "ink_2", 15)
        painter.drawPixmap(layout.voie.left() + px(8), layout.voie.top() + (layout.voie.height() - px(15)) // 2, icon)
        painter.setPen(theme.color("ink_2"))
        painter.setFont(theme.font("body"))
        painter.drawText(layout.voie.adjusted(px(28), 0, 0, 0), MIDDLE, way(result.formation))

    def _second(self, painter: QPainter, layout: RowLayout) -> None:
        strong, quiet = self._theme.color("ink_2"), self._theme.color("ink_3")
        spans = [(0, layout.place_length, strong), (layout.place_length, 500, quiet)]
        layout.second.paint(painter, QPointF(*layout.second_at), spans)
        layout.note.paint(painter, QPointF(*layout.note_at), [(0, 500, quiet)])
        layout.why.paint(painter, QPointF(*layout.why_at), [(0, 500, self._theme.color("ink"))])

    def _away(self, painter: QPainter, layout: RowLayout, result: Resultat) -> None:
        right = MIDDLE | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._theme.font("group", bold=True))
        painter.setPen(self._theme.color("ink"))
        painter.drawText(layout.km, right, distance(result))
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("ink_3"))
        painter.drawText(layout.trip, right, trip(result, self.depart))

    def _link(self, painter: QPainter, rect: QRect, word: str) -> None:
        font = self._theme.font("caption")
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, word)

    def _parts(self, painter: QPainter, layout: RowLayout, seen: Glance) -> None:
        theme, px = self._theme, self._theme.px
        if seen.parts is None:
            if seen.acces is not None:
                self._words(painter, layout, "ecole", *seen.acces)
            elif seen.gap is not None:
                words = manque_court(seen.gap)
                self._words(painter, layout, GLYPHES[seen.gap.statut], words[:1].upper() + words[1:])
            return
        under = caption(seen, self.heading if layout.columns.wide else "")
        up = px(7) if under and layout.columns.wide else 0
        line = layout.percents.translated(0, -up)
        paint_strip(painter, layout.strip.translated(0, -up), seen.parts, theme)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("body", bold=True, tabular=True))
        step = line.width() // 3
        for number, (icon, part) in enumerate(zip(PART_ICONS, seen.parts, strict=True)):
            cell = QRect(line.left() + number * step, line.top(), step, line.height())
            painter.drawPixmap(cell.left(), cell.top() + (cell.height() - px(16)) // 2, theme.icon(icon, "ink", 16))
            painter.drawText(cell.adjusted(px(20), 0, 0, 0), MIDDLE, pourcent(part))
        if under:
            painter.setPen(theme.color("ink_2"))
            painter.setFont(theme.font("caption"))
            self._caption(painter, layout, line, under)

    def _caption(self, painter: QPainter, layout: RowLayout, line: QRect, words: str) -> None:
        """Write where and when the parts are from: under them, or beside them when they stand under the words."""
        px, spaces = self._theme.px, layout.columns
        if spaces.wide or spaces.slim:
            room = px(STRIP + 20) if spaces.wide else spaces.words
            painter.drawText(QRect(layout.strip.left(), line.bottom(), room, px(16)), MIDDLE, words)
            return
        left = line.right() + px(6)
        beside = QRect(left, line.top(), spaces.button + spaces.button_width - left, px(28))
        if painter.fontMetrics().horizontalAdvance(words) <= beside.width():
            painter.drawText(beside.adjusted(0, 0, 0, line.height() - beside.height()), MIDDLE, words)
        else:
            painter.drawText(beside, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)

    def _words(self, painter: QPainter, layout: RowLayout, icon: str, words: str, under: str = "") -> None:
        """Write what stands in the place of the parts: a gap, or places and candidacies."""
        theme, px = self._theme, self._theme.px
        wide = layout.columns.wide
        room = QRect(layout.strip.left(), layout.percents.top(), layout.columns.words, px(20))
        if layout.columns.slim:
            room = QRect(layout.strip.left(), layout.strip.top() - px(4), px(STRIP), px(36))
        elif wide:
            room = QRect(layout.strip.left(), (layout.height - px(36)) // 2, px(STRIP), px(36))
        painter.drawPixmap(room.left(), room.top() + (room.height() - px(17)) // 2, theme.icon(icon, "ink", 17))
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("body"))
        beside = room.adjusted(px(24), 0, 0, 0)
        if not under:
            painter.drawText(beside, MIDDLE | Qt.TextFlag.TextWordWrap, words)
            return
        on_a_line = not wide and not layout.columns.slim
        painter.drawText(beside if on_a_line else beside.adjusted(0, 0, 0, -px(16)), MIDDLE, words)
        after = painter.fontMetrics().horizontalAdvance(words) + px(12)
        painter.setPen(theme.color("ink_2"))
        painter.setFont(theme.font("caption"))
        painter.drawText(
            beside.adjusted(after, 0, 0, 0) if on_a_line else beside.adjusted(0, px(18), 0, 0), MIDDLE, under
        )

    def _button(self, painter: QPainter, rect: QRect, selected: bool, hovered: bool) -> None:
        theme, px = self._theme, self._theme.px
        word, icon, color = ("Retirer", "retirer", "accent") if selected else ("Ajouter", "ajouter", "ink")
        painter.setPen(QPen(theme.color("accent" if selected else "line_strong"), 1))
        painter.setBrush(theme.color("chip" if hovered else "surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.setFont(theme.font("body", bold=True))
        wide = painter.fontMetrics().horizontalAdvance(word) + px(24)
        left = rect.left() + (rect.width() - wide) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - px(17)) // 2, theme.icon(icon, color, 17))
        painter.setPen(theme.color(color))
        painter.drawText(QRect(left + px(24), rect.top(), wide, rect.height()), MIDDLE, word)

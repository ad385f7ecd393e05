"""The list of results on screen: Enter adds the current line, Del takes it out; headings stand on its columns."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.search.columns import columns
from ui.theme import Theme


class ResultView(QListView):
    """``add_asked``, ``remove_asked`` and ``copy_asked`` with the current index; ``menu_asked`` also with a place."""

    add_asked = Signal(QModelIndex)
    remove_asked = Signal(QModelIndex)
    copy_asked = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Résultats")
        self.setAccessibleDescription(
            "Entrée ajoute la formation à la sélection, Suppr la retire, la touche Menu dit le reste."
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the page moves the formation in the basket
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add_asked.emit(index)
        elif index.isValid() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(index)
        elif index.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, spot = self.indexAt(event.pos()), event.globalPos()
        else:  # the menu key: under the beginning of the current line
            index = self.currentIndex()
            rect = self.visualRect(index)
            spot = self.viewport().mapToGlobal(rect.topLeft() + QPoint(rect.width() // 3, rect.height() // 2))
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(index, spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        current = self.visualRect(self.currentIndex())
        if current.isValid() and current.top() >= 0 and current.bottom() < event.oldSize().height():
            self.scrollTo(self.currentIndex())  # a message above takes some of the room, not the line in hand


class Headings(QWidget):
    """The words above the columns: distance, and whose three parts these are."""

    def __init__(self, view: ResultView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._words = ""
        self._with_distance = False
        view.resized.connect(self._fit)

    def show_words(self, words: str, with_distance: bool) -> None:
        """Show the heading of the parts, and of the distance if there is one."""
        self._words = words
        self._with_distance = with_distance
        self.setAccessibleName(words)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._fit()

    def _fit(self) -> None:
        wide = columns(self._view.viewport().width(), self._theme, self._with_distance).wide
        self.setFixedHeight(self._theme.px(20))
        self.setVisible(wide)  # elsewhere every line says it
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        spaces = columns(self._view.viewport().width(), self._theme, self._with_distance)
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("ink_3"))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        end, wide = spaces.button + spaces.button_width, painter.fontMetrics().horizontalAdvance(self._words)
        left = min(spaces.strip, end - wide)  # the long name of a region goes to the left, it is never cut
        if self._with_distance:
            before = min(spaces.km_right, left - self._theme.px(14))
            painter.drawText(
                QRect(0, 0, before, self.height()), middle | right, "Distance, temps en voiture (estimation)"
            )
        painter.drawText(QRect(left, 0, wide + 1, self.height()), middle, self._words)
        painter.end()

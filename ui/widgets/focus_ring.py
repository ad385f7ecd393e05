"""The ring around the widget that has the focus: 2 px of accent, 2 px away (DESIGN-TOKENS.md §5).

Fields, lists and the grid show their focus themselves: they are line edits or views, or carry ``ownFocus``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QMenuBar, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme import Theme

AWAY = 4  # 2 px of air and the 2 px of the ring
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
_OWN = (QLineEdit, QAbstractItemView, QScrollArea, QMenu, QMenuBar)


class FocusRing(QWidget):
    """One ring for the whole window; it follows the focus and whatever moves under it."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._top = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._place()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in filter(isValid, self._watched):
            watched.removeEventFilter(self)
        self._watched = []
        own = new is None or isinstance(new, _OWN) or bool(new.property("ownFocus"))
        self._target = None if own or new is None or new.window() is not self._top else new
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._top:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        around = target.rect().adjusted(-AWAY, -AWAY, AWAY, AWAY)
        holder = target.parentWidget()
        while holder is not None and holder is not self._top and not isinstance(holder.parentWidget(), QScrollArea):
            if holder.rect().contains(around.translated(target.mapTo(holder, target.rect().topLeft()))):
                break
            holder = holder.parentWidget()
        holder = holder or self._top
        if self.parentWidget() is not holder:
            self.setParent(holder)
        self.setGeometry(around.translated(target.mapTo(holder, target.rect().topLeft())))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        radius = self._theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

"""The frame: menus, header, notice bar, one page at a time, the status line. What it shows is made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.actions import add_menus, fill_menus, make_actions
from ui.theme import Theme
from ui.widgets.header import Header
from ui.widgets.status import StatusLine

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent

    from ui.widgets.focus_ring import FocusRing
    from ui.widgets.notice import NoticeBar

SEARCH, COMPARE, SHEET, DATA, MAP = range(5)
"""The first ones have the tabs of the header, in this order."""


class Window(QMainWindow):
    """``pages`` make their page when it is first shown; a page is a widget with ``set_theme``.

    ``painted`` is emitted once, after the first paint; ``closed`` when the person closes the window.
    """

    painted = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        pages: Sequence[Callable[[], QWidget]],
        handlers: Mapping[str, Callable[[], object]],
        status: StatusLine,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._make = list(pages)
        self._made: dict[int, Any] = {}
        self._was_painted = False
        self.setWindowTitle("Côte à Côte")
        self.header = Header(theme)
        self.status = status
        self._notice: NoticeBar | None = None
        self._above: Any = None
        self._ring: FocusRing | None = None
        self._stack = QStackedWidget()
        self._handlers = handlers
        self._menus = add_menus(self.menuBar())
        self.named_actions: dict[str, QAction] = {}
        """The actions by id, made soon after the first paint."""
        self.header.page_asked.connect(self.show_page)
        self.header.end_asked.connect(handlers["fin"])
        self.header.save_asked.connect(handlers["enregistrer"])
        status.extent_asked.connect(handlers["etendue"])
        status.help_asked.connect(handlers["touches"])
        status.trial_asked.connect(handlers["les_donnees"])
        center = QWidget()
        center.setObjectName("page")
        self._notice_room = QVBoxLayout()
        column = QVBoxLayout(center)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.header)
        column.addLayout(self._notice_room)
        column.addWidget(self._stack, 1)
        column.addWidget(status)
        self._make_room()
        self.setCentralWidget(center)
        self.resize(1366, 690)
        self.show_page(SEARCH)

    @property
    def notice(self) -> NoticeBar:
        """The notice bar, made at the first call."""
        if self._notice is None:
            from ui.widgets.notice import NoticeBar

            self._notice = NoticeBar(self._theme)
            self._notice.shown_changed.connect(lambda _shown: self._make_room())
            self._notice_room.addWidget(self._notice)
        return self._notice

    @property
    def notice_text(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._notice.text if self._notice is not None else ""

    def warm_up(self) -> None:
        """Make what is needed soon after the first paint: actions and menus, the ring around the focus."""
        if not self.named_actions:
            self.named_actions = make_actions(self, self._handlers)
            fill_menus(self._menus, self.named_actions)
        if self._ring is None:
            from ui.widgets.focus_ring import FocusRing

            self._ring = FocusRing(self, self._theme)
        self._order_tabs()

    @property
    def current_number(self) -> int:
        """The number of the page shown."""
        return next(n for n, page in self._made.items() if page is self._stack.currentWidget())

    def page(self, number: int) -> Any:
        """Return a page, made now if it was not shown before."""
        if number not in self._made:
            self._made[number] = self._make[number]()
            self._stack.addWidget(self._made[number])
        return self._made[number]

    def show_page(self, number: int) -> None:
        """Show a page and its tab as open."""
        self._stack.setCurrentWidget(self.page(number))
        self.header.show_page(number)
        if self.named_actions:
            self._order_tabs()

    def _order_tabs(self) -> None:
        from ui.widgets.tab_order import last_of_all

        last_of_all(self.status)

    def say(self, sentence: str, word: str = "", action: Callable[[], object] | None = None) -> None:
        """Say something in the notice bar; nothing once the window is gone: what ends late has nobody to tell."""
        from shiboken6 import isValid

        if isValid(self):
            self.notice.say(sentence, word, action)

    def hush(self) -> None:
        """Take away what was said."""
        if self._notice is not None:
            self._notice.dismiss()

    def show_above(self, part: Any) -> None:
        """Show a widget that has ``set_theme`` between the header and the pages."""
        self._above = part
        self._notice_room.insertWidget(0, part)
        part.show()
        self._make_room()

    def drop_above(self) -> bool:
        """Take away what is shown above the pages; tell whether it had the focus."""
        part, self._above = self._above, None
        if part is None:
            return False
        focus = QApplication.focusWidget()
        held = focus is not None and part.isAncestorOf(focus)
        part.hide()
        part.deleteLater()
        self._make_room()
        return held

    def set_theme(self, theme: Theme) -> None:
        """Draw everything with another theme from now on."""
        self._theme = theme
        for part in (self.header, self.status, self._notice, self._above, self._ring, *self._made.values()):
            if part is not None:
                part.set_theme(theme)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _make_room(self) -> None:
        shown = self._above is not None or (self._notice is not None and not self._notice.isHidden())
        side, high = (self._theme.px(16), self._theme.px(8)) if shown else (0, 0)
        self._notice_room.setContentsMargins(side, high, side, 0)
        self._notice_room.setSpacing(high)

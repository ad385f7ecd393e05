"""The label of a row: its name, the denominator in words, the legend of its marks, and « Pourquoi ce chiffre ? »."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.typography import NBSP
from ui.compare.cell import Painted
from ui.compare.look import Look
from ui.compare.row import Row
from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.buttons import set_icon
from ui.widgets.chart_marks import LegendMark
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

WHY = f"Pourquoi ce chiffre{NBSP}?"


class Label(Painted):
    """A painted label, its link under it or at its right. The link is for the mouse; Enter does it from any cell."""

    accessible_role = QAccessible.Role.RowHeader
    asked = Signal()
    """The person wants to know why the figures of this row say what they say."""

    def __init__(self, theme: Theme, block: Block, explained: bool, parent: QWidget) -> None:
        super().__init__(theme, block, (0, theme.px(8)), "", parent)
        self.link: QPushButton | None = None
        if explained:
            self.link = QPushButton(WHY, self)
            set_icon(self.link, theme, "info", "accent", 15)
            self.link.setProperty("kind", "link")
            self.link.setFont(theme.font("caption"))
            self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.link.setCursor(Qt.CursorShape.PointingHandCursor)
            self.link.clicked.connect(self.asked)

    def heightForWidth(self, width: int) -> int:
        if self.link is None or self._at_right(width):
            return super().heightForWidth(width - self._kept(width))
        return super().heightForWidth(width) + self._link_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.link is None:
            return
        width, tall = self.link.sizeHint().width(), self._link_height()
        if self._at_right(self.width()):
            self.link.setGeometry(self.width() - width, self.padding[1] // 2, width, tall)
        else:
            y = super().heightForWidth(self.width()) - self.padding[1]
            self.link.setGeometry(-self.theme.px(3), y, min(self.width() + self.theme.px(3), width), tall)

    def room(self) -> QRect:
        return super().room().adjusted(0, 0, -self._kept(self.width()), 0)

    def _at_right(self, width: int) -> bool:
        return width > self.theme.px(420)

    def _kept(self, width: int) -> int:
        return self.link.sizeHint().width() if self.link is not None and self._at_right(width) else 0

    def _link_height(self) -> int:
        return self.theme.px(26)


def label_block(look: Look, row: Row) -> Block:
    """Return what the label of a row shows."""
    theme = look.theme
    one = line_height(theme, "caption")
    items: list[Block] = [Text(theme, row.title, bold=True)]
    items += [
        Beside(LegendMark(theme, mark), look.caption(words, "ink_2"), theme.px(4), one) for mark, words in row.legend
    ]
    items += [look.caption(note, "ink_2") for note in row.notes]
    return look.stack(items, 3)

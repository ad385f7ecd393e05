"""The label of a row: its name, the denominator in words, its own level, the legend of its marks, and its links."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.explain import WHY
from ui.compare.cell import Painted
from ui.compare.look import Look
from ui.compare.row import Row
from ui.theme import Theme
from ui.widgets.blocks import Block
from ui.widgets.buttons import set_icon
from ui.widgets.chart_marks import LegendMark
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

ASK, LEVEL, WORDS = "pourquoi", "niveau", "mots"
_LINKS = {
    ASK: (WHY, "info", "Pourquoi ces chiffres (Entrée)"),
    LEVEL: ("Autre niveau", "chevron", "Changer le niveau de la ligne (N)"),
    WORDS: ("Glossaire", "", "Les mots de cette ligne dans le glossaire (F1)"),
}
"""The word of each link, its icon, its tooltip with the key that does the same from any cell of the row."""
LINK, GAP = 24, 8
"""Height of a link and space between two, in design pixels."""
AT_RIGHT_FROM = 420
"""Width in design pixels from which the links stand at the right of the words, not under them."""


class Label(Painted):
    """A painted label with its links, for the mouse; each has a key that works from any cell of the row."""

    accessible_role = QAccessible.Role.RowHeader
    asked = Signal(str)
    """The person uses a link: ASK, LEVEL or WORDS."""

    def __init__(self, theme: Theme, block: Block, row: Row, parent: QWidget) -> None:
        super().__init__(theme, block, (0, theme.px(8)), "", parent)
        self._title = row.title
        kinds = [*([ASK] if row.explained else []), *([LEVEL] if row.switchable else []), WORDS]
        self.links = {kind: self._link(kind, row.title) for kind in kinds}

    def heightForWidth(self, width: int) -> int:
        own = super().heightForWidth(width - self._kept(width))
        return own if self._beside(width) else own + self._lines(width) * self.theme.px(LINK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        px, tall = self.theme.px, self.theme.px(LINK)
        if self._beside(self.width()):
            x, y = self.width() - self._all() + px(3), self.padding[1] // 2
        else:
            x, y = -px(3), super().heightForWidth(self.width()) - self.padding[1]
        start = x
        for link in self.links.values():
            wide = min(link.sizeHint().width(), self.width() + px(3))
            if x > start and x + wide > self.width() + px(3):
                x, y = start, y + tall
            link.setGeometry(x, y, wide, tall)
            x += wide + px(GAP)

    def room(self) -> QRect:
        return super().room().adjusted(0, 0, -self._kept(self.width()), 0)

    def _link(self, kind: str, title: str) -> QPushButton:
        word, icon, tip = _LINKS[kind]
        link = QPushButton(word, self)
        if icon:
            set_icon(link, self.theme, icon, "accent", 15, after=kind == LEVEL)
        link.setProperty("kind", "link")
        link.setFont(self.theme.font("caption"))
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setToolTip(tip)
        link.setAccessibleName(f"{word}, {title}")
        link.clicked.connect(lambda: self.asked.emit(kind))
        return link

    def _beside(self, width: int) -> bool:
        """Tell whether the links stand beside the words: where there is room, or for one short word alone."""
        short = set(self.links) == {WORDS} and self.block.width() + self._all() <= width
        return short or width > self.theme.px(AT_RIGHT_FROM)

    def _kept(self, width: int) -> int:
        """Return what the links take of the width of the words: nothing beside a title that leaves them its line."""
        title = QFontMetrics(self.theme.font("body", bold=True)).horizontalAdvance(self._title)
        return self._all() if self._beside(width) and title + self._all() > width else 0

    def _all(self) -> int:
        return sum(link.sizeHint().width() + self.theme.px(GAP) for link in self.links.values())

    def _lines(self, width: int) -> int:
        lines, x, px = 1, 0, self.theme.px
        for link in self.links.values():
            wide = min(link.sizeHint().width(), width + px(3))
            if x and x + wide > width + px(6):
                lines, x = lines + 1, 0
            x += wide + px(GAP)
        return lines


def label_block(look: Look, row: Row) -> Block:
    """Return what the label of a row shows."""
    theme = look.theme
    one = line_height(theme, "caption")
    items: list[Block] = [Text(theme, row.title, bold=True)]
    if row.level:
        items.append(Text(theme, row.level, "caption", True, color="ink_2"))
    items += [
        Beside(LegendMark(theme, mark), look.caption(words, "ink_2"), theme.px(4), one) for mark, words in row.legend
    ]
    items += [look.caption(note, "ink_2") for note in row.notes]
    return look.stack(items, 3)

"""A cell of the grid: one widget that paints its blocks, takes the focus, and says itself in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.comparison import Ligne
from desktop.rubriques import Rubrique
from ui.theme import Theme
from ui.widgets.blocks import Block


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell shows and says: ``lignes`` are the rows of the Comparison drawn in it, ``facts`` what else it has.

    ``rubrique`` is what it is a cell of, where it is told in sentences.
    """

    block: Block
    spoken: str
    hint: str = ""
    lignes: tuple[Ligne, ...] = ()
    facts: tuple[str, ...] = ()
    rubrique: Rubrique | None = None


class Painted(QWidget):
    """A widget that paints a block on a ground, with room around it. ``padding`` is left-right and top-bottom."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, theme: Theme, block: Block, padding: tuple[int, int], ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.block = block
        self.padding = padding
        self._ground = ground
        self.setAccessibleName(" ".join(block.words()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.block.height(width - 2 * self.padding[0]) + 2 * self.padding[1]

    def sizeHint(self) -> QSize:
        width = self.block.width() + 2 * self.padding[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.block.least() + 2 * self.padding[0], 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        self.block.paint(painter, self.room())
        self.paint_over(painter)
        painter.end()

    def room(self) -> QRect:
        """Return where the block is painted."""
        across, down = self.padding
        return self.rect().adjusted(across, down, -across, -down)

    def paint_ground(self, painter: QPainter) -> None:
        """Fill what is behind the block."""
        if self._ground:
            painter.fillRect(self.rect(), self.theme.color(self._ground))

    def paint_over(self, painter: QPainter) -> None:
        """Draw what comes over the block."""


class Cell(Painted):
    """A cell of a column. Enter or a click asks why; the arrows are the grid's business."""

    accessible_role = QAccessible.Role.Graphic
    asked = Signal(object)
    """The person wants to know why this cell says what it says: the cell."""
    entered = Signal(object)
    """The focus came to this cell: the cell."""

    def __init__(self, theme: Theme, content: CellContent, row: str, column: int, parent: QWidget) -> None:
        super().__init__(theme, content.block, (theme.px(12), theme.px(8)), "surface", parent)
        self.content = content
        self.row = row
        self.column = column
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(content.spoken)
        if content.hint:
            self.setToolTip(f"<qt>{escape(content.hint)}</qt>")  # rich text, so that a long sentence wraps

    def paint_over(self, painter: QPainter) -> None:
        self._frame(painter, self.rect())
        if self.hasFocus():
            ring = QPen(self.theme.color("accent"), self.theme.px(2))
            ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _frame(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.entered.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self)


def narrowest(cells: Sequence[Painted]) -> int:
    """Return the width under which a word of one of these cells would be broken."""
    return max((cell.minimumSizeHint().width() for cell in cells), default=0)

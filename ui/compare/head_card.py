"""The card at the head of a column: diploma, voie, length, title, school, place and distance. All look the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.compare.cell import Cell, CellContent
from ui.compare.head_content import CLOSE
from ui.theme import Theme
from ui.widgets.buttons import set_icon


class HeadCard(Cell):
    """The frozen cell at the top of a column, with its close button."""

    accessible_role = QAccessible.Role.ColumnHeader
    closed = Signal(int)
    """The person takes the formation of this card out: its column number."""
    beside = Signal(int)
    """The person wants the same diploma by the other voie beside this one: its column number."""

    def __init__(self, theme: Theme, content: CellContent, column: int, name: str, parent: QWidget) -> None:
        super().__init__(theme, content, "tete", column, parent)
        self.beside_button: QPushButton | None = None
        self._voie = ""
        self.close_button = QPushButton(self)
        set_icon(self.close_button, theme, "fermer", "ink_2", 16)
        self.close_button.setProperty("kind", "icon")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.setToolTip("Retirer de la comparaison (Suppr)")
        self.close_button.setAccessibleName(f"Retirer {name} de la comparaison")
        self.close_button.clicked.connect(lambda: self.closed.emit(self.column))

    def offer(self, voie: str) -> None:
        """Offer the same diploma by the other voie, told in full where there is room: ``apprentissage``."""
        self._voie = voie
        button = self.beside_button = QPushButton(self)
        button.setProperty("kind", "link")
        button.setFont(self.theme.font("caption"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(f"Ajouter le même diplôme à côté, {voie} (V)")
        button.setAccessibleName(f"Ajouter le même diplôme à côté, {voie}")
        button.clicked.connect(lambda: self.beside.emit(self.column))
        button.show()

    def plain_height(self, width: int) -> int:
        """Return the height of what the card says."""
        return super().heightForWidth(width)

    def heightForWidth(self, width: int) -> int:
        return self.plain_height(width) + (self.theme.px(CLOSE) if self.beside_button else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if (button := self.beside_button) is not None:
            left, tall = self.padding[0] - self.theme.px(3), self.theme.px(CLOSE)
            for words in (f"Ajouter {self._voie}", self._voie.capitalize()):
                button.setText(words)
                set_icon(button, self.theme, "ajouter", "accent", 15)
                if button.sizeHint().width() <= self.width() - 2 * left:
                    break
            wide = min(button.sizeHint().width(), self.width() - 2 * left)
            button.setGeometry(left, self.height() - tall - self.theme.px(4), wide, tall)
        side = self.theme.px(CLOSE)
        edge = self.theme.px(6)
        self.close_button.setGeometry(self.width() - side - edge, edge, side, side)

    def paint_ground(self, painter: QPainter) -> None:
        """Round the top corners; the lower edge is strong, for the rows scroll under it."""
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8)
        shape = QPainterPath(QPointF(rect.left(), rect.bottom()))
        shape.lineTo(rect.left(), rect.top() + radius)
        shape.quadTo(rect.left(), rect.top(), rect.left() + radius, rect.top())
        shape.lineTo(rect.right() - radius, rect.top())
        shape.quadTo(rect.right(), rect.top(), rect.right(), rect.top() + radius)
        shape.lineTo(rect.right(), rect.bottom())
        painter.fillPath(shape, theme.color("surface"))
        painter.strokePath(shape, QPen(theme.color("line"), 1))
        thick = theme.px(2)
        painter.fillRect(0, self.height() - thick, self.width(), thick, theme.color("line_strong"))

    def _frame(self, painter: QPainter, rect: QRect) -> None:
        """Leave the frame to the ground."""

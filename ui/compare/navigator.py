"""The keyboard in the grid, which is one tab stop: arrows, Home, End, pages; Enter asks why; Alt moves a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from ui.compare.cell import Cell
from ui.compare.label import LEVEL, WORDS

Keys = Qt.Key
_LETTERS = (Keys.Key_N, Keys.Key_V, Keys.Key_S)
"""Level of the row, other voie, report: only while a cell has the focus, where nothing is typed."""


class Navigator(QObject):
    """Knows the cells row by row (the header cards are the first row) and which of them is current."""

    explained = Signal(object)
    """The person asks why: the cell."""
    removed = Signal(int)
    """The person takes a column out: its number."""
    asked = Signal(object, str)
    """The person wants something of a row: the cell of the current column, and which link of its label."""
    beside = Signal(int)
    """The person wants the same diploma by the other voie: the column number."""
    reported = Signal(object)
    """The person reports a figure: the cell."""
    moved = Signal(int, int)
    """The person moves a column: its number, and by how many places to the right."""
    arrived = Signal(object)
    """The focus came to a cell: the cell."""

    def __init__(self, page_height: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._page_height = page_height
        self._rows: list[Sequence[Cell]] = []
        self.current: Cell | None = None

    def watch(self, cell: Cell) -> None:
        """Follow a new cell's focus and clicks."""
        cell.entered.connect(self._came)
        cell.asked.connect(self.explained)

    def set_rows(self, rows: Sequence[Sequence[Cell]], key: tuple[str, int] | None) -> None:
        """Take these rows; the cell of row and column ``key`` is the tab stop, or the first one."""
        self._rows = list(rows)
        found = self.cell(*key) if key else None
        first = self._rows[0][0] if self._rows else None
        self.current = None
        self._stop_at(found or first)

    def cell(self, row: str, column: int) -> Cell | None:
        """Return the cell of a row and a column, None when there is none."""
        return next((cell for cells in self._rows for cell in cells if (cell.row, cell.column) == (row, column)), None)

    def ask_row(self, row: str, what: str) -> None:
        """Ask for something of a whole row, at the cell of the current column."""
        column = self.current.column if self.current else 0
        if (cell := self.cell(row, column)) is not None:
            self.go(cell)
            self.asked.emit(cell, what)

    def go(self, cell: Cell) -> None:
        """Put the focus on a cell; the page brings it into sight."""
        self._came(cell)
        cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it is none of the grid's."""
        cell, key = self.current, event.key()
        if cell is None:
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(cell.content.spoken)
            return True
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = {int(Keys.Key_Left): -1, int(Keys.Key_Right): 1}.get(key, 0)
            if step:
                self.moved.emit(cell.column, step)
            return bool(step)
        if key in (Keys.Key_Return, Keys.Key_Enter, Keys.Key_Space):
            self.explained.emit(cell)
        elif key == Keys.Key_Delete:
            self.removed.emit(cell.column)
        elif key == Keys.Key_F1:
            self.asked.emit(cell, WORDS)
        elif key in _LETTERS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._letter(cell, key)
        elif (target := self._target(cell, key, event.modifiers())) is not None:
            self.go(target)
        else:
            return False
        return True

    def _letter(self, cell: Cell, key: int) -> None:
        if key == Keys.Key_N:
            self.asked.emit(cell, LEVEL)
        elif key == Keys.Key_V:
            self.beside.emit(cell.column)
        else:
            self.reported.emit(cell)

    def _target(self, cell: Cell, key: int, modifiers: Qt.KeyboardModifier) -> Cell | None:
        at = next(i for i, cells in enumerate(self._rows) if cell in cells)
        last_row, last = len(self._rows) - 1, len(self._rows[at]) - 1
        ends = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        column = cell.column
        if key == Keys.Key_Left:
            column = max(0, column - 1)
        elif key == Keys.Key_Right:
            column = min(last, column + 1)
        elif key == Keys.Key_Home:
            column, at = 0, 0 if ends else at
        elif key == Keys.Key_End:
            column, at = last, last_row if ends else at
        elif key == Keys.Key_Up:
            at = max(0, at - 1)
        elif key == Keys.Key_Down:
            at = min(last_row, at + 1)
        elif key in (Keys.Key_PageUp, Keys.Key_PageDown):
            at = self._paged(at, -1 if key == Keys.Key_PageUp else 1)
        else:
            return None
        return self._rows[at][column]

    def _paged(self, at: int, way: int) -> int:
        """Return the row about one page away, at least one row."""
        start = self._rows[at][0].y() if at else 0
        target = at
        while 0 <= target + way < len(self._rows):
            target += way
            if abs(self._rows[target][0].y() - start) >= self._page_height() * 2 // 3:
                break
        return target

    def _came(self, cell: Cell) -> None:
        self._stop_at(cell)
        self.arrived.emit(cell)

    def _stop_at(self, cell: Cell | None) -> None:
        """Make a cell the one that Tab comes to."""
        if self.current is not None:
            self.current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.current = cell
        if cell is not None:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

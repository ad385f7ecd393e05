"""The grid on the keyboard: one tab stop, arrows, Enter and Escape, Alt moves a column, nothing needs the mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.compare_help import show
from ui.compare.cell import Cell
from ui.compare.page import ComparePage

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Send a real key to whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def focused() -> tuple[str, int]:
    """Return the row and the column of the cell that has the focus."""
    cell = QApplication.focusWidget()
    assert isinstance(cell, Cell)
    return cell.row, cell.column


def enter_grid(qtbot: QtBot, page: ComparePage) -> None:
    """Come to the grid with Tab, as a person does."""
    stepper = page.toolbar.stepper
    last = next((b for b in (stepper.after, stepper.before) if b.isVisible() and b.isEnabled()), page.toolbar.family)
    last.setFocus()
    press(qtbot, Key.Key_Tab)
    assert focused() == ("tete", 0)


def test_arrows_go_cell_by_cell_and_stop_at_the_edges(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    for key, place in (
        (Key.Key_Left, ("tete", 0)),
        (Key.Key_Up, ("tete", 0)),
        (Key.Key_Down, ("parts", 0)),
        (Key.Key_Right, ("parts", 1)),
        (Key.Key_End, ("parts", 2)),
        (Key.Key_Right, ("parts", 2)),
        (Key.Key_Down, ("etablissement", 2)),
        (Key.Key_Home, ("etablissement", 0)),
        (Key.Key_Up, ("parts", 0)),
    ):
        press(qtbot, key)
        assert focused() == place


def test_control_with_home_and_end_goes_to_the_corners(qtbot: QtBot, tmp_path: Path) -> None:
    enter_grid(qtbot, show(qtbot, tmp_path, 3))
    press(qtbot, Key.Key_End, CONTROL)
    assert focused() == ("lieu", 2)
    press(qtbot, Key.Key_Home, CONTROL)
    assert focused() == ("tete", 0)


def test_pages_go_down_to_the_last_row_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    enter_grid(qtbot, page)
    seen = [focused()[0]]
    while seen[-1] != "lieu":
        press(qtbot, Key.Key_PageDown)
        assert focused()[0] not in seen
        seen.append(focused()[0])
    assert 2 < len(seen) < 7
    while focused()[0] != "tete":
        press(qtbot, Key.Key_PageUp)


def test_the_cell_with_the_focus_is_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    viewport = page.board.scroll_area.viewport()
    for _ in page.board.grid.rows:
        press(qtbot, Key.Key_Down)
        cell = QApplication.focusWidget()
        assert cell is not None
        place = (
            cell.mapTo(page.board.grid, cell.rect().topLeft()).y() - page.board.scroll_area.verticalScrollBar().value()
        )
        assert place >= 0
        assert place + min(cell.height(), viewport.height()) <= viewport.height()


def test_the_whole_grid_is_one_tab_stop(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    holder, after = QWidget(), QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(page)
    column.addWidget(after)
    holder.resize(1366, 640)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    page.refresh()
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is after
    press(qtbot, Key.Key_Backtab)
    assert focused() == ("parts", 1)
    press(qtbot, Key.Key_Backtab)
    assert not isinstance(QApplication.focusWidget(), Cell)
    page.setParent(None)


def test_enter_tells_why_and_escape_comes_back_to_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Return)
    assert page.panel.isVisible()
    assert QApplication.focusWidget() is page.panel.text
    press(qtbot, Key.Key_Escape)
    assert not page.panel.isVisible()
    assert focused() == ("parts", 1)


def test_an_open_panel_follows_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    cell.setFocus()
    press(qtbot, Key.Key_Right)
    assert page.panel.text.toPlainText().startswith("CAP Inventé cuisine, apprentissage")


def test_alt_and_an_arrow_move_the_column_and_the_focus_goes_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    moved = page.current_choix()
    press(qtbot, Key.Key_Right, ALT)
    assert page._session.selection.choix[1] == moved
    assert focused() == ("parts", 1)
    assert page.current_choix() == moved
    press(qtbot, Key.Key_Left, ALT)
    assert page._session.selection.choix[0] == moved
    assert focused() == ("parts", 0)


def test_delete_takes_the_column_out_and_undo_brings_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_End)
    gone = page.current_choix()
    press(qtbot, Key.Key_Delete)
    assert gone not in page._session.selection
    assert focused() == ("tete", 1)
    page._session.undo()
    assert page._session.selection.choix[2] == gone
    assert len(page.board.header.cards) == 3


def test_copy_takes_the_sentence_of_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_C, CONTROL)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    assert QApplication.clipboard().text() == cell.accessibleName()


def test_zoomed_in_the_arrows_bring_the_other_columns(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3, zoom=2.0)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_End)
    assert focused() == ("parts", 2)
    cell = page.board.cell("parts", 2)
    assert cell is not None
    assert cell.isVisible()


def test_the_ring_is_drawn_on_the_cell_with_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    enter_grid(qtbot, page)
    press(qtbot, Key.Key_Down)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    accent = cell.theme.color("accent").rgb()
    assert cell.grab().toImage().pixel(1, cell.height() // 2) == accent
    press(qtbot, Key.Key_Right)
    assert cell.grab().toImage().pixel(1, cell.height() // 2) != accent

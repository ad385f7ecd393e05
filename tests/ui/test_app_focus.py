"""Where the focus goes when what had it goes away, in the whole window; and what the line at the foot says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.selection import parse_selection
from tests.ui.hands import press
from ui.compare.cell import Cell, Painted
from ui.compare.page import ComparePage
from ui.program import Program
from ui.session import Session
from ui.theme import LIGHT, Theme
from ui.window import COMPARE, Window

CTRL = Qt.KeyboardModifier.ControlModifier
REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]


@pytest.fixture
def compare(window: Window, session: Session, qtbot: QtBot) -> ComparePage:
    """The comparison of three formations, come to by Ctrl+2 alone."""
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    page: ComparePage = window.page(COMPARE)
    return page


def test_after_ctrl_2_the_arrows_are_in_the_grid(compare: ComparePage) -> None:
    assert QApplication.focusWidget() is compare.board.navigator.current
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    cell = QApplication.focusWidget()
    assert isinstance(cell, Cell)
    assert (cell.row, cell.column) == ("parts", 1)


def test_the_focus_stays_in_the_page_when_one_formation_is_left_and_comes_back(
    window: Window, session: Session, compare: ComparePage, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    assert (session.count, QApplication.focusWidget()) == (1, compare.empty)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert QApplication.focusWidget() is compare.board.navigator.current


def test_no_row_of_before_stays_on_the_screen(program: Program, compare: ComparePage) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End):
        press(key)
    for zoom in (1.5, 2.0, 1.0):  # two columns at a time: the cell that gets the focus in between is elsewhere
        program.wear(Theme(LIGHT, zoom))
        grid = compare.board.grid
        shown = {part for part in grid.findChildren(Painted) if part.isVisible()}
        assert shown <= set(grid.painted)


def test_the_last_step_leaves_the_focus_on_the_other_button(
    program: Program, compare: ComparePage, qtbot: QtBot
) -> None:
    program.wear(Theme(LIGHT, 2.0))
    stepper = compare.toolbar.stepper
    stepper.after.setFocus()
    press(Qt.Key.Key_Space)
    assert not stepper.after.isEnabled()
    assert QApplication.focusWidget() is stepper.before


def test_the_whole_country_says_how_fresh_its_figures_are(program: Program, instantane_complet: Path) -> None:
    made = program.open(instantane_complet)
    program.warm_up()
    assert "Chiffres des sortants 2022 et 2023" in made.status.texts

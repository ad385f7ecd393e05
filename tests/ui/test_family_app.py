"""The family mode from the window: F11 or its button, and back to where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.selection import parse_selection
from tests.ui.hands import press
from ui.family.page import FamilyScreen
from ui.program import Program
from ui.session import Session
from ui.window import COMPARE, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def compared(window: Window, session: Session, qtbot: QtBot) -> Window:
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    return window


def screen(program: Program, qtbot: QtBot) -> FamilyScreen:
    assert program.desk is not None
    shown = program.desk.showing.screen
    assert shown is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    return shown


def test_f11_shows_the_comparison_full_screen_and_escape_gives_the_focus_back(
    program: Program, compared: Window, qtbot: QtBot
) -> None:
    cell = QApplication.focusWidget()
    qtbot.keyClick(compared, Qt.Key.Key_F11)
    shown = screen(program, qtbot)
    assert shown.isFullScreen()
    comparison = compared.page(COMPARE).comparison
    assert [c.titre.nom for c in shown._pages[0].colonnes] == [c.formation.libelle for c in comparison.colonnes]
    while shown.number[0] == 1 and shown.bar.next.isEnabled():  # the first ones go down to what was not seen
        press(Qt.Key.Key_Space, " ")
    assert shown.number[0] == 2
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is cell)
    assert program.desk is not None
    assert program.desk.showing.screen is None


def test_its_button_opens_it_too_and_gets_the_focus_back(program: Program, compared: Window, qtbot: QtBot) -> None:
    button = compared.page(COMPARE).toolbar.family
    assert button.isVisible()
    button.setFocus()
    press(Qt.Key.Key_Space, " ")
    screen(program, qtbot)
    press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button)


def test_from_the_search_it_shows_the_basket_of_now(
    program: Program, window: Window, session: Session, qtbot: QtBot
) -> None:
    for choix in parse_selection(REFS[:2]).choix:
        session.add(choix)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    shown = screen(program, qtbot)
    assert len(shown._pages[0].colonnes) == 2
    press(Qt.Key.Key_Escape)


def test_with_nothing_to_compare_it_says_so(program: Program, window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert program.desk is not None
    assert program.desk.showing.screen is None
    assert window.notice.text == "Ajoutez au moins deux formations pour les comparer."


def test_the_zoom_is_that_of_the_program(program: Program, compared: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(compared, Qt.Key.Key_F11)
    shown = screen(program, qtbot)
    before = shown.bar.place.font().pointSizeF()
    press(Qt.Key.Key_Plus, "+", CTRL)
    press(Qt.Key.Key_Plus, "+", CTRL)
    assert program.theme.zoom == 1.25
    assert shown.bar.place.font().pointSizeF() > before
    press(Qt.Key.Key_0, "0", CTRL)
    assert program.theme.zoom == 1.0
    press(Qt.Key.Key_Escape)


def test_guessing_first_is_remembered_for_the_session_and_kept_nowhere(
    program: Program, compared: Window, qtbot: QtBot
) -> None:
    for guessed in (False, True):
        qtbot.keyClick(compared, Qt.Key.Key_F11)
        shown = screen(program, qtbot)
        assert shown.bar.guess.isChecked() is guessed
        if not guessed:
            press(Qt.Key.Key_D, "d")
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is compared)
    assert "devin" not in repr(program.preferences.settings).lower()

"""The job from end to end, by the keyboard alone: find, add, compare, save the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import WriteError
from tests.ui.hands import Drawer, press, type_text
from ui.program import Program
from ui.saving import default_path
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import COMPARE, Window

CTRL = Qt.KeyboardModifier.ControlModifier


def fill(page: SearchPage, *searches: str) -> None:
    for words in searches:
        page.focus_field()
        type_text(words)
        press(Qt.Key.Key_Return, "\r")


def test_from_the_first_key_to_the_sheet(
    program: Program,
    window: Window,
    page: SearchPage,
    session: Session,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    assert QApplication.focusWidget() is page.field.line
    assert program.desk is not None
    assert not window.named_actions["enregistrer"].isEnabled()
    fill(page, "bac pro cuisine", "cap cuisine", "commercialisation services restauration")
    assert session.count == 3
    assert len({c.ref for c in session.selection.choix}) == 3
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_number == COMPARE
    compared = window.page(COMPARE).comparison
    assert [c.choix for c in compared.colonnes] == list(session.selection.choix)
    proposed: list[Path] = []
    sheet = tmp_path / "fiche.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda path: proposed.append(path) or sheet)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert not sheet.exists()
    drawer.drain()
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert window.notice.text == "La fiche est enregistrée\u00a0: fiche.pdf"
    assert window.notice.button.text() == "Ouvrir la fiche"
    assert proposed[0].name.startswith("Fiche 3 formations ")


def test_a_seventh_formation_is_refused_in_the_notice_bar(window: Window, page: SearchPage, session: Session) -> None:
    type_text("cuisine")
    page.search()
    for _ in range(7):
        press(Qt.Key.Key_Return, "\r")
        press(Qt.Key.Key_Down)
    assert session.count == 6
    assert window.notice.text == ("La sélection est pleine (6 sur 6). Retirez une formation pour en ajouter une autre.")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    page.results.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert session.count == 5
    assert window.notice.text == ""


def test_a_sheet_that_can_not_be_written_says_why_and_loses_nothing(
    program: Program,
    window: Window,
    page: SearchPage,
    session: Session,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(page, "bac pro cuisine", "cap cuisine")
    assert program.desk is not None
    monkeypatch.setattr(program.desk, "ask_path", lambda _path: tmp_path / "absent" / "fiche.pdf")
    window.named_actions["enregistrer"].trigger()
    drawer.drain()
    assert "n’existe pas" in window.notice.text
    assert session.count == 2
    assert WriteError.code == 5


def test_changing_one_s_mind_writes_nothing(
    program: Program, window: Window, page: SearchPage, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(page, "bac pro cuisine", "cap cuisine")
    assert program.desk is not None
    monkeypatch.setattr(program.desk, "ask_path", lambda _path: None)
    window.named_actions["enregistrer"].trigger()
    assert drawer.waiting == []


def test_the_proposed_name_says_nothing_of_anybody() -> None:
    from datetime import date

    assert default_path(3, date(2026, 3, 12)).name == "Fiche 3 formations 2026-03-12.pdf"


def test_tiles_of_the_basket_can_be_moved_and_removed_by_the_keyboard(page: SearchPage, session: Session) -> None:
    fill(page, "bac pro cuisine", "cap cuisine")
    first, second = session.selection.choix
    QApplication.processEvents()  # shows the new tiles
    page.tray.tiles[1].setFocus()
    press(Qt.Key.Key_Left, "", Qt.KeyboardModifier.AltModifier)
    assert session.selection.choix == (second, first)
    assert QApplication.focusWidget() is page.tray.tiles[0]
    press(Qt.Key.Key_Delete)
    assert session.selection.choix == (first,)
    assert QApplication.focusWidget() is page.tray.tiles[0]


def test_the_comparison_moves_a_column_from_the_menu(window: Window, page: SearchPage, session: Session) -> None:
    fill(page, "bac pro cuisine", "cap cuisine")
    first, second = session.selection.choix
    window.show_page(COMPARE)
    board = window.page(COMPARE).board
    board.navigator.go(board.navigator.current)
    window.named_actions["droite"].trigger()
    assert session.selection.choix == (second, first)
    window.named_actions["annuler"].trigger()
    assert session.selection.choix == (first, second)


def walk(window: Window, steps: int) -> list[QWidget]:
    """Return where Tab goes, one step after the other, from the first tab of the header."""
    window.header.findChildren(QPushButton)[0].setFocus()
    seen = []
    for _ in range(steps):
        seen.append(QApplication.focusWidget())
        QApplication.focusWidget().focusNextChild()
    return seen


def test_tab_goes_through_the_window_in_the_order_of_the_screen(window: Window, page: SearchPage) -> None:
    fill(page, "cap cuisine", "bac pro cuisine")
    QApplication.processEvents()
    seen = walk(window, 60)
    order = [
        page.departure.field,
        page.departure.region,
        page.facets.box("diplome", "Bac pro"),
        page.facets.box("voie", "scolaire"),
        page.field.line,
        page.results.bar.order,
        page.results.view,
        page.results.cfas.button,
        page.tray.tiles[0],
        page.tray.tiles[1],
        page.tray.compare_button,
        window.status.help_button,
    ]
    assert [seen.index(stop) for stop in order] == sorted(seen.index(stop) for stop in order)
    assert seen[seen.index(window.status.help_button) + 1] is seen[0]


def test_tab_comes_to_the_status_line_last_on_the_comparison_too(window: Window, page: SearchPage) -> None:
    fill(page, "cap cuisine", "bac pro cuisine")
    window.show_page(COMPARE)
    QApplication.processEvents()
    seen = walk(window, 30)
    last = seen.index(window.status.help_button)
    assert last > 5
    assert seen[last + 1] is seen[0]
    assert window.page(COMPARE).board.navigator.current in seen[:last]

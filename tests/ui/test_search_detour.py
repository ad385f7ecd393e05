"""From a line to what stands behind it or near it, and back, by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.hands import press, type_text
from ui.search.detour import Detour
from ui.search.page import SearchPage
from ui.search.row_words import NEAR
from ui.session import Session
from ui.window import COMPARE, SEARCH, Window

CTRL = Qt.KeyboardModifier.ControlModifier


def ask(page: SearchPage, words: str) -> None:
    page.focus_field()
    type_text(words)
    page.search()


def to_year(page: SearchPage, words: str) -> None:
    """Search, and go to the first line that is a year shared by several diplomas."""
    ask(page, words)
    rows = page.results.rows
    for row in range(rows.rowCount()):
        result = rows.result(rows.index(row))
        if result is not None and result.formation.commune:
            page.results.view.setCurrentIndex(rows.index(row))
            return
    pytest.fail("no common year among the results")


def reasons(detour: Detour) -> list[str]:
    rows = detour.lines.rows
    found = [rows.result(rows.index(n)) for n in range(rows.rowCount())]
    return [r.raison or "" for r in found if r is not None]


def menu_of(page: SearchPage) -> QMenu:
    found = [menu for menu in page.outcome.lines.view.findChildren(QMenu) if menu.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_key_lists_the_nine_specialites_behind_a_2de_commune(page: SearchPage, qtbot: QtBot, window: Window) -> None:
    to_year(page, "construction durable")
    qtbot.keyClick(page.field.line, Qt.Key.Key_D, CTRL)
    detour = page.outcome.detour
    assert page.outcome.away
    assert detour.title.endswith("9\u00a0spécialités")
    assert detour.lines.rows.rowCount() == 9
    assert "pas de chiffres à elle" in detour.note
    assert QApplication.focusWidget() is detour.lines.view


def test_escape_goes_back_to_the_line_and_the_focus_that_one_left(page: SearchPage) -> None:
    to_year(page, "construction durable")
    before = page.results.view.currentIndex().row()
    page.results.view.setFocus()
    page.outcome.show_behind()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert not page.outcome.away
    assert QApplication.focusWidget() is page.results.view
    assert page.results.view.currentIndex().row() == before
    page.focus_field()
    page.outcome.show_near()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.field.line


def test_more_than_six_are_chosen_one_by_one_then_compared(page: SearchPage, session: Session, window: Window) -> None:
    to_year(page, "construction durable")
    page.outcome.show_behind()
    detour = page.outcome.detour
    assert not detour.compare.isEnabled()
    for _ in range(2):
        press(Qt.Key.Key_Return, "\r")
        press(Qt.Key.Key_Down)
    assert session.count == 2
    assert detour.compare.text() == "Comparer la sélection (2 sur 6)"
    assert detour.compare.isEnabled()
    detour.compare.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert window.current_number == COMPARE


def test_up_to_six_are_compared_in_one_gesture_and_taken_back_in_one(
    page: SearchPage, session: Session, window: Window
) -> None:
    to_year(page, "hôtellerie restauration 2de commune")
    page.outcome.show_behind()
    detour = page.outcome.detour
    assert detour.compare.text() == "Comparer les 2"
    detour.compare.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert window.current_number == COMPARE
    assert session.count == 2
    session.undo()
    assert session.count == 0


def test_without_room_nothing_is_added_and_the_notice_says_why(
    page: SearchPage, session: Session, window: Window
) -> None:
    ask(page, "boulanger")
    for row in range(6):
        session.add(page.results.rows.result(page.results.rows.index(row)).choix)  # type: ignore[union-attr]
    to_year(page, "hôtellerie restauration 2de commune")
    page.outcome.show_behind()
    page.outcome.detour.compare.click()
    assert window.current_number == SEARCH
    assert session.count == 6
    assert "pleine" in window.notice.text


def test_what_is_no_common_year_says_so(page: SearchPage, window: Window) -> None:
    ask(page, "bac pro cuisine")
    page.outcome.show_behind()
    assert not page.outcome.away
    assert "année commune" in window.notice.text


def test_near_formations_have_their_reason_and_enter_adds(page: SearchPage, session: Session, qtbot: QtBot) -> None:
    ask(page, "cap cuisine")
    qtbot.keyClick(page.field.line, Qt.Key.Key_R, CTRL)
    detour = page.outcome.detour
    found = reasons(detour)
    assert len(found) > 5
    assert all(found)
    assert "ni conseil ni classement" in detour.note
    press(Qt.Key.Key_Return, "\r")
    assert session.count == 1
    press(Qt.Key.Key_Delete)
    assert session.count == 0
    rows = detour.lines.rows
    assert found[0] in str(rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole))


def test_one_may_go_from_near_to_near_and_back_at_once(page: SearchPage) -> None:
    ask(page, "cap cuisine")
    page.results.view.setFocus()
    page.outcome.show_near()
    first = page.outcome.detour.title
    press(Qt.Key.Key_Down)
    page.outcome.show_near()
    assert page.outcome.detour.title != first
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.results.view


def test_a_new_search_leaves_the_other_list(page: SearchPage) -> None:
    ask(page, "cap cuisine")
    page.outcome.show_near()
    ask(page, "boulanger")
    assert not page.outcome.away
    assert page.results.isVisible()


def test_the_menu_key_opens_what_can_be_done_with_a_line(page: SearchPage, session: Session) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent

    to_year(page, "construction durable")
    view = page.results.view
    view.setFocus()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    menu = menu_of(page)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Ajouter à la sélection", "Voir les 9\u00a0spécialités", NEAR, "Copier la ligne"]
    menu.actions()[0].trigger()
    assert session.count == 1
    menu.close()


def test_a_click_on_the_link_of_a_line_opens_its_list(page: SearchPage, qtbot: QtBot) -> None:
    to_year(page, "construction durable")
    QApplication.processEvents()
    view = page.results.view
    index = view.currentIndex()
    view.scrollTo(index)
    rect = view.visualRect(index)
    link = page.results.delegate.layout_of(index, rect.width()).link.translated(rect.topLeft())
    assert link.height() >= 24
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    assert page.outcome.away


def test_ctrl_c_copies_the_line_as_it_is_spoken(page: SearchPage) -> None:
    ask(page, "cap cuisine")
    page.results.view.setFocus()
    press(Qt.Key.Key_C, "", CTRL)
    assert QApplication.clipboard().text().startswith("CAP Cuisine")


def test_every_control_of_the_other_list_has_a_name_and_is_reached_by_tab(page: SearchPage) -> None:
    to_year(page, "construction durable")
    page.outcome.show_behind()
    detour = page.outcome.detour
    assert detour.back.text() == "Retour aux résultats"
    assert detour.lines.view.accessibleName() == detour.title
    press(Qt.Key.Key_Backtab)
    seen = set()
    for _ in range(40):
        seen.add(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert {detour.back, detour.lines.view} <= seen

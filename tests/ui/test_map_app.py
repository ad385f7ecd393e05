"""The map from the window: the results of now, an établissement's lines at Enter, and back without a trace."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.hands import press, type_text
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import MAP, SEARCH, Window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.mark.usefixtures("no_network")
def test_ctrl_m_shows_the_results_of_now_and_escape_goes_back_to_the_field(
    window: Window, page: SearchPage, session: Session, qtbot: QtBot
) -> None:
    session.set_depuis(session.catalogue.commune("35085"))
    type_text("cuisine")
    page.search()
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    assert window.current_number == MAP
    shown = window.page(MAP)
    engine, text, filters = page.asked()
    wanted = engine.lieux(text, filters)
    assert len(wanted) > 2
    assert {place.point.uai for place in shown._places} == {point.uai for point in wanted}
    distances = [place.km for place in shown._places]
    assert distances == sorted(distances)
    assert QApplication.focusWidget() is shown.list
    press(Qt.Key.Key_Escape)
    assert window.current_number == SEARCH
    assert QApplication.focusWidget() is page.field.line
    assert page.field.text == "cuisine"


def test_a_place_names_the_formations_found_there(window: Window, page: SearchPage, qtbot: QtBot) -> None:
    type_text("cuisine")
    page.search()
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    shown = window.page(MAP)
    for number, place in enumerate(shown._places):
        shown.choose(number)
        lines = shown.detail.text().split("\n")
        assert 0 < len(lines) <= place.point.formations
    assert sum(place.point.formations for place in shown._places) + shown._asked.elsewhere == (page._ask_more(1).total)


def test_enter_searches_the_place_and_a_button_comes_back(window: Window, page: SearchPage, qtbot: QtBot) -> None:
    type_text("cuisine")
    page.search()
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    press(Qt.Key.Key_Down)
    uai = window.page(MAP)._places[window.page(MAP).list.currentIndex().row()].point.uai
    press(Qt.Key.Key_Return, "\r")
    assert window.current_number == SEARCH
    assert page.field.text == uai
    assert QApplication.focusWidget() is page.results.view
    found = page._ask_more(60)
    assert {line.lieu.etablissement.uai for line in found.lignes if line.lieu.etablissement} == {uai}
    assert window.notice.button.text() == "Revenir à «\u00a0cuisine\u00a0»"
    window.notice.button.click()
    assert page.field.text == "cuisine"
    assert window.notice_text == ""


def test_with_nothing_searched_the_map_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    assert window.page(MAP)._places == ()
    assert window.page(MAP).said.text().startswith("Aucun établissement")
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    assert window.current_number == SEARCH

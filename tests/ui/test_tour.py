"""The first start: a tour that takes nothing away, is skipped by one key and does not come again; a sample session."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.exemple import REFS
from desktop.settings import read_settings
from tests.ui.hands import press, type_text
from tests.ui.walking import walk
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import LIGHT, Theme
from ui.tour import STEPS, Tour
from ui.window import COMPARE, Window


def shown(program: Program) -> Tour | None:
    assert program.desk is not None
    return program.desk.welcome.tour


@pytest.fixture
def newcomer(program: Program, extrait: Path, qtbot: QtBot) -> Window:
    """The window of somebody who never saw it."""
    program.preferences.use(visite_vue=False)
    made = program.open(extrait)
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    program.warm_up()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_the_tour_leaves_the_focus_in_the_search_field(newcomer: Window, program: Program) -> None:
    tour = shown(program)
    assert tour is not None
    assert tour.isVisible()
    assert QApplication.focusWidget() is newcomer.page(0).field.line
    type_text("cuisine")
    assert newcomer.page(0).field.text == "cuisine"


def test_every_step_is_read_by_keys_and_the_last_one_ends_it(newcomer: Window, program: Program) -> None:
    tour = shown(program)
    assert tour is not None
    assert tour.next in walk()
    tour.next.setFocus()
    heard = []
    for _ in STEPS:
        heard.append(tour.accessibleName())
        press(Qt.Key.Key_Space)
    assert [step in words for step, words in zip(STEPS, heard, strict=True)] == [True] * len(STEPS)
    assert shown(program) is None
    assert QApplication.focusWidget() is newcomer.page(0).field.line


def test_escape_skips_it_and_it_does_not_come_again(newcomer: Window, program: Program, tmp_path: Path) -> None:
    tour = shown(program)
    assert tour is not None
    tour.skip.setFocus()
    press(Qt.Key.Key_Escape)
    program.writer.wait()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shown(program) is None
    (held,) = (tmp_path / "donnees").rglob("*.json")
    assert read_settings(held)[0].visite_vue
    program.begin_again().show()
    program.warm_up()
    assert shown(program) is None


def test_the_tour_is_whole_at_every_size(newcomer: Window, program: Program) -> None:
    for zoom in (1.0, 1.5, 2.0, 2.5):
        program.wear(Theme(LIGHT, zoom))
        QApplication.processEvents()
        tour = shown(program)
        assert tour is not None
        assert tour.width() <= newcomer.width()
        assert tour.skip.geometry().right() <= tour.width()
        assert tour.height() >= tour.heightForWidth(tour.width()) if tour.hasHeightForWidth() else True


def test_the_help_menu_shows_it_again(window: Window, program: Program) -> None:
    assert shown(program) is None
    window.named_actions["visite"].trigger()
    tour = shown(program)
    assert tour is not None
    assert QApplication.focusWidget() is tour.next


def test_the_sample_shows_three_formations_and_undo_gives_the_basket_back(
    window: Window, page: SearchPage, session: Session, qtbot: QtBot
) -> None:
    page.focus_field()
    type_text("coiffure")
    press(Qt.Key.Key_Return, "\r")
    before = session.selection
    window.named_actions["exemple"].trigger()
    assert tuple(choix.ref for choix in session.selection.choix) == REFS
    assert window.current_number == COMPARE
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.selection == before

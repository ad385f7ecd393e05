"""Every page, walked by Tab and Shift+Tab: each stop has a name, the focus is never lost nor trapped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.selection import parse_selection
from tests.ui.hands import Drawer, press, type_text
from tests.ui.walking import settle, spoken, stops, walk
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.window import SHEET, Window

CTRL = Qt.KeyboardModifier.ControlModifier
REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
Hand = Callable[[Window, Session, QtBot], None]


def search(window: Window, _session: Session, _qtbot: QtBot) -> None:
    type_text("cuisine")
    window.page(0).search()


def nothing_found(window: Window, _session: Session, _qtbot: QtBot) -> None:
    type_text("xqzwk")
    window.page(0).search()


def from_a_commune(window: Window, session: Session, qtbot: QtBot) -> None:
    session.set_depuis(session.catalogue.commune("35085"))
    search(window, session, qtbot)


def basket(window: Window, session: Session, qtbot: QtBot) -> None:
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    search(window, session, qtbot)


def compare(_window: Window, session: Session, qtbot: QtBot) -> None:
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    qtbot.keyClick(_window, Qt.Key.Key_2, CTRL)


def nothing_compared(window: Window, _session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)


def why(window: Window, session: Session, qtbot: QtBot) -> None:
    compare(window, session, qtbot)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return, "\r")


def data(window: Window, _session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F2)


def what_is_behind(window: Window, _session: Session, _qtbot: QtBot) -> None:
    type_text("2de construction durable")
    window.page(0).search()
    window.named_actions["specialites"].trigger()


def what_is_near(window: Window, session: Session, qtbot: QtBot) -> None:
    search(window, session, qtbot)
    window.named_actions["proches"].trigger()


def on_the_map(window: Window, session: Session, qtbot: QtBot) -> None:
    from_a_commune(window, session, qtbot)
    window.named_actions["carte"].trigger()


def corrected(window: Window, _session: Session, _qtbot: QtBot) -> None:
    type_text("coifure")
    window.page(0).search()


def toured(window: Window, session: Session, qtbot: QtBot) -> None:
    search(window, session, qtbot)
    window.named_actions["visite"].trigger()


def sheet(window: Window, session: Session, qtbot: QtBot) -> None:
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)


def simple_sheet(window: Window, session: Session, qtbot: QtBot) -> None:
    sheet(window, session, qtbot)
    window.page(SHEET).choices.change(genre="simple", langue="ar", gris=True)


def no_sheet(window: Window, _session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)


PAGES: dict[str, Hand] = {
    "the search before anything is typed": lambda _window, _session, _qtbot: None,
    "results": search,
    "results of a corrected word": corrected,
    "results under the tour": toured,
    "nothing found": nothing_found,
    "what is behind a 2de commune": what_is_behind,
    "what is near a formation": what_is_near,
    "the map": on_the_map,
    "results from a commune": from_a_commune,
    "results over a basket": basket,
    "the comparison": compare,
    "a comparison of nothing": nothing_compared,
    "why this figure": why,
    "the data": data,
    "the sheet": sheet,
    "a simple sheet in another language": simple_sheet,
    "a sheet of nothing": no_sheet,
}


def go(page: str, window: Window, session: Session, qtbot: QtBot, drawer: Drawer) -> None:
    """Go to a page, with all that it makes off the window's thread."""
    PAGES[page](window, session, qtbot)
    settle()
    drawer.drain()
    settle()
    drawer.drain()
    settle()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("page", PAGES)
def test_tab_comes_to_everything_and_everything_has_a_name(
    page: str, zoom: float, program: Program, window: Window, session: Session, drawer: Drawer, qtbot: QtBot
) -> None:
    program.wear(Theme(LIGHT, zoom))
    go(page, window, session, qtbot, drawer)
    there, back = walk(), walk(back=True)
    assert set(back) == set(there)
    assert [widget for widget in there if not spoken(widget).strip()] == []
    assert {spoken(widget) for widget in stops(window) - set(there)} == set()


@pytest.mark.parametrize("page", PAGES)
def test_what_has_the_focus_is_seen_to_have_it(
    page: str, program: Program, window: Window, session: Session, drawer: Drawer, qtbot: QtBot
) -> None:
    """The picture of the window changes wherever the focus goes: there is a ring, in the dark too."""
    program.wear(Theme(DARK, 1.0))
    go(page, window, session, qtbot, drawer)
    unseen = []
    for widget in walk():
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        with_focus = window.grab().toImage()
        window.header.setFocus()
        widget.clearFocus()
        settle()
        if window.grab().toImage() == with_focus:
            unseen.append(spoken(widget))
    assert unseen == []


@pytest.mark.parametrize(
    "action",
    [
        "touches",
        "sources",
        "etendue",
        "a_propos",
        "accessibilite",
        "glossaire",
        "dossiers",
        "preferences",
        "lot",
        "exporter",
        "rouvrir",
    ],
)
def test_a_dialog_has_names_and_gives_the_focus_back(
    action: str, window: Window, page: SearchPage, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    session.add_all(parse_selection(REFS).choix)
    page.focus_field()
    names: list[str] = []

    def run(dialog: QDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        walked = walk()
        assert {spoken(widget) for widget in stops(dialog) - set(walked)} == set()
        names.extend(spoken(widget).strip() for widget in walked)
        pressed = [one for one in walked if isinstance(one, QAbstractButton)]
        assert [spoken(one) for one in pressed if min(one.width(), one.height()) < 24] == []
        dialog.close()
        return 0

    monkeypatch.setattr(QDialog, "exec", run)
    window.named_actions[action].trigger()
    window.activateWindow()  # a window manager does it, the off-screen platform does not
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert names
    assert all(names)
    assert QApplication.focusWidget() is page.field.line


def test_the_family_mode_and_the_notes_are_walked_too(
    program: Program, window: Window, session: Session, qtbot: QtBot
) -> None:
    compare(window, session, qtbot)
    program.prefer(notes=True)
    assert program.desk is not None
    program.desk.interview.settle()
    for action in ("famille", "notes"):
        window.named_actions[action].trigger()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not window)
        here = QApplication.activeWindow()
        walked = walk()
        assert len(walked) > 1
        assert [widget for widget in walked if not spoken(widget).strip()] == []
        assert {spoken(widget) for widget in stops(here) - set(walked)} == set()
        press(Qt.Key.Key_Escape)
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_pressed_is_at_least_24_by_24(
    page: str, window: Window, session: Session, drawer: Drawer, qtbot: QtBot
) -> None:
    go(page, window, session, qtbot, drawer)
    pressed = [widget for widget in stops(window) if isinstance(widget, QAbstractButton)]
    assert pressed
    assert [(spoken(one), one.width(), one.height()) for one in pressed if min(one.width(), one.height()) < 24] == []

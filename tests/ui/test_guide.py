"""The guide in its window: pages, words looked for, links, zoom, all by keys; nothing of it before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.guide import ADMIN, NEWS, PAGES, START, page, pages
from tests.ui.hands import press, strike, type_text
from tests.ui.walking import settle, spoken, walk
from ui.guide.finder import NONE
from ui.guide.page import ZOOM_KEYS, Reader
from ui.program import Program
from ui.theme import DARK, LIGHT, Theme
from ui.window import Window

LATE = ("ui.guide.page", "ui.guiding", "ui.memo", "desktop.guide", "desktop.memo", "PySide6.QtPrintSupport")
NETWORK = ("ssl", "http.client", "urllib.request", "PySide6.QtNetwork", "tuf", "urllib3")


@pytest.fixture
def reader(program: Program, window: Window, qtbot: QtBot) -> Reader:
    """The guide as the help menu opens it."""
    assert program.desk is not None
    window.named_actions["guide"].trigger()
    made = program.desk.guiding.reader
    assert made is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def current(reader: Reader) -> str:
    return reader.contents.rows[reader.list.currentIndex().row()].words


def test_each_line_of_the_help_menu_opens_its_page_in_one_window(program: Program, window: Window) -> None:
    assert program.desk is not None
    seen = []
    for action, ref in (("guide", START), ("administrer", ADMIN), ("nouveautes", NEWS)):
        window.named_actions[action].trigger()
        reader = program.desk.guiding.reader
        assert reader is not None
        seen.append(reader)
        assert reader.current == ref
        shown = page(ref)
        assert shown is not None
        assert reader.text.toPlainText().startswith(shown.titre)
    assert len(set(map(id, seen))) == 1


def test_escape_closes_it_and_it_opens_again(program: Program, reader: Reader, window: Window, qtbot: QtBot) -> None:
    assert program.desk is not None
    press(Qt.Key.Key_Escape)
    assert program.desk.guiding.reader is None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.named_actions["guide"].trigger()
    assert program.desk.guiding.reader is not None


def test_the_button_closes_it_and_the_end_of_an_interview_too(program: Program, reader: Reader, window: Window) -> None:
    assert program.desk is not None
    reader.close_button.click()
    assert program.desk.guiding.reader is None
    window.named_actions["guide"].trigger()
    window.named_actions["fin"].trigger()
    settle()
    assert program.desk.guiding.reader is None
    assert [top for top in QApplication.topLevelWidgets() if isinstance(top, Reader) and top.isVisible()] == []


def test_the_arrows_go_through_the_contents_and_enter_reads(reader: Reader) -> None:
    reader.list.setFocus()
    for part in page(START).parties:  # type: ignore[union-attr]
        press(Qt.Key.Key_Down)
        assert current(reader) == part.titre
    height = reader.text.verticalScrollBar().value()
    assert height > 0
    press(Qt.Key.Key_Down)
    assert (reader.current, reader.text.verticalScrollBar().value()) == (PAGES[1], 0)
    shown = [row.page for row in reader.contents.rows if row.ancre]
    assert set(shown) == {PAGES[1]}
    press(Qt.Key.Key_Return, "\r")
    assert reader.text.hasFocus()


def test_every_page_can_be_shown_and_every_part_is_an_anchor(reader: Reader) -> None:
    for one in pages():
        reader.go(one.ref)
        names = [name for part in _formats(reader) for name in part.anchorNames()]
        assert [part.ancre for part in one.parties if part.ancre not in names] == []
        assert "**" not in reader.text.toPlainText()
        assert "](" not in reader.text.toPlainText()


def test_words_are_looked_for_in_all_pages_by_keys_alone(reader: Reader) -> None:
    strike("Ctrl+F")
    assert reader.finder.field.hasFocus()
    type_text("signée")
    count = len(reader.finder.found)
    assert count > 2
    assert len({hit.page for hit in reader.finder.found}) > 1
    assert reader.finder.words == f"1\u00a0sur\u00a0{count}"
    assert reader.text.textCursor().selectedText() == "signée"
    seen = []
    for _ in range(count):
        press(Qt.Key.Key_Return, "\r")
        seen.append((reader.current, reader.text.textCursor().selectionStart()))
    assert len(set(seen)) == count
    assert reader.finder.words == f"1\u00a0sur\u00a0{count}"
    strike("Shift+F3")
    assert reader.finder.words == f"{count}\u00a0sur\u00a0{count}"
    strike("F3")
    assert reader.finder.words == f"1\u00a0sur\u00a0{count}"
    assert len(reader.text.extraSelections()) == len(reader.finder.hits_of(reader.current))


def test_words_that_are_nowhere_are_said_so_and_escape_goes_back_to_the_text(reader: Reader) -> None:
    strike("Ctrl+F")
    type_text("xylophone")
    assert (reader.finder.found, reader.finder.words) == ([], NONE)
    assert reader.finder.none.isVisible()
    press(Qt.Key.Key_Escape)
    assert reader.isVisible()
    assert (reader.finder.field.text(), reader.text.hasFocus()) == ("", True)
    assert not reader.finder.none.isVisible()


def test_a_link_is_followed_inside_and_alt_left_comes_back(reader: Reader) -> None:
    reader.text.verticalScrollBar().setValue(120)
    reader.text.anchorClicked.emit(QUrl("administrer.md#antivirus"))
    assert (reader.current, current(reader)) == (ADMIN, "Antivirus")
    assert reader.text.verticalScrollBar().value() > 0
    assert reader.back.isVisible()
    strike("Alt+Left")
    assert (reader.current, reader.text.verticalScrollBar().value()) == (START, 120)
    assert not reader.back.isVisible()


def test_no_link_leaves_the_guide(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("https://exemple.fr/", "file:///etc/passwd", "autre.md"):
        reader.text.anchorClicked.emit(QUrl(link))
    assert (reader.current, opened) == (START, [])
    assert not reader.text.openLinks()
    assert not reader.text.openExternalLinks()


@pytest.mark.parametrize(("step", "zoom"), [(1, 1.1), (0, 1.0)])
def test_zoom_keys_change_the_whole_program_from_here(program: Program, reader: Reader, step: int, zoom: float) -> None:
    before = reader.text.document().defaultFont().pointSizeF()
    strike(ZOOM_KEYS[step][0])
    after = reader.text.document().defaultFont().pointSizeF()
    assert (after > before) == bool(step)
    assert (program.theme.zoom > 1.0) == (zoom > 1.0)


def test_another_theme_keeps_the_page_and_its_colours_follow(program: Program, reader: Reader) -> None:
    reader.go("depannage", "la-mise-à-jour")
    share = reader.text.verticalScrollBar().value()
    program.wear(Theme(DARK))
    assert reader.current == "depannage"
    assert abs(reader.text.verticalScrollBar().value() - share) < 60
    inks = {part.foreground().color().name() for part in _formats(reader) if part.foreground().color().isValid()}
    assert {DARK.ink.lower(), DARK.accent.lower()} <= inks


@pytest.mark.parametrize("zoom", [1.0, 2.0, 2.5])
def test_everything_has_a_name_is_reached_and_fits(program: Program, reader: Reader, zoom: float) -> None:
    program.wear(Theme(LIGHT, zoom))
    settle()
    assert reader.width() <= 1366
    assert reader.height() <= 690
    strike("Ctrl+F")
    type_text("clé")
    stops = walk()
    assert {reader.list, reader.text, reader.finder.field, reader.close_button} <= set(stops)
    assert [widget for widget in stops if not spoken(widget).strip()] == []
    small = [b for b in reader.findChildren(QAbstractButton) if b.isVisible() and min(b.width(), b.height()) < 24]
    assert [b for b in small if b.accessibleName()] == []  # that of Qt in the field has no name, and Escape does it
    assert reader.text.horizontalScrollBar().maximum() <= reader.text.viewport().width() // 2
    for number, row in enumerate(reader.contents.rows):
        index = reader.contents.index(number)
        metrics = QFontMetrics(reader.contents.data(index, Qt.ItemDataRole.FontRole) or reader.list.font())
        inside = reader.list.viewport().width() - program.theme.px(30)
        lines = -(-metrics.horizontalAdvance(row.words) // max(1, inside))
        reader.list.scrollTo(index)
        assert reader.list.visualRect(index).height() >= metrics.height() * lines * 0.9, row.words


def test_nothing_of_the_guide_is_loaded_before_it_is_asked_for(root: Path) -> None:
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from data_bundle import snapshot_path\n"
        "from ui.program import Program\n"
        "program = Program(); window = program.open(snapshot_path()); window.show(); program.warm_up()\n"
        f"before = [name for name in {LATE} if name in sys.modules]\n"
        "window.named_actions['guide'].trigger()\n"
        f"after = [name for name in {NETWORK} if name in sys.modules]\n"
        "print(before, after)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120)
    assert told.stdout.strip() == "[] []", told.stderr


def _formats(reader: Reader) -> list[QTextCharFormat]:
    block = reader.text.document().begin()
    found: list[QTextCharFormat] = []
    while block.isValid():
        found += [QTextCharFormat(piece.format) for piece in block.textFormats()]
        block = block.next()
    return found


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 2.5])
def test_no_page_scrolls_sideways(program: Program, reader: Reader, zoom: float) -> None:
    program.wear(Theme(LIGHT, zoom))
    for one in pages():
        reader.go(one.ref)
        settle()
        assert not reader.text.horizontalScrollBar().isVisible(), one.ref
        assert reader.text.document().size().width() <= reader.text.viewport().width() + 1, one.ref

"""The memo from the help menu: seen as it comes out, saved and printed as the very same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sheet.memo import render
from tests.ui.hands import Drawer, press
from tests.ui.walking import settle, spoken, walk
from ui.memo import COMING, PRINTED, TOLD, MemoDialog
from ui.program import Program
from ui.window import Window


@pytest.fixture
def dialog(program: Program, window: Window, drawer: Drawer, qtbot: QtBot) -> MemoDialog:
    assert program.desk is not None
    made = program.desk.guiding.memo_dialog()
    made.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    assert made.view.accessibleName() == COMING
    assert not made.print_button.isEnabled()
    for _ in range(3):
        drawer.drain()
        settle()
    return made


def test_both_pages_are_shown_and_named(dialog: MemoDialog) -> None:
    assert dialog.view.count == 2
    assert dialog.view.accessibleName() == f"Page\u00a01 sur\u00a02. {TOLD}"
    press(Qt.Key.Key_PageDown)
    assert dialog.view.current == 1
    assert dialog.print_button.isEnabled()


def test_it_is_saved_as_it_is_shown(dialog: MemoDialog, drawer: Drawer, tmp_path: Path) -> None:
    target = tmp_path / "Mémo.pdf"
    proposed: list[Path] = []
    dialog.ask_path = lambda path: proposed.append(path) or target  # type: ignore[method-assign, func-returns-value]
    dialog.save_button.click()
    drawer.drain()
    assert target.read_bytes() == render()
    assert proposed[0].name == "Mémo Côte à Côte.pdf"
    assert dialog.said.text().endswith("Mémo.pdf")
    assert dialog.open_button.isVisible()


def test_a_place_that_cannot_be_written_is_said(dialog: MemoDialog, drawer: Drawer, tmp_path: Path) -> None:
    dialog.ask_path = lambda _path: tmp_path / "absent" / "Mémo.pdf"  # type: ignore[method-assign]
    dialog.save_button.click()
    drawer.drain()
    assert "n’existe pas" in dialog.said.text()
    assert not dialog.open_button.isVisible()


def test_it_is_printed_on_both_sides_in_grey(dialog: MemoDialog, drawer: Drawer, tmp_path: Path) -> None:
    target = tmp_path / "imprime.pdf"
    asked: list[tuple[str, int]] = []

    def answer(printer: QPrinter, count: int) -> bool:
        asked.append((printer.docName(), count))
        assert printer.colorMode() == QPrinter.ColorMode.GrayScale
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    dialog.ask_printer = answer  # type: ignore[method-assign]
    dialog.print_button.click()
    while drawer.waiting:
        drawer.drain()
        settle()
    assert asked == [("Mémo", 2)]
    assert dialog.said.text() == PRINTED
    assert target.stat().st_size > 1000


def test_tab_goes_through_it_and_escape_closes_it(dialog: MemoDialog) -> None:
    stops = walk()
    assert {dialog.view, dialog.print_button, dialog.save_button, dialog.close_button} <= set(stops)
    assert [widget for widget in stops if not spoken(widget).strip()] == []
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_menu_opens_it(program: Program, window: Window) -> None:
    seen: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, MemoDialog)
        seen.append(shown.windowTitle())
        shown.close()

    QTimer.singleShot(200, look)
    window.named_actions["memo"].trigger()
    assert seen == ["Mémo à imprimer"]


def test_a_memo_saved_after_its_dialog_is_gone_is_written_all_the_same(
    dialog: MemoDialog, drawer: Drawer, tmp_path: Path
) -> None:
    target = tmp_path / "Mémo.pdf"
    dialog.ask_path = lambda _path: target  # type: ignore[method-assign]
    dialog.save_button.click()
    dialog.close()
    dialog.deleteLater()
    settle()
    drawer.drain()
    assert target.read_bytes() == render()

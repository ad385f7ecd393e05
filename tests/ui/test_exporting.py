"""« Exporter… » by keys: Ctrl+E, a format, where, and the file is there; the text for i-milo on the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import is_zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.errors import WriteError
from desktop.export.as_imilo import LONGEST
from desktop.export.outputs import FORMATS, Format
from tests.ui.hands import Drawer, press, strike, type_text
from tests.ui.walking import spoken, stops, walk
from ui.actions import ROWS
from ui.exporting import COPIED, default_path, with_suffix
from ui.exporting_dialog import DONE, VERBS, ExportDialog
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.window import Window

Keys = Callable[[ExportDialog], None]


@pytest.fixture
def compared(window: Window, page: SearchPage) -> Window:
    for words in ("bac pro cuisine", "cap cuisine"):
        page.focus_field()
        type_text(words)
        press(Qt.Key.Key_Return, "\r")
    return window


@pytest.fixture
def opened(window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[Keys], list[ExportDialog]]:
    """Have keys struck in the dialog of exports when it opens."""

    def use(keys: Keys) -> list[ExportDialog]:
        seen: list[ExportDialog] = []

        def exec_(dialog: ExportDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
            seen.append(dialog)
            keys(dialog)
            dialog.hide()
            window.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
            return dialog.result()

        monkeypatch.setattr(ExportDialog, "exec", exec_)
        return seen

    return use


@pytest.fixture
def asked(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Answer where to save with the proposed name, in a folder of the test."""
    proposed: list[Path] = []

    def answer(path: Path, _wanted: Format) -> Path:
        proposed.append(path)
        return tmp_path / path.name

    assert program.desk is not None
    monkeypatch.setattr(program.desk.exporting, "ask_path", answer)
    return proposed


def tab_to(dialog: ExportDialog, kind: str) -> None:
    for _ in range(len(VERBS)):
        if QApplication.focusWidget() is dialog.buttons[kind]:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(kind)


@pytest.mark.parametrize("kind", VERBS)
def test_a_format_is_chosen_and_written_by_keys(
    compared: Window,
    drawer: Drawer,
    tmp_path: Path,
    asked: list[Path],
    opened: Callable[[Keys], list[ExportDialog]],
    kind: str,
) -> None:
    def keys(dialog: ExportDialog) -> None:
        tab_to(dialog, kind)
        press(Qt.Key.Key_Space)

    opened(keys)
    strike("Ctrl+E")
    [proposed] = asked
    written = tmp_path / proposed.name
    assert not written.exists()  # it is off the window's thread
    drawer.drain()
    assert written.exists()
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert compared.notice_text.startswith(f"{FORMATS[kind].ecrit}\u00a0: {proposed.name}")
    assert all(name in compared.notice_text for name in names)
    assert compared.notice.button.text() == "Ouvrir le dossier"
    content = written.read_bytes()
    if kind == "json":
        assert len(json.loads(content)["colonnes"]) == 2
    elif kind in ("xlsx", "ods"):
        assert is_zipfile(written)
    else:
        assert content.startswith({"csv": b"\xef\xbb\xbfcolonne;", "png": b"\x89PNG"}[kind])


def test_the_text_is_shown_with_its_length_and_copied(
    compared: Window, opened: Callable[[Keys], list[ExportDialog]], drawer: Drawer
) -> None:
    seen: list[tuple[str, str, str, str]] = []

    def keys(dialog: ExportDialog) -> None:
        before = dialog.length.text()
        while QApplication.focusWidget() is not dialog.copy:
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
        assert dialog.isVisible()
        seen.append(
            (dialog.preview.toPlainText(), before, dialog.length.text(), str(dialog.length.property("announced")))
        )
        press(Qt.Key.Key_Escape)

    opened(keys)
    strike("Ctrl+E")
    [(shown, before, after, announced)] = seen
    assert QGuiApplication.clipboard().text().replace("\u00a0", " ") == shown  # the widget shows plain spaces
    assert shown.startswith("Côte à Côte, outil indépendant.")
    assert len(shown) <= LONGEST
    assert before == f"{len(shown)}\u00a0caractères, {LONGEST} au plus."
    assert after == f"{before} {DONE}"
    assert announced == DONE
    assert compared.notice_text == COPIED
    assert not drawer.waiting


def test_escape_leaves_everything_as_it_was(
    compared: Window, session: Session, opened: Callable[[Keys], list[ExportDialog]], drawer: Drawer
) -> None:
    before = session.selection
    seen = opened(lambda _dialog: press(Qt.Key.Key_Escape))
    strike("Ctrl+E")
    assert len(seen) == 1
    assert seen[0].chosen is None
    assert (session.selection, compared.notice_text, drawer.waiting) == (before, "", [])


def test_without_a_formation_there_is_nothing_to_export(window: Window, program: Program) -> None:
    assert not window.named_actions["exporter"].isEnabled()
    assert program.desk is not None
    program.desk.exporting.ask()
    assert window.notice_text == "Ajoutez d’abord une formation à la sélection."


def test_a_file_that_can_t_be_written_is_said_and_the_window_goes_on(
    compared: Window,
    program: Program,
    drawer: Drawer,
    tmp_path: Path,
    opened: Callable[[Keys], list[ExportDialog]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert program.desk is not None
    monkeypatch.setattr(program.desk.exporting, "ask_path", lambda _path, _wanted: tmp_path / "absent" / "un.csv")
    opened(lambda dialog: dialog.buttons["csv"].click())
    strike("Ctrl+E")
    drawer.drain()
    assert "n’existe pas" in compared.notice_text
    monkeypatch.setattr(program.desk.exporting, "ask_path", lambda _path, _wanted: tmp_path / "un.csv")

    def locked(_path: Path, _content: bytes) -> None:
        raise WriteError("Le fichier est ouvert ailleurs\u00a0: fermez-le.")

    monkeypatch.setattr("desktop.export.outputs.write_whole", locked)
    strike("Ctrl+E")
    drawer.drain()
    assert compared.notice_text == "Le fichier est ouvert ailleurs\u00a0: fermez-le."
    assert not list(tmp_path.glob("*.csv"))


def test_the_data_file_is_never_replaced(
    compared: Window,
    program: Program,
    session: Session,
    drawer: Drawer,
    opened: Callable[[Keys], list[ExportDialog]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, written = session.snapshot.path, []
    monkeypatch.setattr("desktop.export.outputs.write_whole", lambda where, _content: written.append(where))
    assert program.desk is not None
    monkeypatch.setattr(program.desk.exporting, "ask_path", lambda _path, _wanted: path)
    opened(lambda dialog: dialog.buttons["csv"].click())
    strike("Ctrl+E")
    drawer.drain()
    assert "est un fichier de données" in compared.notice_text
    assert not written


def test_a_change_of_mind_writes_nothing(
    compared: Window,
    program: Program,
    drawer: Drawer,
    opened: Callable[[Keys], list[ExportDialog]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert program.desk is not None
    monkeypatch.setattr(program.desk.exporting, "ask_path", lambda _path, _wanted: None)
    opened(lambda dialog: dialog.buttons["ods"].click())
    strike("Ctrl+E")
    assert not drawer.waiting


@pytest.mark.parametrize("kind", VERBS)
def test_the_proposed_name_says_nothing_of_anybody(kind: str) -> None:
    suffix = FORMATS[kind].suffixe
    assert default_path(3, FORMATS[kind], date(2026, 3, 13)).name == f"Comparaison 3 formations 2026-03-13{suffix}"
    assert with_suffix("", FORMATS[kind]) is None
    assert with_suffix("essai", FORMATS[kind]) == Path(f"essai{suffix}")
    assert with_suffix(f"Essai{suffix.upper()}", FORMATS[kind]) == Path(f"Essai{suffix.upper()}")


def test_it_is_in_the_file_menu_with_its_key_and_in_the_help() -> None:
    row = next(row for row in ROWS if row.id == "exporter")
    assert (row.menu, row.keys) == ("fichier", ("Ctrl+E",))
    assert row.what


@pytest.mark.parametrize("theme", [Theme(LIGHT, 1.0), Theme(DARK, 2.0), Theme(LIGHT, 2.5)])
def test_tab_comes_to_everything_and_no_word_is_cut(
    program: Program, window: Window, theme: Theme, qtbot: QtBot
) -> None:
    program.wear(theme)
    dialog = ExportDialog("Texte inventé. " * 33, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    assert dialog.width() <= 1366
    assert dialog.height() <= 690
    assert stops(dialog) <= set(walk())
    assert all(spoken(widget) for widget in stops(dialog))
    for button in dialog.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= theme.px(24)
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.wordWrap() or label.width() >= label.sizeHint().width()
    [area] = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    [preview] = dialog.findChildren(QPlainTextEdit)
    assert preview.isReadOnly()

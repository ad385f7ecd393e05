"""A data file with damaged pages, which can be opened: said calmly, with a way out, and never as a bug of ours."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.snapshot import damaged
from ui import crash
from ui.data_problem import DataProblem
from ui.program import Program
from ui.search.page import SearchPage
from ui.window import COMPARE, SEARCH

PAGE = 4096


@pytest.fixture
def spoil(extrait: Path, tmp_path: Path) -> Callable[[], Path]:
    """A copy of the extract, whole until ``spoil`` is called; the program that has it open reads what is there."""
    copy = tmp_path / "abîmé.sqlite"

    def make() -> Path:
        content = bytearray(extrait.read_bytes())
        content[50 * PAGE :] = bytes(len(content) - 50 * PAGE)
        copy.write_bytes(content)
        return copy

    copy.write_bytes(extrait.read_bytes())
    return make


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the dialog of unexpected errors would have said; the program's own hook is the one in force."""
    said: list[str] = []
    monkeypatch.setattr(crash, "show_dialog", lambda sentence, _detail: said.append(sentence))
    monkeypatch.setattr(crash, "save_report", lambda *_: None)
    return said


def test_damage_met_at_the_start_asks_for_other_data_and_leaves_with_code_4(
    program: Program, spoil: Callable[[], Path], bugs: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    codes: list[int] = []

    def exec_(problem: DataProblem) -> int:
        said.append(problem.words.text())
        return 0

    monkeypatch.setattr(DataProblem, "exec", exec_)
    monkeypatch.setattr(program.app, "exit", codes.append)
    path = spoil()
    program.start(path)
    qtbot.waitUntil(lambda: bool(codes))
    assert (said, codes, bugs) == ([damaged(path).phrase], [4], [])


def test_damage_met_later_is_a_notice_that_stays_with_a_way_out(
    program: Program, spoil: Callable[[], Path], bugs: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    window = program.open(tmp_path / "abîmé.sqlite")
    window.show()
    program.warm_up()
    assert program.desk is not None
    path = spoil()
    program.desk.session.snapshot.connection.execute("PRAGMA cache_size = 0")
    page: SearchPage = window.page(SEARCH)
    page.field.line.setText("boulanger")
    hook = sys.excepthook
    crash.install(crash.show_dialog, program._explain)
    try:
        try:
            page.search()
        except sqlite3.DatabaseError as error:  # Qt hands what a slot raises to the hook
            sys.excepthook(type(error), error, error.__traceback__)
        QApplication.processEvents()
    finally:
        sys.excepthook = hook
    assert (window.notice_text, bugs) == (damaged(path).phrase, [])
    assert window.notice.button.text() == "Choisir un fichier de données…"
    program.desk.session.selection_changed.emit(program.desk.session.selection)
    assert window.notice_text == damaged(path).phrase


def test_an_error_with_sound_data_is_still_a_bug(program: Program, extrait: Path, bugs: list[str]) -> None:
    program.open(extrait)
    hook = sys.excepthook
    crash.install(crash.show_dialog, program._explain)
    try:
        sys.excepthook(ValueError, ValueError(), None)
    finally:
        sys.excepthook = hook
    assert bugs == [crash.SENTENCE]


def test_a_comparison_that_can_not_be_read_says_why(
    program: Program, spoil: Callable[[], Path], tmp_path: Path
) -> None:
    window = program.open(tmp_path / "abîmé.sqlite")
    assert program.desk is not None
    session = program.desk.session
    window.page(SEARCH).field.line.setText("cuisine")
    window.page(SEARCH).search()
    for line in range(2):
        found = window.page(SEARCH).results.rows.index(line)
        session.add(window.page(SEARCH).results.rows.result(found).choix)
    compare = window.page(COMPARE)
    session.snapshot.connection.execute("PRAGMA cache_size = 0")
    path = spoil()
    compare.refresh()
    assert compare.comparison is None
    assert compare.empty.text() == damaged(path).phrase


def test_the_check_off_screen_says_nothing_in_english(extrait: Path, root: Path) -> None:
    code = f"from pathlib import Path; from ui import app; app.check_window(Path({str(extrait)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

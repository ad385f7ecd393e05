"""The entry point, the window and its actions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.hands import Drawer
from ui import app, crash
from ui.actions import MENUS, ROWS, spoken_keys
from ui.data_problem import DataProblem
from ui.help import TITLES, keys_and_words, sections
from ui.jobs import JobRunner
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT
from ui.window import COMPARE, SEARCH, Window

CTRL = Qt.KeyboardModifier.ControlModifier


def run(root: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the program in its own process; an empty change takes a variable away."""
    environment = {k: v for k, v in (os.environ | changes).items() if v}
    return subprocess.run(
        [sys.executable, "main.py", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["--instantane", "ici.sqlite"], Path("ici.sqlite")),
        (["--instantane=ici.sqlite"], Path("ici.sqlite")),
        (["--instantane", "ici.sqlite", "instantane"], None),
        (["chercher", "cuisine"], None),
        (["--aide"], None),
        (["--instantane"], None),
    ],
)
def test_a_snapshot_without_a_verb_opens_the_window_on_it(arguments: list[str], path: Path | None) -> None:
    assert app._window_on(arguments) == path


def test_no_argument_opens_the_window_on_the_embedded_extract(extrait: Path) -> None:
    assert app._window_on([]) == extrait


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_without_a_screen_one_sentence_says_what_still_works(root: Path, tmp_path: Path) -> None:
    nothing = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = run(root, **nothing)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cote-a-cote comparer" in done.stderr
    missing = run(root, "--instantane", str(tmp_path / "absent.sqlite"), **nothing)
    assert missing.returncode == 4
    assert "introuvable" in missing.stderr
    assert "Traceback" not in missing.stderr + done.stderr


def test_the_first_window_loads_neither_the_results_nor_the_comparison_nor_the_sheet(root: Path) -> None:
    code = (
        "import sys; from ui.app import main; sys.argv = ['main.py']; code = main(); print(code, *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"COTE_A_COTE_BANC": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    ready, loaded = done.stdout.splitlines()
    assert ready == "pret"
    code_and_modules = loaded.split()
    assert code_and_modules[0] == "0"
    assert "ui.search.page" in code_and_modules
    for later in ("reportlab", "desktop.search", "desktop.comparison", "ui.search.results", "ui.compare.page"):
        assert later not in code_and_modules


def test_the_window_can_be_checked_off_screen(extrait: Path, qapp: QApplication) -> None:
    hook = sys.excepthook
    app.check_window(extrait)
    sys.excepthook = hook
    qapp.setStyleSheet("")


def test_every_action_is_in_its_menu_with_a_key_of_its_own(window: Window) -> None:
    keys = [key for row in ROWS for key in row.keys]
    assert len(keys) == len(set(keys)) > 10
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    assert [menu.title() for menu in menus] == [title for _, title in MENUS]
    shown = [action for menu in menus for action in menu.actions() if not action.isSeparator()]
    assert shown == [window.named_actions[row.id] for menu_id, _ in MENUS for row in ROWS if row.menu == menu_id]
    for menu in menus:
        letters = [a.text()[a.text().index("&") + 1].lower() for a in menu.actions() if "&" in a.text()]
        assert len(letters) == len(set(letters)), menu.title()


def test_the_help_names_every_key_and_dialogs_have_words(window: Window, session: Session) -> None:
    *menus, _words = keys_and_words()
    named = [term for _, keys in menus for term, _ in keys]
    assert all(spoken_keys(row) in named for row in ROWS if row.what and (row.keys or row.here))
    for topic in TITLES:
        assert sum(len(lines) for _, lines in sections(topic, session.snapshot, "Extrait")) > 3


def test_ctrl_2_compares_and_ctrl_f_comes_back_to_the_field(window: Window, page: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_number == COMPARE
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.current_number == SEARCH
    assert QApplication.focusWidget() is page.field.line


def test_zoom_goes_from_100_to_250_percent_and_stops_there(program: Program, window: Window, qtbot: QtBot) -> None:
    for _ in range(12):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert program.theme.zoom == 2.5
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert program.theme.zoom == 2.25
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert program.theme.zoom == 1.0
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert program.theme.zoom == 1.0


def test_the_dark_theme_comes_and_goes(program: Program, window: Window) -> None:
    window.named_actions["sombre"].trigger()
    assert program.theme.tokens == DARK
    window.named_actions["sombre"].trigger()
    assert program.theme.tokens == LIGHT


def test_the_status_line_says_whose_tool_it_is_and_which_part_of_the_country_is_loaded(window: Window) -> None:
    said = window.status.texts
    assert "Outil indépendant, non officiel" in said
    assert "Aucun nom, aucune donnée personnelle" in said
    assert "Chiffres des sortants 2022 et 2023" in said
    assert "Extrait\u00a0: Bretagne et La Réunion" in said


def test_other_data_that_can_not_be_opened_change_nothing(
    program: Program, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "notes.sqlite"
    foreign.write_text("bonjour", encoding="utf-8")
    monkeypatch.setattr("ui.data_problem.ask_data_file", lambda _parent: foreign)
    window.named_actions["donnees"].trigger()
    assert window.notice.text.startswith("«")
    assert "notes.sqlite" in window.notice.text
    assert program.desk is not None
    assert program.desk.window is window


def test_other_data_open_in_a_new_window(
    program: Program, window: Window, extrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "autre.sqlite"
    other.write_bytes(extrait.read_bytes())
    monkeypatch.setattr("ui.data_problem.ask_data_file", lambda _parent: other)
    left: list[bool] = []
    program.app.lastWindowClosed.connect(lambda: left.append(True))
    window.named_actions["donnees"].trigger()
    assert left == []
    assert program.desk is not None
    assert program.desk.window is not window
    assert program.desk.session.snapshot.path == other
    assert not window.isVisible()


def test_data_are_checked_in_the_background(window: Window, drawer: Drawer) -> None:
    window.named_actions["verifier"].trigger()
    assert window.notice_text == ""
    drawer.drain()
    assert window.notice.text == "Les données sont en ordre."


def test_missing_data_at_the_start_are_said_calmly_and_giving_up_leaves_with_4(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []

    def give_up(self: DataProblem) -> int:
        said.append(self.words.text())
        return 0

    monkeypatch.setattr(DataProblem, "exec", give_up)
    left: list[int] = []
    monkeypatch.setattr(program.app, "exit", left.append, raising=False)
    program.start(tmp_path / "absent.sqlite")
    qtbot.waitUntil(lambda: left == [4])
    assert said == [
        "Le fichier de données «\u00a0absent.sqlite\u00a0» est introuvable. "
        "Choisissez un autre fichier de données, ou réinstallez celui du programme."
    ]


def test_missing_data_at_the_start_may_be_replaced(
    program: Program, extrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def choose(self: DataProblem) -> int:
        self.chosen = extrait
        return 1

    monkeypatch.setattr(DataProblem, "exec", choose)
    program.start(tmp_path / "absent.sqlite")
    extent = "Extrait\u00a0: Bretagne et La Réunion"
    qtbot.waitUntil(lambda: program.desk is not None and extent in program.desk.window.status.texts)
    assert program.desk is not None
    assert program.desk.session.snapshot.path == extrait


def test_a_crash_report_holds_nothing_that_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "report_folder", lambda: tmp_path / "rapports")
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(lambda *words: shown.append(words))
    try:
        raise ValueError("Camille Martin, 35270 Combourg")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    report = (tmp_path / "rapports" / "rapport.txt").read_text(encoding="utf-8")
    assert "test_app.py" in report
    assert "ValueError" in report
    assert "Camille" not in report + str(shown)
    assert "Traceback" not in str(shown)
    assert shown[0][0] == crash.SENTENCE


def test_an_error_while_the_program_leaves_is_said_without_a_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(QApplication, "instance", staticmethod(lambda: None))
    crash.show_dialog(crash.SENTENCE, "")
    assert capsys.readouterr().err == f"{crash.SENTENCE}\n"


def test_a_crash_report_that_can_not_be_written_is_no_second_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    monkeypatch.setattr(crash, "report_folder", lambda: tmp_path / "fichier" / "dedans")
    assert crash.save_report(ValueError, None) is None


def test_work_is_done_later_and_its_answer_or_its_error_comes_back(qapp: QApplication, drawer: Drawer) -> None:
    jobs, answers = JobRunner(drawer), []
    jobs.run(lambda: 6 * 7, answers.append, answers.append)
    jobs.run(lambda: 1 // 0, answers.append, answers.append)
    assert (answers, jobs.running) == ([], 2)
    drawer.drain()
    assert answers[0] == 42
    assert isinstance(answers[1], ZeroDivisionError)
    assert jobs.running == 0


def test_work_in_another_thread_answers_in_this_one(qtbot: QtBot) -> None:
    import threading

    jobs, answers = JobRunner(), []
    jobs.run(threading.get_ident, lambda ident: answers.append((ident, threading.get_ident())), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    worker, here = answers[0]
    assert here == threading.get_ident()
    assert worker != here

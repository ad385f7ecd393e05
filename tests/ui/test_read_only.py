"""On a key with a lock all works, in memory; it is said once, and nothing is tried over and over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.dossier import Dossier
from desktop.dossier_folder import DossierFolder
from desktop.places import locked_words
from desktop.selection import Choix
from desktop.settings import change_settings
from tests.ui.hands import press, type_text
from ui.dossiers.page import NOT_LASTING, STUCK, DossiersDialog
from ui.interview import ENDED, STAYS
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import Window

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53")
Lock = Callable[[], Path]


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[Lock]:
    """Put a lock on the folder of everything, ``donnees``, with what was written there until then."""
    folder = tmp_path / "donnees"
    folder.mkdir()
    if os.geteuid() != 0:

        def lock() -> Path:
            for path in (*folder.rglob("*"), folder):
                path.chmod(0o555 if path.is_dir() else 0o444)
            return folder

        yield lock
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a file system can't be mounted here, and rights stop nobody")

    def remount() -> Path:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        return folder

    yield remount
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def locked(lock: Lock) -> Path:
    return lock()


@pytest.fixture
def dossier(lock: Lock, tmp_path: Path) -> int:
    """A dossier that was on the key before it was locked, and preferences."""
    change_settings(tmp_path / "donnees" / "reglages.json", theme="sombre", visite_vue=True)
    held = DossierFolder(tmp_path / "donnees" / "dossiers").new()
    held.write(Dossier("2026-03-12T14:05", REFS, None, "invente"))
    held.release()
    lock()
    return held.number


def settle(program: Program) -> None:
    program.writer.wait()
    QApplication.processEvents()


def test_it_is_said_once_in_one_sentence(locked: Path, program: Program, window: Window, page: SearchPage) -> None:
    said = window.notice_text
    assert said == locked_words()
    assert said.count(". ") == 0
    window.hush()
    program.prefer(theme="sombre")
    type_text("cap cuisine")
    press(Qt.Key.Key_Return, "\r")
    settle(program)
    assert program.desk is not None
    assert program.desk.session.count == 1
    assert window.notice_text == ""
    assert program.preferences.settings.theme == "sombre"
    again = program.begin_again()
    program.warm_up()
    assert "lecture seule" not in again.notice_text
    assert list(locked.iterdir()) == []


def test_nothing_is_said_where_all_can_be_written(program: Program, window: Window) -> None:
    assert "lecture seule" not in window.notice_text


def test_dossiers_of_this_run_are_found_again_until_it_is_closed(
    locked: Path, program: Program, window: Window, session: Session
) -> None:
    assert program.desk is not None
    for ref in REFS:
        session.add(Choix.parse(ref))
    settle(program)
    program.desk.interview.begin_empty()
    assert "gardé jusqu’à la fermeture" in window.notice_text
    [entry] = program.keeper.listing().entries
    assert entry.dossier.references == REFS
    program.desk.interview._open(entry.number)
    assert [choix.ref for choix in session.selection.choix] == list(REFS)
    assert program.keeper.erase(entry.number)
    assert (program.keeper.listing().entries, session.count) == ((), 0)


def test_the_end_of_the_interview_offers_to_keep_nothing(
    locked: Path, program: Program, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def ask(_parent: object, _sentence: str, _detail: str, verbs: list[str], *_: object) -> int:
        asked.append(verbs)
        return 0

    monkeypatch.setattr("ui.question.ask", ask)
    program.prefer(garder="30_jours")
    session.add(Choix.parse(REFS[0]))
    settle(program)
    assert program.desk is not None
    program.desk.interview.end()
    assert asked == [["Terminer l’entretien"]]
    assert program.desk.window.notice_text == ENDED
    assert program.keeper.listing().entries == ()


def test_preferences_and_dossiers_put_there_before_the_lock_are_read(
    dossier: int, program: Program, window: Window, session: Session, qtbot: QtBot
) -> None:
    assert program.desk is not None
    [entry] = program.keeper.listing().entries
    assert entry.number == dossier
    dialog = DossiersDialog(program.keeper, session, program.theme, window)
    qtbot.addWidget(dialog)
    assert NOT_LASTING in [label.text() for label in dialog.findChildren(type(dialog.words))]
    assert not program.keeper.erase(dossier)
    assert "protégé" in STUCK
    program.desk.interview._open(dossier)
    assert session.count == len(REFS)
    session.remove(Choix.parse(REFS[0]))
    settle(program)
    assert program.keeper.listing().entries[0].dossier.references == REFS[1:]


def test_a_dossier_of_the_key_is_not_said_to_be_gone(
    dossier: int, program: Program, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.question.ask", lambda *_: 0)
    assert program.desk is not None
    program.desk.interview._open(dossier)
    session.remove(Choix.parse(REFS[0]))
    settle(program)
    program.desk.interview.end()
    assert program.desk.window.notice_text == STAYS
    assert program.keeper.listing().entries[0].dossier.references == REFS


def test_preferences_of_a_locked_key_are_in_force(dossier: int, program: Program) -> None:
    assert program.preferences.settings.theme == "sombre"
    assert program.preferences.problem == ""

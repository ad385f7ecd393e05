"""A whole interview leaves nothing of the person on the disk, and asks nothing of any network (DOMAIN.md §8)."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.hands import Drawer, press, type_text
from ui import crash
from ui.dossiers.page import DossiersDialog
from ui.notes import Notes
from ui.preferences import PreferencesDialog
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.updating import make_service
from ui.window import COMPARE, Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SECRET = "Prenominvente veut devenir cuisinier"
COMMUNE, INSEE, POSTCODE = "Combourg", "35085", "35270"
TRACES = (COMMUNE, INSEE, POSTCODE, "Prenominvente", "cuisinier", "bac pro cuisine")
HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def traces(folder: Path) -> list[str]:
    """Return which traces are in which files, in the bytes as they are and as UTF-16, and in the files' names."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for trace in TRACES:
            spelt = [trace.encode(), trace.encode("utf-16-le")]
            if trace.lower() in path.name.lower() or any(one.lower() in content.lower() for one in spelt):
                found.append(f"{trace} in {path.name}")
    return found


class Blocked:
    """What would go out to the network fails, and is counted."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def __call__(self, *what: object, **_named: object) -> None:
        self.tried.append(repr(what))
        raise AssertionError("the network was asked")


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Blocked]:
    block = Blocked()
    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, block)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, block)
    yield block
    assert block.tried == []


@pytest.fixture
def home(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything that the program could take for the user's own place is one folder, beside that of the sheet."""
    folder = tmp_path / "utilisateur"
    folder.mkdir(mode=0o700)
    for name in HOMES:
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("COTE_A_COTE_DOSSIER", str(folder / "donnees"))
    program.preferences = type(program.preferences)(folder / "donnees" / "reglages.json")
    return folder


def whole_interview(
    program: Program, window: Window, drawer: Drawer, sheet: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Find from a commune, take notes, compare, save the sheet, look at dossiers and preferences, by keys."""
    assert program.desk is not None
    page: SearchPage = window.page(0)
    program.prefer(notes=True, theme="sombre", visite_vue=True)
    program.desk.interview.settle()
    page.departure.field.setFocus()
    type_text(COMMUNE)
    press(Qt.Key.Key_Return, "\r")
    depuis = program.desk.session.depuis
    assert depuis is not None
    assert depuis.code == INSEE
    for words in ("bac pro cuisine", "cap cuisine"):
        page.focus_field()
        type_text(words)
        press(Qt.Key.Key_Return, "\r")
    assert program.desk.session.count == 2
    qtbot.keyClick(window, Qt.Key.Key_F8)
    notes = window.findChild(Notes)
    assert notes is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is notes.text)
    type_text(SECRET)
    assert notes.text.toPlainText() == SECRET
    press(Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_number == COMPARE
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: sheet)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    drawer.drain()
    for dialog in (DossiersDialog, PreferencesDialog):
        monkeypatch.setattr(dialog, "exec", lambda self: self.show() or QDialog.DialogCode.Rejected)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    window.named_actions["preferences"].trigger()
    crash.save_report(ValueError, None)
    program.writer.wait()


@pytest.mark.parametrize("ended", ["by its end", "by closing the window", "by a power cut"])
def test_nothing_of_the_person_is_left_on_the_disk(
    home: Path,
    program: Program,
    window: Window,
    session: Session,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    blocked: Blocked,
    ended: str,
) -> None:
    sheet = tmp_path / "fiche.pdf"
    whole_interview(program, window, drawer, sheet, monkeypatch, qtbot)
    assert sheet.read_bytes().startswith(b"%PDF-")
    if ended == "by its end":
        monkeypatch.setattr("ui.question.ask", lambda *_: 0)
        qtbot.keyClick(window, Qt.Key.Key_Delete, CTRL | SHIFT)
        program.warm_up()
        assert program.desk is not None
        assert program.desk.session.depuis is None
    elif ended == "by closing the window":
        window.close()
    program.writer.wait()
    files = [path for path in home.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"reglages.json", "rapport.txt"} <= names
    assert ("dossier-000001.json" in names) is (ended != "by its end")
    assert traces(home) == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [sheet.name]


def test_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{SECRET}x", encoding="utf-8")
    (tmp_path / "b").write_text(f"{INSEE}", encoding="utf-16-le")
    (tmp_path / f"{COMMUNE}.txt").touch()
    assert len(traces(tmp_path)) == 4


def test_the_block_sees_what_it_looks_for(blocked: Blocked) -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("localhost", 9))
    assert len(blocked.tried) == 1
    blocked.tried.clear()


def test_no_part_of_the_window_can_speak_to_a_network(root: Path, extrait: Path, tmp_path: Path) -> None:
    """A process of its own: what other tests import does not count."""
    code = (
        "import socket, sys; from pathlib import Path\n"
        "def refuse(*_): raise SystemExit('network')\n"
        "socket.socket.connect = refuse\n"
        "from ui.program import Program\n"
        "program = Program(); window = program.open(Path(sys.argv[1])); window.show(); program.warm_up()\n"
        "from desktop.selection import Choix\n"
        "for ref in ('mefstat11:23220022146@0350807M', 'cfd:50022146@reg:53'):\n"
        "    program.desk.session.add(Choix.parse(ref))\n"
        "for number in (1, 2, 0):\n"
        "    window.show_page(number)\n"
        "program.desk.interview.end.__self__.keeper.listing(); window.close()\n"
        "print(*sorted(sys.modules))"
    )
    environment = os.environ | {"COTE_A_COTE_DOSSIER": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(extrait)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"PySide6.QtWidgets", "ui.compare.page", "ui.dossiers.keeper"} <= loaded
    assert (
        loaded & {"PySide6.QtNetwork", "ssl", "http.client", "urllib.request", "requests", "ftplib", "smtplib"} == set()
    )


def test_nothing_of_the_update_is_imported_before_it_is_asked_for_and_no_network_before_verifier(
    root: Path, extrait: Path, tmp_path: Path
) -> None:
    """A process of its own: what other tests import does not count."""
    code = (
        "import json, sys; from pathlib import Path\n"
        "from ui.program import Program\n"
        "program = Program(); window = program.open(Path(sys.argv[1])); window.show(); program.warm_up()\n"
        "for number in (1, 3, 0): window.show_page(number)\n"
        "before = sorted(sys.modules)\n"
        "from ui.updating import make_service\n"
        "dialog = program.desk.updating.dialog(make_service()); dialog.show(); program.app.processEvents()\n"
        "dialog.close(); window.close()\n"
        "print(json.dumps([before, sorted(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(extrait)],
        cwd=root,
        env=os.environ | {"COTE_A_COTE_DOSSIER": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = (set(names) for names in json.loads(done.stdout.splitlines()[-1]))
    assert "ui.update.dialog" in after - before
    asked = {"tuf", "urllib3", "truststore", "bsdiff4", "securesystemslib", "desktop.update.service"}
    assert before & asked == set()
    assert {name for name in before if name.startswith("ui.update.")} <= {"ui.update.words"}
    network = {"PySide6.QtNetwork", "ssl", "_ssl", "http.client", "urllib.request", "urllib3", "truststore", "requests"}
    assert after & (network | {"tuf", "securesystemslib"}) == set()


def test_no_source_of_the_window_or_the_core_names_a_network_but_the_one_of_asked_updates(root: Path) -> None:
    asks = re.compile(r"QtNetwork|\b(?:import|from) (?:socket|ssl|http|urllib\.request|ftplib|smtplib|requests)\b")
    ours = [path for folder in ("ui", "desktop") for path in (root / folder).rglob("*.py")]
    assert len(ours) > 100
    asking = [path for path in ours if asks.search(path.read_text(encoding="utf-8"))]
    assert asking == [root / "desktop" / "update" / "web.py"]  # imported when an address is read, asked for by a person
    assert asks.search("from PySide6.QtNetwork import QNetworkAccessManager")


def test_no_field_asks_for_a_person(program: Program, window: Window, session: Session, qtbot: QtBot) -> None:
    """Every place where letters can be typed is one of these."""
    assert program.desk is not None
    program.prefer(notes=True)
    program.desk.interview.show_notes()
    dialog = PreferencesDialog(program.preferences.settings, True, session, program.theme, window)
    updates = program.desk.updating.dialog(make_service())
    for one in (dialog, updates):
        qtbot.addWidget(one)
    named = {
        field.accessibleName()
        for top in (window, dialog, updates)
        for field in [*top.findChildren(QLineEdit), *top.findChildren(QPlainTextEdit)]
    }
    assert named == {
        "Chercher une formation",
        "Depuis\u00a0: commune de départ",
        "Lieu de travail",
        "Notes de l’entretien",
        "Dossier, clé, partage ou adresse internet",
    }

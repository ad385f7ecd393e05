"""The window and the real service on a real small dépôt in a folder: installed, opened, stopped, gone back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import data_path
from desktop.selection import parse_selection
from desktop.update.installed import current_snapshot
from desktop.update.service import MiseAJour
from tests.desktop.update.depots import Depot
from tests.desktop.update.publications import depot_de, publie, service_de
from tests.ui.hands import Drawer, strike
from tests.ui.journey import Offline, focus, refs, tab_to
from tests.ui.update_help import newer
from tests.ui.walking import settle, spoken
from ui import updating
from ui.jobs import JobRunner
from ui.program import Program
from ui.session import Session
from ui.update import words
from ui.update.dialog import UpdateDialog
from ui.window import Window

PROBE = "(('::1', 0),)"
"""When it is imported, urllib3 looks whether there is an IPv6 by binding to this very computer; tuf imports it."""
REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]


@pytest.fixture(scope="module")
def cle(extrait: Path, tmp_path_factory: pytest.TempPathFactory) -> Depot:
    """A key with the embedded extract published under a later, made-up date."""
    folder = tmp_path_factory.mktemp("cle")
    return depot_de(folder / "depot", publie(newer(extrait, folder / "nouveau.sqlite")), notes=("Essai (inventé).",))


@pytest.fixture
def service(program: Program, cle: Depot, extrait: Path, monkeypatch: pytest.MonkeyPatch) -> MiseAJour:
    made = service_de(data_path(), cle, own=extrait)
    monkeypatch.setattr(updating, "make_service", lambda: made)
    monkeypatch.setattr("ui.update.volumes.offered", list)
    return made


def opened(program: Program, cle: Depot, service: MiseAJour, qtbot: QtBot) -> UpdateDialog:
    assert program.desk is not None
    dialog = program.desk.updating.dialog(service)
    dialog.asking.field.setText(str(cle.folder.parent))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    settle()
    dialog.check_button.setFocus()
    return dialog


def test_a_key_updates_the_window_without_any_network(
    program: Program, window: Window, session: Session, service: MiseAJour, cle: Depot, extrait: Path, drawer: Drawer,
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    offline = Offline(monkeypatch)
    session.add_all(parse_selection(REFS).choix)
    dialog = opened(program, cle, service, qtbot)
    drawer.drain()
    strike("Space")
    drawer.drain()
    assert dialog.refusal.text == ""
    assert "Extrait, 2 régions, données arrêtées au 12 octobre 2026." in dialog.report.toPlainText()
    assert "Essai (inventé)." in dialog.report.toPlainText()
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    assert dialog.report.toPlainText().startswith(words.DONE)
    assert spoken(focus()) == words.CHANGED
    tab_to("Ouvrir les nouvelles données")
    strike("Space")
    assert dialog.opens == current_snapshot(data_path() / "instantanes", extrait)
    assert dialog.opens.parent == data_path() / "instantanes"
    assert program.desk is not None
    program.desk.updating.open(dialog.opens, back=False)
    assert program.desk.session.snapshot.construit_le == "2026-10-12"
    assert refs(program.desk.session) == REFS
    program.desk.window.named_actions["maj_retour"].trigger()
    drawer.drain()
    assert program.desk.session.snapshot.path == extrait
    assert refs(program.desk.session) == REFS
    again = opened(program, cle, service, qtbot)
    assert again.back_button.text() == "Revenir aux données du 12\u00a0octobre\u00a02026"
    assert set(offline.tried) <= {PROBE}


def test_what_is_installed_is_up_to_date(
    program: Program, window: Window, service: MiseAJour, cle: Depot, drawer: Drawer, qtbot: QtBot
) -> None:
    service.installer(str(cle.folder))
    dialog = opened(program, cle, service, qtbot)
    drawer.drain()
    strike("Space")
    drawer.drain()
    assert dialog.report.toPlainText().startswith(words.CURRENT)


def test_stopped_from_the_window_while_another_thread_works_nothing_has_changed(
    program: Program, window: Window, service: MiseAJour, cle: Depot, extrait: Path, qtbot: QtBot
) -> None:
    program._jobs = JobRunner()
    dialog = opened(program, cle, service, qtbot)
    strike("Space")
    qtbot.waitUntil(lambda: not dialog.running, timeout=20_000)
    assert dialog.refusal.text == ""
    tab_to("Installer")
    strike("Space")
    strike("Esc")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    assert dialog.said == words.STOPPED
    assert current_snapshot(data_path() / "instantanes", extrait) == extrait


def test_a_key_pulled_out_is_one_sentence_and_put_back_it_goes_on(
    program: Program, window: Window, service: MiseAJour, cle: Depot, drawer: Drawer, qtbot: QtBot
) -> None:
    dialog = opened(program, cle, service, qtbot)
    drawer.drain()
    strike("Space")
    drawer.drain()
    away = cle.folder.with_name("ailleurs")
    cle.folder.rename(away)
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    assert "Les données installées n’ont pas changé." in dialog.refusal.text
    away.rename(cle.folder)
    assert spoken(focus()) == "Reprendre l’installation"
    strike("Space")
    drawer.drain()
    assert dialog.report.toPlainText().startswith(words.DONE)


def test_closing_the_window_while_another_thread_works_stops_it_and_leaves_whole_data(
    program: Program, window: Window, service: MiseAJour, cle: Depot, extrait: Path, qtbot: QtBot
) -> None:
    program._jobs = JobRunner()
    dialog = opened(program, cle, service, qtbot)
    strike("Space")
    qtbot.waitUntil(lambda: not dialog.running, timeout=20_000)
    tab_to("Installer")
    strike("Space")
    assert dialog.running
    window.close()  # comes back once the work has
    assert current_snapshot(data_path() / "instantanes", extrait) == extrait
    qtbot.waitUntil(lambda: program.jobs.running == 0, timeout=5_000)
    assert not dialog.isVisible()
    assert (dialog.opens, dialog.said) == (None, "")

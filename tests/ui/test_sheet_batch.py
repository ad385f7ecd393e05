"""The dialog of many sheets, by its keys: dossiers ticked or a class, stopped at any moment, said in sentences."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.dossier import Dossier, encode
from desktop.dossier_folder import file_of
from desktop.paths import dossiers_path
from desktop.selection import Choix
from tests.ui.hands import Drawer, press, strike
from tests.ui.journey import focus, tab_to
from tests.ui.walking import settle, spoken, stops, walk
from ui.program import Program
from ui.session import Session
from ui.sheet.batch import CLASS, BatchDialog, Wanted
from ui.sheet.batch_rows import BatchRows, Line
from ui.sheet.batch_words import NO_DOSSIER, NO_SELECTION, STOPPING
from ui.sheet.options import Options
from ui.sheet_batch import batch_dialog, default_name
from ui.theme import DARK, LIGHT, Theme
from ui.tokens import CONTRAST_DARK
from ui.window import Window

HELD = {
    "2026-03-12T14:05": ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"),
    "2026-03-12T15:30": ("cfd:50022139@reg:53",),
    "2026-03-13T09:00": ("mefstat11:23830033403@0350005R", "cfd:99999999@reg:53"),
    "2026-03-13T10:00": ("cfd:99999999@reg:53",),
}
"""Dossiers by their date labels: the third has a formation that is in no data, the last nothing else."""
Open = Callable[[], BatchDialog]


def put_dossiers() -> None:
    dossiers_path().mkdir(parents=True, exist_ok=True)
    for number, (date, refs) in enumerate(HELD.items(), 1):
        file_of(dossiers_path(), number).write_bytes(encode(Dossier(date, refs, None, "invente")))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    document.close()
    return count


@pytest.fixture
def target(tmp_path: Path) -> Path:
    made = tmp_path / "fiches"
    made.mkdir()
    return made


@pytest.fixture
def opened(
    program: Program, window: Window, session: Session, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Open the dialog as the menu does, without waiting for its end; files go to ``target``."""

    def ask(_parent: object, wanted: Wanted) -> Path:
        return target / "lot.pdf" if wanted.one else target

    monkeypatch.setattr("ui.sheet_batch.ask_target", ask)

    def opens() -> BatchDialog:
        assert program.desk is not None
        options = program.desk.paper.options
        dialog = batch_dialog(session, program.keeper, options, program.jobs, program.theme, window)
        qtbot.addWidget(dialog)
        dialog.setModal(True)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog

    return opens


def test_the_rows_are_a_sound_model(qapp: QApplication) -> None:
    lines = [Line("Dossier", "1 formation", Dossier("2026-03-12T14:05", (), None, "x"))] * 3
    rows = BatchRows(lines, Theme(LIGHT))
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.turn(rows.index(1))
    assert len(rows.taken) == 2
    assert rows.data(rows.index(1), Qt.ItemDataRole.AccessibleTextRole).endswith("non coché")
    rows.take_all(False)
    assert rows.taken == []


def test_every_dossier_in_one_pdf_by_the_keyboard(opened: Open, drawer: Drawer, target: Path, session: Session) -> None:
    put_dossiers()
    dialog = opened()
    assert dialog.rows.rowCount() == 4
    tab_to("Préparer les fiches")
    strike("Space")
    assert spoken(focus()) == "Arrêter"
    drawer.drain()
    assert names(target) == ["lot.pdf"]
    said = dialog.said
    assert said.startswith("3\u00a0fiches dans «\u00a0fiches\u00a0», en un seul PDF\u00a0: lot.pdf\n")
    assert "Dossier du 13\u00a0mars, 10\u00a0h\u00a000\u00a0: aucune de ses formations" in said
    assert "Dossier du 13\u00a0mars, 9\u00a0h\u00a000\u00a0: fiche faite sans 1\u00a0formation de ce dossier." in said
    assert focus() is dialog.report
    assert spoken(dialog.report) == "Ce qui a été fait"
    assert session.count == 0
    strike("Esc")
    assert not dialog.isVisible()


def test_one_pdf_a_dossier_named_by_its_day(opened: Open, drawer: Drawer, target: Path) -> None:
    put_dossiers()
    dialog = opened()
    tab_to("Dossiers")
    strike("Space")  # the newest, of which nothing is known
    tab_to("Fichiers\u00a0: Un seul PDF")
    strike("Right")
    tab_to("Préparer les fiches")
    strike("Space")
    drawer.drain()
    assert names(target) == ["Fiche 2026-03-12 14h05.pdf", "Fiche 2026-03-12 15h30.pdf", "Fiche 2026-03-13 09h00.pdf"]
    assert dialog.said.startswith("3\u00a0fiches sur\u00a03 dans «\u00a0fiches\u00a0»")


def test_a_class_gets_its_copies_of_the_sheet_shown(
    opened: Open, drawer: Drawer, target: Path, session: Session, program: Program
) -> None:
    for ref in HELD["2026-03-12T14:05"]:
        session.add(Choix.parse(ref))
    drawer.drain()
    program.writer.wait()
    dialog = opened()
    tab_to("Fiches\u00a0: De plusieurs dossiers")
    strike("Right")
    assert dialog.wanted == Wanted((), 24, True)
    tab_to("Exemplaires")
    dialog.copies.selectAll()
    press(Qt.Key.Key_0, "0")
    assert not dialog.make_button.isEnabled()
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_3, "3")
    tab_to("Préparer les fiches")
    strike("Space")
    drawer.drain()
    assert names(target) == ["lot.pdf"]
    assert pages(target / "lot.pdf") % 3 == 0
    assert dialog.said.startswith("3\u00a0fiches dans")


def test_the_choices_of_the_page_hold_for_all_of_them(
    opened: Open, drawer: Drawer, target: Path, program: Program
) -> None:
    put_dossiers()
    assert program.desk is not None
    dialog = opened()
    dialog._start()
    drawer.drain()
    both = pages(target / "lot.pdf")
    dialog.reject()
    program.desk.paper.options = Options(verso=False)
    dialog = opened()
    assert dialog._settings.text() == "Comme dans l’aperçu\u00a0: avec chiffres, sans verso, en français."
    dialog._start()
    drawer.drain()
    assert pages(target / "lot.pdf") < both


@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize("one", [True, False])
def test_stopped_at_any_moment_it_says_what_is_there(
    opened: Open, drawer: Drawer, target: Path, after: int, one: bool
) -> None:
    put_dossiers()
    dialog = opened()
    dialog.files.choose(one)
    dialog._start()
    progress = dialog._progress
    assert progress is not None
    stopping: list[str] = []

    def stop(done: int, _total: int) -> None:
        if done == after:
            strike("Space")  # on Arrêter, which has the focus
            stopping.append(dialog.words.text())

    progress.moved.connect(stop)
    drawer.drain()
    said = dialog.said
    assert stopping == [STOPPING]
    assert not list(target.glob(".*"))
    if one:
        assert names(target) == []
        assert said.startswith("Arrêté. Aucun fichier n’a été écrit")
    else:
        whole = names(target)
        assert all(pages(target / name) for name in whole)
        assert all(name in said for name in whole)
        assert len(whole) == max(0, after - 1)  # the first one is not known to the data
    assert dialog.close_button.isVisible()


def test_escape_stops_first_and_closes_then(opened: Open, drawer: Drawer, target: Path) -> None:
    put_dossiers()
    dialog = opened()
    dialog._start()
    strike("Esc")
    assert dialog.isVisible()
    assert dialog.words.text() == STOPPING
    dialog.close()
    assert dialog.isVisible()
    drawer.drain()
    assert names(target) == []
    strike("Esc")
    assert not dialog.isVisible()


def test_a_target_that_can_not_be_written_is_a_sentence(
    opened: Open, drawer: Drawer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_dossiers()
    dialog = opened()

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "plein")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        dialog._start()
        drawer.drain()
    assert dialog.said.startswith("Impossible d’écrire «\u00a0lot.pdf\u00a0»")
    assert names(target) == []
    assert not dialog.open_button.isVisible()
    dialog._start()
    drawer.drain()
    assert names(target) == ["lot.pdf"]
    assert dialog.open_button.text() == "Ouvrir le PDF"


def test_changing_one_s_mind_about_the_place_does_nothing(
    opened: Open, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_dossiers()
    dialog = opened()
    monkeypatch.setattr("ui.sheet_batch.ask_target", lambda _parent, _wanted: None)
    dialog._start()
    assert drawer.waiting == []
    assert dialog.make_button.isEnabled()


def test_without_a_dossier_nor_a_formation_it_says_so(opened: Open) -> None:
    dialog = opened()
    assert dialog.words.text() == NO_DOSSIER
    assert not dialog.make_button.isEnabled()
    dialog.what.choose(CLASS)
    dialog._show()
    assert dialog.words.text() == NO_SELECTION
    assert not dialog.make_button.isEnabled()


def test_nothing_ticked_is_nothing_to_make(opened: Open) -> None:
    put_dossiers()
    dialog = opened()
    tab_to("Tout décocher")
    strike("Space")
    assert not dialog.make_button.isEnabled()
    tab_to("Tout cocher", "Shift+Tab")
    strike("Space")
    assert dialog.make_button.isEnabled()


@pytest.mark.parametrize("zoom", [1.0, 2.0, 2.5])
@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_DARK], ids=["clair", "sombre", "contraste"])
@pytest.mark.parametrize("state", ["dossiers", "class", "done"])
def test_everything_is_reached_named_and_whole(
    opened: Open, program: Program, drawer: Drawer, zoom: float, tokens: object, state: str
) -> None:
    put_dossiers()
    program.wear(Theme(tokens, zoom))  # type: ignore[arg-type]
    dialog = opened()
    if state == "class":
        dialog.what.choose(CLASS)
        dialog._show()
    elif state == "done":
        dialog._start()
        drawer.drain()
    settle()
    there, back = walk(), walk(back=True)
    assert set(back) == set(there)
    assert [widget for widget in there if not spoken(widget).strip()] == []
    assert {spoken(widget) for widget in stops(dialog) - set(there)} == set()
    assert dialog.width() <= 1366
    assert dialog.height() <= 690
    for button in (dialog.make_button, dialog.close_button, dialog.open_button):
        assert not button.isVisible() or button.sizeHint().width() <= button.width()


def test_the_names_proposed_say_nothing_of_anybody() -> None:
    from datetime import date

    line = Line("Dossier", "", Dossier("2026-03-12T14:05", (), None, "x"))
    assert default_name(Wanted((line, line), 0, True), date(2026, 3, 12)) == "Fiches 2 dossiers 2026-03-12.pdf"
    assert default_name(Wanted((), 24, True), date(2026, 3, 12)) == "Fiches 24 exemplaires 2026-03-12.pdf"


def test_nothing_of_it_is_written_beside_the_files(opened: Open, drawer: Drawer, target: Path) -> None:
    put_dossiers()
    before = names(dossiers_path().parent)
    dialog = opened()
    dialog._start()
    drawer.drain()
    assert names(dossiers_path().parent) == before
    text = (target / "lot.pdf").read_bytes()
    assert b"2026-03-12T14:05" not in text

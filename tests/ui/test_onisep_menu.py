"""Attaching the Onisep file from the menu: off at the start, shown under its licence, gone with one action."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.selection import Choix
from tests.desktop.onisep_inventes import write_onisep
from tests.desktop.sheet.paper import Paper
from tests.ui.hands import Drawer
from ui.compare.cell import Cell
from ui.onisep import DETACHED
from ui.program import Program
from ui.session import Session
from ui.window import COMPARE, Window

BOULANGER, CUISINE = "cfd:50022137@reg:53", "mefstat11:23830022106@reg:53"
SOURCE = "Source\u00a0: Onisep, Idéo, données sous licence ODbL 1.0 (partage à l’identique)."


@pytest.fixture
def onisep(tmp_path: Path) -> Path:
    """Invented pages for the RNCP code of a real formation of the extract."""
    fiches = [(99001, "37537", "CAP Boulanger (inventé)")]
    metiers = [(99002, "D1102", "fournier / fournière (inventé)")]
    return write_onisep(tmp_path / "onisep_invente.sqlite", fiches, metiers)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Have the person choose a file in the dialog, or close it."""

    def choice(path: Path | None) -> None:
        answer = ("" if path is None else str(path), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)

    return choice


@pytest.fixture
def compared(window: Window, session: Session) -> Window:
    """Two formations on the page of the comparison."""
    for ref in (BOULANGER, CUISINE):
        session.add(Choix.parse(ref))
    window.show_page(COMPARE)
    return window


def told(window: Window) -> list[Cell]:
    """Return the cells of the row of the Onisep, empty when it is not shown."""
    rows = [row for row in window.page(COMPARE).board.grid.rows if row[0].row == "onisep"]
    return list(rows[0]) if rows else []


def test_nothing_is_attached_at_the_start(window: Window, session: Session) -> None:
    assert session.onisep is None
    assert window.named_actions["joindre_onisep"].isEnabled()
    assert not window.named_actions["detacher_onisep"].isEnabled()


def test_nothing_of_it_is_loaded_with_the_window(root: Path) -> None:
    code = "import sys; from ui.app import main; sys.argv = ['main.py']; main(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"COTE_A_COTE_BANC": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "ui.program" in loaded
    assert [name for name in loaded if "onisep" in name] == []


def test_attaching_shows_its_row_with_its_licence_and_detaching_takes_it_away(
    compared: Window, session: Session, onisep: Path, choose: Callable[[Path | None], None]
) -> None:
    assert told(compared) == []
    choose(onisep)
    compared.named_actions["joindre_onisep"].trigger()
    assert session.onisep is not None
    assert compared.notice_text == (
        "Les données Onisep sont jointes jusqu’à la fermeture\u00a0: 1\u00a0fiche de diplômes, 1\u00a0fiche de métiers,"
        " sous licence ODbL\u00a01.0."
    )
    assert compared.named_actions["detacher_onisep"].isEnabled()
    first, second = told(compared)
    said = " ".join(first.content.block.words())
    assert "CAP Boulanger (inventé)" in said
    assert "FOR.99001" in said
    assert "fournier / fournière (inventé)" in said
    assert "Aucune fiche de ce diplôme" in " ".join(second.content.block.words())
    shown = " ".join(word for part in compared.page(COMPARE).board.grid.painted for word in part.block.words())
    assert SOURCE in shown
    compared.named_actions["detacher_onisep"].trigger()
    assert session.onisep is None
    assert told(compared) == []
    assert compared.notice_text == DETACHED
    assert not compared.named_actions["detacher_onisep"].isEnabled()


def test_a_file_that_can_not_be_read_says_why_and_what_was_attached_stays(
    window: Window, session: Session, onisep: Path, extrait: Path, choose: Callable[[Path | None], None]
) -> None:
    choose(onisep)
    window.named_actions["joindre_onisep"].trigger()
    before = session.onisep
    choose(extrait)
    window.named_actions["joindre_onisep"].trigger()
    assert "n’a pas les données Onisep" in window.notice_text
    assert session.onisep is before is not None


def test_a_change_of_mind_changes_nothing(
    window: Window, session: Session, choose: Callable[[Path | None], None]
) -> None:
    choose(None)
    window.named_actions["joindre_onisep"].trigger()
    assert session.onisep is None
    assert window.notice_text == ""


def test_it_stays_attached_when_other_data_are_opened(
    program: Program, window: Window, onisep: Path, extrait: Path, choose: Callable[[Path | None], None]
) -> None:
    choose(onisep)
    window.named_actions["joindre_onisep"].trigger()
    other = program.open(extrait)
    program.warm_up()
    assert program.desk is not None
    assert program.desk.session.onisep is not None
    assert other.named_actions["detacher_onisep"].isEnabled()


def test_the_sheet_has_it_while_it_is_attached(
    program: Program,
    compared: Window,
    onisep: Path,
    choose: Callable[[Path | None], None],
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = tmp_path / "fiche.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda _path: sheet)
    compared.named_actions["enregistrer"].trigger()
    drawer.drain()
    assert "Onisep" not in Paper(sheet.read_bytes()).text
    choose(onisep)
    compared.named_actions["joindre_onisep"].trigger()
    compared.named_actions["enregistrer"].trigger()
    drawer.drain()
    assert "CAP Boulanger (inventé)" in Paper(sheet.read_bytes()).text

"""The data page: a key away, read with the keys, the same at every zoom, gone with Escape."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.selection import parse_selection
from tests.desktop.rapport import en_json, porter
from tests.ui.hands import press
from tests.ui.test_app_looks import cut, picture, settle
from ui.actions import ROWS
from ui.compare.cell import Cell
from ui.data.page import DataPage
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, ZOOMS, Theme
from ui.window import COMPARE, DATA, SEARCH, Window

CTRL = Qt.KeyboardModifier.ControlModifier
REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]


@pytest.fixture
def fichier(extrait: Path, tmp_path: Path) -> Path:
    """The embedded extract with a made-up report."""
    return porter(Path(shutil.copy(extrait, tmp_path / "essai.sqlite")), en_json())


@pytest.fixture
def donnees(program: Program, fichier: Path, qtbot: QtBot) -> DataPage:
    """The data page, opened by F2."""
    window = program.open(fichier)
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    program.warm_up()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    page: DataPage = window.page(DATA)
    return page


def shown(program: Program) -> Window:
    assert program.desk is not None
    return program.desk.window


def top(page: DataPage) -> str:
    """Return the first whole line that the text shows."""
    cursor = page.text.cursorForPosition(page.text.viewport().rect().topLeft())
    return cursor.block().text()


def test_f2_shows_the_page_with_the_focus_on_its_text_and_no_tab_open(program: Program, donnees: DataPage) -> None:
    window = shown(program)
    assert window.current_number == DATA
    assert QApplication.focusWidget() is donnees.text
    assert [tab.isChecked() for tab in window.header._tabs] == [False, False, False]
    said = donnees.text.toPlainText()
    for words in (
        "Bretagne et La Réunion",
        "Licence Ouverte 2.0",
        "date non précisée",
        "38 % en comptant",
        "UAI inventé",
    ):
        assert words in said, words


def test_the_menu_has_it_and_the_help_names_its_key(window: Window) -> None:
    [row] = [row for row in ROWS if row.id == "les_donnees"]
    assert (row.menu, row.keys, bool(row.what)) == ("outils", ("F2",), True)
    window.named_actions["les_donnees"].trigger()
    assert window.current_number == DATA


def test_escape_goes_back_to_the_search_field(program: Program, donnees: DataPage) -> None:
    press(Qt.Key.Key_Escape)
    window = shown(program)
    page: SearchPage = window.page(SEARCH)
    assert window.current_number == SEARCH
    assert QApplication.focusWidget() is page.field.line
    assert [tab.isChecked() for tab in window.header._tabs] == [True, False, False]


def test_escape_goes_back_to_the_comparison_and_f2_twice_changes_nothing(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    for choix in parse_selection(REFS).choix:
        session.add(choix)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    press(Qt.Key.Key_Escape)
    assert window.current_number == COMPARE
    assert isinstance(QApplication.focusWidget(), Cell)


def test_the_tabs_and_keys_of_the_window_lead_away(program: Program, donnees: DataPage, qtbot: QtBot) -> None:
    window = shown(program)
    window.header._tabs[SEARCH].click()
    assert window.current_number == SEARCH
    assert [tab.isChecked() for tab in window.header._tabs] == [True, False, False]
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_number == COMPARE
    assert [tab.isChecked() for tab in window.header._tabs] == [False, True, False]


def test_actions_on_a_formation_do_nothing_here(program: Program, donnees: DataPage) -> None:
    for action in ("ajouter", "retirer", "gauche", "droite"):
        shown(program).named_actions[action].trigger()
    assert shown(program).current_number == DATA


def test_the_text_is_read_with_the_keys(donnees: DataPage) -> None:
    bar = donnees.text.verticalScrollBar()
    settle()
    assert bar.maximum() > 500
    press(Qt.Key.Key_Down)
    assert 0 < bar.value() < 100
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 300
    press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Qt.Key.Key_Home)
    assert bar.value() == 0


def test_each_part_is_one_key_away_and_the_focus_follows(donnees: DataPage) -> None:
    assert [part.text() for part in donnees.parts] == [
        "Contenu", "Fraîcheur", "Sources", "Couverture", "Doute", "Qualité",
    ]  # fmt: skip
    for number, title in ((3, "Couverture"), (2, "Sources et licences")):
        donnees.parts[number].setFocus()
        press(Qt.Key.Key_Space)
        assert QApplication.focusWidget() is donnees.text
        assert top(donnees) == title


def test_assistive_technology_gets_names_and_the_whole_text(donnees: DataPage) -> None:
    text = QAccessible.queryAccessibleInterface(donnees.text)
    assert text.text(QAccessible.Text.Name) == "Les données"
    assert "Sources et licences" in text.textInterface().text(0, text.textInterface().characterCount())
    names = [button.accessibleName() for button in (*donnees.parts, donnees.close_button)]
    assert len(set(names)) == 7
    assert names[0] == "Aller à la partie «\u00a0Ce que contient ce fichier\u00a0»"
    assert names[-1] == "Fermer «\u00a0Les données\u00a0»"


def test_the_cross_closes(program: Program, donnees: DataPage) -> None:
    donnees.close_button.click()
    assert shown(program).current_number == SEARCH


@pytest.mark.parametrize("zoom", ZOOMS)
def test_nothing_is_cut_on_a_small_screen(program: Program, donnees: DataPage, zoom: float) -> None:
    window = shown(program)
    program.wear(Theme(LIGHT, zoom))
    window.resize(1366, 690)
    settle()
    assert (window.width(), window.height()) == (1366, 690)
    assert cut(window) == []
    assert donnees.text.horizontalScrollBar().maximum() <= 2  # Qt rounds a table up
    assert donnees.text.height() > 200


def test_lines_are_not_longer_than_eyes_can_follow(program: Program, donnees: DataPage) -> None:
    shown(program).resize(2500, 690)
    settle()
    assert donnees.text.width() > 2000
    assert donnees.text.viewport().width() <= 1080


def test_a_theme_keeps_the_place_in_the_text(program: Program, donnees: DataPage) -> None:
    settle()
    donnees.go_to("doute")
    for theme in (Theme(LIGHT, 1.5), Theme(LIGHT, 2.5), Theme(LIGHT, 1.0), Theme(DARK, 1.0)):
        program.wear(theme)
        settle()
        assert top(donnees) == "Le doute, essayé sur le passé"
    donnees.set_theme(Theme(DARK, 1.0))  # the same size: nothing else is laid out anew
    settle()
    assert top(donnees) == "Le doute, essayé sur le passé"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_page_wears_the_colours_of_the_theme(program: Program, donnees: DataPage, tokens: type[LIGHT]) -> None:
    program.wear(Theme(tokens, 1.0))
    settle()
    image = picture(shown(program))
    seen = {image.pixelColor(x, y).name().upper() for x in range(0, 1366, 3) for y in range(70, 660, 3)}
    for token in ("bg", "surface", "line", "accent"):
        assert getattr(tokens, token) in seen, token
    foreign = LIGHT if tokens is DARK else DARK
    assert foreign.bg not in seen


def test_a_file_without_a_report_opens_and_says_so(program: Program, fichier: Path) -> None:
    window = program.open(porter(fichier, None))
    program.warm_up()
    window.named_actions["les_donnees"].trigger()
    page: DataPage = window.page(DATA)
    assert "ne contient pas de rapport de qualité" in page.text.toPlainText()
    assert "Licence Ouverte 2.0" in page.text.toPlainText()


def test_damaged_data_are_said_in_the_page(program: Program, fichier: Path) -> None:
    with closing(sqlite3.connect(fichier)) as db:
        db.execute("DROP TABLE couverture")
        db.commit()
    window = program.open(fichier)
    program.warm_up()
    window.named_actions["les_donnees"].trigger()
    page: DataPage = window.page(DATA)
    assert "est abîmé" in page.text.toPlainText()


def test_the_page_is_not_loaded_before_it_is_asked_for(root: Path) -> None:
    code = "import sys; from ui.app import main; sys.argv = ['main.py']; main(); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"COTE_A_COTE_BANC": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert "ui.search.page" in loaded
    assert [name for name in loaded if name.startswith(("ui.data.", "desktop.data_", "desktop.quality"))] == []

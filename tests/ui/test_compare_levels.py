"""Levels of whole rows, from the label, by key and by menu; the page says them, and what changes is announced."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.row_levels import COMME_LA_PAGE, RANGEES
from desktop.typography import NBSP
from tests.ui.compare_help import show, words
from tests.ui.hands import press
from ui.compare.cell import Cell
from ui.compare.deeds import ONE_LEVEL
from ui.compare.label import ASK, LEVEL, WORDS
from ui.compare.page import ComparePage

Key = Qt.Key


def go(page: ComparePage, row: str, column: int) -> Cell:
    cell = page.board.cell(row, column)
    assert cell is not None
    page.board.navigator.go(cell)
    return cell


def opened(page: ComparePage) -> QMenu:
    [menu] = [m for m in page.findChildren(QMenu) if m.isVisible()]
    return menu


def pick(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def announced(page: ComparePage) -> str:
    return str(page.property("announced") or "")


def test_n_on_a_row_opens_its_levels_and_the_row_alone_changes(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    go(page, "parts", 0)
    press(Key.Key_N)
    menu = opened(page)
    assert [a.text() for a in menu.actions()] == [COMME_LA_PAGE, "Établissement", "Région", "France"]
    assert [a.isChecked() for a in menu.actions()] == [True, False, False, False]
    assert not menu.actions()[3].isEnabled()
    pick(menu, "Région")
    assert words(page, "parts", 0)[0] == "Région · Région inventée"
    assert "À défaut" in " ".join(words(page, "sortants", 0))
    label = page.board.grid.label("parts")
    assert label is not None
    assert f"Niveau de cette ligne{NBSP}: Région." in label.accessibleName()
    assert announced(page) == f"Cette formation, niveau{NBSP}: région."
    assert QApplication.focusWidget() is page.board.cell("parts", 0)


def test_a_row_goes_back_to_the_level_of_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    for niveau in ("region", None):
        page.deeds.set_level("parts", niveau)
    assert page.comparison is not None
    assert page.comparison.rangees == ()
    assert "À défaut" in " ".join(words(page, "parts", 0))
    assert announced(page) == f"Cette formation, niveau{NBSP}: celui de toute la page."


def test_the_sheet_of_the_session_has_the_row_at_its_level(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    page.deeds.set_level("sortants", "region")
    again = page._session.compare(page._session.niveau)
    assert again.rangees == (("sortants", "region"),)


def test_a_row_of_one_level_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    go(page, "etablissement", 0)
    with qtbot.waitSignal(page._session.message) as said:
        press(Key.Key_N)
    assert said.args == [ONE_LEVEL]


def test_labels_offer_what_their_row_can_do(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    for row in ("parts", "sortants", "etablissement", "entree", "lieu"):
        label = page.board.grid.label(row)
        assert label is not None
        assert (LEVEL in label.links) == (row in RANGEES)
        assert WORDS in label.links
        assert (ASK in label.links) == (row not in ("entree", "lieu"))


@pytest.mark.parametrize(("link", "row"), [(ASK, "parts"), (WORDS, "sortants")])
def test_the_links_of_a_label_act_on_the_current_column(qtbot: QtBot, tmp_path: Path, link: str, row: str) -> None:
    page = show(qtbot, tmp_path, 2)
    go(page, "parts", 1)
    label = page.board.grid.label(row)
    assert label is not None
    asked: list[str] = []
    page.word_asked.connect(asked.append)
    qtbot.mouseClick(label.links[link], Qt.MouseButton.LeftButton)
    assert asked == (["sortants"] if link == WORDS else [])
    assert page.panel.isVisible() == (link == ASK)


def test_the_level_of_the_page_and_the_clear_gaps_are_announced(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    page.toolbar.level.chosen.emit("region")
    assert announced(page) == f"Niveau de la page{NBSP}: Région."
    page.toolbar.highlight.click()
    assert announced(page) == "Écarts nets surlignés."
    page.toolbar.highlight.click()
    assert announced(page) == "Écarts nets non surlignés."


def test_columns_added_moved_and_taken_out_are_announced(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    go(page, "parts", 2)
    press(Key.Key_Left, modifiers=Qt.KeyboardModifier.AltModifier)
    assert announced(page) == f"Colonne déplacée{NBSP}: Bac pro Inventé petit, 2 sur 3."
    press(Key.Key_Delete)
    assert announced(page).startswith(f"Colonne retirée{NBSP}: Bac pro Inventé petit")
    assert announced(page).endswith("Il en reste 2.")
    page._session.undo()
    assert announced(page).startswith(f"Colonne ajoutée{NBSP}: Bac pro Inventé petit, 2 sur 3")


def test_a_dossier_that_comes_back_shows_its_level(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    page.deeds.set_level("parts", "national")
    page._session.restore(page._session.selection.choix, "region")
    assert page.toolbar.level.value == "region"
    assert page.comparison is not None
    assert (page.comparison.niveau, page.comparison.rangees) == ("region", ())


def test_breaks_are_said_under_the_row_and_spoken(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    assert "ublics différents, l’écart ne dit pas quelle voie convient." in cell.accessibleDescription()
    shown = [p.accessibleName() for p in page.board.painted]
    assert sum("quelle voie convient" in name for name in shown) >= 1

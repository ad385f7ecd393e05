"""The page around the cells: empty states, level asked for, departure, cards, panel, theme."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.attribution import attributions
from desktop.cell_words import fraicheur
from desktop.typography import NBSP
from desktop.wording import D1, doute, repli_phrase
from tests.ui.compare_help import dress, show, words
from ui.compare.cell import Cell
from ui.compare.menu import column_menu
from ui.compare.page import EMPTY, ComparePage
from ui.theme import DARK


def cell_at(page: ComparePage, row: str, column: int) -> Cell:
    cell = page.board.cell(row, column)
    assert cell is not None
    return cell


@pytest.mark.parametrize(("count", "said"), [(0, EMPTY), (1, f"{EMPTY}\n1{NBSP}formation dans la sélection.")])
def test_too_few_formations_say_what_to_do(qtbot: QtBot, tmp_path: Path, count: int, said: str) -> None:
    page = show(qtbot, tmp_path, count)
    assert page.comparison is None
    assert page.empty.isVisible()
    assert page.empty.text() == said
    assert not page.board.isVisible()


def test_removing_down_to_one_formation_empties_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    qtbot.mouseClick(page.board.header.cards[0].close_button, Qt.MouseButton.LeftButton)
    assert page.empty.isVisible()
    assert page.current_choix() is None


def test_the_region_is_plain_when_it_is_the_level_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    assert "À défaut" in " ".join(words(page, "parts", 0))
    page.toolbar.level.chosen.emit("region")
    assert page.comparison is not None
    assert page.comparison.niveau == "region"
    assert words(page, "parts", 0)[0] == "Région · Région inventée"
    page.toolbar.level.chosen.emit(None)
    assert page.comparison.niveau is None


def test_the_country_is_not_offered_when_its_figures_are_not_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    region, country = page.toolbar.level.findChildren(QPushButton)[1:]
    assert region.isEnabled()
    assert not country.isEnabled()
    assert country.toolTip()


def test_cards_say_where_how_far_and_what_is_dated(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 6, size=(1366, 1400))
    first, closed = page.board.header.cards[0], page.board.header.cards[4]
    assert f"Ville-Inventée-sur-Mer · 33{NBSP}km" in list(first.block.words())
    said = " ".join(closed.block.words())
    assert "Présente à la rentrée 2020 sous l’ancien diplôme" in said
    assert f"Formation fermée depuis août{NBSP}2024" in said
    assert "CAP Inventé tout autre" in said
    assert len({card.height() for card in page.board.header.cards}) == 1


def test_a_brief_card_keeps_the_badge_and_leaves_the_dated_offer_to_the_row_of_the_place(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(qtbot, tmp_path, 6)
    closed = page.board.header.cards[4]
    said = " ".join(closed.block.words())
    assert f"Formation fermée depuis août{NBSP}2024" in said
    assert "rentrée 2020" not in said
    assert "rentrée 2020" in closed.accessibleName()
    assert closed.toolTip() == f"<qt>{escape(closed.accessibleName())}</qt>"
    assert "rentrée 2020" in " ".join(words(page, "lieu", 4))


def test_distances_follow_the_departure(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    page._session.set_depuis(None)
    assert "km" not in " ".join(page.board.header.cards[0].block.words())


def test_the_freshness_line_is_the_core_s(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    assert page.comparison is not None
    assert page.toolbar.fresh.words.text() == fraicheur(page.comparison)


def test_the_page_ends_with_its_sources(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    assert page.comparison is not None
    [end] = [p for p in page.board.painted if p.accessibleName().startswith(fraicheur(page.comparison))]
    assert list(end.block.words())[1:] == attributions(page.comparison)
    assert end.geometry().bottom() <= page.board.grid.height()


def test_the_panel_holds_the_complete_sentences_of_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    qtbot.mouseClick(cell_at(page, "parts", 0), Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    assert page.comparison is not None
    text = page.panel.text.toPlainText()
    ligne = page.comparison.ligne("part_poursuite")
    assert ligne is not None
    substitute = ligne.cellules[0].repli
    assert substitute is not None
    for sentence in (repli_phrase(substitute), doute(substitute), D1):
        assert sentence.replace(NBSP, " ") in text
    assert attributions(page.comparison)[0].split(",")[0].replace(NBSP, " ") in text


def test_the_panel_speaks_of_cells_without_figures_too(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    page.explain(cell_at(page, "entree", 1))
    assert "Trouver un employeur" in page.panel.text.toPlainText()


def test_columns_narrow_beside_the_panel_and_take_their_room_back(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    before = cell_at(page, "parts", 0).width()
    page.explain(cell_at(page, "parts", 2))
    cell = cell_at(page, "parts", 2)
    assert cell.width() < before
    assert cell.mapTo(page, cell.rect().topRight()).x() < page.panel.x()
    page.close_panel()
    assert cell_at(page, "parts", 0).width() == before


def test_a_column_pushed_off_the_screen_by_its_panel_comes_back_into_sight(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 6)
    page.explain(cell_at(page, "parts", 5))
    assert cell_at(page, "parts", 5).isVisible()
    assert page.toolbar.stepper.words.text() == f"Formations 3 à 6 sur{NBSP}6"


def test_zoomed_in_two_columns_show_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3, zoom=2.0)
    stepper = page.toolbar.stepper
    assert stepper.words.text() == f"Formations 1 et 2 sur{NBSP}3"
    assert [cell_at(page, "parts", i).isVisible() for i in range(3)] == [True, True, False]
    qtbot.mouseClick(stepper.after, Qt.MouseButton.LeftButton)
    assert stepper.words.text() == f"Formations 2 et 3 sur{NBSP}3"
    assert [cell_at(page, "parts", i).isVisible() for i in range(3)] == [False, True, True]
    assert not stepper.after.isEnabled()


def test_zoomed_in_the_panel_takes_the_place_of_the_comparison(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2, zoom=1.5)
    page.explain(cell_at(page, "parts", 0))
    assert page.panel.width() == page.width()
    assert not page.board.isVisible()
    page.close_panel()
    assert page.board.isVisible()


def test_another_theme_draws_everything_again_at_the_same_place(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    page.board.navigator.go(cell_at(page, "sortants", 1))
    page.set_theme(dress(DARK, 1.25))
    current = page.board.navigator.current
    assert current is not None
    assert (current.row, current.column) == ("sortants", 1)
    assert current.theme.tokens == DARK


def test_a_page_that_is_not_seen_waits_before_it_compares(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    page.hide()
    shown = page.comparison
    page.remove_column(0)
    assert page.comparison is shown
    page.show()
    assert page.comparison is not None
    assert len(page.comparison.colonnes) == 2


def test_six_columns_are_few_widgets(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 6)
    assert 40 < len(page.board.findChildren(QWidget)) < 100


def test_the_menu_of_a_cell_does_what_its_keys_do(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    moved = page.comparison and page.comparison.colonnes[0].choix
    actions = {
        action.text().split("\t")[0]: action for action in column_menu(page, cell_at(page, "parts", 0), 3).actions()
    }
    assert not actions["Déplacer vers la gauche"].isEnabled()
    actions["Déplacer vers la droite"].trigger()
    assert page._session.selection.choix[1] == moved
    with qtbot.waitSignal(page.sheet_asked):
        actions["Enregistrer la fiche…"].trigger()


def test_painted_widgets_have_a_role_and_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    seen = set()
    for widget in page.board.painted:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.role() == widget.accessible_role
        assert interface.text(QAccessible.Text.Name).strip()
        seen.add(interface.role())
    roles = QAccessible.Role
    assert seen >= {roles.Graphic, roles.ColumnHeader, roles.RowHeader, roles.Heading, roles.StaticText}

"""The other voie in one gesture, a report of a figure, the words of a row by F1, and the way back to the search."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.glossary import entry, glossary
from desktop.report_figure import LAST, LONGEST
from desktop.selection import Choix
from tests.ui.compare_help import show
from tests.ui.hands import press, type_text
from ui.actions import ROWS
from ui.compare.cell import Cell
from ui.compare.menu import column_menu
from ui.compare.page import ComparePage
from ui.glossary import NONE, GlossaryDialog
from ui.program import Program
from ui.session import Session
from ui.theme import LIGHT, Theme
from ui.window import COMPARE, SEARCH, Window

Key = Qt.Key
CUISINE, BY_WORK = "mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"
OTHER = "mefstat11:23830033403@0350005R"


def compared(window: Window, session: Session, *refs: str) -> ComparePage:
    for ref in refs:
        session.add(Choix.parse(ref))
    window.show_page(COMPARE)
    page: ComparePage = window.page(COMPARE)
    page.take_focus()
    return page


def go(page: ComparePage, row: str, column: int) -> Cell:
    cell = page.board.cell(row, column)
    assert cell is not None
    page.board.navigator.go(cell)
    return cell


def refs(session: Session) -> list[str]:
    return [choix.ref for choix in session.selection.choix]


def test_v_puts_the_other_voie_right_beside_and_undo_takes_it_back(window: Window, session: Session) -> None:
    page = compared(window, session, CUISINE, OTHER)
    go(page, "parts", 0)
    press(Key.Key_V)
    assert refs(session) == [CUISINE, BY_WORK, OTHER]
    assert str(page.property("announced")).startswith("Colonne ajoutée")
    session.undo()
    assert refs(session) == [CUISINE, OTHER]


def test_the_card_offers_the_other_voie_until_it_is_there(window: Window, session: Session, qtbot: QtBot) -> None:
    page = compared(window, session, CUISINE, OTHER)
    button = page.board.header.cards[0].beside_button
    assert button is not None
    assert button.accessibleName() == "Ajouter le même diplôme à côté, en apprentissage"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert refs(session) == [CUISINE, BY_WORK, OTHER]
    assert page.board.header.cards[0].beside_button is None
    assert page.board.header.cards[1].beside_button is None


def test_an_other_voie_that_is_there_already_is_said(window: Window, session: Session) -> None:
    page = compared(window, session, CUISINE, BY_WORK)
    go(page, "parts", 0)
    press(Key.Key_V)
    assert "est déjà dans la sélection" in window.notice_text
    assert refs(session) == [CUISINE, BY_WORK]


def test_a_full_selection_says_what_to_do(window: Window, session: Session) -> None:
    places = ("0350807M", "reg:53", "fr", "reg:04")
    made = [f"mefstat11:23220022146@{lieu}" for lieu in places] + [OTHER, "mefstat11:23830033403@reg:53"]
    page = compared(window, session, *made)
    go(page, "parts", 4)
    press(Key.Key_V)
    assert window.notice_text.startswith("La sélection est pleine (6 sur 6).")
    assert refs(session) == made


def test_s_copies_a_report_and_says_that_nothing_was_sent(window: Window, session: Session) -> None:
    page = compared(window, session, CUISINE, OTHER)
    go(page, "sortants", 1)
    press(Key.Key_S)
    text = QGuiApplication.clipboard().text()
    assert OTHER in text
    assert session.snapshot.id in text
    assert text.endswith(LAST)
    assert len(text) <= LONGEST
    assert "Rien n’a été envoyé" in window.notice_text


def test_the_panel_reports_the_figure_that_it_speaks_of(window: Window, session: Session, qtbot: QtBot) -> None:
    page = compared(window, session, CUISINE, OTHER)
    page.explain(go(page, "parts", 1))
    qtbot.mouseClick(page.panel.report_button, Qt.MouseButton.LeftButton)
    assert OTHER in QGuiApplication.clipboard().text()


def test_the_menu_of_a_cell_without_figures_asks_where_it_comes_from(window: Window, session: Session) -> None:
    page = compared(window, session, CUISINE, OTHER)
    for row, said, reported in (
        ("entree", "D’où cela vient", "Signaler cette case"),
        ("metiers", "D’où cela vient", "Signaler cette case"),
        ("parts", "Pourquoi ce chiffre\u00a0?", "Signaler ce chiffre"),
    ):
        texts = [a.text().split("\t")[0] for a in column_menu(page, go(page, row, 0), 2).actions()]
        assert texts[0] == said
        assert reported in texts
        assert ("Niveau de la ligne" in texts) == (row == "parts")


def dialog_at(do: object) -> GlossaryDialog:
    """Run something that opens the glossary, and return it, closed by Escape."""
    seen: list[GlossaryDialog] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GlossaryDialog)
        seen.append(dialog)
        dialog.reject()

    QTimer.singleShot(50, close)
    assert callable(do)
    do()
    return seen[0]


@pytest.mark.parametrize(("row", "key"), [("sortants", "sortants"), ("parts", "part"), ("metiers", "rome")])
def test_f1_on_a_row_opens_its_word_and_escape_comes_back(
    window: Window, session: Session, qtbot: QtBot, row: str, key: str
) -> None:
    page = compared(window, session, CUISINE, OTHER)
    cell = go(page, row, 1)
    dialog = dialog_at(lambda: qtbot.keyClick(cell, Key.Key_F1))
    assert dialog.current == entry(key)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is cell)
    assert page.board.navigator.current is cell


def test_f1_in_the_panel_opens_the_word_of_its_row(window: Window, session: Session, qtbot: QtBot) -> None:
    page = compared(window, session, CUISINE, OTHER)
    page.explain(go(page, "parts", 0))
    dialog = dialog_at(lambda: qtbot.keyClick(page.panel.text, Key.Key_F1))
    assert dialog.current == entry("part")


def test_f1_elsewhere_is_left_to_the_help(window: Window, session: Session) -> None:
    page = compared(window, session, CUISINE, OTHER)
    page.toolbar.highlight.setFocus()
    assert not page._helps(Key.Key_F1)


def test_the_glossary_is_searched_and_walked_by_keys(qtbot: QtBot, program: Program) -> None:
    dialog = GlossaryDialog("sortants", Theme(LIGHT))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    assert dialog.current == entry("sortants")
    assert QApplication.focusWidget() is dialog.field
    type_text("médiane")
    assert dialog.current == entry("salaire")
    dialog.field.clear()
    assert len(dialog.model.entries) == len(glossary())
    before = dialog.current
    press(Key.Key_Down)
    assert dialog.current != before
    type_text("xyzxyz")
    assert dialog.current is None
    assert dialog.none.text() == NONE
    assert dialog.none.isVisible()
    dialog.go("rome")
    assert dialog.field.text() == ""
    assert dialog.current == entry("rome")
    assert "href" in dialog.text.toHtml()


def test_the_way_back_to_the_search_stands_where_there_is_nothing_to_compare(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    page = compared(window, session, CUISINE)
    button: QPushButton = page.nothing.button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current_number == SEARCH


def test_the_lines_of_the_menu_do_what_the_keys_do(window: Window, session: Session) -> None:
    assert {"autre_voie", "niveau_ligne", "signaler", "glossaire"} <= {row.id for row in ROWS}
    window.named_actions["signaler"].trigger()
    assert "Ouvrez d’abord la comparaison" in window.notice_text
    page = compared(window, session, CUISINE, OTHER)
    go(page, "parts", 0)
    window.named_actions["signaler"].trigger()
    assert CUISINE in QGuiApplication.clipboard().text()
    window.named_actions["autre_voie"].trigger()
    assert refs(session) == [CUISINE, BY_WORK, OTHER]


def test_the_panel_of_a_made_up_gap_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    page.explain(go(page, "parts", 2))
    assert "Pourquoi il n’y a pas de chiffre" in page.panel.text.toPlainText()
    assert "déduite des règles de la source" in page.panel.text.toPlainText()

"""A sheet opened again by its code: typed or scanned in the search field, or in the dialog of the menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import retour
from desktop.selection import Choix, Selection
from tests.ui.hands import press, strike, type_text
from ui.actions import ROWS
from ui.program import Program
from ui.retour_dialog import EMPTY, RetourDialog
from ui.search.page import SearchPage
from ui.search.sheet_code import CODE_HINT
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.window import Window

THREE = tuple(
    Choix.parse(ref)
    for ref in ("mefstat11:23220022146@0352446U", "cfd:50022146@reg:53", "mefstat11:23830033403@0350032V")
)
OTHER = Choix.parse("cfd:50022137@reg:53")
ELSEWHERE = Choix.parse("mefstat11:23220022137@0750711R")
"""A lycée of Paris: not in the extract."""
CODE = retour.code(Selection(THREE))


def enter(text: str) -> None:
    """Type as a hand scanner does: the letters, then Enter."""
    type_text(text)
    press(Qt.Key.Key_Return, "\r")


def damaged(code: str, at: int = 9) -> str:
    return code[:at] + ("B" if code[at] != "B" else "C") + code[at + 1 :]


def test_a_code_typed_in_the_field_and_enter_bring_the_basket_back(
    window: Window, page: SearchPage, session: Session
) -> None:
    enter(CODE)
    assert session.selection == Selection(THREE)
    assert window.notice_text == "La fiche est rouverte\u00a0: 3 formations."
    assert window.notice.button.isHidden()
    assert page.field.text == ""
    assert QApplication.focusWidget() is page.field.line


def test_groups_and_small_letters_do_as_well(page: SearchPage, session: Session) -> None:
    enter(retour.grouped(CODE).lower())
    assert session.selection == Selection(THREE)


def test_what_was_in_the_basket_comes_back_in_one_step(window: Window, page: SearchPage, session: Session) -> None:
    session.add(OTHER)
    enter(CODE)
    assert session.selection == Selection(THREE)
    assert window.notice_text == "La fiche est rouverte\u00a0: 3 formations, à la place de celle de la sélection."
    assert window.notice.button.text() == "Annuler"
    strike("Ctrl+Z")
    assert session.selection == Selection((OTHER,))
    assert window.notice_text == ""


def test_the_button_of_the_message_takes_it_back_too(window: Window, page: SearchPage, session: Session) -> None:
    session.add_all((OTHER, THREE[0]))
    enter(CODE)
    assert window.notice_text.endswith("à la place des 2 de la sélection.")
    window.notice.button.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert session.selection == Selection((OTHER, THREE[0]))


def test_the_same_sheet_again_changes_nothing_and_says_so(window: Window, page: SearchPage, session: Session) -> None:
    enter(CODE)
    enter(CODE)
    assert window.notice_text == "Les formations de cette fiche sont déjà dans la sélection."
    session.undo()
    assert session.count == 0


def test_a_damaged_code_is_refused_says_where_and_stays_to_be_mended(
    window: Window, page: SearchPage, session: Session
) -> None:
    session.add(OTHER)
    enter(damaged(CODE))
    assert window.notice_text == (
        "Ce code contient une erreur, ou il est incomplet. Vérifiez le 3e groupe. La sélection n’a pas changé."
    )
    assert session.selection == Selection((OTHER,))
    assert page.field.text == damaged(CODE)


def test_formations_of_other_data_are_named_and_the_known_ones_taken(
    window: Window, page: SearchPage, session: Session
) -> None:
    enter(retour.code(Selection((THREE[0], ELSEWHERE, THREE[1]))))
    assert session.selection == Selection((THREE[0], THREE[1]))
    assert window.notice_text == (
        "La fiche est rouverte\u00a0: 2 formations. "
        f"Une formation de la fiche n’est pas dans les données chargées\u00a0: {ELSEWHERE.ref}."
    )


def test_a_sheet_of_other_data_only_is_refused_and_the_basket_stays(
    window: Window, page: SearchPage, session: Session
) -> None:
    session.add(OTHER)
    enter(retour.code(Selection((ELSEWHERE,))))
    assert session.selection == Selection((OTHER,))
    assert window.notice_text.startswith("La fiche ne peut pas être rouverte avec ces données.")
    assert window.notice_text.endswith("La sélection n’a pas changé.")


def test_a_code_is_no_search_and_the_field_says_what_enter_does(
    page: SearchPage, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    type_text("cuisine")
    page.search()
    shown = page.results.lines.current
    page.focus_field()
    type_text(CODE)
    qtbot.wait(1)
    assert page.field._hint is not None
    assert page.field._hint.text() == CODE_HINT
    assert page.field.property("announced") == CODE_HINT
    assert page.results.lines.current == shown
    page.focus_field()
    type_text("boulanger")
    qtbot.waitUntil(lambda: page.field._hint is not None and page.field._hint.text() != CODE_HINT)


Answer = Callable[..., list[str]]


@pytest.fixture
def answer(window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Answer:
    """Open the dialog by its action, enter these texts one after the other, return what was refused after each."""

    def act(*texts: str) -> list[str]:
        seen: list[str] = []

        def exec_(dialog: RetourDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.field)
            for text in texts:
                dialog.field.selectAll()
                enter(text)
                seen.append(dialog.refusal.text() if dialog.isVisible() else "")
            dialog.reject()
            return dialog.result()

        monkeypatch.setattr(RetourDialog, "exec", exec_)
        window.named_actions["rouvrir"].trigger()
        return seen

    return act


def test_the_menu_opens_a_dialog_with_one_field(answer: Answer, window: Window, session: Session) -> None:
    seen = answer(damaged(CODE), CODE)
    assert seen[0].startswith("Ce code contient une erreur")
    assert seen[1] == ""
    assert session.selection == Selection(THREE)
    assert window.notice_text == "La fiche est rouverte\u00a0: 3 formations."


def test_the_dialog_says_what_to_type_when_nothing_is(answer: Answer, window: Window, session: Session) -> None:
    seen = answer("   ")
    assert seen == [EMPTY]
    assert session.count == 0


def test_words_typed_in_the_dialog_are_refused_as_a_code(answer: Answer, window: Window, session: Session) -> None:
    seen = answer("cuisine")
    why = "Il n’y a jamais de «\u00a0I\u00a0» dans le code d’une fiche. Vérifiez le 1er groupe."
    assert seen == [f"{why} La sélection n’a pas changé."]


def test_it_is_in_the_file_menu_and_in_the_help(window: Window) -> None:
    row = next(row for row in ROWS if row.id == "rouvrir")
    assert row.menu == "fichier"
    assert row.what == "Retrouver les formations d’une fiche par son code"


@pytest.mark.parametrize("theme", [Theme(LIGHT, 1.0), Theme(DARK, 2.5)])
def test_every_word_of_the_dialog_stays_visible(program: Program, window: Window, theme: Theme, qtbot: QtBot) -> None:
    program.wear(theme)
    dialog = RetourDialog(lambda _text: "Ce code contient une erreur, ou il est incomplet. " * 2, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.field)
    enter(CODE)
    assert dialog.refusal.isVisible()
    assert dialog.height() <= 690
    assert dialog.width() <= 1366
    for label in dialog.findChildren(QLabel):
        if label.text():
            assert label.height() >= label.heightForWidth(label.width())
    for button in dialog.findChildren(QPushButton):
        assert dialog.rect().contains(button.geometry())
        assert button.height() >= 24

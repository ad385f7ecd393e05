"""The search page, by the keyboard and as it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.hands import press, type_text
from ui.search.page import DEBOUNCE_MS, SearchPage
from ui.search.row_words import facet_value
from ui.session import Session
from ui.window import Window

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def combourg(session: Session) -> None:
    session.set_depuis(session.catalogue.commune("35085"))


def titles(page: SearchPage) -> list[str]:
    rows = page.results.rows
    return [str(rows.data(rows.index(n))) for n in range(rows.rowCount())]


def test_nothing_is_listed_before_something_is_asked(page: SearchPage) -> None:
    assert page.start.isVisible()
    assert page.start.text == "Tapez un métier, un diplôme, une ville ou un sigle."
    assert page.departure.region.text() == "Bretagne"
    assert page.facets.isVisible()


def test_what_is_typed_is_found_within_the_blink_of_an_eye(page: SearchPage, qtbot: QtBot) -> None:
    assert DEBOUNCE_MS <= 60
    type_text("pâtissièr")
    qtbot.waitUntil(lambda: page.results.rows.rowCount() > 0)
    assert any("âtissi" in title for title in titles(page))
    assert not page.start.isVisible()


def test_enter_adds_the_first_line_without_waiting(page: SearchPage, session: Session) -> None:
    type_text("cuisine")
    press(Qt.Key.Key_Return, "\r")
    assert session.count == 1
    assert session.selection.choix[0] == page.results.rows.result(page.results.rows.index(0)).choix  # type: ignore[union-attr]
    assert page.tray.tiles[0].accessibleName().startswith(titles(page)[0])


def test_arrows_choose_another_line_from_the_field_and_ctrl_z_takes_it_back(
    page: SearchPage, session: Session, window: Window, qtbot: QtBot
) -> None:
    type_text("cuisine")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return, "\r")
    chosen = page.results.rows.result(page.results.rows.index(1))
    assert chosen is not None
    assert session.selection.choix == (chosen.choix,)
    qtbot.keyClick(page.field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.count == 0
    assert page.field.text == "cuisine"


def test_the_list_adds_with_enter_and_removes_with_del(page: SearchPage, session: Session) -> None:
    type_text("cuisine")
    page.search()
    page.results.view.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return, "\r")
    assert session.count == 1
    press(Qt.Key.Key_Delete)
    assert session.count == 0


def test_alt_and_an_arrow_move_the_formation_of_the_line(page: SearchPage, session: Session) -> None:
    type_text("cuisine")
    page.search()
    for row in (0, 1):
        session.add(page.results.rows.result(page.results.rows.index(row)).choix)  # type: ignore[union-attr]
    first, second = session.selection.choix
    press(Qt.Key.Key_Right, "", ALT)
    assert session.selection.choix == (second, first)
    page.results.view.setFocus()
    press(Qt.Key.Key_Left, "", ALT)
    assert session.selection.choix == (first, second)


def test_adding_the_same_line_twice_says_that_it_is_there(page: SearchPage, window: Window) -> None:
    type_text("cuisine")
    press(Qt.Key.Key_Return, "\r")
    press(Qt.Key.Key_Return, "\r")
    assert window.notice.text == "Cette formation est déjà dans la sélection. La touche Suppr la retire."


def test_the_button_of_a_line_adds_and_removes_with_the_mouse(page: SearchPage, session: Session, qtbot: QtBot) -> None:
    type_text("cuisine")
    page.search()
    view = page.results.view
    QApplication.processEvents()
    rect = view.visualRect(page.results.rows.index(0))
    button = rect.topRight() - rect.topLeft()
    spot = rect.topLeft() + button
    spot.setX(spot.x() - 60)
    spot.setY(rect.center().y())
    for expected in (1, 0):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert session.count == expected


def test_a_facet_narrows_the_list_and_its_chip_takes_it_off(page: SearchPage) -> None:
    type_text("cuisine")
    page.search()
    everything = page.results.rows.rowCount()
    box = page.facets.box("diplome", "CAP")
    box.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert 0 < page.results.rows.rowCount() < everything
    assert all(title.startswith("CAP") for title in titles(page))
    [chip] = page.results.bar.chips
    assert chip.accessibleName() == "Retirer le filtre CAP"
    chip.click()
    assert not box.isChecked()
    assert page.results.rows.rowCount() == everything


def test_counts_of_facets_are_live_and_spoken(page: SearchPage) -> None:
    type_text("cuisine")
    page.search()
    spoken = page.facets.box("voie", "apprentissage").accessibleName()
    word, _, count = spoken.partition(", ")
    assert word == facet_value("voie", "apprentissage")
    page.facets.box("voie", "apprentissage").setChecked(True)
    assert str(page.results.rows.rowCount()) == count


def test_a_commune_sorts_by_distance_and_limits_it(page: SearchPage, session: Session, qtbot: QtBot) -> None:
    page.departure.field.setFocus()
    type_text("comb")
    press(Qt.Key.Key_Return, "\r")
    assert session.depuis is not None
    assert page.departure.field.text() == "Combourg (35)"
    page.focus_field()
    type_text("cuisine")
    page.search()
    found = [page.results.rows.result(page.results.rows.index(n)) for n in range(page.results.rows.rowCount())]
    away = [r.distance_km for r in found if r and r.distance_km is not None]
    assert away == sorted(away)
    assert max(away) <= 50
    assert page.results.bar.order.text() == "Distance"


def test_words_that_name_no_commune_do_not_stay(page: SearchPage, session: Session) -> None:
    page.departure.field.setFocus()
    type_text("zzzz")
    page.field.line.setFocus()
    assert page.departure.field.text() == ""
    assert session.depuis is None


@pytest.mark.usefixtures("combourg")
def test_nothing_near_proposes_to_look_farther_when_there_is_something(page: SearchPage) -> None:
    assert page.departure.radius is not None
    page.facets.box("secteur", "public").setChecked(True)
    page.departure.radius.slider.setValue(1)
    type_text("coiffure esthétique plastiques")
    page.search()
    assert page.results.empty.text.startswith("Aucune formation ne correspond")
    page.field.line.clear()
    type_text("cuisine")
    page.search()
    assert page.results.empty.text == "Aucune formation à moins de 10\u00a0km. Élargir à 100\u00a0km\u00a0?"
    page.results.empty.button.click()
    page.search()
    assert page.departure.radius_km == 100
    assert page.results.rows.rowCount()


def test_nothing_found_says_what_is_loaded_and_takes_the_filters_off(page: SearchPage) -> None:
    page.facets.box("diplome", "CAP").setChecked(True)
    type_text("zzzz")
    page.search()
    empty = page.results.empty
    assert empty.isVisible()
    assert empty.text == "Aucune formation ne correspond à «\u00a0zzzz\u00a0»."
    assert "Extrait\u00a0: Bretagne et La Réunion" in empty.more
    empty.unfiltered_asked.emit()
    assert page.facets.chosen["diplome"] == frozenset()


def test_the_region_can_be_changed(page: SearchPage, session: Session, qtbot: QtBot) -> None:
    type_text("cuisine")
    page.search()
    menu = page.departure.region.open_menu()
    menu.actions()[1].trigger()
    menu.close()
    assert session.region == "04"
    assert page.departure.region.text() == "La Réunion"
    assert page.results.delegate.heading == "La Réunion"


def test_the_cfa_stand_apart_with_their_sentence(page: SearchPage) -> None:
    type_text("cuisine")
    page.search()
    block = page.results.cfas
    assert block.isVisible()
    assert (
        block.button.accessibleDescription() == "CFA de la région\u00a0: on ne sait pas quels diplômes chacun prépare."
    )
    block.button.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert block.names.rowCount() > 100
    page.facets.box("voie", "scolaire").setChecked(True)
    page.search()
    assert not block.isVisible()


def test_every_control_of_the_page_has_a_spoken_name(page: SearchPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QSlider

    page.departure.field.setFocus()
    type_text("comb")
    press(Qt.Key.Key_Return, "\r")
    page.focus_field()
    type_text("cuisine")
    press(Qt.Key.Key_Return, "\r")
    page.facets.box("diplome", "CAP").setChecked(True)
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QSlider)
    controls = [c for kind in kinds for c in page.findChildren(kind) if c.isVisible()]
    assert len(controls) > 20
    nameless = [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())]
    assert nameless == []

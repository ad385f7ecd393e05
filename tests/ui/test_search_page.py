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


def test_nothing_found_says_what_is_loaded(page: SearchPage) -> None:
    type_text("zzzz")
    page.search()
    empty = page.results.empty
    assert empty.isVisible()
    assert empty.text == "Aucune formation ne correspond à «\u00a0zzzz\u00a0»."
    assert "Données chargées\u00a0: Bretagne et La Réunion (extrait)." in empty.more
    assert not [button for button in empty.buttons if button.isVisible()]


def test_nothing_found_with_filters_takes_them_off_when_there_is_something_without(page: SearchPage) -> None:
    page.search()
    page.facets.box("diplome", "CAP").setChecked(True)
    type_text("bts tourisme")
    page.search()
    empty = page.results.empty
    assert empty.isVisible()
    assert empty.button.text().startswith("Retirer les filtres (")
    empty.button.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert page.facets.chosen["diplome"] == frozenset()
    assert page.results.rows.rowCount()
    assert QApplication.focusWidget() is page.results.view


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


def test_the_page_says_what_it_searched_in_the_place_of_what_was_typed(page: SearchPage) -> None:
    type_text("cuisne")
    page.search()
    said = page.results.understood
    assert said.isVisible()
    assert said.words == "Résultats pour «\u00a0cuisine\u00a0»."
    assert said.button.text() == "Chercher «\u00a0cuisne\u00a0» tel quel"
    assert any("Cuisine" in title for title in titles(page))


def test_a_correction_is_reached_by_tab_taken_back_and_made_again(page: SearchPage) -> None:
    type_text("cuisne")
    page.search()
    button = page.results.understood.button
    steps = 0
    while QApplication.focusWidget() is not button:
        press(Qt.Key.Key_Tab)
        steps += 1
        assert steps < 12
    press(Qt.Key.Key_Space, " ")
    assert page.results.understood.words == "Recherche de «\u00a0cuisne\u00a0» tel quel."
    assert page.results.rows.rowCount() == 0 or page.results.current is None
    assert page.results.empty.button.text() == "Corriger l’orthographe"
    assert QApplication.focusWidget() is button
    press(Qt.Key.Key_Space, " ")
    assert any("Cuisine" in title for title in titles(page))


def test_other_words_are_corrected_again_after_some_were_taken_as_typed(page: SearchPage) -> None:
    type_text("cuisne")
    page.search_as_typed(True)
    page.focus_field()
    type_text("coifure")
    page.search()
    assert page.results.understood.words.startswith("Résultats pour «\u00a0coiffure\u00a0»")


def test_a_sigle_is_explained_above_the_list_and_in_the_line(page: SearchPage) -> None:
    type_text("melec")
    page.search()
    assert "métiers de l’électricité" in page.results.understood.words
    first = page.results.rows.result(page.results.rows.index(0))
    assert first is not None
    assert first.raison
    rows = page.results.rows
    spoken = str(rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert first.raison[1:] in spoken


def test_what_changed_is_said_once_the_person_stops_typing(page: SearchPage) -> None:
    type_text("cuisne")
    page.search()
    page.results.speaker.flush()
    assert page.results.speaker.said.endswith("formations. Résultats pour «\u00a0cuisine\u00a0».")


@pytest.mark.usefixtures("combourg")
def test_around_a_commune_the_search_crosses_regions_until_one_is_chosen(page: SearchPage, session: Session) -> None:
    assert page.departure.region.text() == "Toutes les régions"
    assert not page.question.bounded
    menu = page.departure.region.open_menu()
    next(a for a in menu.actions() if a.text() == "Bretagne").trigger()
    menu.close()
    assert page.question.bounded
    session.set_depuis(None)
    assert page.departure.region.text() == "Bretagne"


@pytest.mark.usefixtures("combourg")
def test_over_the_border_results_without_a_lycee_stay_those_of_the_region_around(page: SearchPage) -> None:
    type_text("cap cuisine")
    page.search()
    found = [page.results.rows.result(page.results.rows.index(n)) for n in range(page.results.rows.rowCount())]
    by_apprenticeship = [r for r in found if r is not None and r.formation.voie == "apprentissage"]
    assert by_apprenticeship
    assert {r.lieu.ref for r in by_apprenticeship} == {"reg:53"}
    assert page.results.cfas.isVisible()


def test_the_region_of_the_commune_follows_it_and_goes_with_it(page: SearchPage, session: Session) -> None:
    session.set_depuis(session.catalogue.communes("saint denis")[0])
    assert session.region == "04"
    session.set_depuis(None)
    assert session.region == "53"


@pytest.mark.usefixtures("combourg")
def test_distance_comes_with_an_estimate_that_is_called_so(page: SearchPage) -> None:
    type_text("bac pro cuisine")
    page.search()
    rows = page.results.rows
    spoken = str(rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert "à vol d’oiseau, environ " in spoken
    assert "en voiture, estimation" in spoken
    assert "estimation" in str(rows.data(rows.index(0), Qt.ItemDataRole.ToolTipRole))


def test_a_line_of_the_superieur_shows_its_places_rather_than_a_gap(page: SearchPage) -> None:
    type_text("licence droit")
    page.search()
    rows = page.results.rows
    spoken = [str(rows.data(rows.index(n), Qt.ItemDataRole.AccessibleTextRole)) for n in range(rows.rowCount())]
    assert any("Parcoursup, session 2025\u00a0: " in said and "places" in said for said in spoken)


def test_the_level_of_entry_narrows_the_list(page: SearchPage) -> None:
    type_text("cuisine")
    page.search()
    before = page.results.bar.total
    page.facets.box("entree", "Après la 3e").setChecked(True)
    assert 0 < (page.results.bar.total or 0) < (before or 0)


def test_a_long_facet_shows_eight_values_and_unfolds(page: SearchPage) -> None:
    page.search()
    boxes = page.facets.group("domaine").boxes
    shown = [value for value, box in boxes.items() if not box.isHidden()]
    assert len(shown) == 8
    page.facets.group("domaine").more.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert len([1 for box in page.facets.group("domaine").boxes.values() if not box.isHidden()]) > 8


def test_the_list_is_shown_before_the_facets_are_counted(page: SearchPage, qtbot: QtBot) -> None:
    type_text("cuisine")
    page.search()
    box = page.facets.box("voie", "apprentissage")
    before = box.accessibleName()
    page.focus_field()
    type_text("coiffure")
    qtbot.waitUntil(lambda: page.results.rows.typed == "coiffure")
    assert box.accessibleName() == before
    qtbot.waitUntil(lambda: box.accessibleName() != before or box.isHidden())


def test_a_search_asked_while_the_index_is_read_waits_for_it(page: SearchPage, session: Session) -> None:
    from tests.ui.hands import Drawer
    from ui.jobs import JobRunner
    from ui.theme import LIGHT, Theme

    drawer, other = Drawer(), SearchPage(session, Theme(LIGHT))
    other.warm_up(JobRunner(drawer))
    assert drawer.waiting
    other.field.line.setText("cuisine")
    other.search()
    assert other.results.rows.rowCount()
    drawer.drain()
    assert other.results.rows.rowCount()
    other.deleteLater()


def test_only_a_wait_that_one_notices_is_said(page: SearchPage, session: Session, qtbot: QtBot) -> None:
    from tests.ui.hands import Drawer
    from ui.jobs import JobRunner
    from ui.search.empty import LOADING, START
    from ui.theme import LIGHT, Theme

    drawer, other = Drawer(), SearchPage(session, Theme(LIGHT))
    qtbot.addWidget(other)
    other.warm_up(JobRunner(drawer))
    assert other.start.text == START
    qtbot.waitUntil(lambda: other.start.text == LOADING)
    drawer.drain()
    assert other.start.text == START

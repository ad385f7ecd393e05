"""The map of the results: points and a list that say the same, moved by keys, drawn from outlines alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.facts import Commune
from desktop.outlines import METROPOLE, Contours, read
from desktop.search import Point
from tests.ui.compare_help import dress
from tests.ui.hands import press
from ui.map.model import PlaceModel
from ui.map.page import MapPage
from ui.map.places import Asked, gather, places_of, territories, whole
from ui.map.view import around, fit
from ui.map.words import NOTHING
from ui.theme import DARK, LIGHT, Tokens

SIZE = (1366, 570)
RENNES, BREST, NANTES = (48.11, -1.68), (48.39, -4.49), (47.22, -1.55)
HERE = Commune("90001", "Départ-Inventé", "35000", "35", "53", 48.3, -1.7)
Open = Callable[..., MapPage]


def point(number: int, at: tuple[float, float], formations: int = 1) -> Point:
    """Return a made-up place."""
    return Point(number, f"090000{number}M", f"Lycée inventé {number}", f"Ville {number}", at[0], at[1], formations)


THREE = (point(1, RENNES, 3), point(2, BREST), point(3, NANTES, 2))
CROWD = tuple(point(n, (RENNES[0] + n / 400, RENNES[1])) for n in range(12))


@pytest.fixture(scope="module")
def outlines() -> Contours:
    return read()


@pytest.fixture
def opened(qtbot: QtBot, outlines: Contours) -> Open:
    def open_(asked: Asked, zoom: float = 1.0, tokens: Tokens = LIGHT) -> MapPage:
        page = MapPage(dress(tokens, zoom), outlines)
        qtbot.addWidget(page)
        page.resize(*SIZE)
        page.show_asked(asked)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        QApplication.processEvents()
        page.take_focus()
        return page

    return open_


def test_the_picture_and_the_list_say_the_same_places(opened: Open) -> None:
    page = opened(Asked("inventé", THREE, HERE, None, "53", True))
    assert page.picture.accessibleName() == (
        "Carte\u00a0: 3\u00a0établissements, le plus proche à 21\u00a0km de Départ-Inventé"
    )
    assert QAccessible.queryAccessibleInterface(page.picture).role() == QAccessible.Role.Graphic
    said = [
        page.model.data(page.model.index(n), Qt.ItemDataRole.AccessibleTextRole) for n in range(page.model.rowCount())
    ]
    assert said[0] == "Lycée inventé 1, Ville 1, 21\u00a0km, 3\u00a0formations."
    assert sorted(n for *_, numbers in page.picture.groups for n in numbers) == [0, 1, 2]
    assert "losange" in page.picture.accessibleDescription()


def test_the_list_keeps_the_order_of_the_results(outlines: Contours) -> None:
    by_name = places_of(Asked("", THREE, HERE), outlines)
    assert [place.point.etablissement for place in by_name] == [1, 2, 3]
    by_distance = places_of(Asked("", THREE[::-1], HERE, by_distance=True), outlines)
    assert [place.point.etablissement for place in by_distance] == [1, 3, 2]


def test_places_too_near_gather_into_a_counted_point_and_part_when_one_goes_closer(opened: Open) -> None:
    page = opened(Asked("inventé", (*CROWD, point(40, BREST))))
    assert sorted(len(numbers) for *_, numbers in page.picture.groups) == [1, 12]
    page.choose(0)
    for _ in range(14):
        press(Qt.Key.Key_Plus, "+")
    assert len(page.picture.groups) > 2
    press(Qt.Key.Key_0, "0")
    assert sorted(len(numbers) for *_, numbers in page.picture.groups) == [1, 12]


def test_no_place_is_lost_when_points_gather(outlines: Contours) -> None:
    places = places_of(Asked("", (*CROWD, *THREE)), outlines)
    for size in (60, 300, 2000):
        view = fit(outlines.boites[METROPOLE], size, size, 10)
        groups = gather(places, METROPOLE, view, 26)
        assert sorted(n for *_, numbers in groups for n in numbers) == list(range(len(places)))


def test_arrows_move_the_map_and_signs_change_its_size(opened: Open) -> None:
    page = opened(Asked("inventé", THREE))
    page.picture.setFocus()
    start = page.picture.view
    press(Qt.Key.Key_Right)
    assert page.picture.view.longitude > start.longitude
    press(Qt.Key.Key_Up)
    assert page.picture.view.latitude > start.latitude
    press(Qt.Key.Key_Plus, "+")
    assert page.picture.view.scale > start.scale
    press(Qt.Key.Key_Minus, "-")
    press(Qt.Key.Key_Minus, "-")
    assert page.picture.view.scale < start.scale
    press(Qt.Key.Key_0, "0")
    assert page.picture.view == start
    for button in (page.closer, page.farther, page.all):
        assert button.accessibleName()
    page.closer.click()
    assert page.picture.view.scale > start.scale
    page.all.click()
    assert page.picture.view == start


def test_the_map_never_goes_so_far_that_the_country_is_a_dot(opened: Open) -> None:
    page = opened(Asked("inventé", THREE))
    for _ in range(40):
        page.picture.zoom(1 / 2)
    west, south, east, north = page.picture.view.box
    assert east - west < 60
    assert north - south < 40


def test_choosing_in_the_list_marks_the_point_brings_it_into_view_and_names_its_formations(opened: Open) -> None:
    asked = Asked("inventé", THREE, labels=lambda uai: (f"CAP inventé de {uai}", "Bac pro inventé"))
    page = opened(asked)
    assert QApplication.focusWidget() is page.list
    for _ in range(6):
        page.picture.zoom(2)
    assert page.list.currentIndex().row() == 0
    press(Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    x, y = page.picture.view.place(BREST[1], BREST[0])
    assert page.picture.rect().contains(QPoint(round(x), round(y)))
    assert page.detail.text() == "CAP inventé de 0900002M\nBac pro inventé"
    assert page.narrow.isEnabled()


def test_a_click_on_a_point_chooses_its_place(opened: Open, qtbot: QtBot) -> None:
    page = opened(Asked("inventé", THREE))
    x, y = page.picture.view.place(NANTES[1], NANTES[0])
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert page.list.currentIndex().row() == 2


def test_a_click_on_several_goes_closer_or_steps_through_those_of_one_spot(opened: Open, qtbot: QtBot) -> None:
    same = (point(1, RENNES), point(2, RENNES))
    page = opened(Asked("inventé", (*same, point(3, BREST))))
    x, y = page.picture.view.place(RENNES[1], RENNES[0])
    for row in (1, 0, 1):  # the first one is chosen when the list gets the focus
        qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
        assert page.list.currentIndex().row() == row
    page.show_asked(Asked("inventé", (*CROWD, point(3, BREST))))
    before = page.picture.view.scale
    x, y = page.picture.view.place(CROWD[0].longitude, CROWD[0].latitude)
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert page.picture.view.scale > before


def test_enter_asks_for_the_formations_of_the_place_and_escape_goes_back(opened: Open, qtbot: QtBot) -> None:
    page = opened(Asked("inventé", THREE))
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(page.narrowed) as asked:
        press(Qt.Key.Key_Return, "\r")
    assert asked.args == [THREE[page.list.currentIndex().row()].uai]
    for part in (page.list, page.picture, page.closer):
        part.setFocus()
        with qtbot.waitSignal(page.closed):
            press(Qt.Key.Key_Escape)


def test_the_circle_of_the_distance_is_what_is_shown_first(outlines: Contours) -> None:
    asked = Asked("inventé", THREE, HERE, 50.0, "53")
    box = whole(asked, places_of(asked, outlines), METROPOLE, outlines)
    assert box == around(-1.7, 48.3, 50.0)
    assert (box.nord - box.sud) / 2 * 111.2 == pytest.approx(50)


def test_the_map_is_that_of_the_region_searched(opened: Open, outlines: Contours) -> None:
    far = (*THREE, point(4, (-20.9, 55.5)), point(5, (14.6, -61.1)), point(6, (-22.3, 166.4)))
    for region, first in (("04", "04"), ("02", "02"), ("53", METROPOLE), ("", METROPOLE)):
        asked = Asked("inventé", far, None, None, region)
        assert territories(asked, places_of(asked, outlines), outlines)[0] == first
    page = opened(Asked("inventé", far))
    assert page.maps.isVisible()
    assert page.maps.text() == "France métropolitaine (3)"
    assert "1\u00a0établissement hors des cartes." in page.said.text()
    press(Qt.Key.Key_End)
    assert page.picture.territory == METROPOLE
    page.choose(3)
    assert page.picture.territory == "04"
    assert page.maps.value == "04"


def test_with_nothing_found_it_says_what_to_do(opened: Open) -> None:
    page = opened(Asked("", (), None, None, "53"))
    assert page.said.text() == NOTHING
    assert page.picture.accessibleName() == "Carte\u00a0: aucun établissement"
    assert QApplication.focusWidget() is page.picture
    assert not page.narrow.isEnabled()


def test_results_without_a_place_are_counted(opened: Open) -> None:
    page = opened(Asked("inventé", THREE, elsewhere=7))
    assert "7\u00a0résultats sans lieu connu" in page.said.text()
    assert "7\u00a0résultats sans lieu connu" in page.picture.accessibleDescription()


def test_tab_stops_all_have_a_name_and_come_round(opened: Open) -> None:
    opened(Asked("inventé", (*THREE, point(4, (-20.9, 55.5)))))
    first, seen = QApplication.focusWidget(), 0
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() or getattr(focus, "text", str)(), focus
        seen += 1
        if focus is first:
            break
    assert QApplication.focusWidget() is first
    assert seen >= 6


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 2.5])
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_nothing_is_out_of_the_page_at_any_size(opened: Open, zoom: float, tokens: Tokens) -> None:
    page = opened(Asked("inventé", (*THREE, point(4, (-20.9, 55.5))), HERE, 100.0, "53", True, 7), zoom, tokens)
    page.resize(SIZE[0], 440 if zoom > 2 else SIZE[1])  # what the window leaves to a page on the smallest screen
    QApplication.processEvents()
    assert page.width() == SIZE[0]
    assert page.maps.isVisible()
    for part in (
        page.maps,
        page.picture,
        page.list,
        page.narrow,
        page.closer,
        page.farther,
        page.all,
        page.close_button,
    ):
        place = part.rect().translated(part.mapTo(page, QPoint(0, 0)))
        assert page.rect().contains(place), part
        assert place.width() >= 24
        assert place.height() >= 24
    assert page.picture.height() >= 120


def test_it_is_drawn_with_the_colours_of_the_theme_alone(opened: Open) -> None:
    page = opened(Asked("inventé", THREE))
    light = page.picture.grab().toImage()
    page.set_theme(dress(DARK))
    dark = page.picture.grab().toImage()
    corner = QPoint(light.width() - 4, light.height() - 4)
    assert light.pixelColor(corner) != dark.pixelColor(corner)
    x, y = page.picture.view.place(BREST[1], BREST[0])
    assert dark.pixelColor(round(x), round(y)).name().upper() == DARK.ink


def test_a_long_list_grows_as_one_goes_down_or_chooses_on_the_map(opened: Open) -> None:
    many = tuple(point(n, (43 + n / 100, 2.0)) for n in range(500))
    page = opened(Asked("inventé", many))
    assert page.model.rowCount() == 200
    page.choose(450)
    assert page.list.currentIndex().row() == 450
    assert page.model.rowCount() >= 451
    press(Qt.Key.Key_End)
    assert len({n for *_, numbers in page.picture.groups for n in numbers}) == 500


def test_the_model_is_sound(outlines: Contours) -> None:
    model = PlaceModel()
    model.show(places_of(Asked("", tuple(point(n, RENNES) for n in range(300))), outlines))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 300
    model.show(places_of(Asked("", THREE), outlines))  # few: the tester would fetch more in the midst of a reset
    assert model.rowCount() == 3
    assert isinstance(tester.model(), PlaceModel)

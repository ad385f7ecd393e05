"""A small screen, everything large: results stay in sight, the window never grows, no gesture is out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.exemple import exemple
from tests.ui.hands import press, type_text
from ui.compare.page import ComparePage
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import LIGHT, Theme
from ui.window import COMPARE, MAP, Window

SIZE = (1366, 690)


def whole_lines(page: SearchPage) -> int:
    """Return how many lines of the list can be seen from their top to their bottom."""
    QApplication.processEvents()
    view, rows = page.outcome.lines.view, page.outcome.lines.rows
    seen = (view.visualRect(rows.index(n)) for n in range(rows.rowCount()))
    return sum(rect.height() > 0 and view.viewport().rect().contains(rect) for rect in seen)


def find(page: SearchPage, text: str) -> None:
    page.field.line.setText(text)
    page.search()
    QApplication.processEvents()


def size(window: Window) -> tuple[int, int]:
    QApplication.processEvents()
    return window.width(), window.height()


@pytest.mark.parametrize(("text", "least"), [("cuisine", 2), ("coifure rennes", 1), ("technicien bois", 1)])
def test_at_200_percent_two_results_stand_under_the_field(
    program: Program, window: Window, page: SearchPage, text: str, least: int
) -> None:
    program.wear(Theme(LIGHT, 2.0))
    find(page, text)
    assert whole_lines(page) >= least
    view = page.results.view
    assert view.visualRect(page.results.rows.index(1)).top() < view.viewport().height() * 2 // 3


def test_the_map_is_a_button_away_from_the_results(window: Window, page: SearchPage) -> None:
    type_text("cuisine")
    page.search()
    button = page.results.bar.map
    assert button.isVisible()
    button.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert window.current_number == MAP
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is button


def test_a_message_leaves_the_current_line_whole(window: Window, page: SearchPage) -> None:
    find(page, "cuisine")
    view, rows = page.results.view, page.results.rows
    last = max(n for n in range(rows.rowCount()) if view.viewport().rect().contains(view.visualRect(rows.index(n))))
    view.setCurrentIndex(rows.index(last))
    window.say("La sélection est pleine (6 sur 6).")
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


@pytest.mark.parametrize("zoom", [2.0, 2.5])
def test_the_window_never_grows_for_what_it_shows(
    program: Program, window: Window, page: SearchPage, session: Session, zoom: float
) -> None:
    session.put(exemple(session.catalogue))
    program.wear(Theme(LIGHT, zoom))
    find(page, "coifure rennes")
    page.results.bar.fold.click()
    assert size(window) == SIZE
    page.results.bar.fold.click()
    page.outcome.show_near()
    window.say("La sélection est pleine (6 sur 6). Retirez une formation pour en ajouter une autre.")
    assert size(window) == SIZE
    window.hush()
    window.show_page(COMPARE)
    compare: ComparePage = window.page(COMPARE)
    assert size(window) == SIZE
    cell = compare.board.cell("parts", 0)
    assert cell is not None
    compare.explain(cell)
    assert size(window) == SIZE


def test_the_tour_gives_way_to_a_message_where_everything_is_large(
    program: Program, extrait: Path, qtbot: QtBot
) -> None:
    program.preferences.use(visite_vue=False)
    window = program.open(extrait)
    window.resize(*SIZE)
    window.show()
    program.warm_up()
    program.wear(Theme(LIGHT, 2.5))
    assert program.desk is not None
    tour = program.desk.welcome.tour
    assert tour is not None
    assert tour.isVisible()
    window.say("Dossier du 12 mars, 14 h retrouvé.", "Repartir à vide", lambda: None)
    assert not tour.isVisible()
    assert size(window) == SIZE
    window.hush()
    assert tour.isVisible()


def test_the_end_of_the_interview_is_a_button_of_the_header(program: Program, window: Window, qtbot: QtBot) -> None:
    window.header.end.setFocus()
    press(Qt.Key.Key_Space, " ")
    assert program.desk is not None
    assert program.desk.window is not window
    assert "L’entretien est terminé." in program.desk.window.notice_text


def test_at_200_percent_the_tools_of_the_comparison_fold_into_one_button(
    program: Program, window: Window, session: Session
) -> None:
    session.put(exemple(session.catalogue))
    program.wear(Theme(LIGHT, 2.0))
    window.show_page(COMPARE)
    QApplication.processEvents()
    bar = window.page(COMPARE).toolbar
    assert bar.folded.isVisible()
    assert not bar.highlight.isVisible()
    bar.folded.setFocus()
    press(Qt.Key.Key_Space, " ")
    menu = bar.folded.menu_shown
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Surligner les écarts nets", "Mode famille"]
    menu.actions()[0].trigger()
    menu.close()
    assert bar.highlight.isChecked()


def test_tab_comes_to_the_filters_in_force_before_the_list(page: SearchPage) -> None:
    find(page, "cuisine")
    page.facets.box("diplome", "CAP").setChecked(True)
    page.facets.box("voie", "scolaire").setChecked(True)
    page.focus_field()
    stops = []
    while QApplication.focusWidget() is not page.results.view:
        press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
        assert len(stops) < 10
    bar = page.results.bar
    assert stops[1:-1] == [*bar.chips, bar.map, bar.order]


def test_a_long_name_of_region_does_not_widen_the_facets(page: SearchPage) -> None:
    page.search()
    page.departure.region.setText("Provence-Alpes-Côte d’Azur")
    QApplication.processEvents()
    inside = page.side.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.side.viewport().width()


def test_a_formation_that_is_there_already_is_not_told_by_its_code(window: Window, session: Session) -> None:
    session.put(exemple(session.catalogue))
    session.add(session.selection.choix[0])
    assert window.notice_text == "Cette formation est déjà dans la sélection."

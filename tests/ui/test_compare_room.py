"""Nothing is cut: at 1366 × 768, every word of the page has its room, whatever the columns and the zoom."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.compare_help import show
from ui.compare.geometry import geometry
from ui.compare.head_card import HeadCard
from ui.compare.label import Label
from ui.compare.page import ComparePage
from ui.theme import LIGHT, Theme

COUNTS, ZOOMS = (2, 3, 6), (1.0, 1.25, 1.5, 2.0, 2.5)


def visible(widgets: list[QWidget]) -> list[QWidget]:
    return [widget for widget in widgets if widget.isVisible()]


def assert_every_word_fits(page: ComparePage) -> None:
    seen = 0
    for painted in page.board.painted:
        if not painted.isVisible():
            continue
        room = painted.room()
        said = painted.accessibleName()
        assert painted.block.least() <= room.width(), said
        assert painted.block.height(room.width()) <= room.height(), said
        assert painted.geometry().right() <= page.board.width(), said
        for link in painted.links.values() if isinstance(painted, Label) else ():
            assert link.width() >= link.sizeHint().width(), said
            assert painted.rect().adjusted(-4, 0, 0, 0).contains(link.geometry()), said
        if isinstance(painted, HeadCard) and (button := painted.beside_button) is not None:
            assert button.width() >= button.sizeHint().width(), said
            assert button.y() >= painted.padding[1] + painted.block.height(room.width()), said
        seen += 1
    assert seen > 15


def assert_tools_fit(page: ComparePage) -> None:
    bar = page.toolbar
    items = visible([child for child in bar.findChildren(QWidget) if child.parent() is bar])
    assert len(items) >= 2
    for item in items:
        assert bar.rect().contains(item.geometry()), item
        assert item.width() >= item.sizeHint().width(), item
    for one, two in combinations(items, 2):
        assert not one.geometry().intersects(two.geometry()), (one, two)


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("count", COUNTS)
def test_no_word_is_cut(qtbot: QtBot, tmp_path: Path, count: int, zoom: float) -> None:
    page = show(qtbot, tmp_path, count, zoom=zoom)
    page.toolbar.highlight.setChecked(True)
    assert_every_word_fits(page)
    assert_tools_fit(page)


@pytest.mark.parametrize("count", COUNTS)
def test_no_word_is_cut_beside_the_panel(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    page = show(qtbot, tmp_path, count)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    page.explain(cell)
    assert_every_word_fits(page)
    assert_tools_fit(page)


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_cells_do_not_meet_and_stand_in_their_columns(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    page = show(qtbot, tmp_path, 6, size=(width, 640))
    widgets = [widget for widget in page.board.grid.painted if widget.isVisible()]
    assert len(widgets) > 20
    for one, two in combinations(widgets, 2):
        assert not one.geometry().intersects(two.geometry()), (one.accessibleName(), two.accessibleName())


def test_cards_leave_most_of_the_height_to_the_figures(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 6)
    assert page.board.header.height() < page.height() * 0.5


def test_six_columns_fit_1366_pixels_and_no_more_than_two_from_150_percent() -> None:
    assert geometry(Theme(LIGHT), 1366, 6, 0, False).shown == 6
    assert geometry(Theme(LIGHT, 1.5), 1366, 6, 0, False).shown == 2
    assert geometry(Theme(LIGHT, 2.0), 1366, 6, 0, False).shown == 2


@pytest.mark.parametrize("width", range(320, 2000, 240))
def test_columns_have_equal_widths_inside_the_margins(width: int) -> None:
    for zoom in (1.0, 1.25, 2.0):
        theme = Theme(LIGHT, zoom)
        places = geometry(theme, width, 6, 4, False)
        last = places.first + places.shown - 1
        assert 0 <= places.first <= 6 - places.shown
        assert places.span(0, 5) == places.span(places.first, last)
        if places.wide >= theme.px(172):
            assert places.x(last) + places.wide <= width - theme.px(16)

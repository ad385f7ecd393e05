"""The painters: they draw without a warning, what they draw is what they are given, and each outcome has its shape."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.compare_help import dress
from ui.theme import DARK, LIGHT, Theme, Tokens
from ui.widgets.band import band_block
from ui.widgets.blocks import Block, Split, Stack
from ui.widgets.chart_frame import apart, clamped, freest
from ui.widgets.chart_marks import DOTTED, HATCHED, SOLID, LegendMark
from ui.widgets.chip import DASHED, OUTLINED, PLAIN, Chip
from ui.widgets.gap import gap_block
from ui.widgets.line_block import Flow
from ui.widgets.line_chart import Line, LineChart, Point
from ui.widgets.pictogram import Ten
from ui.widgets.strip import paint_strip, segments
from ui.widgets.text_block import Text

THEMES = [(LIGHT, 1.0), (DARK, 1.0), (LIGHT, 2.5)]
PARTS = st.integers(0, 100).flatmap(lambda a: st.integers(0, 100 - a).map(lambda b: (a, b, 100 - a - b)))


def picture(theme: Theme, size: tuple[int, int], draw: Callable[[QPainter], None]) -> QImage:
    """Return what ``draw`` paints on a surface."""
    image = QImage(*size, QImage.Format.Format_ARGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def drawn(theme: Theme, block: Block, width: int) -> QImage:
    tall = block.height(width)
    return picture(theme, (width, tall), lambda painter: block.paint(painter, QRect(0, 0, width, tall)))


def colors(image: QImage, box: QRect | None = None) -> set[str]:
    box = box or image.rect()
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def chart(theme: Theme, words: str = "pas encore connu") -> LineChart:
    lines = [
        Line((Point(6, 0, "0 %", (0, 5)), Point(12, 100, "100 %", (90, 100), True)), solid=True),
        Line((Point(6, 20), Point(12, 30), Point(18, 40), Point(24, 57, "57 %")), solid=False),
    ]
    return LineChart(theme, lines, frozenset({18, 24}), words)


@pytest.mark.parametrize(("tokens", "zoom"), THEMES)
def test_every_block_paints_at_any_width(qtbot: QtBot, tokens: Tokens, zoom: float) -> None:
    theme = dress(tokens, zoom)
    blocks: list[Block] = [
        Ten(theme, (2, 6, 2), 10),
        Ten(theme, (0, 10, 0), 5),
        chart(theme),
        LineChart(theme, [], frozenset(), ""),
        LineChart(theme, [], frozenset({6, 12, 18, 24}), "pas encore connu"),
        *(LegendMark(theme, mark) for mark in (SOLID, DOTTED, HATCHED)),
        gap_block(theme, "manque-inconnu", "Absent de la source", "À 6 mois : "),
        band_block(theme, "Étudient : ", "on ne peut pas départager A et B"),
        band_block(theme, "Étudient : ", "l’écart est net", sign="net"),
        *(Chip(theme, "Région · Bretagne", look) for look in (PLAIN, DASHED, OUTLINED)),
    ]
    for block in blocks:
        for width in (block.least(), block.width(), 3 * block.width()):
            image = drawn(theme, block, max(1, width))
            empty = isinstance(block, LineChart) and not list(block.words())
            assert len(colors(image)) > 1 or empty


@given(PARTS)
def test_a_strip_is_filled_by_its_parts_and_a_zero_has_no_segment(parts: tuple[int, int, int]) -> None:
    whole = QRectF(10, 0, 132, 13)
    places = segments(whole, parts, 1)
    assert [place is None for place in places] == [part == 0 for part in parts]
    shown = [place for place in places if place is not None]
    assert shown[0].left() == whole.left()
    assert abs(shown[-1].right() - whole.right()) <= 1
    assert all(place.width() >= 2 for place in shown)
    assert all(one.right() <= two.left() + 0.01 for one, two in pairwise(shown))


def test_a_strip_is_solid_then_striped_then_empty(qtbot: QtBot) -> None:
    theme = dress()
    image = picture(theme, (120, 12), lambda p: paint_strip(p, QRect(0, 0, 120, 12), (40.0, 30.0, 30.0), theme))
    assert theme.tokens.work in colors(image, QRect(2, 2, 40, 8))
    assert {theme.tokens.study_fill, theme.tokens.study_bg} <= colors(image, QRect(52, 2, 26, 8))
    assert colors(image, QRect(90, 3, 24, 6)) == {theme.tokens.other_fill}


@given(st.integers(0, 10).flatmap(lambda a: st.integers(0, 10 - a).map(lambda b: (a, b, 10 - a - b))))
def test_ten_silhouettes_are_always_ten_in_the_fixed_order(counts: tuple[int, int, int]) -> None:
    for across in (5, 10):
        places, width, _ = Ten(Theme(LIGHT), counts, across)._places(34)
        outcomes = [outcome for outcome, _ in places]
        assert outcomes == sorted(outcomes)
        assert tuple(outcomes.count(i) for i in range(3)) == counts
        assert max(place.right() for _, place in places) <= width


@pytest.mark.parametrize("outcome", [0, 1, 2])
def test_each_outcome_has_its_own_look(qtbot: QtBot, outcome: int) -> None:
    theme = dress()
    counts = [0, 0, 0]
    counts[outcome] = 10
    seen = colors(drawn(theme, Ten(theme, counts, 5), 200))
    tokens = theme.tokens
    own = [{tokens.work}, {tokens.study_fill, tokens.study_bg, tokens.study_outline}, set()]
    for number, expected in enumerate(own):
        assert bool(expected & seen) == (number == outcome and bool(expected))


def test_silhouettes_shrink_to_the_width_and_never_under_their_least(qtbot: QtBot) -> None:
    block = Ten(dress(), (3, 4, 3), 10)
    wide, least = block.width(), block.least()
    assert block.height(wide) > block.height(least)
    assert block._places(block._tall(least))[1] <= least


def test_a_chart_writes_its_values_and_hatches_what_is_not_known(qtbot: QtBot) -> None:
    theme = dress()
    block = chart(theme)
    assert list(block.words()) == ["pas encore connu", "57 %", "0 %", "100 %"]
    image = drawn(theme, block, 300)
    assert theme.tokens.work in colors(image)
    without = drawn(theme, LineChart(theme, block._lines, frozenset(), ""), 300)
    right = QRect(200, 25, 90, 40)
    assert len(colors(image, right)) > len(colors(without, right))


@given(st.lists(st.floats(0, 280), min_size=2, max_size=4))
def test_labels_stay_inside_their_chart(lefts: list[float]) -> None:
    whole = QRectF(0, 0, 300, 100)
    for place in apart([QRectF(x, 10, 34, 16) for x in sorted(lefts)], whole):
        assert whole.contains(place)


def test_two_labels_that_meet_are_pushed_apart() -> None:
    one, two = apart([QRectF(50, 10, 36, 16), QRectF(80, 12, 36, 16)], QRectF(0, 0, 300, 100))
    assert one.right() <= two.left()
    level = [QRectF(50, 10, 36, 16), QRectF(80, 60, 36, 16)]
    assert apart(level, QRectF(0, 0, 300, 100)) == level


def test_a_label_takes_the_freest_place() -> None:
    here, there = QRectF(0, 0, 10, 10), QRectF(0, 50, 10, 10)
    assert freest([here, there], [QRectF(5, 5, 20, 20)]) == there
    assert clamped(QRectF(-5, -5, 10, 10), QRectF(0, 0, 100, 100)).topLeft() == QPointF(0, 0)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "P")), max_size=80), st.integers(60, 400))
def test_a_text_takes_the_height_of_its_lines_and_never_less(text: str, width: int) -> None:
    block = Text(Theme(LIGHT), text)
    one = Text(Theme(LIGHT), "x").height(1000)
    assert block.height(width) >= one
    assert block.height(width) >= block.height(width + 200)
    assert list(block.words()) == [text]


def test_blocks_share_their_width(qtbot: QtBot) -> None:
    theme = dress()
    short, long = Text(theme, "20 %"), Text(theme, "Autres situations")
    split = Split([short, short, long], 8)
    assert split._widths(600) == [194, 194, 194]
    assert sum(split._widths(200)) + 16 <= 200
    flow = Flow([long, long], 6, 4)
    assert flow.height(long.width()) > flow.height(2 * long.width() + 6)


def test_spare_height_goes_before_the_spring(qtbot: QtBot) -> None:
    theme = dress()
    block = Stack([Text(theme, "haut"), Ten(theme, (10, 0, 0), 10)], 4, spring=1)
    tall = block.height(400) + 100
    image = picture(theme, (400, tall), lambda painter: block.paint(painter, QRect(0, 0, 400, tall)))
    assert theme.tokens.work in colors(image, QRect(0, tall - 30, 400, 30))
    assert colors(image, QRect(0, 25, 400, 80)) == {theme.tokens.surface}

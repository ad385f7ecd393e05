from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder.numbers import parse, parse_column, percent


@pytest.mark.parametrize(
    ("text", "number"),
    [("30.0", 30), ("30", 30), ("30,0", 30), (" 5,7 ", 5.7), ("0", 0), ("0.0", 0), ("-7", -7), ("\u22124", -4)],
)
def test_a_figure_is_read_however_the_source_writes_it(text: str, number: float) -> None:
    found = parse(text)
    assert found == number
    assert isinstance(found, int) == (number == int(number))


@pytest.mark.parametrize("marker", ["", "nd", "ND", "NA", "ns", "null", "*", "**", "  "])
def test_a_marker_of_absence_is_no_figure(marker: str) -> None:
    assert parse(marker) is None


@pytest.mark.parametrize("text", ["douze", "1e3", "3 0", "12/05", "4.00E+07", "nan"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_a_column_says_where_it_is_wrong() -> None:
    assert parse_column(["1", "nd", "2,5"]) == [1, None, 2.5]
    with pytest.raises(ValueError, match="2"):
        parse_column(["1", "nd", "x", "y"])


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_percent_is_the_nearest_integer_halves_to_even(counts: tuple[int, int]) -> None:
    part, whole = counts
    assert percent(part, whole) == round(Fraction(100 * part, whole))


def test_halves_go_to_the_even_neighbour() -> None:
    assert percent(15, 24) == 62
    assert percent(21, 40) == 52
    assert percent(3, 8) == 38

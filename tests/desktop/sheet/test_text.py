"""Words wrap inside their width and are all there; digits are of one width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sheet import wrapping
from desktop.sheet.clean import clean
from desktop.sheet.fonts import BODY, BOLD, REGULAR, load, width
from desktop.sheet.text import Text, bold, quiet

LETTERS = st.text("abcdefgéèàçœ’ABC0123456789%…", min_size=1, max_size=28)
WORDS = st.lists(LETTERS, min_size=1, max_size=25).map(" ".join)


def lines(text: Text, limit: float) -> list[str]:
    return ["".join(words for _, words, _, _ in pieces) for pieces, _, _ in text.lines(limit)]


@given(WORDS, WORDS, st.floats(70, 520))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(one: str, two: str, limit: float) -> None:
    text = Text(bold(one + " "), quiet(two))
    assert all(line.used <= limit + 0.01 for line in text.lines(limit))
    joined = "".join(lines(text, limit)).replace(" ", "").replace("-", "")
    assert joined == (one + two).replace(" ", "")


@given(st.text(st.characters(codec="utf-8", exclude_characters="- "), min_size=1, max_size=300), st.floats(60, 520))
def test_any_label_without_a_space_is_broken_into_lines_that_fit(label: str, limit: float) -> None:
    text = Text(label)
    assert all(line.used <= limit + 0.01 for line in text.lines(limit))
    assert "".join(lines(text, limit)).replace("-", "").replace(" ", "") == clean(label).replace(" ", "")


@pytest.mark.parametrize("sign", ["a", "W", "é", "\u0645", "\u05d0", "(", "’", "😀"])
def test_a_very_long_word_is_measured_a_few_times_a_line(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def count(words: str, font: str, size: float) -> float:
        measured.append(words)
        return width(words, font, size)

    monkeypatch.setattr(wrapping, "width", count)
    found = Text(sign * 1501).lines(61.25)
    assert len(measured) < 20 * len(found)


def test_a_no_break_space_holds_and_a_hyphen_may_break() -> None:
    assert lines(Text("Entre 57\u00a0et\u00a071\u00a0%"), 75) == ["Entre", "57\u00a0et\u00a071\u00a0%"]
    assert lines(Text("La Guerche-de-Bretagne"), 85) == ["La Guerche-de-", "Bretagne"]


def test_years_and_short_pairs_are_not_broken() -> None:
    assert lines(Text("promotions 2022-2023 et/ou 2024"), 70)[1].startswith("2022-2023")


def test_a_word_wider_than_its_column_is_hyphenated_rather_than_cut() -> None:
    assert lines(Text("anticonstitutionnellement"), 70)[0].endswith("-")


def test_digits_have_one_width_in_both_weights() -> None:
    load()
    for font in (REGULAR, BOLD):
        assert len({round(width(digit, font, BODY), 6) for digit in "0123456789"}) == 1
        assert width("i", font, BODY) < width("m", font, BODY)


def test_the_space_of_thousands_is_narrow() -> None:
    assert 0 < width("\u202f", REGULAR, BODY) < width("\u00a0", REGULAR, BODY)

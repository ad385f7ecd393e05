"""French typography: golden case G30 and the rules of DOMAIN.md §7.2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.typography import (
    euros,
    jour,
    kilometres,
    liste,
    mois_annee,
    nombre,
    points,
    pourcent,
    promotions,
    quantite,
)


def test_golden_case_g30() -> None:
    assert euros(1540) == "1\u202f540\u00a0€"
    assert pourcent(12.5) == "12,5\u00a0%"
    assert points(-4) == "\u22124\u00a0points"
    assert nombre(23.4, 1) == "23,4"


@pytest.mark.parametrize(
    ("value", "text"), [(8, "+8\u00a0points"), (1, "+1\u00a0point"), (-1, "\u22121\u00a0point"), (0, "0\u00a0point")]
)
def test_a_difference_carries_its_sign_and_agrees(value: int, text: str) -> None:
    assert points(value) == text


@given(st.integers(-(10**9), 10**9))
def test_a_number_reads_back(value: int) -> None:
    assert int(nombre(value).replace("\u202f", "").replace("\u2212", "-")) == value


def test_dates_and_cohorts() -> None:
    assert jour("2026-03-13") == "13\u00a0mars\u00a02026"
    assert jour("2026-03-01") == "1er\u00a0mars\u00a02026"
    assert mois_annee("2025-08-31") == "août\u00a02025"
    assert promotions("2022_2023") == "promotions 2022 et 2023"
    assert promotions("2024") == "promotion\u00a02024"


def test_counts_agree_from_two() -> None:
    assert [quantite(n, "sortant") for n in (0, 1, 2)] == ["0\u00a0sortant", "1\u00a0sortant", "2\u00a0sortants"]
    assert liste(["a"]) == "a"
    assert liste(["a", "b", "c"]) == "a, b et c"
    assert kilometres(0.4) == "moins de 1\u00a0km"
    assert kilometres(29.4) == "29\u00a0km"

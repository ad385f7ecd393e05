"""The doubt against the reference values of DOMAIN.md §6 and golden cases G21, G23–G25."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.doubt import Z95, newcombe, percent, plage, wilson

counts = st.integers(20, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (10, 20, (30, 70)),
        (25, 50, (37, 63)),
        (50, 100, (40, 60)),
        (100, 200, (43, 57)),
        (18, 44, (28, 56)),
        (0, 29, (0, 12)),
    ],
)
def test_wilson_gives_the_reference_bounds(k: int, n: int, expected: tuple[int, int]) -> None:
    assert tuple(percent(b) for b in wilson(k, n)) == expected


@pytest.mark.parametrize(
    ("k", "n", "z", "expected"),
    [
        (177, 323, 2.33, (46, 64)),
        (10, 20, 2.33, (20, 80)),
        (50, 100, 2.33, (34, 66)),
        (108, 208, 2.37, (41, 63)),
        (0, 29, 2.37, (0, 28)),
    ],
)
def test_plage_gives_the_reference_bounds(k: int, n: int, z: float, expected: tuple[int, int]) -> None:
    assert tuple(percent(b) for b in plage(k, n, z)) == expected


@pytest.mark.parametrize(
    ("a", "b", "z", "expected", "precision"),
    [
        ((22.5, 30), (18, 30), Z95, (-8.5, 36.4), 0.051),
        ((75, 100), (60, 100), Z95, (2.0, 27.3), 0.051),
        ((16, 20), (12, 20), Z95, (-8.2, 44.5), 0.051),
        ((114, 187), (108, 208), Z95, (-0.75, 18.56), 0.0051),
        ((114, 187), (108, 208), 2.8, (-4.89, 22.44), 0.0051),
        ((111, 239), (70, 204), Z95, (2.95, 20.97), 0.0051),
        ((111, 239), (70, 204), 2.8, (-0.97, 24.56), 0.0051),
        ((114, 187), (18, 44), Z95, (3.73, 34.88), 0.0051),
        ((114, 187), (18, 44), 2.8, (-2.90, 40.16), 0.0051),
    ],
)
def test_newcombe_gives_the_reference_intervals(
    a: tuple[float, float], b: tuple[float, float], z: float, expected: tuple[float, float], precision: float
) -> None:
    low, high = newcombe(a[0] / a[1], wilson(*a, z), b[0] / b[1], wilson(*b, z))
    assert (100 * low, 100 * high) == pytest.approx(expected, abs=precision)


@given(counts)
def test_bounds_hold_the_rate_and_stay_between_0_and_1(case: tuple[int, int]) -> None:
    k, n = case
    low, high = wilson(k, n)
    wide_low, wide_high = plage(k, n, 2.33)
    assert 0 <= wide_low <= low <= k / n <= high <= wide_high <= 1


@given(counts, counts, st.floats(1.96, 3.3))
def test_a_difference_changes_sign_with_the_order(a: tuple[int, int], b: tuple[int, int], z: float) -> None:
    pa, pb = a[0] / a[1], b[0] / b[1]
    one = newcombe(pa, wilson(*a, z), pb, wilson(*b, z))
    other = newcombe(pb, wilson(*b, z), pa, wilson(*a, z))
    assert one == pytest.approx((-other[1], -other[0]))
    assert one[0] <= pa - pb <= one[1]


def test_a_rate_of_0_starts_at_0_and_a_full_rate_ends_at_1() -> None:
    assert wilson(0, 29)[0] == 0.0
    assert wilson(29, 29)[1] == 1.0

"""Ten figures: the examples and the exhaustive claims of DOMAIN.md §6.4."""

from __future__ import annotations

import pytest

from desktop.tens import ten


@pytest.mark.parametrize(
    ("parts", "figures"),
    [
        ((45, 45, 10), (5, 4, 1)),
        ((47, 47, 6), (5, 4, 1)),
        ((25, 58, 17), (2, 6, 2)),
        ((5, 90, 5), (1, 8, 1)),
        ((0, 100, 0), (0, 10, 0)),
        ((4, 48, 48), (0, 5, 5)),
        ((33, 33, 34), (3, 3, 4)),
        ((57, 30, 13), (6, 3, 1)),
        ((75, 0, 25), (8, 0, 2)),
        ((16, 84, 0), (2, 8, 0)),
        ((0, 89, 11), (0, 9, 1)),
        ((25, 53, 22), (3, 5, 2)),
    ],
)
def test_the_examples(parts: tuple[int, int, int], figures: tuple[int, int, int]) -> None:
    assert ten(parts) == figures


def test_every_triple_keeps_the_promises() -> None:
    seen = 0
    exceptions = set()
    for a in range(101):
        for b in range(101 - a):
            parts = (a, b, 100 - a - b)
            figures = ten(parts)
            assert figures is not None
            assert sum(figures) == 10
            seen += 1
            for part, figure in zip(parts, figures, strict=True):
                assert part or not figure
                assert part < 5 or figure >= 1
                if abs(10 * figure - part) >= 10:
                    exceptions.add(parts)
    assert seen == 5151
    assert exceptions == {(5, 5, 90), (5, 90, 5), (90, 5, 5)}


def test_parts_that_do_not_sum_to_100_draw_nothing() -> None:
    assert ten((40, 40, 19)) is None
    assert ten((-1, 51, 50)) is None

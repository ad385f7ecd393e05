"""Our SVG icons become paths that keep to their grid."""

from __future__ import annotations

from math import hypot
from pathlib import Path

import pytest

from desktop.sheet.icons import GRID, shapes
from desktop.sheet.svg_path import segments
from desktop.wording import GLYPHES


def test_every_icon_is_understood_and_keeps_to_its_grid(root: Path) -> None:
    names = sorted(p.stem for p in (root / "resources" / "icons").glob("*.svg"))
    assert len(names) > 20
    for name in names:
        drawn = shapes(name)
        assert drawn, name
        for shape in drawn:
            points = [numbers[-2:] for _, numbers in shape.segments if numbers]
            assert points, name
            assert all(-1 <= n <= GRID + 1 for point in points for n in point), name


@pytest.mark.parametrize("name", sorted(set(GLYPHES.values())))
def test_every_glyph_of_a_gap_has_its_drawing(name: str) -> None:
    assert shapes(name)


def test_an_arc_is_a_circle_to_the_eye() -> None:
    found = segments("M0 5A5 5 0 0 1 10 5A5 5 0 0 1 0 5Z")
    for letter, numbers in found:
        if letter == "C":
            x = [(p[0] + 3 * p[1] + 3 * p[2] + p[3]) / 8 for p in _curves(found)[:1] for p in zip(*p, strict=True)]
            assert abs(hypot(x[0] - 5, x[1] - 5) - 5) < 0.01
            assert abs(hypot(numbers[4] - 5, numbers[5] - 5) - 5) < 1e-6


def _curves(found: tuple[tuple[str, tuple[float, ...]], ...]) -> list[list[tuple[float, float]]]:
    at, curves = (0.0, 0.0), []
    for letter, n in found:
        if letter == "C":
            curves.append([at, (n[0], n[1]), (n[2], n[3]), (n[4], n[5])])
        if n:
            at = (n[-2], n[-1])
    return curves


def test_relative_and_absolute_commands_meet() -> None:
    assert segments("m1 1l2 0v2h-2z") == segments("M1 1L3 1V3H1Z")
    assert segments("M0 0c1 0 2 1 2 2s1 2 2 2")[2] == ("C", (2.0, 3.0, 3.0, 4.0, 4.0, 4.0))


def test_a_command_that_is_not_understood_is_refused() -> None:
    with pytest.raises(ValueError, match="not supported"):
        segments("M0 0Q1 1 2 2")

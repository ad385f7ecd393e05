"""Printed in grey, the three outcomes stay apart: by how dark they are and by how much of them is dark.

Sheet and fiche simple are rendered at 150 dots an inch, as a school printer would, and read where silhouettes stand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pypdfium2
import pytest

from desktop.comparison import Comparison
from desktop.sheet import silhouettes, simple_carte
from desktop.sheet.demande import COMPARAISON, SIMPLE, Demande
from desktop.sheet.document import render
from desktop.sheet.look import PAGE_HEIGHT
from desktop.sheet.pen import Pen
from desktop.sheet.silhouettes import GRID, OTHER, STUDIES, WORKS, person

DOTS = 150 / 72
APART = 25.0
"""Mean grey of bodies (0 black, 255 white) between two outcomes, at least."""
SPREAD = 12.0
"""Standard deviation of the grey of bodies between stripes and the empty outline, at least."""


class Grey(NamedTuple):
    """Mean and standard deviation of the grey of silhouettes, and of the middle of their bodies."""

    mean: float
    spread: float
    body_mean: float
    body_spread: float


def stats(values: bytes) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5


def measured(monkeypatch: pytest.MonkeyPatch, comparison: Comparison, genre: str) -> dict[int, Grey]:
    """Render the first page, remember where each silhouette stands, and measure its grey there."""
    where: list[tuple[int, float, float, float]] = []

    def seen(pen: Pen, outcome: int, x: float, y: float, height: float) -> None:
        where.append((outcome, x, y, height))
        person(pen, outcome, x, y, height)

    module = simple_carte if genre == SIMPLE else silhouettes
    monkeypatch.setattr(module, "person", seen)
    content = render(comparison, Demande(genre, verso=False))
    image = pypdfium2.PdfDocument(content)[0].render(scale=DOTS, grayscale=True).to_pil()

    def grey(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float]:
        found = b"".join(
            image.crop(
                (
                    round(x * DOTS),
                    round((PAGE_HEIGHT - y - h) * DOTS),
                    round((x + w) * DOTS),
                    round((PAGE_HEIGHT - y) * DOTS),
                )
            ).tobytes()
            for x, y, w, h in boxes
        )
        return stats(found)

    said = {}
    for outcome in (WORKS, STUDIES, OTHER):
        here = [(x, y, h) for o, x, y, h in where if o == outcome]
        assert here, "a silhouette of each outcome stands on the page"
        whole = [(x, y, h * GRID[0] / GRID[1], h) for x, y, h in here]
        body = [(x + 0.15 * h, y + 0.08 * h, 0.45 * h, 0.38 * h) for x, y, h in here]  # between the sides of the body
        said[outcome] = Grey(*grey(whole), *grey(body))
    return said


@pytest.mark.parametrize("genre", [COMPARAISON, SIMPLE])
def test_the_three_outcomes_stay_apart_in_grey(
    real: Callable[[str], Comparison], monkeypatch: pytest.MonkeyPatch, genre: str
) -> None:
    found = measured(monkeypatch, real("trois régions"), genre)
    works, studies, other = found[WORKS], found[STUDIES], found[OTHER]
    assert studies.mean > works.mean
    assert other.mean > studies.mean
    assert studies.body_mean - works.body_mean >= APART
    assert other.body_mean - studies.body_mean >= APART
    assert studies.body_spread - other.body_spread >= SPREAD
    assert works.body_spread - studies.body_spread >= SPREAD
    assert other.body_mean > 250

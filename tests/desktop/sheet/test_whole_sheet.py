"""Random selections on paper: every figure, gap, cohort and source is there, nothing is badly placed or too black."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.typography import pourcent
from tests.desktop.sheet.cases import REAL
from tests.desktop.sheet.hasard import comparisons
from tests.desktop.sheet.paper import Paper
from tests.desktop.sheet.relecture import absent, faults
from tests.desktop.sheet.test_layout import Real
from tests.desktop.sheet.trois_cents import wrong

FEW, MANY = 12, 30


def test_random_selections_of_the_extract_are_whole(extrait: Path) -> None:
    bad = {" ".join(refs): found for refs, one in comparisons(extrait, FEW) if (found := wrong(one)[0])}
    assert bad == {}


def test_random_selections_of_the_full_snapshot_are_whole(instantane_complet: Path) -> None:
    bad = {}
    for refs, one in comparisons(instantane_complet, MANY, seed=11):
        if found := wrong(one)[0]:
            bad[" ".join(refs)] = found
    assert bad == {}


@pytest.mark.parametrize("name", REAL)
def test_every_figure_of_the_usual_sheets_is_found(real: Real, name: str) -> None:
    assert wrong(real(name))[0] == []


def test_the_check_sees_a_figure_a_gap_and_a_source_that_are_missing(real: Real) -> None:
    whole = real("trois lieux")
    other = Paper(wrong(real("une"))[1].content)
    found = list(absent(whole, other))
    assert any(pourcent(64).replace("\xa0", " ") in line for line in found)
    assert any("source: " in line for line in found)
    assert any("[1] part_emploi_6m_etablissement" in line for line in found)
    assert list(faults(other)) == []


def test_the_same_selections_come_back(extrait: Path) -> None:
    first, again = ([refs for refs, _ in comparisons(extrait, 3)] for _ in range(2))
    assert first == again

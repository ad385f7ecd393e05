"""Who is behind a figure: in the words of its denominator, and never of a figure that is not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typography import NBSP
from desktop.who_counts import cohort, counted, meaning, uncounted
from tests.desktop.test_breaks import figure


def test_parts_are_of_a_last_year_and_rates_of_those_who_left() -> None:
    assert cohort([figure("part_poursuite", millesime="2022_2023")]) == (
        "Jeunes en dernière année, promotions 2022 et 2023 réunies pour être assez nombreux.",
    )
    assert cohort([figure(millesime="2022_2023")]) == (
        "Jeunes sortis en 2022 et 2023, deux promotions réunies pour être assez nombreux.",
    )


@pytest.mark.parametrize(
    ("nom", "said"),
    [
        ("part_emploi_6m", f"Jeunes en dernière année, promotion{NBSP}2024."),
        ("taux_emploi_6m", "Jeunes sortis en 2024, une seule promotion."),
        ("taux_rupture_contrats", f"Promotion{NBSP}2024."),
        ("capacite", "Session 2024."),
    ],
)
def test_one_cohort_is_said_so(nom: str, said: str) -> None:
    assert cohort([figure(nom, millesime="2024")]) == (said,)


def test_those_who_left_may_be_enrolled_elsewhere_than_at_school_or_in_apprentissage() -> None:
    said = " ".join(counted([figure()]))
    assert "plus en formation scolaire ou en apprentissage" in said
    assert "nulle part" not in said


def test_a_gap_counts_nobody_and_means_nothing() -> None:
    gap = replace(figure(), statut="sous_seuil", valeur=None)
    assert counted([gap]) == meaning([gap]) == ()
    assert counted([figure("capacite")]) == meaning([figure("capacite")]) == ()


def test_an_older_cohort_told_beside_a_gap_is_of_before_2022_too() -> None:
    old = figure("taux_emploi_24m", millesime="2019_2020")
    gap = replace(figure("taux_emploi_24m"), statut="horizon_non_observe", valeur=None)
    assert uncounted([gap]) == uncounted([figure("taux_emploi_24m")]) == ()
    assert uncounted([replace(gap, anterieur=old)])
    assert not uncounted([replace(gap, anterieur=replace(old, statut="sous_seuil", valeur=None))])

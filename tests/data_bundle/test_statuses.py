from __future__ import annotations

from data_bundle.builder import statuses
from data_bundle.builder.statuses import Column, column_states, filled_columns, missing

H24 = {"taux_emploi_24m": 24}


def test_an_empty_column_of_the_newest_cohorts_is_not_observed_yet() -> None:
    some = {"2019_2020": True, "2021_2022": False, "2022_2023": False}
    states = column_states({cohort: {"taux_emploi_24m": filled} for cohort, filled in some.items()}, H24)
    assert states["2019_2020", "taux_emploi_24m"] is Column.FILLED
    assert states["2021_2022", "taux_emploi_24m"] is Column.NOT_YET
    assert states["2022_2023", "taux_emploi_24m"] is Column.NOT_YET


def test_an_empty_column_that_a_later_cohort_fills_is_not_published() -> None:
    filled = {"2019_2020": {"taux_emploi_24m": False}, "2021_2022": {"taux_emploi_24m": True}}
    assert column_states(filled, H24)["2019_2020", "taux_emploi_24m"] is Column.NEVER


def test_an_empty_column_without_a_horizon_is_never_to_come() -> None:
    states = column_states({"2023_2024": {"taux_rupture_contrats": False}}, H24)
    assert states["2023_2024", "taux_rupture_contrats"] is Column.NEVER


def test_a_zero_fills_a_column() -> None:
    assert filled_columns(["a", "b"], {"x": [0, None]}) == {"a": {"x": True}, "b": {"x": False}}


def test_an_empty_cell_says_which_denominator_is_too_small() -> None:
    assert missing("taux_emploi_6m", Column.FILLED, poursuite=True) == statuses.SOUS_SEUIL_SORTANTS
    assert missing("taux_emploi_6m", Column.FILLED, poursuite=False) == statuses.SOUS_SEUIL
    assert missing("part_poursuite", Column.FILLED, poursuite=False) == statuses.SOUS_SEUIL


def test_parts_left_out_beside_a_published_share_are_not_published() -> None:
    assert missing("part_emploi_6m", Column.FILLED, poursuite=True) == statuses.NON_DIFFUSE


def test_an_empty_column_comes_before_a_small_group() -> None:
    assert missing("taux_emploi_24m", Column.NOT_YET, poursuite=False) == statuses.HORIZON
    assert missing("taux_rupture_contrats_etablissement", Column.NEVER, poursuite=False) == statuses.NON_DIFFUSE

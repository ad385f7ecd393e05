"""An estimated drive: plainly an estimate, longer with the distance, none where no road goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.geo import PLUS_LOIN, duree_estimee, phrase_trajet

BRETAGNE, PACA, CORSE, REUNION, GUADELOUPE, MAYOTTE = "53", "93", "94", "04", "01", "06"


@pytest.mark.parametrize(("km", "minutes"), [(0, 5), (1, 5), (5, 10), (18, 30), (60, 65), (210, 170), (660, 475)])
def test_a_drive_is_estimated_to_five_minutes(km: float, minutes: int) -> None:
    assert duree_estimee(km) == minutes


@given(st.floats(0, PLUS_LOIN), st.floats(0, PLUS_LOIN))
def test_farther_never_takes_less_time(one: float, other: float) -> None:
    near, far = duree_estimee(min(one, other)), duree_estimee(max(one, other))
    assert near is not None
    assert far is not None
    assert near <= far
    assert near % 5 == 0


@pytest.mark.parametrize(
    ("de", "vers"),
    [
        (PACA, CORSE),
        (CORSE, PACA),
        (BRETAGNE, REUNION),
        (REUNION, MAYOTTE),
        (GUADELOUPE, "02"),
        (None, BRETAGNE),
        (BRETAGNE, None),
        (None, None),
    ],
)
def test_no_road_crosses_the_sea(de: str | None, vers: str | None) -> None:
    assert duree_estimee(30, de, vers) is None
    assert phrase_trajet(30, de, vers) is None


@pytest.mark.parametrize("region", [BRETAGNE, CORSE, REUNION, GUADELOUPE, MAYOTTE])
def test_on_an_island_one_drives_as_elsewhere(region: str) -> None:
    assert duree_estimee(30, region, region) == duree_estimee(30, BRETAGNE, PACA)


def test_an_estimate_is_called_one() -> None:
    assert phrase_trajet(18) == "environ 30\u00a0min en voiture, estimation"
    assert phrase_trajet(60) == "environ 1\u00a0h\u00a005 en voiture, estimation"
    assert phrase_trajet(134) == "environ 2\u00a0h en voiture, estimation"
    assert phrase_trajet(9000) is None

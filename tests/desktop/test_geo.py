"""An estimated drive: plainly an estimate, longer with the distance, none where no road goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.facts import Commune, Etablissement
from desktop.geo import PLUS_LOIN, duree_estimee, phrase_trajet, sans_route
from desktop.iles import SANS_ROUTE, ile

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
    told = "estimation sans compter relief ni estuaires"
    assert phrase_trajet(18) == f"environ 30\u00a0min en voiture, {told}"
    assert phrase_trajet(60) == f"environ 1\u00a0h\u00a005 en voiture, {told}"
    assert phrase_trajet(134) == f"environ 2\u00a0h en voiture, {told}"
    assert phrase_trajet(9000) is None


def leaving(code: str, latitude: float, longitude: float) -> Commune:
    return Commune(code, "Départ", "", code[:2], BRETAGNE, latitude, longitude)


def going(code: str | None, latitude: float, longitude: float) -> Etablissement:
    return Etablissement(
        *(1, "0900001M", "Lycée inventé", "lycee", None, code, None, "35", None, BRETAGNE),
        *(latitude, longitude, "etablissement", None, None),
    )


PALAIS, SAUZON = ("56152", 47.343, -3.171), ("56241", 47.354, -3.231)
VANNES, BREST, BASSE_TERRE = ("56260", 47.66, -2.76), ("29019", 48.39, -4.49), ("97105", 16.0, -61.73)
OUESSANT, YEU, MARIPASOULA = ("29155", 48.46, -5.09), ("85113", 46.71, -2.35), ("97353", 2.97, -53.76)
MARIE_GALANTE, SAINT_MARTIN, CAYENNE = ("97112", 15.88, -61.31), ("97801", 18.08, -63.06), ("97302", 4.93, -52.3)


@pytest.mark.parametrize(
    ("de", "vers"),
    [
        (PALAIS, VANNES),
        (VANNES, PALAIS),
        (OUESSANT, BREST),
        (YEU, VANNES),
        (MARIE_GALANTE, BASSE_TERRE),
        (SAINT_MARTIN, BASSE_TERRE),
        (MARIE_GALANTE, SAINT_MARTIN),
        (MARIPASOULA, CAYENNE),
        (BASSE_TERRE, (None, 18.097, -63.066)),
        (CAYENNE, (None, 3.64, -54.03)),
    ],
)
def test_no_road_goes_to_an_island_without_a_bridge(
    de: tuple[str, float, float], vers: tuple[str | None, float, float]
) -> None:
    assert sans_route(leaving(*de), going(*vers))


@pytest.mark.parametrize(
    ("de", "vers"),
    [
        (PALAIS, SAUZON),
        (PALAIS, (None, 47.33, -3.1)),
        (BREST, VANNES),
        (("17318", 46.2, -1.37), ("17300", 46.16, -1.15)),  # Ré, a bridge
        (("85163", 46.99, -2.23), ("85047", 46.85, -1.88)),  # Noirmoutier, a bridge
        (("97311", 5.49, -54.03), CAYENNE),
        (SAINT_MARTIN, (None, 18.0685, -63.0788)),
    ],
)
def test_on_one_island_or_over_a_bridge_one_drives(
    de: tuple[str, float, float], vers: tuple[str | None, float, float]
) -> None:
    assert not sans_route(leaving(*de), going(*vers))


def test_each_island_is_listed_once_and_no_two_boxes_meet() -> None:
    communes = [code for one in SANS_ROUTE for code in one.communes]
    assert len(communes) == len(set(communes))
    for one in SANS_ROUTE:
        south, north, west, east = one.boite
        assert south < north
        assert west < east
        for corner in ((south, west), (south, east), (north, west), (north, east)):
            assert ile(None, *corner) == one.nom

"""The outlines that the program carries, how they are read, and the script that makes them."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from math import cos, hypot, radians
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from data_bundle.builder.outlines import write
from data_bundle.builder.outlines_arcs import Borders, area_km2, simplify
from data_bundle.builder.outlines_overseas import put_back
from data_bundle.builder.outlines_seam import Neighbours, sew
from desktop.catalogue import Catalogue
from desktop.outlines import (
    ACADEMIE,
    COTE,
    METROPOLE,
    OUTRE_MER,
    REGION,
    Boite,
    Contours,
    Terre,
    read,
    territoire_de,
)
from desktop.snapshot import open_snapshot

Point = tuple[float, float]
FILE = "cartes/contours.json"
FAR_KM = 2.0
"""How far out a commune's centre may fall: the outline is simplified, and a few centres are at the water's edge."""


@pytest.fixture(scope="module")
def contours() -> Contours:
    return read()


def inside(point: Point, land: Terre) -> bool:
    x, y = point
    crossed = False
    for ring in land.anneaux:
        for (a, b), (u, v) in itertools.pairwise(ring):
            if (b > y) != (v > y) and x < (u - a) * (y - b) / (v - b) + a:
                crossed = not crossed
    return crossed


def away_km(point: Point, land: Terre) -> float:
    east = cos(radians(point[1]))
    return min(hypot((x - point[0]) * east, y - point[1]) * 111.2 for ring in land.anneaux for x, y in ring)


def test_the_file_is_small_and_names_its_source_and_its_licence(contours: Contours) -> None:
    assert resources.path(FILE).stat().st_size < 150_000
    content = json.loads(resources.path(FILE).read_text(encoding="utf-8"))
    assert "Orion" in content["source"] == contours.source
    assert "MIT" in content["licence"] == contours.licence
    assert "à confirmer" in contours.licence


def test_every_region_and_académie_is_there_and_every_ring_is_closed(contours: Contours) -> None:
    assert len({land.academie for land in contours.terres}) == len(contours.terres) == 30
    assert len({land.region for land in contours.terres}) == 18
    assert all(ring[0] == ring[-1] and len(ring) > 3 for land in contours.terres for ring in land.anneaux)


def test_each_overseas_region_has_a_map_of_its_own(contours: Contours) -> None:
    assert set(contours.boites) == {METROPOLE, *OUTRE_MER}
    assert territoire_de("53") == territoire_de("94") == territoire_de("") == METROPOLE
    assert territoire_de("04") == "04"


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "territory"),
    [
        ("Rennes", -1.68, 48.11, METROPOLE),
        ("Ajaccio", 8.74, 41.93, METROPOLE),
        ("Saint-Denis", 55.45, -20.88, "04"),
        ("Fort-de-France", -61.07, 14.61, "02"),
        ("Pointe-à-Pitre", -61.53, 16.24, "01"),
        ("Cayenne", -52.33, 4.94, "03"),
        ("Mamoudzou", 45.23, -12.78, "06"),
        ("Nouméa", 166.44, -22.27, None),
    ],
)
def test_a_point_is_on_the_map_of_its_territory(
    contours: Contours, name: str, longitude: float, latitude: float, territory: str | None
) -> None:
    assert contours.territoire(longitude, latitude) == territory, name


def test_a_line_between_two_regions_is_drawn_once(contours: Contours) -> None:
    kinds = Counter(line.genre for line in contours.traits)
    assert set(kinds) == {COTE, REGION, ACADEMIE}
    ends = [
        frozenset((line.points[0], line.points[-1], line.points[len(line.points) // 2])) for line in contours.traits
    ]
    assert len(ends) == len(set(ends))
    inland = Boite(-1.1, 48.2, 1.7, 49.2)  # the south of Normandie, where the source drew the border twice
    lines = [line for line in contours.traits if any(inland.contient(*point) for point in line.points)]
    assert {line.genre for line in lines} == {REGION}


def test_the_box_of_a_region_holds_its_academies(contours: Contours) -> None:
    box = contours.boite_region("53")
    assert box is not None
    assert box.contient(-1.68, 48.11)
    assert not box.contient(2.35, 48.85)
    assert contours.boite_region("99") is None


def test_communes_fall_on_the_land_of_their_region(contours: Contours, extrait: Path) -> None:
    catalogue = Catalogue(open_snapshot(extrait))
    rows = catalogue.snapshot.connection.execute(
        "SELECT nom, region, longitude, latitude FROM commune WHERE longitude IS NOT NULL AND region IN ('53', '04')"
    ).fetchall()
    assert len(rows) > 1000
    far = []
    for nom, region, longitude, latitude in rows:
        lands = [land for land in contours.terres if land.region == region]
        point = (float(longitude), float(latitude))
        if not any(inside(point, land) for land in lands) and min(away_km(point, land) for land in lands) > FAR_KM:
            far.append(nom)
    assert [nom for nom in far if nom not in ISLETS] == []


ISLETS = {"Île-de-Sein", "Hoëdic", "Houat", "Île-Molène"}
"""Communes whose land is smaller than what the map draws."""


def test_the_script_makes_the_file_again_from_the_open_data(opendata: Path, tmp_path: Path) -> None:
    write(opendata, tmp_path / "contours.json")
    assert (tmp_path / "contours.json").read_bytes() == resources.path(FILE).read_bytes()


POINTS = st.lists(
    st.tuples(st.floats(0, 1, allow_subnormal=False), st.floats(45, 46, allow_subnormal=False)), min_size=2, max_size=40
)


@given(POINTS, st.floats(0.1, 20))
def test_simplifying_leaves_out_no_point_farther_than_it_may(points: list[Point], tolerance: float) -> None:
    kept = simplify(points, tolerance)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert [point for point in kept if point not in points] == []
    assert len(kept) <= len(points)
    for point in points:
        assert min(_segment_km(point, a, b) for a, b in itertools.pairwise(kept)) <= tolerance * 1.1 + 1e-6


def _segment_km(point: Point, start: Point, end: Point) -> float:
    east = 111.2 * cos(radians(45.5))
    (px, py), (sx, sy), (ex, ey) = ((x * east, y * 111.2) for x, y in (point, start, end))
    long = (ex - sx) ** 2 + (ey - sy) ** 2
    along = max(0.0, min(1.0, ((px - sx) * (ex - sx) + (py - sy) * (ey - sy)) / long)) if long else 0.0
    return hypot(px - sx - along * (ex - sx), py - sy - along * (ey - sy))


LEFT: list[Point] = [(0, 0), (1, 0), (1, 1), (1, 2), (0, 2), (0, 0)]
RIGHT: list[Point] = [(1, 0), (2, 0), (2, 2), (1, 2), (1, 1), (1, 0)]


def test_a_shared_border_is_one_arc_that_both_sides_name() -> None:
    borders = Borders([("inventé a", LEFT), ("inventé b", RIGHT)])
    left, right = borders.cut(LEFT), borders.cut(RIGHT)
    shared = [n for n in range(len(borders.arcs)) if len(borders.owners(n)) == 2]
    assert len(borders.arcs) == 3
    assert len(shared) == 1
    assert set(borders.arcs[shared[0]]) == {(1, 0), (1, 1), (1, 2)}
    assert {n if n >= 0 else ~n for n in left} & {n if n >= 0 else ~n for n in right} == set(shared)


def test_an_island_is_one_closed_arc() -> None:
    ring: list[Point] = [(5, 5), (6, 5), (6, 6), (5, 5)]
    borders = Borders([("inventé", ring)])
    [arc] = borders.cut(ring)
    assert borders.arcs[arc][0] == borders.arcs[arc][-1]


def test_a_border_drawn_twice_becomes_that_of_the_neighbour() -> None:
    near: list[Point] = [(1.001, 0), (2, 0), (2, 2), (1.001, 2), (1.002, 1), (1.001, 0)]
    sewn = sew(near, Neighbours([LEFT]))
    assert {(1, 0), (1, 1), (1, 2)} <= set(sewn)
    assert not {(1.001, 0), (1.002, 1)} & set(sewn)
    assert sewn[0] == sewn[-1]


def test_an_overseas_shape_gets_its_area_and_its_centre_back() -> None:
    drawn: list[list[Point]] = [[(0, 42), (0.5, 42), (0.5, 42.4), (0, 42.4), (0, 42)]]
    [ring] = put_back(drawn, 2500.0, (55.5, -21.1))
    assert area_km2(ring) == pytest.approx(2500, rel=0.01)
    assert sum(x for x, _ in ring[:-1]) / 4 == pytest.approx(55.5)
    assert sum(y for _, y in ring[:-1]) / 4 == pytest.approx(-21.1)

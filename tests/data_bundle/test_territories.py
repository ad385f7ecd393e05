from __future__ import annotations

from pathlib import Path

import pytest

from data_bundle.builder.files import Inputs
from data_bundle.builder.read_cog import read
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.builder.territories import INSEE_OF_RA, RA_OF_INSEE, Territories

pytestmark = pytest.mark.donnees


@pytest.fixture(scope="module")
def territories(opendata: Path) -> Territories:
    return Territories(read(Inputs(opendata, load(), Report())))


@pytest.mark.parametrize(
    ("name", "insee", "ra"),
    [("LA REUNION", "04", "11"), ("PROVENCE-ALPES-COTE D'AZUR", "93", "18"), ("Grand-Est", "44", "06")],
)
def test_g27_a_region_is_known_however_its_name_is_written(
    territories: Territories, name: str, insee: str, ra: str
) -> None:
    assert territories.region_named(name) == insee
    assert RA_OF_INSEE[insee] == ra


def test_g27_the_same_digits_mean_other_places() -> None:
    assert INSEE_OF_RA["14"] == "28"
    assert INSEE_OF_RA["05"] == "94"
    assert len(INSEE_OF_RA) == 18


@pytest.mark.parametrize(
    ("departement", "region", "academie"),
    [
        ("35", "53", "14"), ("76", "28", "70"), ("2A", "94", "27"), ("974", "04", "28"), ("978", "01", "32"),
        ("75", "11", "01"), ("987", None, "41"), ("13", "93", "02"),
    ],
)  # fmt: skip
def test_a_departement_knows_its_region_and_academie(
    territories: Territories, departement: str, region: str | None, academie: str
) -> None:
    assert (territories.region(departement), territories.academie(departement)) == (region, academie)


def test_there_are_eighteen_regions_and_thirty_academies(territories: Territories) -> None:
    levels = [row.niveau for row in territories.rows]
    assert (levels.count("national"), levels.count("region"), levels.count("academie")) == (1, 18, 30)
    assert territories.noms["aca:70"] == "Normandie"
    assert "aca:05" not in territories.noms
    assert "dep:130" not in territories.noms


def test_a_uai_of_polynesie_is_in_polynesie(territories: Territories) -> None:
    assert territories.departement_of_uai("9840267T") == "987"
    assert territories.departement_of_uai("9830002K") == "988"

"""Familles de métiers: every spécialité behind a common year, where it is, what can be compared (DOMAIN.md §5.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.familles import Famille, combien, famille
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente

CONSTRUCTION_DURABLE = [
    f"400{tail}"
    for tail in ("23102", "23203", "23205", "23206", "23207", "23210", "23303", "23304", "25406")  # G06
]
PIERRE_MENDES_FRANCE = "0350030T"


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def found(catalogue: Catalogue, code: str, lieu: str, depuis: str | None = None) -> Famille:
    kind = "cfd" if len(code) == 8 else "mefstat11"
    commune = catalogue.commune(depuis) if depuis else None
    got = famille(catalogue, catalogue.formation(kind, code), catalogue.lieu(lieu), commune)
    assert got is not None
    return got


@pytest.mark.parametrize("code", ["23810020006", "40020006"])
def test_the_nine_specialites_of_construction_durable_are_all_there(catalogue: Catalogue, code: str) -> None:
    """G06: asked by MEFSTAT11 or by CFD."""
    got = found(catalogue, code, "reg:53")
    assert sorted(s.formation.cfd or "" for s in got.specialites) == CONSTRUCTION_DURABLE
    assert got.nom == "Métiers de la construction durable, du bâtiment et des travaux publics"
    assert combien(catalogue, got.commune) == 9


def test_a_closed_specialite_stays_listed_and_is_not_compared(catalogue: Catalogue) -> None:
    got = found(catalogue, "23810020006", "reg:53")
    assert [s.formation.cfd for s in got.specialites if s.fermee] == ["40023102"]
    assert len(got.ouvertes) == 8
    assert not got.tient


def test_specialites_are_in_alphabetical_order(catalogue: Catalogue) -> None:
    numbers = [s.formation.id for s in found(catalogue, "23810020006", "reg:53").specialites]
    assert numbers == sorted(numbers)


def test_a_specialite_is_compared_here_when_seen_here_and_in_the_region_else(catalogue: Catalogue) -> None:
    got = found(catalogue, "23810020006", PIERRE_MENDES_FRANCE)
    here = {s.formation.cfd for s in got.specialites if s.ici}
    assert here == {"40023203", "40023303", "40025406"}
    for one in got.specialites:
        assert one.lieu.ref == (PIERRE_MENDES_FRANCE if one.ici else "reg:53")
        assert (one.offre is not None) is one.ici
        assert one.choix.lieu == one.lieu.ref


def test_the_lycees_around_that_have_it_come_nearest_first(catalogue: Catalogue) -> None:
    got = found(catalogue, "23810020006", PIERRE_MENDES_FRANCE, "35085")
    for one in got.specialites:
        away = [v.distance_km for v in one.ailleurs]
        assert None not in away
        assert away == sorted(away, key=float)  # type: ignore[arg-type]
        assert all(km is not None and km <= 100 for km in away)
        assert PIERRE_MENDES_FRANCE not in [v.etablissement.uai for v in one.ailleurs]
    paint = next(s for s in got.specialites if s.formation.cfd == "40023304")
    assert paint.phrase.startswith("Pas vue ici, ailleurs\u00a0: Lycée professionnel la Champagne (Vitré), 50\u00a0km")
    windows = next(s for s in got.specialites if s.formation.cfd == "40023303")
    assert windows.phrase == "Vue ici"


def test_a_famille_of_at_most_six_can_be_compared_at_once(catalogue: Catalogue) -> None:
    got = found(catalogue, "23810033404", "reg:53")
    assert [s.formation.intitule for s in got.specialites] == [
        "Commercialisation et services en restauration",
        "Cuisine",
    ]
    assert got.tient


def test_a_first_year_of_bts_has_its_options(catalogue: Catalogue) -> None:
    got = found(catalogue, "32211033608", "reg:53")
    assert len(got.specialites) == 6
    assert len(got.ouvertes) == 3


def test_what_is_no_common_year_has_no_famille_behind_it(catalogue: Catalogue) -> None:
    cuisine = catalogue.formation("mefstat11", "23830022106")
    assert famille(catalogue, cuisine, catalogue.lieu("reg:53")) is None
    assert combien(catalogue, cuisine) == 0


def test_without_any_sighting_a_specialite_says_so_and_stands_at_the_region(invente: Invente) -> None:
    year = invente.formation("90000000001", "2de commune inventée", commune=1, terminale=0, famille_libelle="Inventée")
    invente.lien("specialite", year, invente.formation("90000000002", "Spécialité inventée"))
    invente.etablissement("0900001M", "Lycée inventé")
    got = found(invente.open(), "90000000001", "0900001M")
    [one] = got.specialites
    assert (one.phrase, one.lieu.ref, one.ailleurs) == ("Pas vue autour d’ici", "reg:90", ())
    assert not got.tient  # one alone is compared with nothing


def test_a_lycee_out_of_reach_is_no_neighbour(invente: Invente) -> None:
    year = invente.formation("90000000001", "2de commune inventée", commune=1, terminale=0)
    one = invente.formation("90000000002", "Spécialité inventée")
    invente.lien("specialite", year, one)
    invente.etablissement("0900001M", "Lycée inventé", latitude=45.0, longitude=1.0)
    for uai, latitude in (("0900002N", 45.5), ("0900003P", 47.0)):
        invente.offre(one, invente.etablissement(uai, f"Lycée inventé {uai}", latitude=latitude, longitude=1.0))
    got = found(invente.open(), "90000000001", "0900001M")
    assert [v.etablissement.uai for v in got.specialites[0].ailleurs] == ["0900002N"]

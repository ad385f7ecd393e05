"""A town where nothing is known leads to its region: the schools by distance, apprenticeship with its CFA."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.cli import main
from desktop.search import Filtres, Recherche
from desktop.snapshot import open_snapshot


@pytest.fixture(scope="module")
def recherche(extrait: Path) -> Recherche:
    """The search over the embedded extract."""
    return Recherche(Catalogue(open_snapshot(extrait)))


def test_apprenticeship_in_a_town_leads_to_the_region_and_its_cfas_nearest_first(recherche: Recherche) -> None:
    found = recherche.chercher("alternance coiffure quimper")
    assert found.total
    assert {(r.formation.voie, r.lieu.ref) for r in found.lignes} == {("apprentissage", "reg:53")}
    assert found.ailleurs == (
        "On ne sait pas quels diplômes prépare chaque CFA\u00a0: voici le niveau région (Bretagne), et ses CFA."
    )
    away = [km for _, km in found.cfas if km is not None]
    assert away == sorted(away)
    assert away[0] < 5


def test_a_town_without_the_formation_leads_to_the_schools_around_it(recherche: Recherche) -> None:
    found = recherche.chercher("cap ébéniste redon")
    assert found.ailleurs.startswith("Rien de connu pour «\u00a0Redon\u00a0»\u00a0: voici la région (Bretagne)")
    away = [r.distance_km for r in found.lignes if r.distance_km is not None]
    assert away
    assert away == sorted(away)


def test_a_village_without_any_school_is_known_too(recherche: Recherche) -> None:
    assert "«\u00a0Le Palais\u00a0»" in recherche.chercher("cap boulanger le palais").ailleurs


def test_the_region_chosen_is_never_left(recherche: Recherche) -> None:
    assert not recherche.chercher("cap ébéniste redon", Filtres(region="04")).total


def test_a_line_found_in_the_town_is_all_that_is_shown_and_apprenticeship_is_named(recherche: Recherche) -> None:
    found = recherche.chercher("cap cuisine brest")
    assert not found.ailleurs
    assert found.total
    assert found.sens[-1].startswith("apprentissage\u00a0: connu au niveau région seulement")


@pytest.mark.parametrize("typed", ["boulanger", "coiffure", "pâtissier", "maçon"])
def test_a_meaning_that_repeats_the_word_is_not_said(recherche: Recherche, typed: str) -> None:
    assert recherche.chercher(typed).sens == ()


@pytest.mark.parametrize("typed", ["esport", "infirmières"])
def test_a_word_is_not_cut_in_two_crumbs(recherche: Recherche, typed: str) -> None:
    assert not any(" " in instead for instead in recherche.chercher(typed).corrige.values())


def test_the_command_line_names_the_nearest_cfas(extrait: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chercher", "alternance coiffure quimper", "--instantane", str(extrait)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("On ne sait pas quels diplômes prépare chaque CFA")
    assert "\n- CFA" in text


def test_a_town_beyond_the_radius_is_left_to_a_wider_one(recherche: Recherche) -> None:
    combourg = recherche._catalogue.commune("35085")
    found = recherche.chercher("cap cuisine brest", Filtres(commune=combourg, rayon_km=10))
    assert (found.total, found.ailleurs) == (0, "")


def test_of_two_towns_of_a_name_the_one_of_the_region_around_is_meant(recherche: Recherche) -> None:
    saint_denis = recherche._catalogue.commune("97411")
    found = recherche.chercher("apprentissage maçon saint denis", Filtres(commune=saint_denis))
    assert "La Réunion" in found.ailleurs

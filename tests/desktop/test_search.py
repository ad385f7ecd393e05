"""Search: folded, by prefix, label words and place words together; alphabetical or by distance, never by outcome."""

from __future__ import annotations

import pytest

from data_bundle.folding import fold, words
from desktop.catalogue import Catalogue
from desktop.search import Filtres, Recherche
from tests.desktop.inventes import Invente


@pytest.fixture
def catalogue(invente: Invente) -> Catalogue:
    """Three formations, two lycées and one CFA, all invented."""
    boulanger = invente.formation("90000000", "CAP Boulanger", "apprentissage")
    cuisine = invente.formation("90000000001", "CAP Cuisine")
    oeuvre = invente.formation("90000000002", "CAP Gros œuvre", domaine_libelle="Bâtiment")
    invente.db.execute("INSERT INTO mot_formation VALUES ('restauration', ?, 1)", (cuisine,))
    here = {"commune_nom": "Brest", "latitude": 48.39, "longitude": -4.49, "secteur": "public"}
    far = {"commune_nom": "Rennes", "latitude": 48.11, "longitude": -1.68, "secteur": "prive", "internat": 1}
    brest = invente.etablissement("0900001M", "Lycée Inventé", **here)
    rennes = invente.etablissement("0900002N", "Lycée Autre", **far)
    invente.etablissement("0900003P", "CFA Inventé", nature="cfa", latitude=48.4, longitude=-4.5)
    for place in (brest, rennes):
        invente.offre(cuisine, place)
    invente.offre(oeuvre, rennes)
    invente.mesure(boulanger, "reg:90", "2022_2023", {"part_poursuite": (50, 100, 50)}, "apprentissage")
    invente.commune("90001", "Brest", 48.39, -4.49)
    return invente.open()


def labels(catalogue: Catalogue, text: str, **filters: object) -> list[tuple[str, str]]:
    found = Recherche(catalogue).chercher(text, Filtres(**filters))
    return [(r.formation.intitule.removeprefix("CAP "), r.lieu.ref) for r in found.lignes]


def test_folding_takes_accents_case_and_ligatures_away() -> None:
    assert fold("Gros ŒUVRE, Pâtissier-Chocolatier") == "gros oeuvre patissier chocolatier"
    assert words("d’Évreux") == ("d", "evreux")


@pytest.mark.parametrize("text", ["CAP Cuisine", "cap cui", "CUISINE cap", "cuisine"])
def test_words_match_by_prefix_in_any_order(catalogue: Catalogue, text: str) -> None:
    assert labels(catalogue, text) == [("Cuisine", "0900001M"), ("Cuisine", "0900002N")]


def test_a_ligature_is_found_however_it_is_typed(catalogue: Catalogue) -> None:
    assert labels(catalogue, "gros œuv") == labels(catalogue, "GROS OEUVRE") == [("Gros œuvre", "0900002N")]


def test_a_place_word_narrows_the_places(catalogue: Catalogue) -> None:
    assert labels(catalogue, "cuisine brest") == [("Cuisine", "0900001M")]
    assert labels(catalogue, "rennes") == [("Cuisine", "0900002N"), ("Gros œuvre", "0900002N")]


def test_an_older_label_finds_the_formation(catalogue: Catalogue) -> None:
    assert labels(catalogue, "restauration") == [("Cuisine", "0900001M"), ("Cuisine", "0900002N")]


def test_without_a_known_etablissement_a_formation_stands_at_the_region_or_france(catalogue: Catalogue) -> None:
    assert labels(catalogue, "boulanger") == [("Boulanger", "fr")]
    assert labels(catalogue, "boulanger", region="90") == [("Boulanger", "reg:90")]
    assert labels(catalogue, "boulanger brest", region="90") == [("Boulanger", "reg:90")]


def test_the_cfa_of_the_region_are_listed_apart(catalogue: Catalogue) -> None:
    found = Recherche(catalogue).chercher("boulanger", Filtres(region="90"))
    assert [(cfa.nom, away) for cfa, away in found.cfas] == [("CFA Inventé", None)]
    assert not Recherche(catalogue).chercher("cuisine", Filtres(region="90")).cfas


def test_distance_sorts_and_a_radius_keeps_what_is_near(catalogue: Catalogue) -> None:
    brest = catalogue.commune("90001")
    near = Recherche(catalogue).chercher("cap", Filtres(commune=brest, par_distance=True))
    assert [round(r.distance_km) if r.distance_km is not None else None for r in near.lignes] == [0, 210, 210, None]
    assert labels(catalogue, "cuisine", commune=brest, rayon_km=50.0) == [("Cuisine", "0900001M")]


def test_facets_count_what_each_choice_would_leave(catalogue: Catalogue) -> None:
    found = Recherche(catalogue).chercher("cap", Filtres(secteur=frozenset({"public"})))
    assert found.total == 1
    assert found.facettes["secteur"] == {"prive": 2, "public": 1}
    assert found.facettes["voie"] == {"scolaire": 1}


def test_a_limit_cuts_the_list_but_not_the_total(catalogue: Catalogue) -> None:
    found = Recherche(catalogue).chercher("cap", limite=1)
    assert (len(found.lignes), found.total) == (1, 4)


def test_nothing_matches_half_of_the_words(catalogue: Catalogue) -> None:
    assert labels(catalogue, "cuisine quimper") == []


def test_many_words_are_answered_as_fast_as_few(catalogue: Catalogue) -> None:
    """Each word may belong to the label or to the place: trying every split would double with each word."""
    assert labels(catalogue, "cap cuisine lycee autre rennes " * 400) == [("Cuisine", "0900002N")]
    assert labels(catalogue, " ".join(f"c{n}" for n in range(60))) == []

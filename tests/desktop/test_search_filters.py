"""What narrows a search and what it counts: the level of entry, given formations, places for a map."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import pytest

from desktop.access import entree as acces
from desktop.catalogue import Catalogue
from desktop.entree import APRES_3E, APRES_BAC, APRES_BAC_2, APRES_BAC_3, APRES_CAP, entree
from desktop.search import FACETTES, Filtres, Recherche
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente


@pytest.fixture(scope="module")
def recherche(extrait: Path) -> Recherche:
    """The search over the embedded extract."""
    return Recherche(Catalogue(open_snapshot(extrait)))


@pytest.mark.parametrize(
    ("diplome", "niveau", "type_code", "expected"),
    [
        ("CAP", 3, "mefstat11", APRES_3E),
        ("Bac pro", 4, "cfd", APRES_3E),
        ("BP", 4, "cfd", APRES_CAP),
        ("MC", 3, "mefstat11", APRES_CAP),
        ("CS", 4, "mefstat11", None),
        ("MC", 4, "cfd", None),
        ("CSA", 3, "cfd", APRES_CAP),
        ("CSA", 5, "cfd", None),
        ("BT", 4, "cfd", None),
        ("CS", None, "parcoursup", APRES_BAC),
        ("BTS", 5, "mefstat11", APRES_BAC),
        ("BUT", 6, "parcoursup", APRES_BAC),
        ("Licence professionnelle", 6, "sise", APRES_BAC_2),
        ("Licence professionnelle", 6, "parcoursup", APRES_BAC),
        ("Master", 7, "sise", APRES_BAC_3),
        ("Titre professionnel", 4, "cfd", None),
    ],
)
def test_the_level_of_entry_comes_from_the_diploma(
    diplome: str, niveau: int | None, type_code: str, expected: str | None
) -> None:
    assert entree(diplome, niveau, type_code) == expected


@pytest.mark.parametrize(
    ("diplome", "duree", "libelle", "expected"),
    [
        ("CAP", 1, "CAP Inventé", None),
        ("CAP", 2, "CAP Inventé", APRES_3E),
        ("CAP", None, "CAP Inventé", APRES_3E),
        ("Bac pro", 1, "Bac pro Inventé", None),
        ("Bac pro", 2, "Bac pro Inventé", None),
        ("Bac pro", 3, "Bac pro Inventé", APRES_3E),
        ("BTS", 1, "BTS Inventé", None),
        ("BTS", 1, "BTS Inventé (classe de mise à niveau)", APRES_BAC),
        ("BTS", 2, "BTS Inventé", APRES_BAC),
        ("BTS", 3, "BTS Inventé", APRES_BAC),
    ],
)
def test_a_cycle_cut_short_is_entered_from_another_diploma(
    diplome: str, duree: int | None, libelle: str, expected: str | None
) -> None:
    assert entree(diplome, 3, "mefstat11", duree, libelle) == expected


def test_the_level_of_entry_says_what_the_way_in_says(recherche: Recherche) -> None:
    """The card of the comparison (desktop.access) tells the same level; a BTS in 1 year is left to it."""
    for line in recherche.chercher("", limite=20000).lignes:
        f = line.formation
        level = entree(f.diplome, f.niveau, f.type_code, f.duree, f.libelle)
        told = acces(f)[1].split(",")[0].split("\u00a0")[0]
        if told.startswith("Après") and not (f.diplome.startswith("BTS") and f.duree == 1):
            assert level == told, f.libelle


def test_a_bts_of_a_lycée_is_found_after_the_bac(recherche: Recherche) -> None:
    scolaire = frozenset({"scolaire"})
    found = recherche.chercher("bts", Filtres(entree=frozenset({APRES_BAC}), voie=scolaire))
    assert found.total > 100
    assert {r.formation.voie for r in found.lignes} == {"scolaire"}
    assert recherche.chercher("bts", Filtres(entree=frozenset({APRES_3E}))).total == 0


def test_every_facet_is_a_filter() -> None:
    assert set(FACETTES) < set(get_type_hints(Filtres))


@pytest.mark.parametrize("typed", ["", "cap", "cuisine", "lycée", "licence rennes"])
def test_counts_are_those_of_the_same_search_with_the_value_ticked(recherche: Recherche, typed: str) -> None:
    ticked: dict[str, frozenset[str]] = {"voie": frozenset({"scolaire", "superieur"}), "secteur": frozenset({"public"})}
    found = recherche.chercher(typed, Filtres(**ticked))
    checked = 0
    for facet in FACETTES:
        for value, count in found.facettes[facet].items():
            asked = ticked | {facet: frozenset({value})}
            assert recherche.chercher(typed, Filtres(**asked)).total == count
            checked += 1
    assert checked > 5


def test_only_the_formations_given_are_let_in(recherche: Recherche) -> None:
    some = [r.formation.id for r in recherche.chercher("cap cuisine").lignes]
    found = recherche.chercher("", Filtres(formations=frozenset(some[:1])), 1000)
    assert {r.formation.id for r in found.lignes} == set(some[:1])
    assert recherche.chercher("", Filtres(formations=frozenset())).total == 0


def test_the_map_has_every_place_of_all_results(recherche: Recherche) -> None:
    for typed, filters in (("cap cuisine", Filtres()), ("", Filtres(region="53")), ("brest", Filtres(region="53"))):
        every = recherche.chercher(typed, filters, 10**6)
        counts: dict[str, int] = {}
        for r in every.lignes:
            if r.lieu.etablissement is not None and r.lieu.etablissement.latitude is not None:
                counts[r.lieu.ref] = counts.get(r.lieu.ref, 0) + 1
        points = recherche.lieux(typed, filters)
        assert {p.uai: p.formations for p in points} == counts != {}
        assert [p.etablissement for p in points] == sorted(p.etablissement for p in points)


def test_with_a_radius_what_has_no_place_comes_last(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Cuisine", "apprentissage")
    placed = invente.formation("90000000002", "CAP Cuisine")
    invente.offre(placed, invente.etablissement("0900001M", "Lycée inventé", latitude=48.0, longitude=-4.0))
    invente.commune("90001", "Ici", 48.0, -4.0)
    catalogue = invente.open()
    asked = Filtres(commune=catalogue.commune("90001"), rayon_km=10.0)
    assert [r.lieu.ref for r in Recherche(catalogue).chercher("cuisine", asked).lignes] == ["0900001M", "fr"]

"""The order of lines: by how well words are said, then open before closed, then the alphabet; or by distance."""

from __future__ import annotations

import pytest

from desktop.search import Filtres, Recherche
from tests.desktop.inventes import Invente

BREST, RENNES = (48.39, -4.49), (48.11, -1.68)


def labels(recherche: Recherche, typed: str, **filters: object) -> list[str]:
    return list(dict.fromkeys(r.formation.libelle for r in recherche.chercher(typed, Filtres(**filters)).lignes))


@pytest.fixture
def inventee(invente: Invente) -> Invente:
    """Labels that share words, numbered in their alphabetical order."""
    for number, (diplome, label) in enumerate(
        [
            ("Bac pro", "2de commune Métiers de la cuisine"),
            ("Bac pro", "Bac pro Cuisine"),
            ("CAP", "CAP Commis de cuisine"),
            ("CAP", "CAP Cuisine"),
            ("Double licence", "Double licence Droit et histoire"),
            ("Licence", "Licence Droit"),
            ("Licence", "Licence Droit, parcours numérique"),
            ("Licence professionnelle", "Licence professionnelle Droit"),
        ]
    ):
        invente.formation(f"9000000000{number}", label, diplome=diplome)
    return invente


def test_a_label_said_whole_comes_first(inventee: Invente) -> None:
    recherche = Recherche(inventee.open())
    assert labels(recherche, "cap cuisine") == ["CAP Cuisine", "CAP Commis de cuisine"]
    assert labels(recherche, "cuisine") == [
        "Bac pro Cuisine",
        "CAP Cuisine",
        "2de commune Métiers de la cuisine",
        "CAP Commis de cuisine",
    ]


def test_the_diploma_typed_comes_before_those_that_only_hold_its_word(inventee: Invente) -> None:
    assert labels(Recherche(inventee.open()), "licence droit") == [
        "Licence Droit",
        "Licence Droit, parcours numérique",
        "Licence professionnelle Droit",
        "Double licence Droit et histoire",
    ]


def test_a_year_shared_by_several_is_behind_the_diploma_typed(inventee: Invente) -> None:
    inventee.db.execute("INSERT INTO mot_formation VALUES ('bac', 1, 0), ('pro', 1, 0)")
    found = labels(Recherche(inventee.open()), "bac pro cuisine")
    assert found == ["Bac pro Cuisine", "2de commune Métiers de la cuisine"]


def test_words_of_labels_then_old_names_then_jobs_then_places(invente: Invente) -> None:
    by_job = invente.formation("90000000001", "CAP Alpha", rome="G9901")
    by_place = invente.formation("90000000002", "CAP Bêta")
    by_old = invente.formation("90000000003", "CAP Gamma")
    by_beginning = invente.formation("90000000004", "CAP Soudures")
    by_word = invente.formation("90000000005", "CAP Soudure")
    invente.db.execute("INSERT INTO metier VALUES ('G9901', 'Soudure inventée')")
    invente.db.execute("INSERT INTO mot_formation VALUES ('soudure', ?, 1)", (by_old,))
    lycee = invente.etablissement("0900001M", "Lycée inventé de la soudure")
    for formation in (by_job, by_place, by_old, by_beginning, by_word):
        invente.offre(formation, lycee)
    assert labels(Recherche(invente.open()), "soudure") == [
        "CAP Soudure",
        "CAP Soudures",
        "CAP Gamma",
        "CAP Alpha",
        "CAP Bêta",
    ]


def test_open_before_closed_then_the_alphabet(invente: Invente) -> None:
    for number, closed in enumerate(["2020-08-31", None, "2019-08-31", "2030-08-31"]):
        invente.formation(f"9000000000{number}", "CAP Inventé", fermeture=closed)
    found = Recherche(invente.open()).chercher("inventé").lignes
    assert [r.formation.code[-1] for r in found] == ["1", "3", "0", "2"]


def test_a_commune_of_the_name_typed_comes_before_names_that_only_hold_it(invente: Invente) -> None:
    cuisine = invente.formation("90000000001", "CAP Cuisine")
    for number, (nom, commune) in enumerate(
        [
            ("Lycée A inventé de Paris", "Melun"),
            ("Lycée B inventé", "Cormeilles-en-Parisis"),
            ("Lycée C inventé", "Paris"),
        ]
    ):
        invente.offre(cuisine, invente.etablissement(f"090000{number}M", nom, commune_nom=commune))
    found = Recherche(invente.open()).chercher("cuisine paris").lignes
    assert [r.lieu.etablissement.commune_nom for r in found] == ["Paris", "Melun", "Cormeilles-en-Parisis"]


@pytest.fixture
def loin(invente: Invente) -> Recherche:
    """Two formations at forty places on a line, the farther the smaller their number; one place without a position."""
    formations = [invente.formation(f"9000000000{n}", f"CAP Cuisine {n}") for n in range(2)]
    for number in range(40):
        place = invente.etablissement(
            f"09000{number:02}M", "Lycée inventé", latitude=48 + (40 - number) / 10, longitude=-4.0
        )
        for formation in formations:
            invente.offre(formation, place)
    invente.offre(formations[0], invente.etablissement("0900099M", "Lycée inventé sans lieu"))
    invente.commune("90001", "Ici", 48.0, -4.0)
    return Recherche(invente.open())


def test_by_distance_the_nearest_come_first_and_the_unknown_last(loin: Recherche) -> None:
    ici = loin._catalogue.commune("90001")
    found = loin.chercher("cuisine", Filtres(commune=ici, par_distance=True), 100).lignes
    away = [r.distance_km for r in found]
    assert away[-1] is None
    assert away[:-1] == sorted(away[:-1])
    assert [r.formation.intitule[-1] for r in found[:4]] == ["0", "1", "0", "1"]
    assert [r.choix for r in loin.chercher("cuisine", Filtres(commune=ici, par_distance=True), 7).lignes] == [
        r.choix for r in found[:7]
    ]


def test_a_radius_lets_in_what_is_no_farther(loin: Recherche) -> None:
    ici = loin._catalogue.commune("90001")
    found = loin.chercher("cuisine", Filtres(commune=ici, rayon_km=30.0), 100)
    assert found.total == len(found.lignes) == 4
    assert all(r.distance_km is not None and r.distance_km <= 30 for r in found.lignes)


def test_the_first_lines_are_the_beginning_of_all_lines(loin: Recherche) -> None:
    every = loin.chercher("cap", limite=1000)
    assert every.total == len(every.lignes) == 81
    for limit in (1, 2, 30, 80):
        assert loin.chercher("cap", limite=limit).lignes == every.lignes[:limit]


def test_the_word_typed_comes_before_what_only_a_usual_name_adds(invente: Invente) -> None:
    invente.formation("90000000001", "BM Coiffeur", diplome="BM")
    invente.formation("90000000002", "CAP Métiers de la coiffure", diplome="CAP")
    invente.formation("90000000003", "CAP Coiffure", diplome="CAP", fermeture="2020-08-31")
    recherche = Recherche(invente.open())
    assert labels(recherche, "coiffure") == ["CAP Métiers de la coiffure", "BM Coiffeur", "CAP Coiffure"]
    assert labels(recherche, "coiffeur")[0] == "BM Coiffeur"


def test_a_class_before_a_bts_comes_after_it_unless_asked_for(invente: Invente) -> None:
    before, after = "BTS Hôtellerie (classe de mise à niveau)", "BTS Management en hôtellerie"
    invente.formation("90000000001", before, diplome="BTS")
    invente.formation("90000000002", after, diplome="BTS")
    recherche = Recherche(invente.open())
    assert labels(recherche, "bts hôtellerie") == [after, before]
    assert labels(recherche, "hôtellerie mise à niveau") == [before]


def test_a_place_over_the_sea_has_a_distance_and_no_road(invente: Invente) -> None:
    cuisine = invente.formation("90000000001", "CAP Cuisine", diplome="CAP")
    island = invente.etablissement("0900001M", "Lycée inventé", latitude=47.343, longitude=-3.171)
    vannes = invente.etablissement("0900002N", "Lycée Autre", latitude=47.66, longitude=-2.76)
    for place in (island, vannes):
        invente.offre(cuisine, place)
    invente.commune("56152", "Le Palais", 47.342, -3.17)
    invente.commune("56260", "Vannes", 47.66, -2.76)
    catalogue = invente.open()
    for code, expected in (("56152", {island: True, vannes: False}), ("56260", {island: False, vannes: True})):
        found = Recherche(catalogue).chercher("cuisine", Filtres(commune=catalogue.commune(code))).lignes
        assert {r.lieu.etablissement.id: r.route for r in found if r.lieu.etablissement} == expected
        assert all(r.distance_km is not None for r in found)

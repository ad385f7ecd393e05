"""A word that matches nothing is corrected by itself, told, and can be taken as typed; what is known is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.search import Recherche, Resultats
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente


@pytest.fixture
def recherche(invente: Invente) -> Recherche:
    """Labels of real trades at invented places, and one commune that has no place."""
    coiffure = invente.formation("90000000001", "CAP Coiffure")
    couture = invente.formation("90000000002", "CAP Couture")
    boulanger = invente.formation("90000000003", "CAP Boulanger")
    coupure = invente.formation("90000000005", "CAP Coupure")
    invente.formation("90000000004", "BTS Électrotechnique")
    brest = invente.etablissement("0900001M", "Lycée Inventé", commune_nom="Brest")
    vannes = invente.etablissement("0900002N", "Lycée Autre", commune_nom="Vannes")
    invente.offre(coiffure, brest)
    invente.offre(couture, vannes)
    invente.offre(boulanger, brest)
    invente.offre(coupure, brest)
    invente.commune("90001", "Bresse", 48.0, -4.0)
    return Recherche(invente.open())


def found(found: Resultats) -> set[str]:
    return {r.formation.libelle for r in found.lignes}


@pytest.mark.parametrize(
    ("typed", "told", "labels"),
    [
        ("coifure", {"coifure": "coiffure"}, {"CAP Coiffure"}),
        ("Coifure Brset", {"Coifure": "coiffure", "Brset": "Brest"}, {"CAP Coiffure"}),
        ("cap coifure brest", {"coifure": "coiffure"}, {"CAP Coiffure"}),
        ("coifu", {"coifu": "coiffure"}, {"CAP Coiffure"}),
        ("boulng", {"boulng": "boulanger"}, {"CAP Boulanger"}),
        ("électrotecnique", {"électrotecnique": "électrotechnique"}, {"BTS Électrotechnique"}),
        ("capcoiffure", {"capcoiffure": "CAP coiffure"}, {"CAP Coiffure"}),
    ],
)
def test_a_misspelt_word_is_corrected_and_told_as_people_write_it(
    recherche: Recherche, typed: str, told: dict[str, str], labels: set[str]
) -> None:
    answer = recherche.chercher(typed)
    assert (answer.corrige, found(answer)) == (told, labels)


@pytest.mark.parametrize("typed", ["coifure", "capcoiffure", "cap coifure brest"])
def test_a_correction_can_be_undone(recherche: Recherche, typed: str) -> None:
    answer = recherche.chercher(typed, corriger=False)
    assert (answer.corrige, answer.total) == ({}, 0)


@pytest.mark.parametrize(
    "typed", ["coiffure", "coif", "cap c", "électro technique", "b t s", "c.a.p coiffure", "", "de"]
)
def test_what_is_known_or_begins_a_known_word_is_not_corrected(recherche: Recherche, typed: str) -> None:
    answer = recherche.chercher(typed)
    assert answer.total
    assert answer.corrige == {}


@pytest.mark.parametrize("typed", ["cop", "50022999", "0900009z", "brest 99", "xyzzyq", "🙂", "coi"])
def test_short_words_numbers_and_codes_are_never_taken_for_mistakes(recherche: Recherche, typed: str) -> None:
    assert recherche.chercher(typed).corrige == {}


def test_of_near_words_the_one_that_goes_with_the_others_is_taken(recherche: Recherche) -> None:
    assert recherche.chercher("couure brest").corrige == {"couure": "coupure"}
    assert recherche.chercher("couure vannes").corrige == {"couure": "couture"}


def test_one_mistake_is_never_turned_into_a_farther_word_that_has_results(recherche: Recherche) -> None:
    answer = recherche.chercher("coifure vannes")
    assert (answer.corrige, answer.total) == ({"coifure": "coiffure"}, 0)


def test_a_commune_without_any_place_is_not_another_commune(recherche: Recherche) -> None:
    answer = recherche.chercher("bresse")
    assert (answer.corrige, answer.total) == ({}, 0)


def test_right_words_that_have_nothing_together_are_left_as_they_are(recherche: Recherche) -> None:
    answer = recherche.chercher("coiffure vannes")
    assert (answer.corrige, answer.total) == ({}, 0)


def test_a_text_of_unknown_words_is_no_typo(recherche: Recherche) -> None:
    answer = recherche.chercher("coifure coutrue boulangr electrotecnique")
    assert (answer.corrige, answer.total) == ({}, 0)


def test_typos_are_found_in_the_embedded_extract(extrait_recherche: Recherche) -> None:
    told = {
        word: extrait_recherche.chercher(word).corrige for word in ("menuizerie", "plonberie", "informatik", "lorien")
    }
    assert told == {
        "menuizerie": {"menuizerie": "menuiserie"},
        "plonberie": {"plonberie": "plomberie"},
        "informatik": {"informatik": "informatique"},
        "lorien": {},
    }


@pytest.fixture(scope="module")
def extrait_recherche(extrait: Path) -> Recherche:
    """The search over the embedded extract."""
    return Recherche(Catalogue(open_snapshot(extrait)))


@pytest.mark.parametrize("typed", ["coupeuse", "croupier", "poulager"])
def test_two_mistakes_in_a_word_of_eight_letters_may_be_another_trade(recherche: Recherche, typed: str) -> None:
    answer = recherche.chercher(typed)
    assert (answer.corrige, answer.total) == ({}, 0)


def test_two_mistakes_in_a_long_word_are_corrected(recherche: Recherche) -> None:
    assert recherche.chercher("électrotecnigue").corrige == {"électrotecnigue": "électrotechnique"}

"""The way in, in words shared by window and paper."""

from __future__ import annotations

import pytest

from desktop.access import entree, voie
from desktop.comparison import compare
from desktop.facts import Formation
from desktop.selection import Choix, Selection
from tests.desktop.inventes import Invente


def formation(invente: Invente, code: str, diplome: str, voie: str = "scolaire", duree: int | None = 2) -> Formation:
    invente.formation(code, f"{diplome} Inventé", voie, diplome=diplome, duree=duree)
    kind = "cfd" if len(code) == 8 else "mefstat11"
    return invente.open().formation(kind, code)


@pytest.mark.parametrize(
    ("diplome", "duree", "words"),
    [
        ("CAP", 2, "Après la 3e, vœu Affelnet"),
        ("CAP", 1, "À demander à l’établissement"),
        ("Bac pro", 3, "Après la 3e, vœu Affelnet"),
        ("Bac pro", 2, "À demander à l’établissement"),
        ("BTS", 2, "Après le bac, vœu Parcoursup"),
        ("BTS", 1, "À demander à l’établissement"),
        ("BTSA", 2, "Après le bac, vœu Parcoursup"),
        ("MC", 1, "À demander à l’établissement"),
    ],
)
def test_the_way_in_follows_diploma_and_length(invente: Invente, diplome: str, duree: int, words: str) -> None:
    assert entree(formation(invente, "90000000001", diplome, duree=duree))[1] == words


@pytest.mark.parametrize("diplome", ["CAP", "BTS", "Titre"])
def test_apprenticeship_begins_with_an_employer(invente: Invente, diplome: str) -> None:
    icon, words = entree(formation(invente, "90000001", diplome, "apprentissage"))
    assert (icon, words) == ("contrat", "Trouver un employeur, puis s’inscrire au CFA")


def test_a_private_lycee_enrols_by_itself(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé", diplome="CAP")
    invente.etablissement("0900001M", "Lycée inventé", secteur="prive")
    comparison = compare(invente.open(), Selection((Choix.parse("mefstat11:90000000001@0900001M"),)))
    colonne = comparison.colonnes[0]
    assert "demander à l’établissement" in entree(colonne.formation, colonne.lieu.etablissement)[1]


@pytest.mark.parametrize(
    ("code", "name", "duree", "words"),
    [
        ("90000000001", "scolaire", 2, "Au lycée, 2 ans"),
        ("90000000001", "scolaire_agricole", 1, "Au lycée agricole, 1 an"),
        ("90000001", "apprentissage", None, "En apprentissage"),
    ],
)
def test_the_voie_is_said_with_its_length(
    invente: Invente, code: str, name: str, duree: int | None, words: str
) -> None:
    assert voie(formation(invente, code, "CAP", name, duree))[1].replace("\xa0", " ") == words

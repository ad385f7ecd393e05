from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data_bundle.builder.check import failures
from data_bundle.builder.errors import NothingFoundError, WrongUsageError
from data_bundle.builder.extract import parse_regions
from tests.data_bundle.lecture import Lecture

LIMIT = 4_000_000


@pytest.fixture
def bretagne(construire: Callable[..., Path]) -> Lecture:
    """An extract of one région of the made-up snapshot."""
    return Lecture(construire(extrait="53"))


def test_an_extract_holds_the_places_and_figures_of_its_regions(bretagne: Lecture) -> None:
    assert set(bretagne.column("SELECT DISTINCT region FROM etablissement")) == {"53"}
    lieux = set(bretagne.column("SELECT DISTINCT lieu FROM mesure"))
    assert lieux == {"reg:53", "0359901X", "0359903Z", "0359905B", "0359906C", "0359907D"}
    assert set(bretagne.column("SELECT region FROM couverture")) == {"53"}
    assert bretagne.column("SELECT lieu FROM promotion") == ["reg:53"] * 3


def test_an_extract_has_the_communes_around_too(bretagne: Lecture) -> None:
    assert bretagne.column("SELECT code FROM commune ORDER BY 1") == ["35238", "35288", "53130", "53140"]


def test_an_extract_says_so_in_its_id_and_perimeter(bretagne: Lecture, invente: Lecture) -> None:
    query = "SELECT valeur FROM meta WHERE cle = ?"
    assert bretagne.one(query, "id") == invente.one(query, "id") + "-extrait-53"
    assert json.loads(bretagne.one(query, "perimetre")) == ["53"]


def test_figures_in_an_extract_are_those_of_the_full_snapshot(bretagne: Lecture, invente: Lecture) -> None:
    for code in ("23220090001", "23220090002", "50090002", "23830090011"):
        assert bretagne.lignes("reg:53", "2022_2023", code) == invente.lignes("reg:53", "2022_2023", code)
    assert bretagne.all("SELECT * FROM calibration") == invente.all("SELECT * FROM calibration")


def test_other_cycles_and_open_diplomas_stay_reachable(bretagne: Lecture) -> None:
    codes = set(bretagne.column("SELECT code FROM formation"))
    assert codes >= {"23110090003", "23810090010", "23830090012", "50090006", "23820090011"}
    assert "50090004" not in codes


def test_regions_are_given_by_their_codes() -> None:
    assert parse_regions("53, 04,53", ["53", "04"]) == ("53", "04")
    with pytest.raises(WrongUsageError):
        parse_regions(" ", ["53"])
    with pytest.raises(NothingFoundError):
        parse_regions("35", ["53"])


def test_the_embedded_extract_is_small_and_sound(extrait: Path) -> None:
    assert extrait.stat().st_size < LIMIT
    assert failures(extrait) == []


def test_the_embedded_extract_answers_the_case_of_the_issue(embarque: Lecture) -> None:
    first = embarque.ligne("reg:53", "2022_2023", "50022137")
    second = embarque.ligne("reg:53", "2022_2023", "23220022137")
    assert first.cases["taux_emploi_6m"][:3] == ("valeur", 55, 323)
    assert second.cases["taux_emploi_6m"].statut == "sous_seuil:sortants"
    assert (first.valeurs("part_poursuite"), second.valeurs("part_poursuite")) == ((55,), (77,))


@pytest.mark.donnees
def test_the_embedded_extract_is_the_one_that_the_full_snapshot_gives(embarque: Lecture, complet: Lecture) -> None:
    query = "SELECT valeur FROM meta WHERE cle = 'id'"
    assert embarque.one(query) == complet.one(query) + "-extrait-53-04"


@pytest.mark.donnees
def test_the_embedded_extract_has_every_own_figure_of_its_regions(embarque: Lecture, complet: Lecture) -> None:
    query = """SELECT m.lieu, f.code, m.voie, m.millesime, m.population, v.indicateur, v.statut, v.valeur, v.effectif
               FROM mesure m JOIN valeur v ON v.mesure = m.id LEFT JOIN formation f ON f.id = m.formation
               LEFT JOIN etablissement e ON e.uai = m.lieu
               WHERE m.origine = 'propre' AND (m.lieu IN ('reg:53', 'reg:04') OR e.region IN ('53', '04'))
               ORDER BY 1, 2, 3, 4, 5, 6"""
    found = embarque.all(query)
    assert len(found) > 30_000
    assert found == complet.all(query)


def test_no_label_says_its_year_twice(extrait: Path) -> None:
    labels = Lecture(extrait).column("SELECT libelle FROM formation WHERE NOT terminale OR commune")
    assert len(labels) > 100
    years = re.compile(r"\b(?:2de|1re|[1-9]e?)\b(?: année)?|\bannée commune\b")
    assert [text for text in labels if text.count("(") > 1 and len(years.findall(text.rsplit("(", 1)[0])) > 0] == []

"""The catalogue of courses by apprenticeship (made-up rows): the offer at each lieu, and who answers for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from data_bundle.builder.attribution_sites import Site
from data_bundle.builder.check import failures
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.offre import Offre
from data_bundle.builder.read_catalogue_apprentissage import CODE, CatalogueApprentissage, read
from data_bundle.builder.report import Report
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Lignes, abimes, lire, reads_rightly_or_stops
from tests.data_bundle.readers.invente import FINE_CFA, LICORNES, LUTINS, csv

PATH = f"{CODE}/catalogue-invente-2025.csv"
HEADER = (
    "cle_ministere_educatif;cfd;intitule_long;uai_formation;lieu_formation_nom;etablissement_formateur_uai;"
    "etablissement_gestionnaire_uai;periode"
)
ROWS = (
    f"a;50090002;LICORNIER;{LUTINS};Site inventé des lutins;{LICORNES};{LICORNES};2024-09, 2025-09",
    f"b;50090003;DRAGONNIER;{LICORNES};CFA inventé;{LICORNES};;",
)
TEXT = csv(HEADER, *ROWS)


def test_a_course_is_an_offer_at_its_lieu_and_says_who_answers_for_it() -> None:
    found, report = lire(read, PATH, TEXT.encode())
    assert found.reading.offre == [
        Offre(("cfd", "50090002"), LUTINS, 2025, None, CODE, "rentree"),
        Offre(("cfd", "50090003"), LICORNES, 2025, None, CODE, "rentree"),
    ]
    assert found.sites == [Site(LUTINS, "50090002", LICORNES, LICORNES), Site(LICORNES, "50090003", LICORNES, "")]
    assert {(seen.uai, seen.nature) for seen in found.reading.noms} == {(LUTINS, "cfa"), (LICORNES, "cfa")}
    assert report.left_out == []


def test_the_year_comes_from_a_date_or_from_the_name_of_the_file() -> None:
    older = TEXT.replace("2024-09, 2025-09", "2023-09")
    found, _ = lire(read, PATH, older.encode())
    assert [offer.rentree for offer in found.reading.offre] == [2023, 2025]
    with pytest.raises(BadInputError, match="ligne 3\u00a0: rien ne dit de quelle rentrée"):
        lire(read, f"{CODE}/catalogue-invente.csv", TEXT.encode())


def test_a_course_without_a_place_or_a_diploma_is_left_out_and_said() -> None:
    rows = (ROWS[0].replace(LUTINS, ""), ROWS[1].replace("50090003", "5.01E+07"), ROWS[1])
    found, report = lire(read, PATH, csv(HEADER, *rows).encode())
    assert len(found.sites) == 1
    assert {(one.motif, one.exemples) for one in report.left_out} == {
        ("UAI du lieu absent ou mal formé", ("vide",)),
        ("code de diplôme (CFD) absent ou mal formé", ("5.01E+07",)),
    }


@pytest.fixture
def construit(dossier: Path, construire: Callable[..., Path]) -> Path:
    """A snapshot with one row of a CFA, and a catalogue that gives it a site."""
    fine = dossier / "fr-en-inserjeunes-cfa-formation_fine/fr-en-inserjeunes-cfa-formation_fine.csv"
    figures = "cumul 2023-2024;{};CFA inventé des licornes;BRETAGNE;50090001;CAP;LICORNIER;2;;30;57;13;30;81;73;;"
    for path, text in ((fine, csv(FINE_CFA, figures.format(LICORNES))), (dossier / PATH, TEXT)):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8-sig")
    return construire()


@pytest.mark.parametrize(
    "damage",
    [
        f"DELETE FROM ligne WHERE lieu = '{LICORNES}' AND formation IS NOT NULL",
        "UPDATE lot SET origine = 'autre_site' WHERE origine = 'ancienne'",
    ],
)
def test_a_figure_of_another_site_without_that_site_is_refused(construit: Path, damage: str) -> None:
    sentence = "chiffre repris sans la ligne d’où il vient"
    assert sentence not in " ".join(failures(construit))
    with closing(sqlite3.connect(construit, isolation_level=None)) as connection:
        connection.execute(damage)
    assert sentence in " ".join(failures(construit))


def test_figures_of_the_cfa_are_shown_at_its_site_in_the_snapshot(construit: Path) -> None:
    assert failures(construit) == []
    found = Lecture(construit)
    rows = "SELECT m.lieu, f.code, m.origine, o.code FROM mesure m JOIN formation f ON f.id = m.formation"
    rows += " LEFT JOIN formation o ON o.id = m.formation_origine WHERE m.millesime = '2023_2024' ORDER BY 1, 2"
    assert found.all(rows) == [
        (LICORNES, "50090001", "propre", None),
        (LICORNES, "50090002", "ancienne", "50090001"),
        (LUTINS, "50090002", "autre_site", "50090001"),
    ]
    assert found.ligne(LUTINS, "2023_2024", "50090002").valeurs("part_emploi_6m", "taux_emploi_6m") == (57, 81)
    offers = "SELECT e.uai, f.code, o.rentree, o.constat FROM offre o JOIN formation f ON f.id = o.formation"
    offers += " JOIN etablissement e ON e.id = o.etablissement WHERE f.voie = 'apprentissage' ORDER BY 1, 2"
    assert found.all(offers) == [
        (LICORNES, "50090002", 2024, "promotion"),
        (LICORNES, "50090003", 2025, "rentree"),
        (LUTINS, "50090002", 2025, "rentree"),
    ]


def _rightly(found: CatalogueApprentissage, lignes: Lignes, report: Report) -> None:
    said = {(row["uai_formation"], row["cfd"][-8:]) for row in lignes}
    assert {(site.lieu, site.cfd) for site in found.sites} <= said
    assert len(found.sites) + sum(one.lignes for one in report.left_out) == len(lignes)
    for offer in found.reading.offre:
        assert 2000 <= offer.rentree <= 2099


@given(abimes(TEXT))
def test_a_damaged_catalogue_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATH, data, _rightly)

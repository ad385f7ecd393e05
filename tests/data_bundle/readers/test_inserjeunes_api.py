"""Answers of the InserJeunes API kept as files (made-up answers): from one entry a measure to one row a formation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.read_inserjeunes_api import read
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from tests.data_bundle.readers.abimer import Lignes, abimes_json, bien_formee, lire, reads_rightly_or_stops
from tests.data_bundle.readers.invente import CONTEUR, LICORNES, PARTS, TAUX, cases, statuts, valeurs

PLACE = f"inserjeunes-api/UAI-{LICORNES}-2022_2023.json"
MEASURES = {
    "nb_annee_term": 100, "nb_sortant": 60, "nb_poursuite_etudes": 40, "nb_en_emploi_6_mois": 30,
    "taux_poursuite_etudes": 40, "taux_emploi_6_mois": 50, "taux_emploi_12_mois": None,
    "DEVENIR_part_poursuite_etudes": 40, "DEVENIR_part_en_emploi_6_mois": 30,
    "DEVENIR_part_autre_situation_6_mois": 30,
}  # fmt: skip
PAY = {"salaire_TS_Q1_12_mois": 1390, "salaire_TS_Q2_12_mois": 1540, "salaire_TS_Q3_12_mois": 1640}


def answer(measures: dict[str, Any] = MEASURES, **dimension: str) -> dict[str, Any]:
    about = dimension or {"id_formation_apprentissage": "50090002"}
    data = [{"id_mesure": n, "valeur_mesure": v, "dimensions": [about]} for n, v in measures.items()]
    whole = {"id_mesure": "valeur_ajoutee_6_mois", "valeur_mesure": -2, "dimensions": [{"ensemble": "…"}]}
    return {"metadata": {"UAI": {"id_uai_etab": LICORNES, "libelle_etab": "CFA inventé"}}, "data": [*data, whole]}


def lu(path: str, content: object) -> Reading:
    return lire(read, path, json.dumps(content).encode())[0]


def test_the_measures_of_a_formation_become_one_row() -> None:
    found = lu(PLACE, answer())
    [row] = found.mesures
    assert (row.formation, row.lieu, row.millesime, row.voie) == (
        ("cfd", "50090002"), LICORNES, "2022_2023", "apprentissage",
    )  # fmt: skip
    assert valeurs(row, *PARTS, TAUX[0]) == (40, 30, 30, 50)
    assert cases(row)["taux_emploi_6m"][3:] == (60, 30, 0)
    assert statuts(row, TAUX[1], TAUX[2]) == ("horizon_non_observe", "non_diffuse")
    assert [(seen.uai, seen.libelle, seen.nature) for seen in found.noms] == [(LICORNES, "CFA inventé", "cfa")]


def test_an_answer_written_as_a_text_inside_json_is_the_same() -> None:
    assert lu(PLACE, json.dumps(answer())) == lu(PLACE, answer())


def test_the_code_of_a_region_is_that_of_the_region_academique() -> None:
    [row] = lu("inserjeunes-api/region-14-2022_2023.json", answer(id_mefstat11=CONTEUR)).mesures
    assert (row.lieu, row.voie, row.formation) == ("reg:28", "scolaire", ("mefstat11", CONTEUR))


def test_pay_is_kept_for_the_whole_of_france_only() -> None:
    content = answer(MEASURES | PAY)
    assert {m.portee for m in lu(PLACE, content).mesures} == {"formation"}
    rows = lu("inserjeunes-api/france-2023-apprentissage.json", content).mesures
    assert {(m.lieu, m.millesime, m.portee) for m in rows} == {("fr", "2023", "formation"), ("fr", "2023", "salaire")}


def test_a_measure_that_nobody_knows_is_said() -> None:
    _, report = lire(read, PLACE, json.dumps(answer(MEASURES | {"taux_de_magie": 3})).encode())
    assert report.unknown == {PLACE: ("taux_de_magie",)}
    assert [(one.lignes, one.voulu) for one in report.left_out] == [(1, True)]


@pytest.mark.parametrize("name", ["reponse.json", "region-99-2022_2023.json", f"UAI-{LICORNES}-2022_2024.json"])
def test_a_name_that_lost_its_place_or_cohort_is_refused(name: str) -> None:
    with pytest.raises(BadInputError, match="ne dit pas le lieu et la promotion"):
        lu(f"inserjeunes-api/{name}", answer())


def test_two_values_of_one_measure_are_refused() -> None:
    content = answer()
    content["data"].append({**content["data"][0], "valeur_mesure": 99})
    with pytest.raises(BadInputError, match="entrée 1\u00a0: deux valeurs de nb_annee_term"):
        lu(PLACE, content)


def _rightly(found: Reading, _: Lignes, __: Report) -> None:
    for mesure in found.mesures:
        bien_formee(mesure)
        assert mesure.lieu == LICORNES


@given(abimes_json(json.dumps(answer())))
def test_a_damaged_answer_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PLACE, data, _rightly)

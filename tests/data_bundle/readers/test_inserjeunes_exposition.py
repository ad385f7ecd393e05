"""Exports of the Exposition API (made-up answers): which words mean what, whose figures they are, JSON as CSV."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_exposition import read
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from tests.data_bundle.readers.abimer import (
    Lignes,
    abimes,
    abimes_json,
    bien_formee,
    lire,
    nombre,
    reads_rightly_or_stops,
)  # fmt: skip
from tests.data_bundle.readers.invente import CONTEUR, FEES, LICORNES, LUTINS, PARTS, TAUX, cases, csv, statuts, valeurs

JSON = "inserjeunes-exposition/formations_inventees.json"
CSV = "inserjeunes-exposition/formations_inventees.csv"
PAY = ("salaire_net_12m_q1", "salaire_net_12m_median", "salaire_net_12m_q3")
Entry = dict[str, Any]

FIGURES: Entry = {
    "nb_annee_term": 100, "nb_sortant": 60, "nb_poursuite_etudes": 40, "nb_en_emploi_6_mois": 30,
    "nb_en_emploi_12_mois": 33, "taux_en_formation": 40, "taux_en_emploi_6_mois": 30, "taux_autres_6_mois": 30,
    "taux_en_emploi_12_mois": 33, "taux_autres_12_mois": 27, "taux_rupture_contrats": 20,
}  # fmt: skip
FEW: Entry = {
    "nb_annee_term": 19, "nb_sortant": 6, "nb_poursuite_etudes": 13, "nb_en_emploi_6_mois": 5,
    "nb_en_emploi_12_mois": 4, "taux_en_formation": None, "taux_en_emploi_6_mois": None, "taux_autres_6_mois": None,
    "taux_rupture_contrats": None,
}  # fmt: skip
PAID = {"salaire_12_mois_q1": 1390, "salaire_12_mois_q2": 1540, "salaire_12_mois_q3": 1640}


def entry(code: str, uai: str | None = LICORNES, figures: Entry = FIGURES, **more: object) -> Entry:
    apprentissage = len(code) == 8
    return {
        **({"uai": uai, "libelle_etablissement": f"CFA inventé {uai}"} if uai else {}),
        "millesime": "2022_2023", "code_certification": code, "filiere": "apprentissage" if apprentissage else "pro",
        "code_certification_type": "cfd" if apprentissage else "mefstat11",
        "donnee_source": {"code_certification": code, "type": "self"},
        **figures, **more,
    }  # fmt: skip


def lus(*entries: Entry, name: str = "formations") -> list[Mesure]:
    page = {name: list(entries), "pagination": {"page": 1}}
    return lire(read, JSON, json.dumps(page).encode())[0].mesures


def test_its_taux_en_emploi_is_out_of_all_final_year_pupils() -> None:
    [row] = lus(entry("50090002"))
    assert (row.formation, row.lieu, row.voie, row.millesime) == (
        ("cfd", "50090002"), LICORNES, "apprentissage", "2022_2023",
    )  # fmt: skip
    assert valeurs(row, *PARTS) == (40, 30, 30)
    assert [cases(row)[nom].effectif for nom in PARTS] == [100] * 3
    assert [cases(row)[nom].recalcule for nom in PARTS] == [0] * 3
    assert valeurs(row, "taux_rupture_contrats") == (20,)


def test_rates_out_of_the_sortants_come_from_the_counts_and_say_so() -> None:
    [row] = lus(entry("50090002"))
    assert valeurs(row, *TAUX[:2]) == (50, 55)
    cell = cases(row)["taux_emploi_6m"]
    assert (cell.effectif, cell.numerateur, cell.recalcule) == (60, 30, 1)
    assert statuts(row, *TAUX[2:]) == ("non_diffuse",) * 2


def test_null_is_under_the_threshold_and_no_count_under_twenty_is_kept() -> None:
    full, few = lus(entry("50090002"), entry("50090003", figures=FEW))
    [alone] = lus(entry("50090003", figures=FEW))
    assert full.origine == few.origine == "propre"
    assert set(statuts(alone, *PARTS[:1], *TAUX[:2], "taux_rupture_contrats")) == {"sous_seuil"}
    assert set(statuts(few, *PARTS, *TAUX[:2], "taux_rupture_contrats")) == {"sous_seuil"}
    assert {c.effectif for c in few.cells} == {None}


def test_an_entry_that_only_names_last_years_holds_no_figure() -> None:
    early = entry("23810090011", figures={}, certificationsTerminales=[{"code_certification": CONTEUR}])
    [row] = lus(early, entry(CONTEUR, FEES))
    assert row.formation == ("mefstat11", CONTEUR)
    _, report = lire(read, JSON, json.dumps([early, entry(CONTEUR, FEES)]).encode())
    assert [(one.lignes, one.voulu) for one in report.left_out] == [(1, True)]


def test_figures_of_another_version_are_filed_under_that_version_once() -> None:
    old, new = "50090001", "50090002"
    copied = entry(new, donnee_source={"code_certification": old, "type": "ancienne"})
    for entries in ([copied], [copied, entry(old)]):
        [row] = lus(*entries)
        assert (row.formation, row.origine, row.formation_origine) == (("cfd", old), "propre", None)


def test_figures_of_another_site_are_shown_there_with_whose_they_are() -> None:
    lent = entry("50090002", LUTINS, uai_donnee=LICORNES, uai_donnee_type="gestionnaire", uai_type="lieu_formation")
    for entries in ([lent], [lent, entry("50090002", uai_donnee=LICORNES)]):
        rows = {row.lieu: row for row in lus(*entries)}
        assert rows[LICORNES].origine == "propre"
        assert rows[LUTINS].origine == "autre_site"
        assert rows[LUTINS].formation_origine == rows[LICORNES].formation == ("cfd", "50090002")
        assert rows[LUTINS].cells == rows[LICORNES].cells


def test_the_own_row_of_a_site_comes_before_one_lent_to_it() -> None:
    lent = entry("50090002", LUTINS, uai_donnee=LICORNES)
    own = entry("50090002", LUTINS, FIGURES | {"nb_en_emploi_12_mois": 40})
    rows = [row for row in lus(lent, own) if row.lieu == LUTINS]
    assert [row.origine for row in rows] == ["propre"]


def test_regions_and_france_are_told_from_what_an_entry_has() -> None:
    region = entry("50090002", None, region={"code": "11", "nom": "Île-de-France"})
    france = entry("50090002", None, FIGURES | PAID, millesime="2023")
    rows = {(row.lieu, row.portee): row for row in lus(region, france, name="certifications")}
    assert rows.keys() == {("reg:11", "formation"), ("fr", "formation"), ("fr", "salaire")}
    assert valeurs(rows["fr", "salaire"], *PAY) == (1390, 1540, 1640)
    assert rows["fr", "formation"].millesime == "2023"


def test_pay_is_only_shown_for_the_whole_of_france() -> None:
    assert {row.portee for row in lus(entry("50090002", figures=FIGURES | PAID))} == {"formation"}


def test_what_other_sources_measure_is_left_aside() -> None:
    higher = entry("2500249", "0751717J", filiere="superieur", code_certification_type="sise")
    departement = entry("50090002", None, departement={"code": "35"})
    [row] = lus(higher, departement, entry("50090002"))
    assert row.lieu == LICORNES


def test_the_csv_export_says_the_same_as_the_json() -> None:
    header = (
        "uai;uai_type;uai_donnee;uai_donnee_type;code_certification;filiere;millesime;donnee_source_type;"
        "donnee_source_code_certification;nb_annee_term;nb_en_emploi_12_mois;nb_en_emploi_6_mois;nb_poursuite_etudes;"
        "nb_sortant;taux_autres_6_mois;taux_en_emploi_6_mois;taux_en_formation;taux_rupture_contrats"
    )
    rows = (
        f"{LICORNES};;;;50090002;apprentissage;2022_2023;self;50090002;100;33;30;40;60;30;30;40;20",
        f"{LICORNES};;;;50090003;apprentissage;2022_2023;self;50090003;19;4;5;13;6;null;null;null;null",
    )
    found, report = lire(read, CSV, "\n".join((header, *rows, "")).encode())
    assert found.mesures == lus(entry("50090002"), entry("50090003", figures=FEW))
    assert report.unknown == {}
    region = "region;code_certification;filiere;millesime;taux_en_formation\n{};50090002;apprentissage;2022_2023;40\n"
    for name in ("Île-de-France", "ILE-DE-FRANCE", "11"):
        found, _ = lire(read, CSV, region.format(name).encode())
        assert [row.lieu for row in found.mesures] == ["reg:11"]


def test_a_key_that_nobody_knows_is_said() -> None:
    _, report = lire(read, JSON, json.dumps([entry("50090002", taux_de_magie=3, region=None)]).encode())
    assert report.unknown == {JSON: ("taux_de_magie",)}


def test_an_empty_page_is_no_error() -> None:
    assert lus() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"taux_en_formation": 41}, ["entrée 2", "101 au lieu de 100"]),
        ({"taux_en_formation": 140}, ["entrée 2", "taux_en_formation", "bornes"]),
        ({"nb_sortant": 101}, ["entrée 2", "nb_sortant", "dépasse"]),
        ({"millesime": "2022-2024"}, ["entrée 2", "millesime"]),
        ({"filiere": "magie"}, ["entrée 2", "filiere"]),
        ({"code_certification": "2500249"}, ["entrée 2", "code_certification", "CFD"]),
        ({"uai": "359903Z"}, ["entrée 2", "uai"]),
        ({"uai": None, "region": {"code": "99"}}, ["entrée 2", "region.code", "«\u00a099\u00a0»"]),
        ({"donnee_source": {"code_certification": "50090001", "type": "cousine"}}, ["entrée 2", "donnee_source.type"]),
        ({"uai_donnee": "ailleurs"}, ["entrée 2", "uai_donnee"]),
    ],
)
def test_a_damaged_entry_stops_with_its_place(change: Entry, words: list[str]) -> None:
    with pytest.raises(BadInputError) as stop:
        lus(entry("50090003"), entry("50090002") | change)
    assert [word for word in [JSON, *words] if word not in str(stop.value)] == []


TEXT = json.dumps(
    {
        "formations": [
            entry("50090002"), entry("50090003", figures=FEW), entry(CONTEUR, FEES),
            entry("50090002", LUTINS, uai_donnee=LICORNES, region={"code": "53", "nom": "Bretagne"}),
            entry("50090002", None, FIGURES | PAID, millesime="2023"),
        ]
    }
)  # fmt: skip
HEADER_CSV = (
    "region;code_certification;filiere;millesime;donnee_source_type;donnee_source_code_certification;nb_annee_term;"
    "nb_en_emploi_6_mois;nb_poursuite_etudes;nb_sortant;taux_autres_6_mois;taux_en_emploi_6_mois;taux_en_formation;"
    "taux_rupture_contrats"
)
TEXT_CSV = csv(
    HEADER_CSV,
    "Bretagne;50090002;apprentissage;2022_2023;self;50090002;100;30;40;60;30;30;40;20",
    "Corse;50090002;apprentissage;2022_2023;ancienne;50090001;200;60;80;120;30;30;40;",
    "La Réunion;50090003;apprentissage;2022_2023;self;50090003;19;5;13;6;null;null;null;null",
)


def _well_formed(found: Reading, _: Lignes, __: Report) -> None:
    own = {(m.lieu, m.formation, m.millesime, m.portee) for m in found.mesures if m.origine == "propre"}
    assert len({(m.lieu, m.formation, m.millesime, m.portee) for m in found.mesures}) == len(found.mesures)
    names = {seen.uai for seen in found.noms} | {"fr"}
    for mesure in found.mesures:
        bien_formee(mesure)
        assert mesure.lieu in names or mesure.lieu.startswith("reg:")
        if mesure.origine == "autre_site":
            assert any(key[1:] == (mesure.formation_origine, mesure.millesime, mesure.portee) for key in own)


@given(abimes_json(TEXT))
def test_a_damaged_json_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, JSON, data, _well_formed)


def _as_said(found: Reading, lignes: Lignes, report: Report) -> None:
    _well_formed(found, lignes, report)
    for mesure in found.mesures:
        rows = [row for row in lignes if mesure.formation and mesure.formation[1] in "".join(row.values())]
        for nom, column in zip(PARTS, ("formation", "emploi_6_mois", "autres_6_mois"), strict=True):
            name = f"taux_{'' if 'autres' in column else 'en_'}{column}"
            cell = cases(mesure)[nom]
            said = [nombre(row.get(name, "")) for row in rows]
            assert cell.valeur is None or cell.recalcule or cell.valeur in said, (nom, said)


@given(abimes(TEXT_CSV))
def test_a_damaged_csv_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, CSV, data, _as_said)

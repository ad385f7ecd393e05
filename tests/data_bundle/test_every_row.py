"""Every row of the sources against the snapshot: nothing changed on the way, nothing invented.

The sources are read here by a few plain lines, not by the code under test.
"""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from tests.data_bundle.lecture import Lecture

pytestmark = pytest.mark.donnees

REGIONS = "inserjeunes-regions/ij_region_data_counts_under_20_removed.csv.gz"
CFA = "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv.gz"
RATES = {
    "part_poursuite": ("taux_poursuite_etudes", "nb_annee_term", "nb_poursuite_etudes"),
    **{f"taux_emploi_{h}m": (f"taux_emploi_{h}_mois", "nb_sortant", f"nb_en_emploi_{h}_mois") for h in (6, 12, 18, 24)},
}
CFA_COLUMNS = {
    "part_emploi_6m": "DEVENIR Part en emploi 6 mois",
    "part_autres_6m": "DEVENIR Part autre situation 6 mois",
    "taux_rupture_contrats": "Part contrats apprentissage interrompus",
    "part_poursuite": "Taux poursuite études",
    "taux_emploi_6m": "Taux emploi 6 mois",
    "taux_emploi_6m_attendu": "Taux emploi 6 mois attendu",
    "va_emploi_6m": "VA emploi 6 mois",
    "taux_emploi_12m": "Taux emploi 12 mois",
    "taux_emploi_18m": "Taux emploi 18 mois",
    "taux_emploi_24m": "Taux emploi 24 mois",
}

Key = tuple[str, ...]


def raw_rows(path: Path) -> list[dict[str, str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def number(text: str) -> int | None:
    return int(float(text.replace(",", "."))) if text not in {"", "nd"} else None


@pytest.fixture(scope="module")
def own(complet: Lecture) -> dict[Key, dict[str, tuple[object, ...]]]:
    """Every own cell of the région rows: published or not, by row."""
    query = """SELECT m.lieu, f.code, m.voie, m.millesime, i.nom, v.valeur, v.effectif, v.numerateur, v.recalcule
               FROM mesure m JOIN formation f ON f.id = m.formation JOIN valeur v ON v.mesure = m.id
               JOIN indicateur i ON i.id = v.indicateur JOIN source s ON s.id = m.source
               WHERE m.origine = 'propre' AND s.code = 'inserjeunes-regions'"""
    found: dict[Key, dict[str, tuple[object, ...]]] = {}
    for lieu, code, voie, millesime, nom, *rest in complet.all(query):
        found.setdefault((lieu, code, voie, millesime), {})[nom] = tuple(rest)
    return found


def test_every_region_row_has_exactly_its_rates_and_counts(
    opendata: Path, own: dict[Key, dict[str, tuple[object, ...]]]
) -> None:
    rows = raw_rows(opendata / REGIONS)
    assert len(rows) == len(own) == 27_999
    compared = 0
    for row in rows:
        cells = own[f"reg:{row['code_region']}", row["cfd"] or row["mefstat11"], row["voie"], row["millesime"]]
        for nom, (rate, count, top) in RATES.items():
            value = number(row[rate])
            expected = (value, number(row[count]), number(row[top]), 0) if value is not None else (None, None, None, 0)
            assert cells[nom] == expected, (row["id"], nom)
            compared += value is not None
    assert compared > 50_000


def test_every_recalculated_part_comes_from_its_counts(
    opendata: Path, own: dict[Key, dict[str, tuple[object, ...]]]
) -> None:
    recalculated = 0
    for row in raw_rows(opendata / REGIONS):
        cells = own[f"reg:{row['code_region']}", row["cfd"] or row["mefstat11"], row["voie"], row["millesime"]]
        n, p, e6 = (number(row[c]) for c in ("nb_annee_term", "nb_poursuite_etudes", "nb_en_emploi_6_mois"))
        noms = ("part_emploi_6m", "part_autres_6m", "part_poursuite_ou_emploi_6m")
        if n is None or p is None or e6 is None:
            assert [cells[nom][0] for nom in noms] == [None] * 3, row["id"]
            continue
        job, share = round(e6 * 100 / n + 0.0), number(row["taux_poursuite_etudes"])
        if e6 * 200 % n == 0 and e6 * 200 // n % 2:  # a half: floats may not tell it, integers do
            job = e6 * 100 // n + e6 * 100 // n % 2
        assert share is not None
        assert cells["part_emploi_6m"] == (job, n, e6, 1), row["id"]
        assert cells["part_autres_6m"] == (100 - share - job, n, n - p - e6, 1), row["id"]
        assert cells["part_poursuite_ou_emploi_6m"] == (share + job, n, p + e6, 1), row["id"]
        recalculated += 1
    assert recalculated == 13_528


def test_every_cfa_row_has_exactly_its_figures(opendata: Path, complet: Lecture) -> None:
    query = """SELECT m.lieu, m.millesime, i.nom, v.valeur FROM mesure m JOIN valeur v ON v.mesure = m.id
               JOIN indicateur i ON i.id = v.indicateur JOIN source s ON s.id = m.source
               WHERE s.code = 'fr-en-inserjeunes-cfa' AND NOT v.recalcule AND v.valeur IS NOT NULL"""
    stored = {(lieu, cohort, nom): value for lieu, cohort, nom, value in complet.all(query)}
    expected = {}
    for row in raw_rows(opendata / CFA):
        cohort = row["Année"].removeprefix("cumul ").replace("-", "_")
        for nom, column in CFA_COLUMNS.items():
            value = number(row[column])
            if value is not None:
                expected[row["UAI"], cohort, nom + "_etablissement"] = value
    assert len(expected) > 60_000
    assert stored == expected


@pytest.mark.parametrize("cohort", ["2018_2019", "2022_2023"])
def test_every_lycee_row_has_exactly_its_figures(opendata: Path, complet: Lecture, cohort: str) -> None:
    path = opendata / f"inserjeunes-depp-etablissements/depp-2022-etablissements-{cohort}-pro.csv"
    columns = {4: "part_poursuite", 5: "taux_emploi_6m", 6: "taux_emploi_6m_attendu", 7: "va_emploi_6m"}
    if cohort == "2018_2019":
        columns |= {8: "taux_emploi_12m", 9: "taux_emploi_18m", 10: "taux_emploi_24m"}
    else:
        columns |= {9: "part_emploi_6m", 10: "part_autres_6m"}
    populations = {"ensemble": "ensemble", "dont apprentis": "apprentis", "dont élèves en voie pro sco": "scolaires"}
    expected = {}
    for row in list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";"))[1:]:
        for position, nom in columns.items():
            value = number(row[position])
            if value is not None:
                expected[row[0], populations[row[3]], nom + "_etablissement"] = value
    query = """SELECT m.lieu, m.population, i.nom, v.valeur FROM mesure m JOIN valeur v ON v.mesure = m.id
               JOIN indicateur i ON i.id = v.indicateur JOIN source s ON s.id = m.source
               WHERE s.code = 'inserjeunes-depp-etablissements' AND m.voie = 'scolaire' AND m.millesime = ?
                 AND NOT v.recalcule AND v.valeur IS NOT NULL"""
    assert len(expected) > 15_000
    assert {(lieu, who, nom): value for lieu, who, nom, value in complet.all(query, cohort)} == expected


def test_every_lycee_of_the_offer_has_its_last_years(opendata: Path, complet: Lecture) -> None:
    seen = {
        (row["uai"], row["mefstat11"])
        for row in raw_rows(opendata / "offre-scolaire/constat_rentree_2020_presence.csv.gz")
    }
    query = """SELECT e.uai, coalesce(v.code, f.code) FROM offre o JOIN formation f ON f.id = o.formation
               JOIN etablissement e ON e.id = o.etablissement LEFT JOIN formation v ON v.id = o.observee
               JOIN source s ON s.id = o.source WHERE s.code = 'offre-scolaire'"""
    shown = set(complet.all(query))
    cycles = {(uai, code[:3] + code[4:]) for uai, code in seen}
    newer = set(complet.column("SELECT e.uai FROM offre o JOIN etablissement e ON e.id = o.etablissement"))
    assert len(shown) > 20_000
    assert {uai for uai, _ in shown} <= {uai for uai, _ in seen} <= newer
    assert {(uai, code) for uai, code in shown if (uai, code[:3] + code[4:]) not in cycles} == set()


def test_rows_by_source_are_those_of_the_files(complet: Lecture) -> None:
    rows = dict(complet.all("SELECT code, lignes FROM source"))
    assert rows["inserjeunes-regions"] == 27_999
    assert rows["fr-en-inserjeunes-cfa"] == 11_314
    assert rows["inserjeunes-depp-etablissements"] == 4_569 + 851 + 5_605 + 2_527
    assert rows["offre-scolaire"] == 44_446
    assert rows["certif-info"] == 10_067

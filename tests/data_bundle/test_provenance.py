"""Two hundred figures of each source, drawn at random, taken back from the snapshot to the raw line they come from.

The raw files are read here by a few plain lines, not by the code under test. A figure taken over from another version
of a diploma goes back to the line of the version that it names.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.data_bundle.lecture import Lecture

pytestmark = pytest.mark.donnees

DRAWN = 200
Line = tuple[int, dict[str, str]]
Lines = dict[tuple[str, ...], list[Line]]

REGIONS = {"part_poursuite": "taux_poursuite_etudes"} | {
    f"taux_emploi_{h}m": f"taux_emploi_{h}_mois" for h in (6, 12, 18, 24)
}
CFA = {
    "part_poursuite": ("Taux poursuite études", "DEVENIR Part poursuite études"),
    "part_emploi_6m": ("DEVENIR Part en emploi 6 mois",),
    "part_autres_6m": ("DEVENIR Part autre situation 6 mois",),
    "taux_emploi_6m_attendu": ("Taux emploi 6 mois attendu",),
    "va_emploi_6m": ("VA emploi 6 mois",),
    "taux_rupture_contrats": ("Part contrats apprentissage interrompus",),
} | {f"taux_emploi_{h}m": (f"Taux emploi {h} mois",) for h in (6, 12, 18, 24)}
DEPP = {
    "part_poursuite": ("4",), "taux_emploi_6m": ("5",), "taux_emploi_6m_attendu": ("6",), "va_emploi_6m": ("7",),
    "part_emploi_6m": ("9",), "part_autres_6m": ("10",),
}  # fmt: skip
DEPP_2018 = {**DEPP, "taux_emploi_12m": ("8",), "taux_emploi_18m": ("9",), "taux_emploi_24m": ("10",)}
PARCOURSUP = {"capacite": "capa_fin", "voeux": "voe_tot", "admis": "acc_tot", "taux_acces_parcoursup": "taux_acces_ens"}
POPULATIONS = {"ensemble": "ensemble", "apprentis": "dont apprentis", "scolaires": "dont élèves en voie pro sco"}


def drawn(complet: Lecture, source: str, published: str = "NOT c.recalcule") -> list[tuple[str, ...]]:
    """Return figures: lieu, voie, millesime, population, whose code, indicateur, value, label matched, copied."""
    rows = complet.all(
        f"""SELECT l.lieu, t.voie, t.millesime, t.population, coalesce(o.code, f.code), i.nom, c.valeur,
                   l.libelle_source, o.code IS NOT NULL
            FROM chiffre c JOIN ligne l ON l.id = c.ligne JOIN lot t ON t.id = l.lot JOIN source s ON s.id = t.source
            JOIN indicateur i ON i.id = c.indicateur LEFT JOIN formation f ON f.id = l.formation
            LEFT JOIN formation o ON o.id = l.formation_origine WHERE s.code = ? AND {published}
            ORDER BY c.ligne, c.indicateur""",
        source,
    )
    assert len(rows) > DRAWN
    return random.Random(source).sample(rows, DRAWN)


def lines(path: Path, key: Callable[[dict[str, str]], tuple[str, ...]], header: bool = True) -> Lines:
    """Return the raw lines by key, with their numbers in the file."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    names = next(reader)
    found: Lines = {}
    for row in reader:
        cells = dict(zip(names if header else map(str, range(len(row))), (cell.strip() for cell in row), strict=True))
        found.setdefault(key(cells), []).append((reader.line_num, cells))
    return found


def says(line: Line, columns: tuple[str, ...] | str, value: object) -> bool:
    texts = [line[1].get(column, "") for column in ([columns] if isinstance(columns, str) else columns)]
    return any(text not in {"", "nd"} and float(text.replace(",", ".")) == value for text in texts)


def test_figures_of_regions_go_back_to_their_line(opendata: Path, complet: Lecture) -> None:
    path = opendata / "inserjeunes-regions/ij_region_data_counts_under_20_removed.csv.gz"
    raw = lines(path, lambda r: (r["code_region"], r["voie"], r["millesime"], r["cfd"] or r["mefstat11"]))
    rows = drawn(complet, "inserjeunes-regions")
    for lieu, voie, millesime, _, code, nom, value, *_ in rows:
        [line] = raw[lieu[4:], voie, millesime, code]
        assert says(line, REGIONS[nom], value), (line[0], nom, value)
    assert any(copied for *_, copied in rows)


def test_recalculated_parts_of_regions_go_back_to_the_counts_of_their_line(opendata: Path, complet: Lecture) -> None:
    path = opendata / "inserjeunes-regions/ij_region_data_counts_under_20_removed.csv.gz"
    raw = lines(path, lambda r: (r["code_region"], r["voie"], r["millesime"], r["cfd"] or r["mefstat11"]))
    for lieu, voie, millesime, _, code, nom, value, *_ in drawn(complet, "inserjeunes-regions", "c.recalcule"):
        [(number, cells)] = raw[lieu[4:], voie, millesime, code]
        n, e6 = int(float(cells["nb_annee_term"])), int(float(cells["nb_en_emploi_6_mois"]))
        job, share = round(100 * e6 / n), int(float(cells["taux_poursuite_etudes"]))
        expected = {
            "part_emploi_6m": job,
            "part_autres_6m": 100 - share - job,
            "part_poursuite_ou_emploi_6m": share + job,
        }
        assert abs(expected[nom] - value) <= (2 * (100 * e6 % n) == n), (number, nom)


def test_figures_of_cfa_go_back_to_their_line(opendata: Path, complet: Lecture) -> None:
    path = opendata / "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv.gz"
    raw = lines(path, lambda r: (r["UAI"], r["Année"].removeprefix("cumul ").replace("-", "_")))
    for lieu, _, millesime, _, _, nom, value, *_ in drawn(complet, "fr-en-inserjeunes-cfa"):
        found = raw[lieu, millesime]
        assert any(says(line, CFA[nom.removesuffix("_etablissement")], value) for line in found), (found[0][0], nom)


def test_figures_of_lycees_go_back_to_their_line(opendata: Path, complet: Lecture) -> None:
    folder = opendata / "inserjeunes-depp-etablissements"
    raw = {
        cohort: lines(folder / f"depp-2022-etablissements-{cohort}-pro.csv", lambda r: (r["0"], r["3"]), header=False)
        for cohort in ("2018_2019", "2022_2023")
    }
    rows = [row for row in drawn(complet, "inserjeunes-depp-etablissements") if row[1] == "scolaire"]
    assert len(rows) > DRAWN / 2
    for lieu, _, millesime, population, _, nom, value, *_ in rows:
        columns = (DEPP_2018 if millesime == "2018_2019" else DEPP)[nom.removesuffix("_etablissement")]
        [line] = raw[millesime][lieu, POPULATIONS[population]]
        assert says(line, columns, value), (line[0], nom)


@pytest.mark.parametrize("matched", [False, True])
def test_figures_of_parcoursup_go_back_to_a_line_of_that_place_and_name(
    opendata: Path, complet: Lecture, matched: bool
) -> None:
    path = opendata / "fr-esr-parcoursup/fr-esr-parcoursup.csv.gz"
    raw = lines(path, lambda r: (r["cod_uai"], r["session"]))
    which = f"NOT c.recalcule AND l.libelle_source IS {'NOT ' if matched else ''}NULL"
    for lieu, _, session, _, code, nom, value, label, _ in drawn(complet, "fr-esr-parcoursup", which):
        found = raw[lieu, session]
        assert code.startswith(lieu) is not matched
        named = [line for line in found if not matched or line[1]["lib_comp_voe_ins"] == label]
        assert len(named) == 1 or not matched
        assert any(says(line, PARCOURSUP[nom], value) for line in named), (lieu, nom, value)

"""Sources with no file at hand: figures of made-up files, taken back from the snapshot to the line they come from.

The files are written here to the official headers, beside the other made-up ones; every figure of a row is drawn at
random and read back by plain lines.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from io import StringIO

import pytest

from data_bundle.builder.build import build
from data_bundle.codes import UAI_LETTERS
from tests.data_bundle.conftest import INVENTES
from tests.data_bundle.lecture import Lecture

DRAWN = 200
LYCEE_CODES = ("23220090002", "23110090003", "23830090011", "23830090012")
CFDS = ("50090002", "50090003", "40090011", "40090012")
RATES = [f"taux_emploi_{h}_mois" for h in (6, 12, 18, 24)]
PARTS = ["part_en_poursuite_d_etudes", "part_en_emploi_6_mois_apres_la_sortie", "part_des_autres_situations"]
SUP_JOBS = {"salarie_fr": "sal_fr", "non_salarie": "non_sal", "stable": "stable"}

Row = dict[str, str]


def uai(number: int) -> str:
    """Return a made-up UAI of Ille-et-Vilaine with its right letter."""
    digits = 359_000 + number
    return f"{digits:07d}{UAI_LETTERS[digits % 23]}"


def parts(chance: random.Random) -> Row:
    going_on = chance.randint(5, 60)
    working = chance.randint(5, 35)
    return dict(zip(PARTS, map(str, (going_on, working, 100 - going_on - working)), strict=True)) | {
        "taux_poursuite_etudes": str(going_on),
        **{rate: str(chance.randint(20, 99)) for rate in RATES},
    }


def fine(codes: tuple[str, ...], column: str) -> Callable[[random.Random], Iterator[Row]]:
    def rows(chance: random.Random) -> Iterator[Row]:
        for n in range(40):
            for code in codes:
                for year in (2022, 2023):
                    yield {"annee": f"cumul {year}-{year + 1}", "uai": uai(n), "libelle": f"Établissement inventé {n}",
                           column: code, **parts(chance)}  # fmt: skip

    return rows


def levels(chance: random.Random) -> Iterator[Row]:
    for n in range(40):
        for level in ("niveau 3", "niveau 4"):
            yield {"annee": "cumul 2023-2024", "uai": uai(n), "libelle": f"CFA inventé {n}", "niveau_formation": level,
                   "taux_poursuite_etudes": str(chance.randint(1, 99)),
                   "taux_interruption_formation": str(chance.randint(1, 40)),
                   **{rate: str(chance.randint(20, 99)) for rate in RATES}}  # fmt: skip


def national(chance: random.Random) -> Iterator[Row]:
    for code in CFDS:
        for year in range(2019, 2025):
            low = chance.randint(1200, 1400)
            yield {"annee": str(year), "filiere": "apprentissage", "cfd": code, **parts(chance),
                   "salaire_TS_Q1_12_mois": str(low), "salaire_TS_Q2_12_mois": str(low + 150),
                   "salaire_TS_Q3_12_mois": str(low + 400)}  # fmt: skip


def superieur(chance: random.Random) -> Iterator[Row]:
    common = {"type_diplome_long": "Licence inventée", "type_diplome": "licence", "source": "insersup", "promo": "2023"}
    common |= {"obtention_diplome": "ensemble", "genre": "ensemble", "nationalite": "ensemble", "nb_sortants": "120"}
    common |= {"regime_inscription": "ensemble"}
    columns = [f"tx_sortants_en_emploi_{job}_{h}" for job in SUP_JOBS.values() for h in (6, 12, 18, 24, 30)]
    for n in range(40):
        for code in ("2599001", "2599002"):
            named = {"etablissement": uai(n), "uo_lib": f"Université inventée {n}", "diplome": code}
            rates = {column: f"{chance.randint(0, 330) / 10}" for column in columns}
            yield {**named, "libelle_diplome": f"INVENTE {code}", **common, **rates}


def exams(chance: random.Random) -> Iterator[Row]:
    for n in range(80):
        yield {"uai": uai(n), "libelle_uai": f"Lycée inventé {n}", "annee": "2025", "presents_total": "90",
               "taux_reu_total": str(chance.randint(50, 99)), "va_reu_total": str(chance.randint(-9, 9)),
               "Taux accès Brut seconde BAC": str(chance.randint(40, 90))}  # fmt: skip


def wishes(chance: random.Random) -> Iterator[Row]:
    for n in range(80):
        yield {"session": "2025", "uai": uai(n), "mefstat11": "23210090002", "capacite": str(chance.randint(6, 40)),
               "voeux_1": str(chance.randint(0, 90)), "voeux_tous": str(chance.randint(90, 300))}  # fmt: skip


JOBS = {f"taux_emploi_{h}m": f"taux_emploi_{h}_mois" for h in (6, 12, 18, 24)}
SHARES = {"part_poursuite": PARTS[0], "part_emploi_6m": PARTS[1], "part_autres_6m": PARTS[2]}
SOURCES: dict[str, tuple[str, Callable[[random.Random], Iterator[Row]], dict[str, str], tuple[str, ...]]] = {
    "fr-en-inserjeunes-lycee_pro-formation-fine": (
        "", fine(LYCEE_CODES, "code_formation_mefstat11"), JOBS | SHARES, ("uai", "code_formation_mefstat11", "annee")
    ),
    "fr-en-inserjeunes-cfa-formation_fine": (
        "", fine(CFDS, "code_formation_apprentissage"), JOBS | SHARES, ("uai", "code_formation_apprentissage", "annee")
    ),
    "fr-en-inserjeunes-cfa-niveau_formation": (
        "", levels,
        {f"{nom}_niveau": column for nom, column in JOBS.items()}
        | {"part_poursuite_niveau": "taux_poursuite_etudes"} | {nom: nom for nom in ("taux_interruption_formation",)},
        ("uai", "niveau_formation", "annee"),
    ),
    "fr-en-inserjeunes-national-formation_fine": (
        "", national,
        JOBS | SHARES | {f"salaire_net_12m_{ours}": f"salaire_TS_{theirs}_12_mois"
                         for ours, theirs in (("q1", "Q1"), ("median", "Q2"), ("q3", "Q3"))},
        ("cfd", "annee"),
    ),
    "fr-esr-insersup": (
        "fr-esr-insersup/fr-esr-insersup_invente.csv", superieur,
        {f"sup_taux_emploi_{ours}_{h}m": f"tx_sortants_en_emploi_{theirs}_{h}"
         for ours, theirs in SUP_JOBS.items() for h in (6, 12, 18, 24, 30)},
        ("etablissement", "diplome", "promo"),
    ),
    "fr-en-indicateurs-de-resultat-des-lycees-pro_v2": (
        "ival-lycees-pro/fr-en-indicateurs-de-resultat-des-lycees-pro_v2_invente.csv", exams,
        {"taux_reussite": "taux_reu_total", "va_reussite": "va_reu_total",
         "taux_acces_2nde_bac": "Taux accès Brut seconde BAC"},
        ("uai", "annee"),
    ),
    "affelnet": (
        "affelnet/affelnet_invente.csv", wishes,
        {"capacite": "capacite", "voeux_1": "voeux_1", "voeux_tous": "voeux_tous"}, ("uai", "session"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def inventes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lecture, dict[str, list[Row]]]:
    """A snapshot of the made-up files and of those written here, with the rows of the latter."""
    folder = shutil.copytree(INVENTES, tmp_path_factory.mktemp("provenance") / "bruts")
    written: dict[str, list[Row]] = {}
    for source, (path, make, _, _) in SOURCES.items():
        rows = written[source] = list(make(random.Random(source)))
        target = folder / (path or f"{source}/{source}.csv")
        target.parent.mkdir(exist_ok=True)
        lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = folder.parent / "invente.sqlite"
    build(folder, out, None, "2026-03-30", StringIO())
    return Lecture(out), written


@pytest.mark.parametrize("source", SOURCES)
def test_two_hundred_figures_go_back_to_their_line(inventes: tuple[Lecture, dict[str, list[Row]]], source: str) -> None:
    snapshot, written = inventes
    _, _, columns, key = SOURCES[source]
    raw = {tuple(row[name] for name in key): row for row in written[source]}
    assert len(raw) == len(written[source])
    rows = snapshot.all(
        """SELECT l.lieu, f.code, t.millesime, t.population, i.nom, c.valeur
           FROM chiffre c JOIN ligne l ON l.id = c.ligne JOIN lot t ON t.id = l.lot JOIN source s ON s.id = t.source
           JOIN indicateur i ON i.id = c.indicateur LEFT JOIN formation f ON f.id = l.formation
           WHERE s.code = ? AND NOT c.recalcule AND t.origine = 'propre' ORDER BY c.ligne, c.indicateur""",
        source,
    )
    some = random.Random(source).sample(rows, min(DRAWN, len(rows)))
    assert len(some) == DRAWN or source.startswith("fr-en-inserjeunes-national")
    for lieu, code, millesime, population, nom, value in some:
        years = millesime.split("_")
        said = {
            "uai": lieu, "etablissement": lieu, "cfd": code, "diplome": code, "session": millesime, "promo": millesime,
            "code_formation_mefstat11": code, "code_formation_apprentissage": code,
            "niveau_formation": (population or "").replace("_", " "),
            "annee": millesime if len(years) == 1 else f"cumul {years[0]}-{years[1]}",
        }  # fmt: skip
        line = raw[tuple(said[name] for name in key)]
        assert float(line[columns[nom]]) == value, (line, nom)

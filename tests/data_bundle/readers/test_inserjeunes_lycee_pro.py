"""InserJeunes by lycée, the export of the portal (made-up rows): populations, cumuls, and the tables of the DEPP."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.read_inserjeunes_lycee_pro import CODE, read
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Chiffres, abimes, lire, reads_rightly_or_stops
from tests.data_bundle.readers.invente import DRAGONS, FEES, LYCEE_PRO, PARTS, csv, statuts, valeurs

PATH = f"{CODE}/{CODE}.csv"
E = "_etablissement"
ROWS = (
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;ensemble;46;25;29;46;46;44;2;51;;",
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;dont apprentis;24;47;29;24;62;69;-7;;;",
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;dont élèves en voie pro sco;89;0;11;89;;;;;;",
    f"cumul 2022-2023;{FEES};Lycée inventé;BRETAGNE;ensemble;50;30;20;50;60;61;-1;62;63;64",
    f"cumul 2023-2024;{DRAGONS};Lycée inventé des dragons;LA REUNION;ensemble;;;;;;;;;;",
)
TEXT = csv(LYCEE_PRO, *ROWS)


def test_the_populations_of_several_cumuls_stay_apart() -> None:
    found, _ = lire(read, PATH, TEXT.encode())
    rows = {(m.lieu, m.population, m.millesime): m for m in found.mesures}
    assert len(rows) == len(ROWS)
    whole = rows[FEES, "ensemble", "2023_2024"]
    assert (whole.formation, whole.voie, whole.portee) == (None, "scolaire", "etablissement")
    assert valeurs(whole, *(p + E for p in PARTS), "va_emploi_6m" + E) == (46, 25, 29, 2)
    assert statuts(whole, "taux_emploi_18m" + E, "taux_rupture_contrats" + E) == (
        "horizon_non_observe",
        "non_applicable",
    )
    assert statuts(rows[FEES, "apprentis", "2023_2024"], "taux_rupture_contrats" + E) == ("non_diffuse",)
    pupils = rows[FEES, "scolaires", "2023_2024"]
    assert valeurs(pupils, "part_emploi_6m" + E) == (0,)
    assert statuts(pupils, "taux_emploi_6m" + E, "va_emploi_6m" + E) == ("sous_seuil:sortants",) * 2


def test_the_export_speaks_before_the_tables_and_nothing_is_counted_twice(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    before = Lecture(construire())
    tables = "SELECT m.lieu, m.millesime, m.population, s.code FROM mesure m JOIN source s ON s.id = m.source"
    tables += " WHERE m.portee = 'etablissement' AND m.voie = 'scolaire'"
    assert {row[3] for row in before.all(tables)} == {"inserjeunes-depp-etablissements"}
    shutil.rmtree(dossier / CODE, ignore_errors=True)
    (dossier / PATH).parent.mkdir()
    (dossier / PATH).write_text(TEXT, encoding="utf-8-sig")
    rows = Lecture(construire()).all(tables)
    assert {row[3] for row in rows if row[1] in ("2022_2023", "2023_2024")} == {CODE}
    assert {row[3] for row in rows if row[1] == "2018_2019"} == {"inserjeunes-depp-etablissements"}
    assert len({row[:3] for row in rows}) == len(rows)
    assert {row[2] for row in rows if row[:2] == (FEES, "2022_2023")} == {"ensemble"}


def test_an_unknown_population_stops_the_build() -> None:
    with pytest.raises(BadInputError, match="ligne 3, colonne «\u00a0dont_apprentis_eple\u00a0»"):
        lire(read, PATH, TEXT.replace("dont apprentis;", "apprentis;").encode())


_WHO = {"ensemble": "ensemble", "dont apprentis": "apprentis", "dont élèves en voie pro sco": "scolaires"}
CHIFFRES = Chiffres(
    {
        "part_poursuite" + E: ("part_en_poursuite_d_etudes", "taux_poursuite_etudes"),
        "part_emploi_6m" + E: ("part_en_emploi_6_mois_apres_la_sortie",),
        "part_autres_6m" + E: ("part_des_autres_situations",),
        "taux_emploi_6m_attendu" + E: ("taux_emploi_6_mois_attendu",),
        "va_emploi_6m" + E: ("va_emploi_6_mois",),
        **{f"taux_emploi_{h}m{E}": (f"taux_emploi_{h}_mois",) for h in (6, 12, 18, 24)},
    },
    lambda row: (row["uai"], _WHO.get(row["dont_apprentis_eple"].casefold()), row["annee"][-9:].replace("-", "_")),
    lambda m: (m.lieu, m.population, m.millesime),
)


@given(abimes(TEXT))
def test_a_damaged_file_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATH, data, CHIFFRES)

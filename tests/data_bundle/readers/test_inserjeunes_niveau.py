"""InserJeunes by CFA and level of diploma (made-up rows): who is counted, what each gap says, repeats."""

from __future__ import annotations

import pytest
from hypothesis import given

from data_bundle.builder.read_inserjeunes_niveau import CODE, population, read
from tests.data_bundle.readers.abimer import Chiffres, abimes, lire, reads_rightly_or_stops
from tests.data_bundle.readers.invente import LICORNES, LUTINS, NIVEAU, csv, statuts, valeurs

PATH = f"{CODE}/{CODE}.csv"
N = "_niveau"
RATES = tuple(f"taux_emploi_{h}m{N}" for h in (6, 12, 18, 24))
ROWS = (
    f"cumul 2023-2024;{LICORNES};CFA inventé des licornes;BRETAGNE;CAP;31;81;12;20;73;;",
    f"cumul 2023-2024;{LICORNES};CFA inventé des licornes;BRETAGNE;MC3;0;;100;;;;",
    f"cumul 2023-2024;{LUTINS};CFA inventé des lutins;BRETAGNE;autres niveau 4;;;;;;;",
    f"cumul 2021-2022;{LICORNES};CFA inventé;BRETAGNE;CAP;30;60;10;;61;62;63",
)
TEXT = csv(NIVEAU, *ROWS)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("CAP", "niveau_3_cap"), ("BAC PRO", "niveau_4_bac_pro"), ("BP", "niveau_4_bp"), ("BTS", "niveau_5_bts"),
        ("MC3", "niveau_3_mc"), ("Mention complémentaire de niveau 4", "niveau_4_mc"), ("niveau 3", "niveau_3"),
        ("3", "niveau_3"), ("autres niveau 5", "niveau_5_autres"), ("Autres diplômes de niveau 3", "niveau_3_autres"),
        ("licence", None), ("niveau 9", None), ("", None),
    ],
)  # fmt: skip
def test_a_population_is_a_level_or_one_kind_of_its_diplomas(text: str, who: str | None) -> None:
    assert population(text) == who


def test_the_rows_of_a_cfa_by_level() -> None:
    found, report = lire(read, PATH, TEXT.encode())
    rows = {(m.lieu, m.population, m.millesime): m for m in found.mesures}
    cap = rows[LICORNES, "niveau_3_cap", "2023_2024"]
    assert (cap.formation, cap.voie, cap.portee) == (None, "apprentissage", "niveau")
    assert valeurs(cap, "part_poursuite" + N, *RATES[:2]) == (31, 81, 73)
    assert valeurs(cap, "taux_rupture_contrats" + N, "taux_interruption_formation") == (20, 12)
    assert statuts(cap, *RATES[2:]) == ("horizon_non_observe",) * 2
    mention = rows[LICORNES, "niveau_3_mc", "2023_2024"]
    assert valeurs(mention, "part_poursuite" + N, "taux_interruption_formation") == (0, 100)
    assert statuts(mention, RATES[0], "taux_rupture_contrats" + N) == ("sous_seuil:sortants", "sous_seuil")
    blank = rows[LUTINS, "niveau_4_autres", "2023_2024"]
    assert statuts(blank, "part_poursuite" + N, RATES[0], "taux_interruption_formation") == ("sous_seuil",) * 3
    older = rows[LICORNES, "niveau_3_cap", "2021_2022"]
    assert statuts(older, "taux_rupture_contrats" + N) == ("non_diffuse",)
    assert report.unknown == {}
    assert {(seen.uai, seen.nature) for seen in found.noms} == {(LICORNES, "cfa"), (LUTINS, "cfa")}


def test_rows_that_differ_for_one_level_are_all_refused() -> None:
    found, report = lire(read, PATH, csv(NIVEAU, *ROWS, ROWS[0], ROWS[1].replace(";100;", ";99;")).encode())
    assert {m.population for m in found.mesures if m.lieu == LICORNES} == {"niveau_3_cap"}
    assert {(one.lignes, one.voulu) for one in report.left_out} == {(1, True), (2, False)}


def test_a_level_that_nobody_knows_is_left_out_and_said() -> None:
    found, report = lire(read, PATH, TEXT.replace("MC3", "DIPLOME DE FEE").encode())
    assert len(found.mesures) == len(ROWS) - 1
    [said] = report.left_out
    assert said.exemples == (f"{LICORNES} «\u00a0DIPLOME DE FEE\u00a0»",)


CHIFFRES = Chiffres(
    {
        "part_poursuite_niveau": ("taux_poursuite_etudes",),
        "taux_interruption_formation": ("taux_interruption_formation",),
        "taux_rupture_contrats_niveau": ("taux_contrats_interrompus",),
        **{f"taux_emploi_{h}m_niveau": (f"taux_emploi_{h}_mois",) for h in (6, 12, 18, 24)},
    },
    lambda row: (row["uai"], population(row["niveau_formation"]), row["annee"][-9:].replace("-", "_")),
    lambda m: (m.lieu, m.population, m.millesime),
)


@given(abimes(TEXT))
def test_a_damaged_file_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATH, data, CHIFFRES)

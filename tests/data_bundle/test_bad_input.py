"""Damaged raw files: one French sentence that names the place and says what to do; nothing written."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data_bundle.builder.errors import BadInputError
from tests.data_bundle.lecture import Lecture

REGIONS = "inserjeunes-regions/ij_region_data_invente.csv"
CFA = "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv"
DEPP = "inserjeunes-depp-etablissements/depp-2022-etablissements-2018_2019-pro.csv"
MEF = "bcn/N_MEF.csv"
OFFRE = "offre-scolaire/constat_rentree_2020_presence.csv"

Build = Callable[..., Path]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(construire: Build) -> str:
    with pytest.raises(BadInputError) as stop:
        construire()
    assert stop.value.code == 4
    return str(stop.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            REGIONS,
            "taux_poursuite_etudes",
            "taux_bizarre",
            [REGIONS, "ligne 1", "«\u00a0taux_poursuite_etudes\u00a0»", "manque"],
        ),
        (CFA, "Taux emploi 6 mois attendu", "Autre", [CFA, "ligne 1", "«\u00a0Taux emploi 6 mois attendu\u00a0»"]),
        (DEPP, ";;;\n", ";;\n", [DEPP, "ligne 1", "10 colonnes au lieu de 11"]),
        (REGIONS, "b;2022", "b;2022;2022", [REGIONS, "ligne 3", "20 colonnes au lieu de 19"]),
        (REGIONS, ";50090002;", ";4.00E+07;", [REGIONS, "ligne 6", "«\u00a0cfd\u00a0»", "4.00E+07", "tableur"]),
        (REGIONS, ";01090020;", ";1090020;", [REGIONS, "ligne 7", "«\u00a01090020\u00a0»", "zéro perdu"]),
        (MEF, ";23110090003", ";23110090003,0", [MEF, "ligne 6", "MEF_STAT_11"]),
        (OFFRE, "0359901X", "359901X", [OFFRE, "ligne 2", "«\u00a0uai\u00a0»"]),
        (REGIONS, ";03;53;scolaire;;23830090011", ";03;99;scolaire;;23830090011", [REGIONS, "ligne 5", "région"]),
        (REGIONS, "53;scolaire;;23830090011", "53;autre;;23830090011", [REGIONS, "ligne 5", "«\u00a0voie\u00a0»"]),
        (REGIONS, ";;;77\n", ";;;177\n", [REGIONS, "ligne 4", "«\u00a0177\u00a0»", "bornes"]),
        (REGIONS, ";;;77\n", ";;;douze\n", [REGIONS, "ligne 4", "«\u00a0douze\u00a0»", "nombre"]),
        (REGIONS, ";100;30;", ";100,5;30;", [REGIONS, "ligne 6", "«\u00a0100,5\u00a0»", "entier"]),
        (
            REGIONS,
            "23220090003;;;;;;;;;;;;77",
            "23220090001;;;;;;;;;;;;77",
            [REGIONS, "lignes 3 et 4", "même formation"],
        ),
        (CFA, "30.0;57,0;13", "30.0;57,0;14", [CFA, "ligne 2", "101 au lieu de 100"]),
        (CFA, "cumul 2018-2019", "année 2019", [CFA, "ligne 6", "cumul"]),
        (OFFRE, "2020;0359901X;23210090001", "20;0359901X;23210090001", [OFFRE, "ligne 2", "année"]),
    ],
)
def test_a_damaged_file_is_named_with_column_and_line(
    dossier: Path, construire: Build, name: str, old: str, new: str, words: list[str]
) -> None:
    change(dossier / name, old, new)
    said = refusal(construire)
    assert [word for word in words if word not in said] == []
    assert "\n" not in said


def test_a_missing_file_is_named_with_what_it_is(dossier: Path, construire: Build) -> None:
    (dossier / MEF).unlink()
    assert MEF in refusal(construire)


def test_an_empty_file_is_refused(dossier: Path, construire: Build) -> None:
    (dossier / REGIONS).write_bytes(b"")
    assert re.search(r"ij_region.*est vide", refusal(construire))


def test_a_header_without_rows_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / OFFRE
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert "sans aucune ligne" in refusal(construire)


def test_a_truncated_gz_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / REGIONS
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes())[:-40])
    path.unlink()
    assert "tronqué" in refusal(construire)


def test_a_gz_that_is_none_is_refused(dossier: Path, construire: Build) -> None:
    (dossier / REGIONS).rename(dossier / (REGIONS + ".gz"))
    assert "abîmé" in refusal(construire)


def test_utf_16_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / CFA
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("utf-16"))
    assert "UTF-8" in refusal(construire)


def test_bytes_of_no_known_encoding_are_refused(dossier: Path, construire: Build) -> None:
    path = dossier / REGIONS
    path.write_bytes(path.read_bytes() + b"\x81\x8d\n")
    assert "encodage" in refusal(construire)


def test_a_file_cut_in_its_last_line_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / REGIONS
    path.write_bytes(path.read_bytes()[:-20])
    assert re.search(r"ligne 8\u00a0: \d+ colonnes au lieu de 19", refusal(construire))


def test_a_quote_never_closed_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / REGIONS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("b;2022", 'b;"2022', 1) + "x\n" * 100_000, encoding="utf-8")
    assert "abîmé" in refusal(construire)


def test_a_damaged_json_is_refused(dossier: Path, construire: Build) -> None:
    path = dossier / "cog/communes.json"
    path.write_bytes(path.read_bytes()[:200])
    assert "cog/communes.json" in refusal(construire)
    for wrong in ('[{"code": "35238"}]', '[{"code": "35238", "nom": "Rennes"}]', "{}", "[]"):
        path.write_text(wrong, encoding="utf-8")
        assert "cog/communes.json" in refusal(construire)


def test_a_geography_without_one_of_the_regions_is_refused(dossier: Path, construire: Build) -> None:
    change(dossier / "cog/regions.json", '"53"', '"63"')
    assert "53" in refusal(construire)


def test_a_table_whose_name_lost_its_cohort_is_refused(dossier: Path, construire: Build) -> None:
    (dossier / DEPP).rename(dossier / "inserjeunes-depp-etablissements/depp-2022-etablissements-copie-pro.csv")
    assert "promotion" in refusal(construire)


def test_a_folder_that_does_not_exist_is_refused(dossier: Path, construire: Build) -> None:
    dossier.rename(dossier.with_name("ailleurs"))
    assert "n’existe pas" in refusal(construire)


def test_an_old_snapshot_survives_a_failed_build(dossier: Path, construire: Build) -> None:
    before = construire().read_bytes()
    (dossier / REGIONS).write_bytes(b"")
    refusal(construire)
    folder = dossier.parent
    assert (folder / "construit.sqlite").read_bytes() == before
    report = ["construit.sqlite.qualite.json", "construit.sqlite.qualite.md"]
    assert sorted(path.name for path in folder.iterdir()) == ["bruts", "construit.sqlite", *report]


def test_other_encodings_and_packing_of_the_same_text_give_the_same_figures(
    dossier: Path, construire: Build, invente: Lecture
) -> None:
    cfa, regions = dossier / CFA, dossier / REGIONS
    cfa.write_bytes(cfa.read_text(encoding="utf-8-sig").encode("cp1252"))
    regions.with_name(regions.name + ".gz").write_bytes(gzip.compress(regions.read_bytes()))
    regions.unlink()
    ours = Lecture(construire())
    query = "SELECT * FROM valeur ORDER BY mesure, indicateur"
    assert ours.all(query) == invente.all(query)
    shas = "SELECT sha256 FROM source WHERE code = 'inserjeunes-regions'"
    assert ours.one(shas) == invente.one(shas)


def test_columns_may_come_in_any_order_under_their_technical_names(
    dossier: Path, construire: Build, invente: Lecture
) -> None:
    path = dossier / CFA
    rows = [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    rows[0] = [
        "annee", "uai", "libelle", "region", "part_en_poursuite_d_etudes", "part_en_emploi_6_mois_apres_la_sortie",
        "part_des_autres_situations", "taux_contrats_interrompus", "taux_poursuite_etudes", "taux_emploi_6_mois",
        "taux_emploi_6_mois_attendu", "va_emploi_6_mois", "taux_emploi_12_mois", "taux_emploi_18_mois",
        "taux_emploi_24_mois", "num_ligne",
    ]  # fmt: skip
    path.write_text("\n".join(";".join(reversed(row)) for row in rows) + "\n", encoding="utf-8")
    query = "SELECT * FROM valeur ORDER BY mesure, indicateur"
    assert Lecture(construire()).all(query) == invente.all(query)

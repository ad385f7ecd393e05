"""What the data page and ``instantane`` say of the data, without a window."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.data_blocks import Items, Paragraph, Section, Table, plain
from desktop.data_facts import DataFacts, data_facts
from desktop.data_words import sections, summary
from desktop.quality import parse
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente
from tests.desktop.rapport import en_json, porter, rapport_invente

Out = pytest.CaptureFixture[str]


@pytest.fixture
def fichier(invente: Invente) -> Path:
    """A snapshot of one invented formation, with a made-up report."""
    number = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(number, "reg:90", "2022_2023", {"part_poursuite": (50, 200, 100)})
    invente.mesure(number, "reg:90", "2019_2020", {"part_poursuite": (50, 200, 100)})
    invente.mesure(None, "0900001A", "2023_2024", {"part_poursuite_etablissement": (50, None, None)})
    invente.db.execute("INSERT INTO couverture VALUES ('region', 'scolaire', 'CAP', '90', 10, 6, 2, 2)")
    invente.db.execute("UPDATE source SET mise_a_jour = '2026-03-13' WHERE id = 2")
    invente.db.execute("UPDATE meta SET valeur = '[\"jeu-invente-2\"]' WHERE cle = 'jeux'")
    invente.db.execute("INSERT INTO meta VALUES ('prochaine_parution', 'chaque été inventé')")
    return porter(invente.write(), en_json())


def facts(path: Path) -> DataFacts:
    snapshot = open_snapshot(path)
    try:
        return data_facts(snapshot)
    finally:
        snapshot.close()


def section(path: Path, ref: str) -> Section:
    [found] = [one for one in sections(facts(path)) if one.ref == ref]
    return found


def tables(found: Section) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def version_1_0(path: Path, target: Path) -> Path:
    """Write the same data as version 1.0 stored them: rows and cells in tables, no portée, no report."""
    with closing(sqlite3.connect(target)) as db:
        db.execute("ATTACH ? AS neuf", (str(path),))
        for (table,) in db.execute("SELECT name FROM neuf.sqlite_master WHERE type = 'table'").fetchall():
            if table not in ("lot", "ligne", "motif", "chiffre", "metier", "structure"):
                db.execute(f"CREATE TABLE {table} AS SELECT * FROM neuf.{table}")
        db.execute(
            "CREATE TABLE mesure AS SELECT id, formation, lieu, voie, millesime, population, source, origine,"
            " formation_origine FROM neuf.mesure"
        )
        db.execute("CREATE TABLE valeur AS SELECT * FROM neuf.valeur")
        db.execute("UPDATE meta SET valeur = '1.0' WHERE cle = 'schema'")
        db.execute("DELETE FROM meta WHERE cle = 'qualite'")
        [application] = db.execute("PRAGMA neuf.application_id").fetchone()
        db.execute(f"PRAGMA application_id = {application}")
        db.execute("PRAGMA user_version = 1000")
        db.commit()
    return target


def test_the_page_has_its_six_parts_each_with_a_name(fichier: Path) -> None:
    found = sections(facts(fichier))
    assert [one.ref for one in found] == ["contenu", "fraicheur", "sources", "couverture", "doute", "qualite"]
    assert all(one.title and one.short and one.blocks for one in found)
    assert len({one.short for one in found}) == 6


def test_contents_say_perimeter_id_date_and_datasets(fichier: Path) -> None:
    [table] = tables(section(fichier, "contenu"))
    rows = dict(row for row in table.rows if len(row) == 2)
    assert rows["Périmètre"] == "France entière"
    assert rows["Identifiant"] == "invente-1"
    assert rows["Arrêté au"] == "2\u00a0janvier\u00a02026, date de la source la plus récente"
    assert rows["Formations"] == "1"
    assert rows["Jeux de données"] == "Jeu inventé"


def test_an_extract_names_its_regions(fichier: Path) -> None:
    with closing(sqlite3.connect(fichier)) as db:
        db.execute("UPDATE meta SET valeur = '[\"90\", \"91\"]' WHERE cle = 'perimetre'")
        db.commit()
    [table] = tables(section(fichier, "contenu"))
    assert ("Périmètre", "extrait\u00a0: Région inventée et Autre région inventée") in table.rows


def test_freshness_says_the_newest_cohort_of_each_kind_and_the_next_release(fichier: Path) -> None:
    found = section(fichier, "fraicheur")
    [table] = tables(found)
    assert ("Devenir, par formation", "Voie scolaire", "sortants 2022 et 2023") in table.rows
    assert ("Devenir, par établissement, tous diplômes", "Voie scolaire", "sortants 2023 et 2024") in table.rows
    assert len(table.rows) == 2
    assert Paragraph("Prochaine parution attendue – chaque été inventé.") in found.blocks


def test_a_session_is_no_cohort_of_leavers(invente: Invente) -> None:
    number = invente.formation("90000000001", "BTS Inventé")
    invente.mesure(number, "0900001A", "2025", {"capacite": (20, None, None)}, portee="acces")
    [table] = tables(section(invente.write(), "fraicheur"))
    assert table.rows == (("Places et candidatures", "Voie scolaire", "session 2025"),)


def test_sources_say_producer_licence_rows_and_a_date_or_that_there_is_none(fichier: Path) -> None:
    [table] = tables(section(fichier, "sources"))
    assert table.rows[0] == (
        "Jeu inventé", "Producteur inventé", "licence inventée", "date non précisée par le fichier", "1",
    )  # fmt: skip
    assert table.rows[1][3] == "13\u00a0mars\u00a02026"


def test_coverage_is_told_by_voie_diploma_and_region(fichier: Path) -> None:
    found = section(fichier, "couverture")
    by_diploma, regions, agricole = tables(found)
    assert by_diploma.title == "Par région, voie scolaire, sortants 2022 et 2023"
    assert by_diploma.rows[0] == ("CAP", "13", "4", "2", "1", "6", "46\u00a0%")
    assert regions.heads == ("Région", "CAP")
    assert regions.rows == (("Autre région inventée", "0\u00a0%"), ("Région inventée", "75\u00a0%"))
    assert agricole.heads == ("Région", "CAP agricole")
    assert agricole.rows == (("Région inventée", "50\u00a0%"),)
    assert "diplômes agricoles" in agricole.title


def test_coverage_says_the_gain_and_what_is_silent(fichier: Path) -> None:
    found = section(fichier, "couverture")
    [gains] = [block for block in found.blocks if isinstance(block, Items)]
    assert gains.lines == (
        "Voie scolaire\u00a0: sur 40 couples formation-région (CAP, bac pro, BTS, BP, CS et MC), 25\u00a0% ont leur "
        "propre chiffre\u00a0; 38\u00a0% en comptant celui d’une autre version du diplôme.",
    )
    said = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert any("Autres diplômes\u00a0» ont leur ligne dans les tableaux, mais ne comptent pas" in text for text in said)
    assert "Région dont les sources ne donnent aucun chiffre par formation\u00a0: Autre région inventée." in said
    assert "Aucun chiffre par formation par établissement ni pour la France entière." in said


def test_the_doubt_is_told_in_times_out_of_ten(invente: Invente) -> None:
    invente.db.execute("UPDATE calibration SET par_defaut = 1 WHERE indicateur = 'taux_emploi_24m'")
    invente.db.execute("UPDATE calibration SET part_plage_brute = NULL WHERE indicateur = 'taux_emploi_18m'")
    [table] = tables(section(invente.write(), "doute"))
    by_name = {(row[0], row[1]): row[2:] for row in table.rows}
    assert by_name["Continuent des études", "Voie scolaire"] == ("300", "8 fois sur\u00a010", "9 fois sur\u00a010")
    late = by_name["En emploi 24\u00a0mois après, parmi les sortants", "Apprentissage"]
    assert late == ("300", "prudente, non vérifiée", "prudent, non vérifié")
    assert by_name["En emploi 18\u00a0mois après, parmi les sortants", "Apprentissage"][1] == "non mesuré"


def test_quality_says_rows_reasons_unknown_columns_absent_sources_and_matching(fichier: Path) -> None:
    found = section(fichier, "qualite")
    [table] = tables(found)
    assert table.rows == (
        ("Jeu inventé", "1\u202f500", "1\u202f480", "15", "5"),
        ("Autre jeu inventé", "7", "–", "0", "–"),
    )
    listed = [line for block in found.blocks if isinstance(block, Items) for line in block.lines]
    assert listed == [
        "Jeu inventé\u00a0: 15\u00a0lignes, UAI inventé",
        "Jeu inventé\u00a0: colonne_inventée",
        "Jeu inventé absent",
        "BTS\u00a0: 190 sur 200\u00a0lignes (95\u00a0%)",
        "Vérification\u00a0: 48 des 50 que la rentrée 2020 permet de vérifier y étaient enseignées (96\u00a0%).",
    ]


def test_a_report_without_matching_nor_unknown_column_says_less(fichier: Path) -> None:
    clean = [{"code": "x", "titre": "X", "role": "lieux", "lues": 1, "gardees": None}]
    porter(fichier, en_json(rapprochement=None, sources=clean, absentes={}))
    found = section(fichier, "qualite")
    assert [block for block in found.blocks if isinstance(block, Items)] == []
    assert Paragraph("Aucune colonne inconnue.") in found.blocks


@pytest.mark.parametrize("text", [None, "{}", "", "pas du JSON", "[]", '{"sources": 3}', '{"version": 1}'])
def test_a_file_without_a_report_or_with_a_strange_one_says_so_and_the_rest_stands(
    fichier: Path, text: str | None
) -> None:
    porter(fichier, text)
    assert facts(fichier).qualite is None
    found = section(fichier, "qualite")
    assert [type(block) for block in found.blocks] == [Paragraph]
    assert "ne contient pas de rapport de qualité" in plain(found)[1]
    [table] = tables(section(fichier, "couverture"))
    assert table.rows == (("CAP", "10", "6", "2", "2", "80\u00a0%"),)
    assert len(sections(facts(fichier))) == 6


def test_a_file_of_version_1_0_is_told_as_far_as_it_goes(fichier: Path, tmp_path: Path) -> None:
    old = version_1_0(fichier, tmp_path / "ancien-invente.sqlite")
    assert facts(old).schema == "1.0"
    [fresh] = tables(section(old, "fraicheur"))
    assert {row[2] for row in fresh.rows} == {"sortants 2022 et 2023", "sortants 2023 et 2024"}
    assert "ne contient pas de rapport de qualité" in plain(section(old, "qualite"))[1]
    assert tables(section(old, "couverture"))[0].rows[0][0] == "CAP"


def test_what_a_newer_builder_adds_is_left_aside() -> None:
    told = parse(rapport_invente())
    assert told is not None
    wider = rapport_invente()
    wider["couverture"]["colonnes"].insert(0, "nouvelle")
    wider["couverture"]["lignes"] = [[0, *row] for row in wider["couverture"]["lignes"]]
    assert parse(wider) == told


def test_every_word_has_french_typography(fichier: Path) -> None:
    said = [words for one in sections(facts(fichier)) for words in plain(one)]
    assert len(said) > 80
    assert [words for words in said if re.search(r"\S [:;?!%»]|« (?!\u00a0)|'", words)] == []


def test_instantane_carries_the_report_in_json_and_sums_it_up_in_text(fichier: Path, capsys: Out) -> None:
    assert main(["instantane", "--json", "--instantane", str(fichier)]) == 0
    assert json.loads(capsys.readouterr().out)["qualite"] == json.loads(en_json())
    assert main(["instantane", "--instantane", str(fichier)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Qualité\u00a0: 1\u202f500 lignes de chiffres et de présences lues, 1\u202f480 gardées, 15 écartées." in said
    assert said[-1].startswith("- Voie scolaire\u00a0: sur 40 couples formation-région")


@pytest.mark.parametrize("text", [None, "{}", "pas du JSON", "[1]"])
def test_instantane_of_a_file_without_a_report_says_null_and_why(fichier: Path, capsys: Out, text: str | None) -> None:
    porter(fichier, text)
    assert main(["instantane", "--json", "--instantane", str(fichier)]) == 0
    assert json.loads(capsys.readouterr().out)["qualite"] is None
    assert main(["instantane", "--instantane", str(fichier)]) == 0
    assert "ne contient pas de rapport de qualité" in capsys.readouterr().out
    assert summary(facts(fichier))[0].endswith(".")

"""The command line: documents on stdout, one French sentence on stderr, exit codes of DESIGN.md §4."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import main
from tests.desktop.inventes import Invente

Out = pytest.CaptureFixture[str]


@pytest.fixture
def snapshot(invente: Invente) -> str:
    """Two invented formations with figures in one region and nothing elsewhere."""
    for i, code in enumerate(("90000000001", "90000000002")):
        number = invente.formation(code, f"CAP Inventé {i}")
        cells = {
            "part_emploi_6m": (30, 200, 60),
            "part_poursuite": (50, 200, 100),
            "part_autres_6m": (20, 200, 40),
            "taux_emploi_6m": (60, 100, 60),
        }
        invente.mesure(number, "reg:90", "2022_2023", cells)
    invente.commune("90001", "Brest", 48.39, -4.49)
    return str(invente.write())


A, B = "mefstat11:90000000001@reg:90", "mefstat11:90000000002@reg:90"


def test_comparer_writes_the_document_of_the_contract(snapshot: str, capsys: Out) -> None:
    assert main(["--instantane", snapshot, "comparer", A, B, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["instantane"] == {"id": "invente-1", "construit_le": "2026-01-02", "schema": "1.1"}
    assert [c["ref"] for c in document["colonnes"]] == [A, B]
    assert document["colonnes"][0]["lieu"] == {"niveau": "region", "code": "90", "nom": "Région inventée"}
    rows = {r["indicateur"]: r for r in document["lignes"]}
    assert len(rows) == len(document["lignes"])
    cell = rows["taux_emploi_6m"]["cellules"][0]
    phrase = cell.pop("phrase")
    assert phrase.endswith(".")
    assert cell == {
        "statut": "valeur", "valeur": 60, "effectif": 100, "intervalle": [50, 69], "plage": [44, 74],
        "niveau": "region", "lieu": "90", "millesime": "2022_2023", "population": None, "origine": "propre",
        "recalcule": False, "source": "jeu-invente-1", "rapproche": None, "repli": None,
    }  # fmt: skip
    assert rows["taux_emploi_6m"]["departage"]["indistinguables"] == [[0, 1]]
    assert rows["taux_emploi_12m"]["cellules"][0]["valeur"] is None


def test_the_snapshot_option_stands_before_or_after_the_verb(snapshot: str, capsys: Out) -> None:
    assert main(["fiche", A, "--json", "--instantane", snapshot]) == 0
    after = capsys.readouterr().out
    assert main(["--instantane", snapshot, "fiche", A, "--json"]) == 0
    assert capsys.readouterr().out == after


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["comparer"], 2),
        (["comparer", A], 2),
        (["comparer", A, A], 2),
        (["comparer", A, "n’importe quoi"], 2),
        (["comparer", A, "mefstat11:90000000001@0630003M"], 2),
        (["comparer", *(f"cfd:9000000{i}@reg:90" for i in range(7))], 2),
        (["comparer", A, "mefstat11:90000000009@reg:90"], 3),
        (["comparer", A, "mefstat11:90000000001@reg:77"], 3),
        (["fiche", "mefstat11:90000000001@0630003L"], 3),
        (["chercher", "introuvable"], 3),
        (["chercher", "cap", "--region", "77"], 3),
        (["chercher", "cap", "--commune", "99999"], 3),
        (["chercher", "cap", "--diplome", "Licence"], 3),
        (["chercher", "  "], 2),
        (["chercher", "cap", "--rayon", "10"], 2),
        (["chercher", "cap", "--rayon", "-1", "--commune", "90001"], 2),
        (["chercher", "cap", "--limite", "0"], 2),
        (["chercher", "cap", "--voie", "autre"], 2),
        (["chercher", "cap", "--region", "Bretagne"], 2),
        (["chercher"], 2),
        (["inconnu"], 2),
        (["fiche", A, "--truc"], 2),
        (["fiche", A, B], 2),
        (["fiche", A, "--pdf", ""], 2),
        (["chercher", "cap", "--region", "٥٣"], 2),
        (["chercher", "cap", "--commune", "90001\n"], 2),
        (["chercher", "cap", "--rayon", "1_0", "--commune", "90001"], 2),
        (["chercher", "cap", "--limite", "²"], 2),
        (["fiche", "é" * 5000], 2),
        (["fiche", "mefstat11:90000000001\n@fr"], 2),
        (["fiche", A, "--pdf", "/nulle/part/fiche.pdf"], 5),
        (["fiche", A, "--pdf", f"{'x' * 300}.pdf"], 5),
    ],
)
def test_what_goes_wrong_gets_one_sentence_a_code_and_no_output(
    snapshot: str, capsys: Out, arguments: list[str], code: int
) -> None:
    assert main([*arguments, "--instantane", snapshot] if arguments else []) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(".")
    assert len(said.err.strip().splitlines()) == 1
    assert len(said.err) < 300
    assert "Traceback" not in said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe on this system")
def test_a_sheet_never_takes_the_place_of_a_device_or_a_pipe(tmp_path: Path, snapshot: str, capsys: Out) -> None:
    pipe = tmp_path / "tuyau"
    os.mkfifo(pipe)
    assert main(["fiche", A, "--pdf", str(pipe), "--instantane", snapshot]) == 5
    assert pipe.is_fifo()
    assert "n’est pas un fichier" in capsys.readouterr().err


def test_an_empty_snapshot_name_is_not_the_embedded_extract(capsys: Out) -> None:
    assert main(["instantane", "--instantane", ""]) == 2
    assert capsys.readouterr().out == ""


def test_references_stand_on_both_sides_of_an_option(snapshot: str, capsys: Out) -> None:
    assert main(["comparer", A, "--json", B, "--instantane", snapshot]) == 0
    assert [c["ref"] for c in json.loads(capsys.readouterr().out)["colonnes"]] == [A, B]


def test_the_snapshot_may_bear_the_name_of_a_verb(
    tmp_path: Path, snapshot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(snapshot).rename("fiche")
    assert main(["--instantane", "fiche", "instantane"]) == 0


def _spoil(path: str, *tables: str) -> None:
    """Fill with noise every page of some tables and of their indexes."""
    with closing(sqlite3.connect(path)) as db:
        size = db.execute("PRAGMA page_size").fetchone()[0]
        marks = ", ".join("?" * len(tables))
        roots = db.execute(f"SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ({marks})", tables).fetchall()
    content = bytearray(Path(path).read_bytes())
    for (page,) in roots:
        content[(page - 1) * size : page * size] = b"\xa5" * size
    Path(path).write_bytes(bytes(content))


@pytest.mark.parametrize(
    "table", ["formation", "ligne", "chiffre", "lot", "mot_formation", "offre", "statut", "calibration"]
)
def test_a_damaged_page_that_only_a_question_meets_is_code_4(snapshot: str, capsys: Out, table: str) -> None:
    _spoil(snapshot, table)
    codes = {
        main([*words, "--instantane", snapshot]) for words in (["comparer", A, B], ["chercher", "cap"], ["instantane"])
    }
    said = capsys.readouterr().err
    assert codes <= {0, 4}
    assert 4 in codes
    assert "abîmé" in said


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE chiffre SET effectif = 3 WHERE effectif IS NOT NULL",
        "UPDATE ligne SET lot = 99",
        "UPDATE ligne SET motif = 99",
        "UPDATE territoire SET lieu = 'reg:9' WHERE lieu = 'reg:90'; UPDATE chiffre SET valeur = 150",
    ],
)
def test_what_no_snapshot_may_hold_is_code_4_and_seen_by_controle(snapshot: str, capsys: Out, change: str) -> None:
    with closing(sqlite3.connect(snapshot)) as db:
        db.executescript(change)
    assert main(["comparer", A, B, "--instantane", snapshot]) == 4
    assert main(["controle", "--instantane", snapshot]) == 4
    assert "Données\u00a0: Le fichier" in capsys.readouterr().out


def test_a_reader_that_leaves_is_no_failure_and_a_full_disk_is_code_5(
    snapshot: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(error: OSError) -> None:
        def write(_: str) -> int:
            raise error

        monkeypatch.setattr("sys.stdout.write", write)

    refuse(BrokenPipeError())
    assert main(["fiche", A, "--instantane", snapshot]) == 0
    refuse(OSError(errno.ENOSPC, "No space left on device"))
    assert main(["fiche", A, "--instantane", snapshot]) == 5
    assert main(["--aide"]) == 5
    said = capsys.readouterr().err
    assert said.count("Impossible d’écrire la réponse.") == 2
    assert "Traceback" not in said


def test_a_terminal_without_accents_still_gets_the_document(snapshot: str, root: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]}
    command = [sys.executable, "main.py", "chercher", "inventé", "--json", "--instantane", snapshot]
    done = subprocess.run(command, cwd=root, env=plain, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["total"] == 2


def test_a_missing_snapshot_is_code_4(tmp_path: Path, capsys: Out) -> None:
    assert main(["instantane", "--instantane", str(tmp_path / "rien.sqlite")]) == 4
    assert "introuvable" in capsys.readouterr().err


def test_a_known_formation_without_figures_is_not_an_error(snapshot: str, capsys: Out) -> None:
    assert main(["fiche", "mefstat11:90000000001@fr", "--json", "--instantane", snapshot]) == 0
    rows = json.loads(capsys.readouterr().out)["lignes"]
    assert {row["cellules"][0]["statut"] for row in rows} <= {"hors_instantane", "non_diffuse", "non_applicable"}


def test_a_bug_of_ours_is_code_70_without_a_traceback(
    snapshot: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("desktop.cli.compare", broken)
    assert main(["fiche", A, "--instantane", snapshot]) == 70
    assert "Traceback" not in capsys.readouterr().err


def test_help_is_in_french(capsys: Out) -> None:
    for arguments in (["--aide"], ["comparer", "--help"], ["chercher", "-h"]):
        assert main(arguments) == 0
        said = capsys.readouterr().out
        assert said.startswith("Utilisation")
        assert not {"usage", "options:", "show this help"} & set(said.split())


def test_text_shows_value_range_count_and_cohort(snapshot: str, capsys: Out) -> None:
    assert main(["comparer", A, B, "--instantane", snapshot]) == 0
    said = capsys.readouterr().out
    assert "60\u00a0% (de 44 à 74\u00a0%) – Région · Région inventée, 100\u00a0sortants, 2022 et 2023." in said
    assert "ni produit ni approuvé par l’État" in said


def test_instantane_lists_sources_coverage_and_calibration(snapshot: str, capsys: Out) -> None:
    assert main(["instantane", "--json", "--instantane", snapshot]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {"id", "construit_le", "schema", "perimetre", "sources", "couverture", "calibration"} <= set(document)
    keys = {"id", "titre", "producteur", "licence", "url", "mise_a_jour", "sha256", "lignes"}
    assert set(document["sources"][0]) == keys
    assert document["calibration"][0]["z_plage"] == 2.33

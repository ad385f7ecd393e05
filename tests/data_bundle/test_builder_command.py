"""The command as it is typed: exit codes, one sentence on stderr, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_bundle.builder.__main__ import main
from tests.data_bundle.conftest import INVENTES


def run(root: Path, *arguments: str | Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data_bundle.builder", *map(str, arguments)],
        cwd=root,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_same_inputs_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        assert run(root, "build", "--from", INVENTES, "--out", tmp_path / seed, seed=seed).returncode == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


@pytest.mark.donnees
def test_the_real_inputs_give_the_same_bytes(
    root: Path, opendata: Path, instantane_complet: Path, tmp_path: Path
) -> None:
    done = run(root, "build", "--from", opendata, "--out", tmp_path / "encore", seed="11")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "encore").read_bytes() == instantane_complet.read_bytes()


def test_a_built_snapshot_passes_the_checks(invente_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(invente_path)]) == 0
    assert "passe tous les contrôles" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, ""),
        (["fabriquer"], 2, "--help"),
        (["build"], 2, "--from"),
        (["build", "--from", "x"], 2, "--out"),
        (["publish", "x"], 2, "--to DEPOT"),
        (["publish", "--to", "y"], 2, "FICHIER"),
        (["publish", "x", "--to", "y", "--jours", "-3"], 2, "nombre de jours"),
        (["publish", "x", "--to", "y", "--renouveler"], 2, "--renouveler"),
        (["cles"], 2, "--help"),
        (["cles", "vendre", "x"], 2, "--help"),
        (["cles", "tourner", "x"], 2, "--nouvelles DOSSIER"),
        (["build", "--from", "x", "--out", "y", "--date", "12/03/2026"], 2, "AAAA-MM-JJ"),
        (["build", "--from", "x", "--out", "y", "--date", "2026-02-30"], 2, "AAAA-MM-JJ"),
        (["build", "--from", "x", "--out", "y", "--extrait", ","], 2, "--extrait 53,04"),
        (["build", "--from", "x", "--out", "y", "--extrait", "53,77"], 3, "«\u00a077\u00a0»"),
        (["build", "--from", "/nulle/part", "--out", "y"], 4, "n’existe pas"),
        (["build", "--from", str(INVENTES), "--out", str(INVENTES)], 5, "est un dossier"),
        (["build", "--from", str(INVENTES), "--out", str(INVENTES / "LISEZMOI.md" / "x")], 5, "choisissez"),
        (["check", "/nulle/part"], 4, "n’existe pas"),
        (["check", str(INVENTES / "LISEZMOI.md")], 4, "n’est pas un instantané"),
        (["check"], 2, "--help"),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why_in_one_sentence(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") <= 1
    assert "Traceback" not in said.err + said.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe on this system")
def test_a_snapshot_never_takes_the_place_of_a_device_or_a_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "tuyau"
    os.mkfifo(pipe)
    assert main(["build", "--from", str(INVENTES), "--out", str(pipe)]) == 5
    assert pipe.is_fifo()
    assert "n’est pas un fichier" in capsys.readouterr().err


def test_help_is_in_french_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Construire l’instantané")
    assert said.err == ""


def test_a_bug_of_ours_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr("data_bundle.builder.build.build", broken)
    assert main(["build", "--from", "x", "--out", str(tmp_path / "y")]) == 70
    said = capsys.readouterr().err
    assert said == "Erreur du constructeur, à signaler\u00a0; python -X dev en donne le détail.\n"


def test_a_date_given_replaces_that_of_the_sources(tmp_path: Path) -> None:
    out = tmp_path / "date.sqlite"
    assert main(["build", "--from", str(INVENTES), "--out", str(out), "--date", "2026-12-31"]) == 0
    assert b"2026-12-31-" in out.read_bytes()

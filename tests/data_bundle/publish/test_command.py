"""The verbs as they are typed: exit codes, French sentences, trial keys made when there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data_bundle.builder import publish_command
from data_bundle.builder.__main__ import HELP, main
from tests.data_bundle.publish.conftest import Reader


def test_the_whole_life_of_a_repository_from_the_command_line(
    small: Path, after: Path, tmp_path: Path, read: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    keys, new, depot = tmp_path / "cles", tmp_path / "neuves", str(tmp_path / "depot")
    assert main(["cles", "creer", str(keys)]) == 0
    root = (keys / "racine.json").read_bytes()
    assert main(["publish", str(small), "--to", depot, "--cles", str(keys), "--note", "Inventé."]) == 0
    assert "Publication 1" in capsys.readouterr().err
    first = read(tmp_path / "depot", root)
    assert first.notes == ("Inventé.",)
    assert main(["publish", str(after), "--to", depot, "--cles", str(keys)]) == 0
    assert re.search(r"différence de \d+\u00a0ko", capsys.readouterr().err)
    second = read(tmp_path / "depot", root)
    arguments = ["--to", depot, "--cles", str(keys), "--retrait", second.id, "Chiffres inventés."]
    assert main(["publish", str(small), *arguments]) == 0
    assert read(tmp_path / "depot", root).retraits[0].raison == "Chiffres inventés."
    assert main(["publish", "--renouveler", "--to", depot, "--cles", str(keys), "--jours", "30"]) == 0
    assert "signée de nouveau, pour 30 jours" in capsys.readouterr().err
    assert main(["cles", "creer", str(new), "--seulement", "cibles, horodatage"]) == 0
    assert main(["cles", "tourner", str(keys), "--nouvelles", str(new), "--to", depot]) == 0
    assert "Racine 2 signée" in capsys.readouterr().err
    assert read(tmp_path / "depot", root).publication == 3


def test_trial_keys_are_made_when_there_are_none_and_said_to_be_so(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_command, "_TRIAL", tmp_path / "cles-essai")
    for _ in range(2):
        assert main(["publish", str(small), "--to", str(tmp_path / "depot")]) == 0
    assert capsys.readouterr().err.count("Clés d’essai faites") == 1


def test_what_cannot_be_obeyed_is_said_in_one_sentence(
    small: Path, keys: Path, tmp_path: Path, root: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file, depot, own = str(small), str(tmp_path / "depot"), ["--cles", str(keys)]
    here = Path(__file__).resolve().parents[3]
    (tmp_path / "plein").write_text("un fichier")
    for arguments, code, words in (
        (["publish", file, "--to", depot, "--cles", str(here / "cles")], 2, "dépôt du code"),
        (["publish", file, "--to", depot, "--cles", str(tmp_path / "nulle")], 4, "cles creer"),
        (["publish", file, "--to", str(keys), *own], 2, "à part"),
        (["publish", file, "--to", str(tmp_path / "plein"), *own], 2, "n’est pas un dossier"),
        (["publish", str(tmp_path / "absent"), "--to", depot, *own], 4, "n’existe pas"),
        (["publish", file, "--to", depot, *own, "--retrait", "x", "y"], 3, "jamais été publié"),
        (["publish", "--renouveler", "--to", depot, *own], 3, "Rien n’est publié"),
        (["publish", file, "--to", depot, *own, "--jours", "mille"], 2, "«\u00a0mille\u00a0»"),
        (["publish", file, "--to", depot, *own, "--note", ""], 2, "une ligne"),
        (["cles", "creer", str(keys)], 5, "existe déjà"),
        (["cles", "creer", str(tmp_path / "k"), "--seulement", "racine-9"], 2, "racine-9"),
        (["cles", "creer", str(here / "docs" / "cles")], 2, "dépôt du code"),
        (["cles", "tourner", str(keys), "--nouvelles", str(tmp_path / "n"), "--to", depot], 3, "cles creer"),
    ):
        assert main(arguments) == code, arguments
        said = capsys.readouterr().err
        assert words in said, arguments
        assert "Traceback" not in said
    assert (keys / "racine.json").read_bytes() == root
    assert not (tmp_path / "depot").exists()


def test_the_help_says_every_verb() -> None:
    assert all(f"builder {verb}" in HELP for verb in ("publish", "cles creer", "cles tourner", "depot-controle"))


def test_a_python_that_can_t_sign_is_told_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_command, "_SIGNING", ("module_inventé",))
    assert main(["cles", "creer", str(tmp_path / "cles")]) == 70
    assert "preparer.sh dev" in capsys.readouterr().err
    assert not (tmp_path / "cles").exists()

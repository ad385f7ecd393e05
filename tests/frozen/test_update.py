"""An update from a folder, without a network: the frozen program trusts the root in its own folder and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data_bundle.builder.publish import create_keys, publish
from tests.frozen.conftest import Fige


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, extrait: Path) -> tuple[Path, Path]:
    """A repository that holds the embedded extract, signed with keys of its own, and these keys."""
    folder = tmp_path_factory.mktemp("publie")
    keys, depot = folder / "cles", folder / "depot"
    create_keys(keys)
    publish(extrait, depot, keys)
    return depot, keys


def trust(fige: Fige, keys: Path) -> None:
    target = fige.inside / "resources" / "confiance" / "racine.json"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes((keys / "racine.json").read_bytes())


def shown(fige: Fige) -> str:
    return str(json.loads(fige.run("instantane", "--json").stdout)["id"])


def test_a_folder_brings_new_data_and_one_word_brings_the_old_ones_back(
    copie: Fige, published: tuple[Path, Path]
) -> None:
    depot, keys = published
    trust(copie, keys)
    before = shown(copie)
    done = copie.run("maj", "installer", "--depuis", depot, "--json")
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["resultat"], told["essai"]) == ("installe", False)
    assert shown(copie) == told["publie"]["id"] != before
    assert copie.run("comparer", "cfd:50022139@reg:53", "mefstat11:23220022139@reg:53").returncode == 0
    assert copie.run("maj", "revenir").returncode == 0
    assert shown(copie) == before
    assert copie.written() == set()


def test_what_other_keys_signed_is_refused(
    copie: Fige, published: tuple[Path, Path], tmp_path: Path, extrait: Path
) -> None:
    depot, _ = published
    create_keys(tmp_path / "autres")
    trust(copie, tmp_path / "autres")
    before = shown(copie)
    done = copie.run("maj", "installer", "--depuis", depot)
    assert done.returncode == 6, done.stderr.decode()
    assert done.stderr.decode().strip().count("\n") == 0
    assert shown(copie) == before


def test_a_frozen_program_never_takes_the_trial_root_of_a_checkout(copie: Fige, published: tuple[Path, Path]) -> None:
    depot, keys = published
    (copie.inside / "resources" / "confiance" / "racine.json").unlink(missing_ok=True)
    for folder in (copie.folder, copie.inside, copie.home):
        (folder / "build" / "cles-essai").mkdir(parents=True)
        (folder / "build" / "cles-essai" / "racine.json").write_bytes((keys / "racine.json").read_bytes())
        (folder / "pyproject.toml").touch()
        (folder / "main.py").touch()
    done = copie.run("maj", "verifier", "--depuis", depot)
    assert done.returncode == 6
    assert "clé de ses éditeurs" in done.stderr.decode()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is absent")
def test_the_whole_main_job_is_done_although_every_socket_is_refused(
    copie: Fige, published: tuple[Path, Path], tmp_path: Path
) -> None:
    """Each call for a socket, also of the kinds that stay on the machine, fails as on a PC that forbids them."""
    depot, keys = published
    trust(copie, keys)
    refused = (
        "strace",
        "-f",
        "-qq",
        "-o",
        str(tmp_path / "appels"),
        "-e",
        "trace=socket",
        "-e",
        "inject=socket:error=EACCES",
    )
    paper = tmp_path / "fiche.pdf"
    for asked in (
        ("chercher", "cap cuisine", "--region", "53"),
        ("comparer", "cfd:50022139@reg:53", "mefstat11:23220022139@reg:53", "--pdf", paper),
        ("maj", "installer", "--depuis", depot),
        ("comparer", "cfd:50022139@reg:53", "mefstat11:23220022139@reg:53", "--json"),
        ("controle",),
    ):
        done = copie.run(*asked, before=refused)
        assert done.returncode == 0, (asked, (done.stdout + done.stderr).decode())
    assert paper.read_bytes().startswith(b"%PDF")
    assert shown(copie) == json.loads(copie.run("maj", "verifier", "--depuis", depot, "--json").stdout)["installe"]

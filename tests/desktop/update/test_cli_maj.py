"""The verb ``maj``: its sentences, its document, its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli, cli_maj
from desktop.errors import UpdateCancelled
from desktop.update import service as services
from desktop.update import trust
from desktop.update.trust import Racine
from tests.desktop.test_french import faults
from tests.desktop.update.depots import Depot
from tests.desktop.update.publications import depot_de, instantane, publie

NBSP = "\u00a0"


@pytest.fixture
def made(tmp_path: Path) -> Depot:
    return depot_de(tmp_path / "depot", publie(instantane(tmp_path / "contenu", "2026-06-12")))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, made: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTE_A_COTE_DOSSIER", str(tmp_path / "pc"))
    for place in (services, trust):
        monkeypatch.setattr(place, "trusted_root", lambda: Racine(made.racine, essai=True))


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = cli.main(["maj", *args])
    said = capsys.readouterr()
    assert [line for line in (said.out + said.err).splitlines() if "{" not in said.out and faults(line)] == []
    return code, said.out, said.err


def test_the_three_actions_one_after_the_other(capsys: pytest.CaptureFixture[str], made: Depot) -> None:
    folder = str(made.folder)
    code, out, err = run(capsys, "verifier", "--depuis", folder)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        cli_maj.ESSAI,
        f"De nouvelles données sont publiées{NBSP}: celles du 12{NBSP}juin{NBSP}2026, publication 1 "
        f"(moins de 0,1{NBSP}Mo à copier).",
        f"Le mot des éditeurs{NBSP}:",
        "- Publication inventée pour un essai.",
        f"Pour les installer{NBSP}: «{NBSP}cote-a-cote maj installer --depuis {folder}{NBSP}».",
    ]
    code, out, err = run(capsys, "installer", "--depuis", folder)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [cli_maj.ESSAI, f"Les données du 12{NBSP}juin{NBSP}2026 sont installées (invente-2026-06-12)."]
    assert lines[-1] == cli_maj.BACK
    code, out, _err = run(capsys, "installer", "--depuis", folder)
    assert code == 0
    assert out.splitlines()[1] == f"Les données sont à jour{NBSP}: celles du 12{NBSP}juin{NBSP}2026, publication 1."
    code, out, _err = run(capsys, "revenir")
    assert code == 0
    assert out.splitlines()[0] == "Le programme utilise de nouveau l’extrait fourni avec le programme."


def test_the_document_of_each(capsys: pytest.CaptureFixture[str], made: Depot, tmp_path: Path) -> None:
    def document(*args: str) -> dict[str, object]:
        code, out, err = run(capsys, *args, "--json")
        assert (code, err) == (0, "")
        told: dict[str, object] = json.loads(out)
        assert list(told) == [
            "a_jour", "installe", "publie", "essai", "source", "retrait", "resultat", "comment", "changements",
        ]  # fmt: skip
        return told

    assert made.annonce is not None
    folder = str(made.folder)
    told = document("verifier", "--depuis", folder)
    assert told["publie"] == {
        "id": "invente-2026-06-12",
        "construit_le": "2026-06-12",
        "publication": 1,
        "octets": made.annonce.paquet.taille,
    }
    assert (told["a_jour"], told["resultat"], told["essai"], told["source"]) == (False, "verifie", True, folder)
    told = document("installer", "--depuis", folder)
    assert (told["a_jour"], told["resultat"], told["installe"], told["comment"]) == (
        True, "installe", "invente-2026-06-12", "complet",
    )  # fmt: skip
    assert {"titre", "lignes"} == set(told["changements"][0])  # type: ignore[index]
    assert document("installer", "--depuis", folder)["resultat"] == "inchange"
    told = document("revenir")
    assert (told["resultat"], told["publie"], told["comment"]) == ("revenu", None, "retour")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((), 2, "Il manque un argument\u00a0: ACTION"),
        (("demain",), 2, "n’est pas une action"),
        (("verifier",), 2, "ajoutez «\u00a0--depuis\u00a0»"),
        (("verifier", "--depuis", " "), 2, "La source est vide"),
        (("revenir", "--depuis", "/x"), 2, "retirez-la"),
        (("verifier", "--instantane", "x"), 2, "Argument inconnu"),
        (("revenir",), 6, "pas de données précédentes"),
        (("installer", "--depuis", "/nulle/part"), 6, "introuvable"),
    ],
)
def test_what_is_refused_is_one_sentence(
    capsys: pytest.CaptureFixture[str], args: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = run(capsys, *args)
    assert (got, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_place_that_can_t_be_written_is_code_5(
    capsys: pytest.CaptureFixture[str], made: Depot, tmp_path: Path
) -> None:
    (tmp_path / "pc").write_bytes(b"un fichier")
    code, _out, err = run(capsys, "installer", "--depuis", str(made.folder))
    assert code == 5
    assert "en lecture seule" in err


def test_every_verb_answers_from_what_was_installed(capsys: pytest.CaptureFixture[str], made: Depot) -> None:
    run(capsys, "installer", "--depuis", str(made.folder))
    assert cli.main(["instantane", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "invente-2026-06-12"
    run(capsys, "revenir")
    assert cli.main(["instantane", "--json"]) == 0
    assert "extrait" in json.loads(capsys.readouterr().out)["id"]


def test_the_window_opens_what_was_installed(capsys: pytest.CaptureFixture[str], made: Depot, tmp_path: Path) -> None:
    from ui.app import _window_on

    run(capsys, "installer", "--depuis", str(made.folder))
    path = _window_on([])
    assert path is not None
    assert path.parent == tmp_path / "pc" / "instantanes"


def test_steps_are_shown_on_one_line_of_a_terminal_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((io.StringIO(), False), (Terminal(), True)):
        with cli_maj.progress(stream) as suivi:
            suivi("Téléchargement", 50, 200)
            suivi("Contrôle", 0, 0)
        said = stream.getvalue()
        assert ("Téléchargement… 25\u00a0%" in said) is shown
        assert said.endswith("\r") is shown
        assert "\n" not in said
    stream = Terminal()
    with pytest.raises(UpdateCancelled), cli_maj.progress(stream):
        raise UpdateCancelled
    assert stream.getvalue().endswith("\r")


def test_the_whole_program_updates_without_a_window(made: Depot, tmp_path: Path, root: Path) -> None:
    """Only the key is missing here: the real program says so."""
    done = subprocess.run(
        [sys.executable, "main.py", "maj", "verifier", "--depuis", str(made.folder)],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 6
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_the_command_to_type_next_has_the_folder_and_its_quotes(
    capsys: pytest.CaptureFixture[str], made: Depot, tmp_path: Path
) -> None:
    folder = made.folder.rename(tmp_path / "ma clé")
    _code, out, _err = run(capsys, "verifier", "--depuis", str(folder))
    assert out.splitlines()[-1] == (
        f'Pour les installer{NBSP}: «{NBSP}cote-a-cote maj installer --depuis "{folder}"{NBSP}».'
    )


def test_going_back_to_data_on_trial_says_so(capsys: pytest.CaptureFixture[str], made: Depot) -> None:
    run(capsys, "installer", "--depuis", str(made.folder))
    assert cli_maj.ESSAI not in run(capsys, "revenir")[1]
    assert run(capsys, "revenir")[1].startswith(cli_maj.ESSAI)


def test_no_way_back_is_told_where_there_is_none(
    capsys: pytest.CaptureFixture[str], made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "installer", "--depuis", str(made.folder))
    monkeypatch.setattr(services.MiseAJour, "precedent", lambda _self: None)
    code, out, _err = run(capsys, "revenir")
    assert code == 0
    assert cli_maj.BACK not in out

"""The files that ``comparer`` and ``fiche`` write: several at once, each whole or not there, and what is refused."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.export import outputs
from tests.desktop.inventes import Invente

Out = pytest.CaptureFixture[str]
A, B = "mefstat11:90000000001@reg:90", "mefstat11:90000000002@reg:90"
STARTS = {"pdf": b"%PDF-", "csv": b"\xef\xbb\xbfcolonne;", "xlsx": b"PK", "ods": b"PK", "png": b"\x89PNG"}


@pytest.fixture
def snapshot(invente: Invente) -> str:
    """Two invented formations with figures in one region."""
    for i, code in enumerate(("90000000001", "90000000002")):
        number = invente.formation(code, f"CAP Inventé {i}")
        cells = {
            "part_emploi_6m": (30, 200, 60), "part_poursuite": (50, 200, 100), "part_autres_6m": (20, 200, 40),
            "taux_emploi_6m": (60, 100, 60),
        }  # fmt: skip
        invente.mesure(number, "reg:90", "2022_2023", cells)
    invente.commune("90001", "Brest", 48.39, -4.49)
    return str(invente.write())


def test_every_format_is_written_at_once_and_said_a_line_a_file(snapshot: str, tmp_path: Path, capsys: Out) -> None:
    paths = {kind: tmp_path / f"essai.{kind}" for kind in STARTS}
    options = [word for kind, path in paths.items() for word in (f"--{kind}", str(path))]
    assert main(["comparer", A, B, *options, "--sans-verso", "--instantane", snapshot]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        f"Fiche enregistrée\u00a0: {paths['pdf']}", f"Tableau CSV enregistré\u00a0: {paths['csv']}",
        f"Classeur enregistré\u00a0: {paths['xlsx']}", f"Classeur enregistré\u00a0: {paths['ods']}",
        f"Image enregistrée\u00a0: {paths['png']}",
    ]  # fmt: skip
    for kind, path in paths.items():
        assert path.read_bytes().startswith(STARTS[kind])
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite"} == {p.name for p in paths.values()}


def test_the_json_comes_beside_files_and_holds_the_text_when_it_is_asked(
    snapshot: str, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "essai.csv"
    assert main(["comparer", A, B, "--csv", str(path), "--json", "--texte", "--instantane", snapshot]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["colonnes"]) == 2
    assert document["texte"].startswith("Côte à Côte, outil indépendant.")
    assert path.exists()
    assert main(["comparer", A, B, "--json", "--instantane", snapshot]) == 0
    assert "texte" not in json.loads(capsys.readouterr().out)


def test_the_text_is_at_most_500_characters(snapshot: str, capsys: Out) -> None:
    assert main(["comparer", A, B, "--texte", "--instantane", snapshot]) == 0
    said = capsys.readouterr().out.rstrip("\n")
    assert len(said) <= 500
    assert "Région · Région inventée, promotions 2022 et 2023." in said
    assert main(["fiche", A, "--texte", "--instantane", snapshot]) == 0
    assert "Travaillaient à 6\u00a0mois\u00a0: 1) 30\u00a0%" in capsys.readouterr().out


def test_an_image_of_several_pages_is_several_files(
    snapshot: str, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.export.as_png.pages", lambda _pdf: [b"un", b"deux", b"trois"])
    assert main(["fiche", A, "--png", str(tmp_path / "a.b.png"), "--instantane", snapshot]) == 0
    assert [(tmp_path / name).read_bytes() for name in ("a.b.png", "a.b-2.png", "a.b-3.png")] == [
        b"un",
        b"deux",
        b"trois",
    ]
    assert len(capsys.readouterr().err.splitlines()) == 3
    other = ["--csv", str(tmp_path / "c-2.png")]
    assert main(["fiche", A, "--png", str(tmp_path / "c.png"), *other, "--instantane", snapshot]) == 2
    assert "demandé deux fois" in capsys.readouterr().err
    assert not list(tmp_path.glob("c*.png"))


@pytest.mark.parametrize(
    "options",
    [
        ["--csv", "un.csv", "--ods", "un.csv"],
        ["--csv", "un.csv", "--ods", "./un.csv"],
        ["--csv", "invente.sqlite"],
        ["--csv", ""],
        ["--simple"],
        ["--sans-verso", "--csv", "un.csv"],
        ["--langue", "en"],
        ["--langue", "xx", "--pdf", "un.pdf"],
        ["--bilingue", "--pdf", "un.pdf"],
        ["--depuis", "90001"],
        ["--depuis", "ailleurs", "--pdf", "un.pdf"],
        ["--vous", "--texte"],
        ["--vous", "--pdf", "un.pdf"],
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    snapshot: str, capsys: Out, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.chdir(Path(snapshot).parent)
    before = Path(snapshot).read_bytes()
    assert main(["comparer", A, B, *options, "--instantane", snapshot]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.strip().endswith(".")
    assert not list(Path().glob("un.*"))
    assert Path(snapshot).read_bytes() == before


def test_an_unknown_commune_is_code_3_and_writes_nothing(snapshot: str, tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "un.pdf"
    assert main(["fiche", A, "--pdf", str(path), "--depuis", "99999", "--instantane", snapshot]) == 3
    assert not path.exists()
    assert main(["fiche", A, "--pdf", str(path), "--depuis", "90001", "--instantane", snapshot]) == 0
    assert path.exists()
    capsys.readouterr()


def test_the_options_of_the_sheet_reach_it(snapshot: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("desktop.sheet.document.render", lambda _comparison, demande: seen.append(demande) or b"%PDF-")
    options = ["--simple", "--vous", "--sans-verso", "--langue", "TR", "--bilingue", "--depuis", "90001"]
    assert main(["fiche", A, "--pdf", str(tmp_path / "a.pdf"), *options, "--instantane", snapshot]) == 0
    assert main(["fiche", A, "--pdf", str(tmp_path / "b.pdf"), "--instantane", snapshot]) == 0
    asked, usual = seen
    fields = ("genre", "verso", "langue", "bilingue", "tutoiement")
    assert [getattr(asked, name) for name in fields] == ["simple", False, "tr", True, False]
    assert [getattr(usual, name) for name in fields] == ["comparaison", True, "fr", False, True]
    assert asked.depuis.nom == "Brest"  # type: ignore[attr-defined]


def test_what_can_t_be_written_names_what_is_and_leaves_nothing_half_done(
    snapshot: str, tmp_path: Path, capsys: Out
) -> None:
    good, bad = tmp_path / "bon.csv", tmp_path / "absent" / "un.ods"
    assert main(["comparer", A, B, "--csv", str(good), "--ods", str(bad), "--instantane", snapshot]) == 5
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"Tableau CSV enregistré\u00a0: {good}"
    assert "n’existe pas" in said[1]
    assert said[1].endswith("Déjà enregistré\u00a0: bon.csv.")
    assert good.exists()


def test_a_folder_given_for_a_file_is_named_and_code_5(
    snapshot: str, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (".", str(tmp_path)):
        assert main(["comparer", A, B, "--csv", folder, "--instantane", snapshot]) == 5
        assert f"«\u00a0{Path(folder).name or folder}\u00a0» est un dossier." in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root writes all")
def test_a_read_only_folder_is_code_5(snapshot: str, tmp_path: Path, capsys: Out) -> None:
    folder = tmp_path / "protege"
    folder.mkdir(mode=0o555)
    assert main(["fiche", A, "--xlsx", str(folder / "un.xlsx"), "--instantane", snapshot]) == 5
    assert "Vérifiez que le dossier est accessible" in capsys.readouterr().err


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "png"])
def test_a_file_open_elsewhere_or_a_full_disk_is_code_5_and_keeps_the_older_file(
    snapshot: str, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch, kind: str, error: OSError
) -> None:
    path = tmp_path / f"un.{kind}"
    path.write_bytes(b"ancien")

    def refuse(self: Path, _target: Path) -> Path:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)  # what Windows does to a file that another program holds
    assert main(["fiche", A, f"--{kind}", str(path), "--instantane", snapshot]) == 5
    said = capsys.readouterr().err
    assert said.strip().endswith("que le fichier est fermé.")
    assert path.read_bytes() == b"ancien"
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".sqlite"] == [path.name]


def test_a_sheet_that_can_t_be_drawn_leaves_no_other_file(
    snapshot: str, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("desktop.sheet.document.render", broken)
    options = ["--csv", str(tmp_path / "un.csv"), "--png", str(tmp_path / "un.png")]
    assert main(["fiche", A, *options, "--instantane", snapshot]) == 70
    assert not list(tmp_path.glob("un.*"))
    capsys.readouterr()


def test_every_format_of_the_command_line_is_in_the_table() -> None:
    from desktop.arguments import FILES

    assert set(FILES) == set(STARTS)
    assert set(outputs.FORMATS) == {*FILES, "json"}

"""`build --online`, from the command to the snapshot: the same bytes as `build --from` the same files."""

from __future__ import annotations

import gzip
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from data_bundle.builder.__main__ import HELP, main
from data_bundle.builder.online.display import Received
from data_bundle.builder.online.folder import present
from data_bundle.builder.sources import Source, load
from tests.data_bundle.conftest import INVENTES
from tests.data_bundle.online.conftest import Banc
from tests.data_bundle.online.serveur import Answer, Dataset, Serveur, metadata

SERVED = [source for source in load().sources if source.jeu]
DAY = "2026-02-03T01:02:03+00:00"


def plain(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def served(origin: Path) -> dict[str, tuple[Source, Path]]:
    """Return the datasets of a folder that the portals serve, by the name under which a download puts them."""
    return {source.telecharge: (source, origin / name) for source in SERVED for name in present(origin, source)[-1:]}


def serve(portail: Serveur, origin: Path, *, dated: bool = False) -> None:
    """Serve the datasets of a folder under the paths of the portals."""
    for source, path in served(origin).values():
        portail.on_dataset(source.jeu, Dataset.of(plain(path)), about=metadata(None, DAY) if dated else None)


def hand_placed(origin: Path, folder: Path) -> Path:
    """Fill a folder with links to all the files that no portal serves."""
    theirs = {name for source in SERVED for name in present(origin, source)}
    for path in origin.rglob("*"):
        name = path.relative_to(origin).as_posix()
        if path.is_file() and name not in theirs:
            link(path, folder / name)
    return folder


def link(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(path)


def build(target: Path, *options: str | Path) -> bytes:
    assert main(["build", "--out", str(target), *map(str, options)]) == 0
    return target.read_bytes()


def same_bytes(portail: Serveur, origin: Path, tmp_path: Path, *options: str) -> bytes:
    """Build online, then from a folder made by hand with the same files."""
    folder, by_hand = (hand_placed(origin, tmp_path / name) for name in ("donnees", "a-la-main"))
    for name, (_, path) in served(origin).items():
        link(path, by_hand / (name + path.suffix.replace(".csv", "")))
    online = ("--online", "--portail", portail.url, "--from", folder, *options)
    serve(portail, origin)
    first = build(tmp_path / "1", *online)
    assert first == build(tmp_path / "2", "--from", by_hand, *options)
    assert "if-none-match" not in {name for request in portail.exports for name in request.headers}
    return first


def test_made_up_files_give_the_same_bytes_online_and_from_a_folder(portail: Serveur, tmp_path: Path) -> None:
    first = same_bytes(portail, INVENTES, tmp_path)
    online = ("--online", "--portail", portail.url, "--from", tmp_path / "donnees")
    portail.asked.clear()
    assert first == build(tmp_path / "3", *online)
    assert len([asked for asked in portail.exports if "if-none-match" in asked.headers]) == len(served(INVENTES)) > 0
    assert first == build(tmp_path / "4", "--from", tmp_path / "donnees")


def test_a_bad_day_of_the_portal_changes_nothing_to_the_bytes(banc: Banc, tmp_path: Path) -> None:
    banc.folder = hand_placed(INVENTES, tmp_path / "donnees")
    serve(banc.portail, INVENTES)
    whole = Dataset.of(plain(served(INVENTES)["fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv"][1]))
    busy = Answer(429, b"{}", {"Retry-After": "3"})
    banc.portail.on_dataset("fr-en-inserjeunes-cfa", Answer(500), replace(whole, cut=300), busy, whole)
    banc.run(*load().sources)
    assert banc.waited == [1.0, 2.0, 4.0]
    assert [request.headers.get("range") for request in banc.portail.exports[:4]] == [None, None, *["bytes=300-"] * 2]
    assert (banc.folder / "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv").read_bytes() == whole.content
    by_hand = hand_placed(INVENTES, tmp_path / "a-la-main")
    for name, (_, path) in served(INVENTES).items():
        link(path, by_hand / name)
    assert build(tmp_path / "1", "--from", banc.folder) == build(tmp_path / "2", "--from", by_hand)


def test_real_files_give_the_same_bytes_online_and_from_a_folder(
    portail: Serveur, opendata: Path, tmp_path: Path
) -> None:
    same_bytes(portail, opendata, tmp_path, "--extrait", "53")


def test_the_date_of_the_portal_reaches_the_snapshot(portail: Serveur, tmp_path: Path) -> None:
    folder = hand_placed(INVENTES, tmp_path / "donnees")
    serve(portail, INVENTES, dated=True)
    first = build(tmp_path / "1", "--online", "--portail", portail.url, "--from", folder)
    assert DAY[:10].encode() in first
    assert DAY[:10].encode() not in build(tmp_path / "2", "--from", INVENTES)
    assert first == build(tmp_path / "3", "--from", folder)
    (folder / "manifest.json").write_text(
        (folder / "manifest.json").read_text(encoding="utf-8").replace('"telecharge_le": "20', '"telecharge_le": "19'),
        encoding="utf-8",
    )
    assert first == build(tmp_path / "4", "--from", folder)


def test_an_outage_of_the_portal_is_told_and_the_last_download_serves(
    portail: Serveur, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = hand_placed(INVENTES, tmp_path / "donnees")
    online = ("--online", "--portail", portail.url, "--from", folder)
    serve(portail, INVENTES)
    first = build(tmp_path / "1", *online)
    portail.on_dataset("fr-en-inserjeunes-cfa", Answer(200, b"<html>", {"Content-Type": "text/html"}))
    capsys.readouterr()
    assert first == build(tmp_path / "2", *online)
    said = capsys.readouterr().err
    assert "fr-en-inserjeunes-cfa\u00a0: repris du dernier téléchargement (20" in said
    assert "Téléchargement de fr-en-inserjeunes-cfa\n" in said


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--online"], 2, "Il manque --out FICHIER"),
        (["--portail", "http://127.0.0.1:9", "--from", "x", "--out", "y"], 2, "ajoutez --online"),
        (["--online", "--portail", "127.0.0.1:9", "--out", "y"], 2, "n’est pas l’adresse d’un portail"),
        (["--online=oui", "--out", "y"], 2, "--help"),
        (["--online", "--from", "", "--out", "y"], 2, "Il manque --from"),
        (["--online", "--out", "y", "--extrait", "77"], 3, "«\u00a077\u00a0»"),
        (["--online", "--out", "y"], 4, "bcn/N_MEF.csv (bcn.depp.education.fr)"),
        (["--online", "--out", "."], 5, "est un dossier"),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why_before_any_download(
    options: list[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["build", *options]) == code
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert list(tmp_path.rglob("*")) == []


def test_an_interruption_says_that_what_is_received_serves(
    portail: Serveur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Received, "tell", interrupted)
    folder = hand_placed(INVENTES, tmp_path / "donnees")
    serve(portail, INVENTES)
    given = ["build", "--online", "--portail", portail.url, "--from", str(folder), "--out", str(tmp_path / "x")]
    assert main(given) == 130
    assert capsys.readouterr().err.endswith(
        "Interrompu\u00a0: rien n’a été écrit, ce qui est déjà téléchargé sert encore.\n"
    )
    assert not (tmp_path / "x").exists()
    assert list(folder.rglob("*.partiel"))


def test_the_help_tells_of_downloads() -> None:
    assert "--online" in HELP
    assert "--portail" in HELP


def test_a_terminal_shows_one_moving_line_and_a_file_plain_ones() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal, file = Terminal(), StringIO()
    for stream in (terminal, file):
        received = Received(stream)
        received.start("essai")
        received.tell(1_500_000, 3_000_000)
        received.tell(1_500_001, 3_000_000)
        received.tell(9_000_000, None)
        received.close()
    assert file.getvalue() == "Téléchargement de essai\n"
    lines = [line.rstrip() for line in terminal.getvalue().split("\r")]
    assert lines == [
        "",
        f"[{'#' * 12}{'.' * 12}] essai 1,5\u00a0Mo / 3,0\u00a0Mo",
        f"[{'.' * 24}] essai 9,0\u00a0Mo",
    ]
    assert terminal.getvalue().endswith("\n")

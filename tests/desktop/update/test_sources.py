from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UpdateError
from desktop.policy import Policy
from desktop.update import folder as folder_module
from desktop.update.folder import FolderSource
from desktop.update.refus import INCHANGE
from desktop.update.sources import Absent, inside, open_source
from tests.desktop.update.depots import Depot

FREE = Policy()
NO_WEB = Policy(web=False)
TIMESTAMP = "metadata/timestamp.json"


def whole(source: Any, path: str, offset: int = 0, limit: int = 10**9) -> bytes:
    return b"".join(source.read(path, offset, limit))


@pytest.mark.parametrize("place", ["", "depot", "maj/depot", "donnees/maj/depot"])
def test_the_depot_is_found_in_the_folder_that_a_person_shows(publie: Depot, tmp_path: Path, place: str) -> None:
    shown = tmp_path / "cle"
    (shown / place).parent.mkdir(parents=True, exist_ok=True)
    publie.copie(shown / place)
    source = open_source(str(shown), FREE)
    assert whole(source, TIMESTAMP) == (publie.folder / TIMESTAMP).read_bytes()
    assert (source.dite, source.web) == (str(shown), False)


def test_a_path_pasted_with_quotes_or_as_a_file_address_is_understood(publie: Depot) -> None:
    for text in (
        f'"{publie.folder}"',
        f"  {publie.folder}\n",
        publie.folder.as_uri(),
        f"file://localhost{publie.folder}",
    ):
        assert whole(open_source(text, NO_WEB), TIMESTAMP)


@pytest.mark.parametrize("text", ["", " ", "ftp://depot.invalid/x", "mailto:x", "a\0b", "https://", "https://[::1",
    "https://u:p@depot.invalid/", "https://depot.invalid/?a=1", "https://depot.invalid/#a", "https://depot.invalid/a b",
    "https://depot.invalid:99999/", "https://dépot.invalid/", "https://depot.invalid/a\\b",
    "https:///depot"])  # fmt: skip
def test_a_malformed_source_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UpdateError) as caught:
        open_source(text, FREE)
    assert caught.value.code == 6
    assert caught.value.phrase.endswith(INCHANGE)


def test_an_address_without_protection_is_for_this_computer_only() -> None:
    with pytest.raises(UpdateError, match="n’est pas protégée"):
        open_source("http://depot.invalid/maj", FREE)
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000"):
        assert open_source(f"http://{host}/depot/", FREE).dite == f"http://{host}/depot"


@pytest.mark.parametrize("text", ["https://depot.invalid/maj", "http://127.0.0.1/maj", "HTTPS://depot.invalid"])
def test_a_policy_that_forbids_the_web_is_obeyed(text: str) -> None:
    with pytest.raises(UpdateError, match="désactivées sur ce PC"):
        open_source(text, NO_WEB)


def test_a_folder_that_is_not_there_or_holds_no_depot_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UpdateError, match="introuvable"):
        open_source(str(tmp_path / "absent"), FREE)
    with pytest.raises(UpdateError, match="ne contient pas de mise à jour"):
        open_source(str(tmp_path), FREE)


TRICKS = ["../secret", "metadata/../../secret", "/etc/passwd", "metadata//etc", "targets/a/b", "targets\\a", "metadata",
    "metadata/", "targets/..", "targets/.cache", "targets/C:x", "C:/targets/a", "targets/%2e%2e", "targets/a\0b",
    "targets/a\n", "targets/con", "targets/NUL.json", "targets/aux.tar.xz", "targets/a.", "targets/a ", "targets/é",
    "Targets/a", "targets/" + "a" * 231, "", "targets/a:b", "targets/a/../b", "\\\\serveur\\partage", "targets/~x",
    "targets/a?b"]  # fmt: skip


@pytest.mark.parametrize("path", TRICKS)
def test_a_name_that_could_leave_the_depot_is_refused_on_every_system(publie: Depot, path: str) -> None:
    with pytest.raises(UpdateError, match="sort de son dossier"):
        inside(path)
    with pytest.raises(UpdateError):
        whole(FolderSource(publie.folder, "x"), path)


@given(st.text())
def test_whatever_passes_stays_in_one_of_the_two_folders(text: str) -> None:
    for path in (text, f"targets/{text}"):
        try:
            inside(path)
        except UpdateError:
            continue
        head, name = path.split("/")
        assert head in ("metadata", "targets")
        assert os.path.normpath(path) == path
        assert name.isascii()
        assert set(name) & set('\\:*?"<>|%~') == set()
        assert name[0] != "."
        assert name[-1] not in ". "


def test_names_of_the_format_pass() -> None:
    for path in (TIMESTAMP, "metadata/12.root.json", f"targets/{'a' * 64}.noyau-2026-03-30.sqlite.xz"):
        assert inside(path) == path


def test_a_folder_is_read_from_where_it_is_asked_and_no_further(publie: Depot) -> None:
    content = publie.chemin_paquet.read_bytes()
    source, path = FolderSource(publie.folder, "x"), f"targets/{publie.chemin_paquet.name}"
    assert whole(source, path, 1000, 10) == content[1000:1010]
    assert whole(source, path, len(content) - 3, 99) == content[-3:]
    assert whole(source, path, len(content) + 5, 99) == b""
    assert all(len(piece) <= 131_072 for piece in source.read(path, 0, 10**9))


def test_what_is_not_there_is_told_as_absent(publie: Depot) -> None:
    with pytest.raises(Absent):
        whole(FolderSource(publie.folder, "x"), "metadata/9.root.json")


@pytest.mark.parametrize("what", ["file", "folder", "outside"])
def test_a_symbolic_link_in_the_depot_is_refused(publie: Depot, tmp_path: Path, what: str) -> None:
    source = FolderSource(publie.folder, "x")
    if what == "folder":
        (publie.folder / "metadata").rename(tmp_path / "ailleurs")
        (publie.folder / "metadata").symlink_to(tmp_path / "ailleurs")
    else:
        aim = tmp_path / "secret"
        if what == "file":
            aim = publie.folder / "metadata" / "copie.json"
        (publie.folder / TIMESTAMP).rename(aim)
        (publie.folder / TIMESTAMP).symlink_to(aim)
    with pytest.raises(UpdateError, match="un lien ou un fichier spécial"):
        whole(source, TIMESTAMP)


def test_a_depot_behind_a_link_inside_the_shown_folder_is_refused(publie: Depot, tmp_path: Path) -> None:
    (tmp_path / "cle").mkdir()
    (tmp_path / "cle" / "depot").symlink_to(publie.folder)
    with pytest.raises(UpdateError, match="un lien"):
        open_source(str(tmp_path / "cle"), FREE)


def test_the_shown_folder_itself_may_be_a_link(publie: Depot, tmp_path: Path) -> None:
    (tmp_path / "lien").symlink_to(publie.folder)
    assert whole(open_source(str(tmp_path / "lien"), FREE), TIMESTAMP)


@pytest.mark.parametrize("kind", ["fifo", "folder", "socket"])
def test_a_special_file_is_refused_without_waiting_for_it(
    publie: Depot, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    path = publie.folder / TIMESTAMP
    path.unlink()
    opened = None
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        opened = socket.socket(socket.AF_UNIX)
        monkeypatch.chdir(path.parent)  # the path of a socket is short
        opened.bind(path.name)
    said: list[str] = []

    def read() -> None:
        try:
            whole(FolderSource(publie.folder, "x"), TIMESTAMP)
        except UpdateError as error:
            said.append(error.phrase)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(5)
    assert len(said) == 1
    assert "fichier spécial" in said[0]
    if opened is not None:
        opened.close()


def test_a_pipe_put_there_after_the_look_does_not_block_either(publie: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = publie.folder / TIMESTAMP
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(folder_module, "_plain", lambda *_: None)
    with pytest.raises(UpdateError, match="fichier spécial"):
        whole(FolderSource(publie.folder, "x"), TIMESTAMP)


def test_a_key_pulled_out_while_reading_becomes_a_sentence(publie: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    read, left = os.read, [1]

    def pulled(descriptor: int, size: int) -> bytes:
        if not left:
            raise OSError(5, "Input/output error")
        left.pop()
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", pulled)
    pieces = FolderSource(publie.folder, "E:").read(f"targets/{publie.chemin_paquet.name}", 0, 10**9)
    assert next(pieces)
    with pytest.raises(UpdateError, match="Remettez la clé") as caught:
        next(pieces)
    assert "reprendra" in caught.value.phrase
    monkeypatch.undo()
    publie.folder.rename(publie.folder.with_name("retiree"))
    with pytest.raises(UpdateError, match="Remettez la clé"):
        whole(FolderSource(publie.folder, "E:"), TIMESTAMP)


def test_no_descriptor_stays_open(publie: Depot) -> None:
    source = FolderSource(publie.folder, "x")
    before = len(list(Path("/proc/self/fd").iterdir()))
    pieces = source.read(f"targets/{publie.chemin_paquet.name}", 0, 10**9)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    for path in ("metadata/absent.json", TIMESTAMP):
        try:
            whole(source, path)
        except Absent:
            continue
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_reading_a_folder_imports_no_network(publie: Depot, root: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from desktop.update.sources import open_source; from desktop.policy import Policy\n"
        f"s = open_source({str(publie.folder)!r}, Policy()); b''.join(s.read('{TIMESTAMP}', 0, 9999))\n"
        "print(sorted({'ssl', 'socket', 'urllib3', 'http.client', 'urllib.request', 'tuf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", [
    r"\\depot.invalid@SSL\depot", r"\\depot.invalid@SSL@8443\DavWWWRoot\depot", r"\\depot.invalid\davwwwroot\depot",
    "//depot.invalid@80/depot", r"\\?\UNC\depot.invalid@SSL\depot", "file://depot.invalid@SSL/depot",
    "file:////depot.invalid@SSL/depot", "file://depot.invalid/DavWWWRoot/depot",
])  # fmt: skip
def test_a_share_that_windows_reads_by_the_web_is_the_web(text: str) -> None:
    with pytest.raises(UpdateError, match="par internet sont désactivées"):
        open_source(text, NO_WEB)
    with pytest.raises(UpdateError, match="introuvable"):
        open_source(text, FREE)


def test_a_folder_whose_name_has_an_at_sign_is_no_web(publie: Depot, tmp_path: Path) -> None:
    publie.copie(tmp_path / "marie@lycee" / "davwwwroot")
    assert whole(open_source(str(tmp_path / "marie@lycee" / "davwwwroot"), NO_WEB), TIMESTAMP)

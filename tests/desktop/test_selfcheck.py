"""The installed product asked whether it works: every part said, a file of it, and an end even when something hangs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from desktop import selfcheck, selfcheck_journal, selfcheck_update
from desktop.cli import main
from desktop.errors import SnapshotError, UpdateError, WriteError
from desktop.selfcheck import run
from desktop.version import version, versions

NAMES = ["Données", "Polices", "Fiche PDF", "Fenêtre", "Mise à jour"]
FINE = "en ordre."


@pytest.fixture
def no_update(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that goes well, at once: for the tests of everything else."""
    monkeypatch.setattr(selfcheck_update, "try_update", lambda _folder: None)


@pytest.fixture
def said() -> list[str]:
    return []


def name_of(line: str) -> str:
    return line.split("\u00a0:")[0]


def window(_path: Path) -> None:
    """A window that works."""


class TestLines:
    pytestmark = pytest.mark.usefixtures("no_update")

    def test_each_part_is_said_then_the_versions(self, extrait: Path, said: list[str]) -> None:
        assert run(extrait, window, said.append) == 0
        assert said[:5] == [f"{name}\u00a0: {FINE}" for name in NAMES]
        assert said[5] == f"Versions\u00a0: {versions()}."
        assert f"Côte à Côte {version()}, Python 3." in said[5]
        assert said[6].startswith("Données chargées\u00a0: 2026-")
        assert len(said) == 7

    def test_without_a_window_it_says_so_and_the_rest_is_checked(self, extrait: Path, said: list[str]) -> None:
        assert run(extrait, None, said.append) == 0
        assert said[3] == "Fenêtre\u00a0: non vérifiée (aucun affichage demandé)."
        assert said[4] == f"Mise à jour\u00a0: {FINE}"

    def test_missing_data_are_code_4_and_the_rest_is_still_said(self, tmp_path: Path, said: list[str]) -> None:
        assert run(tmp_path / "absent.sqlite", window, said.append) == 4
        assert "introuvable" in said[0]
        assert [name_of(line) for line in said] == [*NAMES, "Versions"]

    def test_the_first_failure_gives_the_code(
        self, extrait: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_what: object) -> NoReturn:
            raise RuntimeError("English")

        assert run(extrait, fail, said.append) == 70
        monkeypatch.setattr(selfcheck_update, "try_update", fail)
        assert run(extrait, window, said.append) == UpdateError.code == 6
        assert run(extrait.with_name("absent.sqlite"), fail, said.append) == SnapshotError.code
        assert "English" not in "".join(said)
        assert said[3] == "Fenêtre\u00a0: ne fonctionne pas. Réinstallez le programme."

    def test_whatever_an_update_can_not_do_is_code_6_with_its_own_sentence(
        self, extrait: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_folder: Path) -> NoReturn:
            raise WriteError("Phrase inventée.")

        monkeypatch.setattr(selfcheck_update, "try_update", fail)
        assert run(extrait, window, said.append) == 6
        assert said[4] == "Mise à jour\u00a0: Phrase inventée."

    def test_a_damaged_policy_is_said(
        self, extrait: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "politique.json").write_text("{", encoding="utf-8")
        monkeypatch.setattr("desktop.paths.policy_paths", lambda: (tmp_path / "politique.json",))
        assert run(extrait, window, said.append) == 0
        assert said[-1].startswith("Consignes du poste\u00a0: ")
        assert said[-1].count("politique.json") == 1

    def test_versions_that_can_not_be_read_hide_nothing_of_the_rest(
        self, extrait: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def fail() -> NoReturn:
            raise ImportError("English")

        monkeypatch.setattr("desktop.version.versions", fail)
        assert run(extrait, window, said.append, tmp_path / "contrôle.txt") == 70
        assert said[5:] == ["Versions\u00a0: illisibles. Réinstallez le programme."]
        assert said[5] in (tmp_path / "contrôle.txt").read_text(encoding="utf-8")


class TestReport:
    pytestmark = pytest.mark.usefixtures("no_update")

    def test_the_file_holds_a_date_and_the_same_lines(self, extrait: Path, said: list[str], tmp_path: Path) -> None:
        report = tmp_path / "contrôle.txt"
        assert run(extrait, window, said.append, report) == 0
        title, empty, *lines = report.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"Côte à Côte\u00a0: contrôle du .+\s\d{4}, \d+\u00a0h\u00a0\d\d", title)
        assert (empty, lines) == ("", said)

    def test_an_older_report_is_replaced(self, extrait: Path, said: list[str], tmp_path: Path) -> None:
        report = tmp_path / "contrôle.txt"
        report.write_text("ancien", encoding="utf-8")
        assert run(extrait, window, said.append, report) == 0
        assert "ancien" not in report.read_text(encoding="utf-8")

    def test_one_that_can_not_be_written_is_code_5_after_all_was_checked(
        self, extrait: Path, said: list[str], tmp_path: Path
    ) -> None:
        for report in (tmp_path / "absent" / "contrôle.txt", tmp_path):
            said.clear()
            assert run(extrait, window, said.append, report) == 5
            assert said[:5] == [f"{name}\u00a0: {FINE}" for name in NAMES]
            assert said[-1].startswith("Rapport\u00a0: ")
        assert list(tmp_path.iterdir()) == []

    def test_it_never_takes_the_place_of_the_data(self, extrait: Path, tmp_path: Path, capsys: Any) -> None:
        data = tmp_path / "données.sqlite"
        data.write_bytes(extrait.read_bytes())
        (tmp_path / "autre.txt").hardlink_to(data)
        for report in (data, tmp_path / "." / "données.sqlite", tmp_path / "autre.txt"):
            assert main(["controle", "--instantane", str(data), "--rapport", str(report)]) == 5
            assert "fichier de données" in capsys.readouterr().err
        assert data.read_bytes() == extrait.read_bytes()

    def test_the_command_line_asks_for_it(self, extrait: Path, tmp_path: Path, capsys: Any) -> None:
        report = tmp_path / "contrôle.txt"
        assert main(["controle", "--instantane", str(extrait), f"--rapport={report}"], window=window) == 0
        assert report.read_text(encoding="utf-8").endswith(capsys.readouterr().out)
        assert main(["controle", "--rapport"]) == 2
        assert main(["controle", "--rapport", " "]) == 2


HANGING = """
import ctypes, os, sys, time
from pathlib import Path
from desktop import selfcheck, selfcheck_journal, selfcheck_update
selfcheck_journal.GRACE = 1.0

def hang(_path):
    time.sleep(60)

def hang_and_let_nobody_run(_path):
    ctypes.PyDLL(None).sleep(60)  # PyDLL keeps the interpreter's lock

def hang_with_work(folder):
    (folder / "fichier").touch()
    time.sleep(60)

what, path, report = sys.argv[1:]
if what == "update":
    selfcheck_update.try_update, window = hang_with_work, lambda _path: None
else:
    window = {"window": hang, "all": hang_and_let_nobody_run}[what]
sys.exit(selfcheck.run(Path(path), window, lambda line: print(line, flush=True), Path(report), seconds=1.5))
"""


class TestDeadline:
    @pytest.fixture
    def hang(self, root: Path, tmp_path: Path, extrait: Path) -> Callable[..., tuple[int, list[str], float]]:
        def start(what: str, path: Path = extrait) -> tuple[int, list[str], float]:
            begun = time.monotonic()
            command = [sys.executable, "-c", HANGING, what, str(path), str(tmp_path / "contrôle.txt")]
            environment = os.environ | {"COTE_A_COTE_DOSSIER": str(tmp_path / "donnees"), "PYTHONUTF8": "1"}
            done = subprocess.run(
                command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=50, check=False
            )
            assert done.stderr == ""
            return done.returncode, done.stdout.splitlines(), time.monotonic() - begun

        return start

    def test_a_window_that_hangs_ends_the_check_with_code_70(
        self, hang: Callable[..., tuple[int, list[str], float]], tmp_path: Path
    ) -> None:
        code, said, _took = hang("window")
        assert code == 70
        assert said[:3] == [f"{name}\u00a0: {FINE}" for name in NAMES[:3]]
        assert said[3].startswith("Fenêtre\u00a0: pas de réponse au bout de ")
        assert said[4] == "Mise à jour\u00a0: vérification non faite, faute de temps."
        assert [name_of(line) for line in said] == [*NAMES, "Versions", "Données chargées"]
        assert (tmp_path / "contrôle.txt").read_text(encoding="utf-8").splitlines()[2:] == said

    def test_a_failure_before_keeps_its_code(
        self, hang: Callable[..., tuple[int, list[str], float]], tmp_path: Path
    ) -> None:
        code, said, _took = hang("window", tmp_path / "absent.sqlite")
        assert code == 4
        assert "pas de réponse" in said[3]

    def test_an_update_that_hangs_leaves_nothing_behind(
        self, hang: Callable[..., tuple[int, list[str], float]], tmp_path: Path
    ) -> None:
        code, said, _took = hang("update")
        assert code == 70
        assert said[4].startswith("Mise à jour\u00a0: pas de réponse")
        assert list((tmp_path / "donnees").iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="sleep is elsewhere there")
    def test_even_what_lets_no_thread_run_is_ended(self, hang: Callable[..., tuple[int, list[str], float]]) -> None:
        code, said, took = hang("all")
        assert code != 0
        assert len(said) == 3
        assert took < 30

    def test_in_time_nothing_is_left_to_strike_later(self, extrait: Path, no_update: None, said: list[str]) -> None:
        import threading

        assert run(extrait, window, said.append) == 0
        timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        for timer in timers:
            timer.join(5)
        assert not any(timer.is_alive() for timer in timers)

    def test_it_is_thirty_seconds(self) -> None:
        assert selfcheck_journal.LIMIT == 30


class TestUpdate:
    def test_a_whole_update_is_made_in_a_folder_of_its_own(self, tmp_path: Path) -> None:
        selfcheck_update.try_update(tmp_path)
        assert list((tmp_path / "instantanes").glob("*.sqlite"))

    def test_no_socket_is_opened_and_no_policy_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> NoReturn:
            raise AssertionError("not allowed here")

        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        monkeypatch.setattr("desktop.policy.read_policy", refuse)
        selfcheck_update.try_update(tmp_path)

    @pytest.mark.parametrize("year", [1980, 2001, 2100])
    def test_a_clock_that_is_wrong_changes_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
    ) -> None:
        from tuf.ngclient._internal import trusted_metadata_set

        class Wrong(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return datetime(year, 1, 1, tzinfo=tz or UTC)

        class Module:
            datetime = Wrong
            timezone = trusted_metadata_set.datetime.timezone

        monkeypatch.setattr(trusted_metadata_set, "datetime", Module)
        selfcheck_update.try_update(tmp_path)

    def test_a_depot_that_is_damaged_is_code_6(
        self, extrait: Path, said: list[str], tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import shutil

        shutil.copytree(root / "resources" / "controle", tmp_path / "controle")
        for target in (tmp_path / "controle" / "depot" / "targets").iterdir():
            target.write_bytes(b"autre chose")
        monkeypatch.setattr(selfcheck_update, "files", lambda _package: tmp_path)
        assert run(extrait, window, said.append) == 6
        assert said[4] != f"Mise à jour\u00a0: {FINE}"
        assert said[:4] == [f"{name}\u00a0: {FINE}" for name in NAMES[:4]]


def test_the_whole_check_writes_nothing_of_the_person_s(root: Path, tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COTE_A_COTE"))}
    environment |= {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"QT_QPA_PLATFORM": "offscreen"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "main.py", "controle"],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [name_of(line) for line in done.stdout.splitlines()][:5] == NAMES
    assert list(home.rglob("*")) == []
    assert list(temporary.rglob("*")) == []
    assert time.monotonic() - begun < selfcheck.LIMIT


def test_the_version_is_asked_for(capsys: Any) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Côte à Côte {version()}\n"
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())

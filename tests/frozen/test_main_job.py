"""The whole main job with sockets blocked: the frozen program says and writes what the sources do, byte for byte."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.frozen.conftest import REFS, Fige

INTERNET = r".*(?:AF_INET|AF_NETLINK|AF_PACKET).*"
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is absent")
Source = Callable[..., CompletedProcess[bytes]]


@pytest.mark.parametrize(
    "asked",
    [
        ("chercher", "coifure"),
        ("chercher", "bts", "--region", "53", "--json"),
        ("comparer", *REFS, "--json"),
        ("comparer", *REFS),
        ("fiche", REFS[0], "--json"),
        ("instantane", "--json"),
        ("--aide",),
        ("comparer", "cfd:00000000@fr", REFS[0]),
    ],
    ids=lambda asked: " ".join(asked)[:40],
)
def test_a_verb_answers_as_the_sources_do(fige: Fige, source: Source, asked: tuple[str, ...]) -> None:
    ours, theirs = fige.run(*asked), source(*asked)
    assert (ours.stdout, ours.stderr, ours.returncode) == (theirs.stdout, theirs.stderr, theirs.returncode)
    assert ours.stdout or ours.stderr


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "ods", "csv", "png"])
def test_a_file_is_that_of_the_sources(fige: Fige, source: Source, tmp_path: Path, kind: str) -> None:
    ours, theirs = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    done = fige.run("comparer", *REFS, f"--{kind}", ours)
    assert done.returncode == 0, done.stderr.decode()
    assert source("comparer", *REFS, f"--{kind}", theirs).returncode == 0
    assert ours.read_bytes() == theirs.read_bytes()
    assert ours.stat().st_size > 1000


@pytest.mark.parametrize("langue", ["ar", "uk"])
def test_a_sheet_in_another_language_is_that_of_the_sources(
    fige: Fige, source: Source, tmp_path: Path, langue: str
) -> None:
    ours, theirs = tmp_path / "a.pdf", tmp_path / "b.pdf"
    done = fige.run("fiche", REFS[0], "--langue", langue, "--pdf", ours)
    assert done.returncode == 0, done.stderr.decode()
    assert source("fiche", REFS[0], "--langue", langue, "--pdf", theirs).returncode == 0
    assert ours.read_bytes() == theirs.read_bytes()


def test_the_program_finds_itself_in_order(fige: Fige, tmp_path: Path) -> None:
    report = tmp_path / "controle.txt"
    done = fige.run("controle", "--rapport", report)
    said = done.stdout.decode()
    assert done.returncode == 0, said
    assert said.count("en ordre") >= 5
    assert "en ordre" in report.read_text(encoding="utf-8")


@needs_strace
@pytest.mark.parametrize("asked", [("chercher", "boulanger"), ("comparer", *REFS, "--pdf", "f.pdf")], ids=["a", "b"])
def test_no_internet_socket_is_even_asked_for(fige: Fige, tmp_path: Path, asked: tuple[str, ...]) -> None:
    assert re.findall(INTERNET, _calls(fige, tmp_path / "appels", *asked)) == []


@needs_strace
def test_the_self_check_with_its_update_speaks_to_nobody(fige: Fige, tmp_path: Path) -> None:
    """urllib3, which tuf imports, asks once whether the machine knows IPv6: a socket bound to ::1, then closed."""
    calls = _calls(fige, tmp_path / "appels", "controle")
    beyond = [line for line in re.findall(INTERNET, calls) if "socket(AF_INET6" not in line and '"::1"' not in line]
    assert beyond == []
    assert len(re.findall(r"socket\(AF_INET6?,", calls)) <= 1


def _calls(fige: Fige, trace: Path, *asked: str) -> str:
    """Return the calls of a verb that have to do with the network."""
    done = fige.run(*asked, before=("strace", "-f", "-qq", "-e", "trace=%network,execve", "-o", str(trace)))
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    calls = trace.read_text(encoding="utf-8")
    assert "execve(" in calls
    return calls


def test_the_answer_says_which_snapshot_is_in_the_folder(fige: Fige) -> None:
    told = json.loads(fige.run("instantane", "--json").stdout)
    whole = fige.snapshot.name == "instantane.sqlite"
    assert (told["perimetre"] == ["fr"]) is whole

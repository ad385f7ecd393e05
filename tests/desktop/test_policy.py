"""What an administrator decides: a policy can only forbid, and one that can't be understood forbids."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.policy import Policy, read_policy

PLACE = "https://cio.exemple.invalid/depot"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return tmp_path / "machine.json"


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    return tmp_path / "programme.json"


def written(path: Path, **held: object) -> None:
    path.write_text(json.dumps(held), encoding="utf-8")


def test_without_a_file_all_is_left_to_the_person(machine: Path, beside: Path) -> None:
    assert read_policy((machine, beside)) == Policy(None, True, True, "")
    assert read_policy(()) == Policy()


def test_those_of_this_computer_are_read(monkeypatch: pytest.MonkeyPatch, machine: Path) -> None:
    monkeypatch.setattr(paths, "policy_paths", lambda: (machine,))
    written(machine, source=PLACE, web=False, notes=False)
    assert read_policy() == Policy(PLACE, False, False)


def test_each_file_can_only_forbid_more(machine: Path, beside: Path) -> None:
    written(machine, web=False, notes=True)
    written(beside, web=True, notes=False)
    assert read_policy((machine, beside)) == read_policy((beside, machine)) == Policy(None, False, False)


def test_the_first_source_counts(machine: Path, beside: Path) -> None:
    written(beside, source="/inventé")
    assert read_policy((machine, beside)).source == "/inventé"
    written(machine, source=f" {PLACE} ")
    assert read_policy((machine, beside)).source == PLACE


def test_unknown_keys_are_for_other_versions(machine: Path) -> None:
    written(machine, plus_tard=[1], notes=False)
    assert read_policy((machine,)) == Policy(notes=False)


def test_notepad_s_mark_and_other_unicode_are_read(machine: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        machine.write_bytes('{"web": false, "source": "\\\\\\\\serveur\\\\élèves"}'.encode(encoding))
        assert read_policy((machine,)) == Policy("\\\\serveur\\élèves", web=False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 50_000,
        b"notes = false",
        b"\xff\xfe\x00\xd8",
        b'{"notes": "non"}',
        b'{"web": 0}',
        b'{"web": null}',
        b'{"source": 3}',
        b'{"source": " "}',
        b" " * 70_000,
        b'{"notes": true} \xe9',
    ],
)
def test_a_damaged_file_forbids_and_is_named(machine: Path, beside: Path, content: bytes) -> None:
    machine.write_bytes(content)
    written(beside, source=PLACE)
    found = read_policy((machine, beside))
    assert found[:3] == (PLACE, False, False)
    assert str(machine) in found.problem
    assert found.problem.count(".json") == 1


def test_a_folder_or_a_pipe_in_its_place_forbids(machine: Path, beside: Path) -> None:
    machine.mkdir()
    assert not read_policy((machine,)).web
    if hasattr(os, "mkfifo"):
        os.mkfifo(beside)
        assert not read_policy((beside,)).notes


def test_a_file_that_can_not_be_opened_forbids(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(machine)

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert read_policy((machine,))[:3] == (None, False, False)


def test_where_a_file_stands_for_the_folder_there_is_none(machine: Path) -> None:
    machine.touch()
    assert read_policy((machine / "politique.json",)) == Policy()


VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())


@given(st.lists(st.dictionaries(st.sampled_from(["source", "web", "notes", "autre"]), VALUES), max_size=3))
def test_no_file_makes_it_crash_or_permit_what_another_forbids(
    tmp_path_factory: pytest.TempPathFactory, held: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("p")
    files = [folder / f"{number}.json" for number in range(len(held))]
    for path, one in zip(files, held, strict=True):
        path.write_text(json.dumps(one), encoding="utf-8")
    whole = read_policy(files)
    each = [read_policy((path,)) for path in files]
    assert whole.web == all(one.web for one in each)
    assert whole.notes == all(one.notes for one in each)
    assert bool(whole.problem) == any(one.problem for one in each)

"""Preferences: tolerant reading, atomic writing, nothing of another version lost, nothing written in a locked place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths, places
from desktop.errors import WriteError
from desktop.settings import PARTLY, UNSAVED, Preferences, Settings, change_settings, read_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "réglages" / "reglages.json"


def held(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_without_a_file_there_are_the_defaults(path: Path) -> None:
    assert read_settings(path) == (Settings(), "")
    assert Settings() == Settings("systeme", None, None, False, "entretien", False, None)
    assert not path.parent.exists()


def test_what_is_changed_is_read_again(path: Path) -> None:
    change_settings(path, theme="sombre", zoom=1.5)
    change_settings(path, lieu_de_travail="2A004", notes=True)
    assert read_settings(path) == (Settings("sombre", 1.5, "2A004", True), "")


def test_keys_of_a_newer_version_stay_in_the_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "clair", "plus_tard": {"a": [1]}}', encoding="utf-8")
    change_settings(path, zoom=2.0)
    assert held(path) == {"theme": "clair", "plus_tard": {"a": [1]}, "zoom": 2.0}


def test_two_windows_change_different_things(path: Path) -> None:
    one, other = Preferences(path), Preferences(path)
    one.use(theme="sombre")()
    other.use(zoom=1.25)()
    assert read_settings(path)[0] == Settings("sombre", 1.25)


@pytest.mark.parametrize("content", [b"", b"\x00\x00", b"[]", b"{", b"[" * 50_000, b"\xff\xfe\x00\xd8", b" " * 70_000])
def test_a_damaged_file_is_set_aside_with_one_sentence(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    found, said = read_settings(path)
    assert found == Settings()
    assert said == (
        "Les préférences n’ont pas pu être lues\u00a0: elles reviennent à leur état de départ. "
        "L’ancien fichier est gardé sous le nom «\u00a0reglages.ecarte.json\u00a0»."
    )
    assert path.with_name("reglages.ecarte.json").read_bytes() == content
    assert read_settings(path) == (Settings(), "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "rouge"},
        {"theme": ["clair"]},
        {"zoom": True},
        {"zoom": 9},
        {"zoom": float("nan")},
        {"zoom": 10**400},
        {"lieu_de_travail": "12 rue inventée"},
        {"lieu_de_travail": 35085},
        {"notes": "oui"},
        {"garder": None},
        {"visite_vue": 1},
        {"source_maj": ""},
        {"source_maj": "x" * 501},
        {"source_maj": ["https://exemple.invalid"]},
    ],
)
def test_a_wrong_value_alone_goes_back_to_its_default(path: Path, wrong: dict[str, object]) -> None:
    path.parent.mkdir()
    right = {"theme": "sombre", "zoom": 1.5, "notes": True}
    path.write_text(json.dumps(right | wrong), encoding="utf-8")
    [key] = wrong
    found, said = read_settings(path)
    assert said == PARTLY
    assert found == Settings(**{k: v for k, v in right.items() if k != key})  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from(Settings._fields), st.none() | st.booleans() | st.floats() | st.text()))
def test_no_value_makes_it_crash(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("r") / "reglages.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    found, said = read_settings(path)
    kept = {key: value for key, value in values.items() if repr(getattr(found, key)) == repr(value)}
    assert (said == "") == (kept == values)


def test_a_place_that_can_not_be_written_is_said_and_the_values_are_used(tmp_path: Path) -> None:
    (tmp_path / "occupé").write_text("inventé", encoding="utf-8")
    preferences = Preferences(tmp_path / "occupé" / "reglages.json")
    write = preferences.use(theme="sombre")
    assert preferences.settings.theme == "sombre"
    with pytest.raises(WriteError, match=UNSAVED):
        write()


def test_in_a_place_that_can_not_be_written_values_are_used_and_nothing_is_tried(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "writable", lambda _folder: False)
    preferences = Preferences(path)
    assert not preferences.settle()
    preferences.use(theme="sombre")()
    assert preferences.settings.theme == "sombre"
    assert not path.parent.exists()
    monkeypatch.setattr(places, "writable", lambda _folder: True)
    assert preferences.settle()
    preferences.use(zoom=2.0)()
    assert held(path) == {"zoom": 2.0}


def test_reading_no_settings_imports_nothing_that_the_start_would_wait_for(root: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.paths import settings_path; from desktop.settings import read_settings\n"
        "read_settings(settings_path()); print({'json', 'platformdirs', 'tomllib'} & set(sys.modules))"
    )
    environment = os.environ | {paths.VARIABLE: str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"

"""What `make release` lets in and what it refuses, without building anything (the built program: tests/frozen)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from data_bundle.builder.publish import create_keys


@pytest.fixture
def tools(root: Path) -> Iterator[dict[str, ModuleType]]:
    """The modules of packaging/release, which is a script's folder and no package."""
    import importlib

    names = ("project", "prune", "root_of_trust", "snapshot")
    sys.path.insert(0, str(root / "packaging" / "release"))
    try:
        yield {name: importlib.import_module(name) for name in names}
    finally:
        sys.path.remove(str(root / "packaging" / "release"))
        for name in names:
            sys.modules.pop(name, None)


def test_a_sound_root_is_taken_as_it_is(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    create_keys(tmp_path / "cles")
    project = tools["project"].Project(tmp_path)
    given = tmp_path / "cles" / "racine.json"
    assert tools["root_of_trust"].read(project, str(given)) == given.read_bytes()
    assert tools["root_of_trust"].read(project, "") is None


def test_the_root_of_trial_keys_is_refused_even_as_a_copy(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    trial = tmp_path / "build" / "cles-essai"
    create_keys(trial)
    project = tools["project"].Project(tmp_path)
    copy = shutil.copyfile(trial / "racine.json", tmp_path / "racine.json")
    for path in (trial / "racine.json", copy):
        with pytest.raises(tools["project"].ReleaseError, match="clés d’essai"):
            tools["root_of_trust"].read(project, str(path))


def test_a_root_that_its_own_keys_did_not_sign_is_refused(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    create_keys(tmp_path / "cles")
    content = (tmp_path / "cles" / "racine.json").read_bytes()
    changed = tmp_path / "racine.json"
    changed.write_bytes(content.replace(b'"version":1', b'"version":2').replace(b'"version": 1', b'"version": 2'))
    assert changed.read_bytes() != content
    project = tools["project"].Project(tmp_path)
    for path, said in ((changed, "signée"), (tmp_path / "rien.json", "se lit pas")):
        with pytest.raises(tools["project"].ReleaseError, match=said):
            tools["root_of_trust"].read(project, str(path))


def test_what_the_lock_of_the_program_does_not_name_stays_out(tools: dict[str, ModuleType], root: Path) -> None:
    excluded = set(tools["prune"].excluded(root))
    assert {"pandas", "numpy", "cryptography", "pytest", "data_bundle.builder", "tkinter", "PySide6.QtQml"} <= excluded
    assert excluded & {"tuf", "reportlab", "lxml", "PIL", "desktop", "ui", "PySide6", "ssl", "lzma"} == set()


def test_every_module_is_named_and_every_plain_file_carried(tools: dict[str, ModuleType], root: Path) -> None:
    modules = set(tools["prune"].modules(root))
    assert {"ui.app", "ui.interview", "desktop.update.web", "data_bundle", "resources"} <= modules
    assert not any(name.startswith("data_bundle.builder") for name in modules)
    carried = [Path(path).name for path, _ in tools["prune"].carried(root)]
    assert {"schema.sql", "sources.toml", "extrait.sqlite", "Inter-Regular.ttf", "fr.toml"} <= set(carried)
    assert not any(name.endswith((".py", ".pyc", ".qualite.json")) for name in carried)


def test_a_snapshot_older_than_its_files_is_made_anew(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    project = tools["project"].Project(tmp_path)
    data = tmp_path / "donnees"
    data.mkdir()
    raw, made = data / "a.csv", tmp_path / "instantane.sqlite"
    is_current = tools["snapshot"].is_current
    assert not is_current(project, made, data)
    raw.touch()
    made.touch()
    os.utime(raw, (10, 10))
    os.utime(made, (20, 20))
    assert is_current(project, made, data)
    os.utime(raw, (30, 30))
    assert not is_current(project, made, data)


def test_without_open_data_the_extract_is_shipped_and_this_is_said(
    tools: dict[str, ModuleType], tmp_path: Path
) -> None:
    said: list[str] = []
    project = tools["project"].Project(tmp_path)
    assert tools["snapshot"].choose(project, tmp_path / "absent", "", said.append) is None
    assert said
    assert "Bretagne et La Réunion" in said[0]


@pytest.mark.parametrize(
    ("tool", "name"),
    [("desktop-file-validate", "cote-a-cote.desktop"), ("appstreamcli", "cote-a-cote.metainfo.xml")],
)
def test_the_entries_of_the_menus_are_well_formed(root: Path, tmp_path: Path, tool: str, name: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is absent")
    text = (root / "packaging" / "linux" / "deb" / name).read_text(encoding="utf-8")
    filled = tmp_path / name
    filled.write_text(text.replace("@VERSION@", "1.0").replace("@DATE@", "2026-11-22"), encoding="utf-8")
    asked = ["validate", "--no-net", "--explain"] if tool == "appstreamcli" else []
    done = subprocess.run([tool, *asked, str(filled)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

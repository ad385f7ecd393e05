"""What is in the folder: all of ours, nothing of development, no trace of the machine, licences, list of parts."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

FOREIGN = {
    *("pandas", "numpy", "sqlite_utils", "cryptography", "pytest", "hypothesis", "pikepdf", "pymupdf", "typst", "mypy"),
    *("PyInstaller", "setuptools", "pip", "tkinter", "unittest", "cyclonedx", "jeepney"),
}


@pytest.fixture(scope="module")
def modules(built: Path) -> set[str]:
    return set(CArchiveReader(str(built / "cote-a-cote")).open_embedded_archive("PYZ.pyz").toc)


def test_every_module_of_ours_is_in_and_the_builder_is_not(root: Path, modules: set[str]) -> None:
    ours = set()
    for package in ("ui", "desktop", "resources", "data_bundle"):
        for path in (root / package).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            ours.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    wanted = {name for name in ours if not name.startswith("data_bundle.builder")}
    assert len(wanted) > 300
    assert wanted - modules == set()
    assert [name for name in modules if name.startswith("data_bundle.builder")] == []


def test_nothing_of_development_is_in(built: Path, modules: set[str]) -> None:
    assert {name.split(".")[0] for name in modules} & FOREIGN == set()
    assert {path.name.split(".")[0] for path in (built / "_internal").iterdir()} & FOREIGN == set()


def test_every_plain_file_of_ours_is_in(root: Path, built: Path) -> None:
    seen = 0
    for package in ("resources", "data_bundle"):
        for path in (root / package).rglob("*"):
            name = path.relative_to(root)
            wanted = path.is_file() and path.suffix not in {".py", ".pyc"} and ".qualite." not in path.name
            if wanted and "builder" not in name.parts and path.name != "extrait.sqlite":
                seen += 1
                assert (built / "_internal" / name).read_bytes() == path.read_bytes(), name
    assert seen > 40


def test_no_qt_beyond_what_is_used(built: Path) -> None:
    qt = built / "_internal" / "PySide6"
    plugins = {path.parent.name for path in (qt / "Qt" / "plugins").rglob("*.so")}
    assert {"platforms", "platforminputcontexts"} <= plugins
    assert plugins & {"tls", "networkinformation", "sqldrivers", "qmltooling", "egldeviceintegrations"} == set()
    names = " ".join(path.name for path in qt.rglob("*"))
    assert not re.search(r"Qt6?(Network|Qml|Quick|Pdf|WebSockets|Sql)\b", names)
    assert [path.name for path in qt.rglob("*.qm")] == ["qtbase_fr.qm"]


def test_no_path_of_this_machine_is_in(root: Path, built: Path) -> None:
    marks = {str(root).encode(), sys.base_prefix.encode()} - {b"/usr"}
    files = [path for path in built.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 200
    assert [path for path in files if any(mark in path.read_bytes() for mark in marks)] == []


def test_every_file_may_be_read_by_anybody_and_run_only_when_it_is_the_program(built: Path) -> None:
    for path in built.rglob("*"):
        if not path.is_symlink():
            wanted = 0o755 if path.is_dir() or path.name == "cote-a-cote" else 0o644
            assert path.stat().st_mode & 0o777 == wanted, path


def test_no_link_leads_out_of_the_folder_or_nowhere(built: Path) -> None:
    links = [path for path in built.rglob("*") if path.is_symlink()]
    assert links
    assert [path for path in links if not path.exists() or not path.resolve().is_relative_to(built)] == []
    assert [path for path in links if os.path.isabs(path.readlink())] == []  # noqa: PTH117


def test_the_list_of_parts_names_what_is_there_and_each_part_has_its_licence(built: Path) -> None:
    folder = built / "licences"
    listed = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["metadata"]["component"]["name"]) == ("CycloneDX", "cote-a-cote")
    names = {component["name"] for component in listed["components"]}
    assert {"Python", "Qt", "sqlite3", "openssl", "tuf", "reportlab", "Inter"} <= names
    libraries = {path for pattern in ("*.so", "*.so.*") for path in built.rglob(pattern) if not path.is_symlink()}
    assert {path.relative_to(built).as_posix() for path in libraries} <= names
    for component in listed["components"]:
        if component["type"] != "file" or "licenses" in component:
            assert component["licenses"], component["name"]
            assert "NOASSERTION" not in json.dumps(component["licenses"]), component["name"]
    texts = [path for path in folder.iterdir() if path.is_dir()]
    assert len(texts) > 25
    assert all(sum(file.stat().st_size for file in path.iterdir()) > 400 for path in texts)

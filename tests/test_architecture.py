"""The layout and the import rules of docs/architecture.md, held."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports
from PySide6.QtCore import QObject

PACKAGES = ["ui", "desktop", "data_bundle", "resources"]
NEVER_AT_RUN_TIME = {"pandas", "numpy", "sqlite_utils", "pytest", "data_bundle.builder"}
QT = {"PySide6", "shiboken6"}


def loaded_by(root: Path, statement: str, *arguments: str) -> set[str]:
    """Return the names of the modules that a fresh Python holds after the statement."""
    code = f"import sys\n{statement}\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=root, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_import_rules_hold(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_import_rules_see_every_module(root: Path) -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    files = [path for package in PACKAGES for path in (root / package).rglob("*.py")]
    assert len(graph.modules) == len(files) > 30
    assert graph.find_children("ui")
    assert graph.find_children("desktop")


def test_every_folder_of_code_is_a_package(root: Path) -> None:
    folders = {path.parent for package in PACKAGES for path in (root / package).rglob("*.py")}
    assert len(folders) > 5
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_page_is_named_in_the_rule_of_independence(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [named] = [contract["modules"] for contract in contracts if contract["type"] == "independence"]
    pages = sorted(f"ui.{page.parent.name}" for page in (root / "ui").glob("*/page.py"))
    assert pages
    assert sorted(named) == pages


def test_neither_tests_nor_packaging_is_a_package(root: Path) -> None:
    assert [*(root / "tests").rglob("__init__.py"), *(root / "packaging").rglob("__init__.py")] == []
    assert list((root / "packaging").rglob("test_*.py")) == []
    assert list((root / "packaging").iterdir())


def test_the_core_needs_neither_qt_nor_pandas(root: Path) -> None:
    loaded = loaded_by(root, "import desktop.cli")
    assert "desktop.cli" in loaded
    assert loaded & (QT | NEVER_AT_RUN_TIME) == set()


def test_a_verb_on_the_command_line_loads_no_qt(root: Path) -> None:
    loaded = loaded_by(root, "from ui.app import main\nmain()", "instantane", "--json")
    assert "desktop.cli" in loaded
    assert loaded & (QT | NEVER_AT_RUN_TIME) == set()


def test_the_window_loads_no_pandas(root: Path) -> None:
    modules = ["ui.window", *(f"ui.{page.parent.name}.page" for page in (root / "ui").glob("*/page.py"))]
    loaded = loaded_by(root, f"import {', '.join(modules)}")
    assert loaded >= {"PySide6", *modules}
    assert loaded & NEVER_AT_RUN_TIME == set()


def test_the_binding_leaves_none_alone() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None at most calls, until the process dies."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("essai")
        thing.parent()
        thing.blockSignals(False)
    assert sys.getrefcount(None) > before - 100

"""The frozen program that ``COTE_A_COTE_FIGE`` names, run as its user would: a home of its own, and no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BUILT = os.environ.get("COTE_A_COTE_FIGE", "")
ABSENT = "COTE_A_COTE_FIGE names no frozen program"
REFS = ("mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53")
NO_NETWORK = ["unshare", "-n"] if hasattr(os, "getuid") and os.getuid() == 0 else ["unshare", "-rn"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if not BUILT and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=ABSENT))


@dataclass
class Fige:
    """A frozen folder and the home of who runs it. ``more`` is added to their environment."""

    folder: Path
    home: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def program(self) -> Path:
        return self.folder / "cote-a-cote"

    @property
    def inside(self) -> Path:
        return self.folder / "_internal"

    @property
    def snapshot(self) -> Path:
        full = self.inside / "data_bundle" / "instantane.sqlite"
        return full if full.is_file() else full.with_name("extrait.sqlite")

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of this machine's Python, no screen, a home of its own."""
        return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.home), **self.more}

    def run(self, *arguments: str | Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
        """Run a verb without a network, under ``before`` (a tracer) when given."""
        command = [*NO_NETWORK, *before, str(self.program), *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=120, cwd=self.home)

    def written(self) -> set[str]:
        """The files in the home."""
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*") if not path.is_dir()}


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder that was built: never written to."""
    folder = Path(BUILT).resolve()
    assert (folder / "cote-a-cote").is_file(), f"{folder} holds no frozen program"
    return folder


@pytest.fixture
def fige(built: Path, tmp_path: Path) -> Fige:
    """The frozen program with one folder for all it keeps, so that the built folder stays as it is."""
    home = tmp_path / "maison"
    home.mkdir()
    return Fige(built, home, {"COTE_A_COTE_DOSSIER": str(home / "tout")})


@pytest.fixture
def copie(built: Path, tmp_path: Path) -> Fige:
    """A copy of the folder that may be written to, as on a key, and a home."""
    home = tmp_path / "maison"
    home.mkdir()
    return Fige(Path(shutil.copytree(built, tmp_path / "clef", symlinks=True)), home)


@pytest.fixture
def source(root: Path, fige: Fige, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the same verb from the sources, on the snapshot of the frozen program."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, str(root / "main.py"), *map(str, arguments), "--instantane", str(fige.snapshot)]
        environment = os.environ | {"COTE_A_COTE_DOSSIER": str(tmp_path / "source")}
        return subprocess.run(command, env=environment, capture_output=True, timeout=120, cwd=root)

    return run

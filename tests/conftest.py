"""What every test may ask for, and the rule for tests that read the open data beside the repository.

Such a test carries the mark ``donnees``, by hand or by asking for one of the fixtures below that read
them. Without the folder it is skipped, with one visible line for all; with ``DONNEES=exigees`` the run fails.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import configuration, settings

ROOT = Path(__file__).resolve().parent.parent
OPENDATA = ROOT.parent / "shared" / "opendata"
READS_OPENDATA = {"opendata", "instantane_complet"}

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


configuration.set_hypothesis_home_dir(ROOT / "build" / ".hypothesis")
settings.register_profile("maison", deadline=None, derandomize="CI" in os.environ)  # other work may run beside
settings.load_profile("maison")


def pytest_configure() -> None:
    if os.environ.get("DONNEES") == "exigees" and not OPENDATA.is_dir():
        raise pytest.UsageError("Les données ouvertes sont exigées, et le dossier ../shared/opendata est absent.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if READS_OPENDATA.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.donnees)
        if not OPENDATA.is_dir() and item.get_closest_marker("donnees"):
            item.add_marker(pytest.mark.skip(reason="../shared/opendata is absent"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if without_reader := sum("zbarimg is absent" in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(
            f"Lecteur de codes absent (zbar-tools) : {without_reader} tests laissés de côté.", yellow=True
        )
    if without_frozen := sum("COTE_A_COTE_FIGE" in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(
            f"Programme figé non nommé (COTE_A_COTE_FIGE) : {without_frozen} tests laissés de côté.", yellow=True
        )
    if OPENDATA.is_dir():
        return
    count = sum("donnees" in report.keywords for report in skipped)
    terminalreporter.write_line(
        f"Données ouvertes absentes (../shared/opendata) : {count} tests laissés de côté.", yellow=True
    )


@pytest.fixture(scope="session", autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test, and every program that it starts, away from the user's own folders."""
    home = tmp_path_factory.mktemp("utilisateur")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield home


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def opendata() -> Path:
    """The folder of the raw open-data files."""
    return OPENDATA


@pytest.fixture(scope="session")
def extrait() -> Path:
    """The embedded extract: Bretagne and La Réunion."""
    return ROOT / "data_bundle" / "extrait.sqlite"


@pytest.fixture(scope="session")
def instantane_complet(opendata: Path) -> Path:
    """The full snapshot, built once for a state of the builder and of its inputs, then kept in build/."""
    built = ROOT / "build" / f"test-instantane-{_inputs_key(opendata)}.sqlite"
    if not built.exists():
        built.parent.mkdir(exist_ok=True)
        unfinished = built.with_suffix(f".{os.getpid()}.sqlite")
        command = ["-m", "data_bundle.builder", "build", "--from", str(opendata), "--out", str(unfinished)]
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for older in built.parent.glob("test-instantane-*.sqlite"):
            if older != unfinished:
                older.unlink()
        unfinished.replace(built)
    return built


def _inputs_key(opendata: Path) -> str:
    """Return a short hash of what decides the bytes of the snapshot: our sources, and the raw files."""
    digest = hashlib.sha256()
    ours = [path for path in (ROOT / "data_bundle").rglob("*") if path.suffix in {".py", ".sql", ".toml"}]
    for path in sorted(ours):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    for path in sorted(opendata.rglob("*")):
        stat = path.stat()
        digest.update(f"{path.relative_to(opendata)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]

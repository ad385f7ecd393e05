"""Comparisons to export, and LibreOffice where it is installed.

Without it the tests that ask for ``soffice`` are skipped, with one visible line; with ``TABLEUR=exige`` the run fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison
from desktop.snapshot import open_snapshot
from tests.desktop.sheet.cases import REAL, side_by_side

SOFFICE = shutil.which("soffice")
MUST = os.environ.get("TABLEUR") == "exige"
Opened = Callable[[Path], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SOFFICE is not None or MUST:
        return
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="LibreOffice Calc is not installed"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = sum("LibreOffice" in str(one.longrepr) for one in terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.write_line(
            f"LibreOffice absent (paquet libreoffice-calc-nogui) : {skipped} tests laissés de côté.", yellow=True
        )


@pytest.fixture(scope="session")
def catalogue(extrait: Path) -> Catalogue:
    """The embedded extract, open."""
    return Catalogue(open_snapshot(extrait))


@pytest.fixture(scope="session")
def real(catalogue: Catalogue) -> Callable[[str], Comparison]:
    """A comparison of the embedded extract by its name in ``cases.REAL``."""
    return lambda name: side_by_side(catalogue, REAL[name])


@pytest.fixture(scope="session")
def entree(catalogue: Catalogue) -> Comparison:
    """Two formations of Parcoursup, with places and candidacies."""
    found = catalogue.snapshot.connection.execute(
        "SELECT f.code, e.uai FROM formation f JOIN offre o ON o.formation = f.id"
        " JOIN etablissement e ON e.id = o.etablissement WHERE f.type_code = 'parcoursup'"
        " ORDER BY f.code, e.uai LIMIT 2"
    ).fetchall()
    return side_by_side(catalogue, [f"parcoursup:{code}@{uai}" for code, uai in found])


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Open a spreadsheet in LibreOffice, and return it as LibreOffice understood it: a flat ODS."""
    assert SOFFICE is not None, "TABLEUR=exige, et LibreOffice est absent"
    home = tmp_path_factory.mktemp("libreoffice")

    def opened(path: Path) -> Path:
        out = home / path.suffix[1:]
        command = [str(SOFFICE), f"-env:UserInstallation={(home / 'profil').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "fods", "--outdir", str(out), str(path)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
        made = out / f"{path.stem}.fods"
        assert made.exists(), done.stderr
        return made

    return opened

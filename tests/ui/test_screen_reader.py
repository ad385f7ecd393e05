"""What a screen reader is given, asked for through AT-SPI while the program runs on an X server of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from tests.ui.driven_program import SIGN
from tests.ui.spoken_tree import Node, SpokenTree

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53")
TOOLS = ("xvfb-run", "xauth", "dbus-run-session")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not all(map(shutil.which, TOOLS)) or not LAUNCHER.exists(),
    reason="xvfb, dbus or at-spi2-core is not installed",
)


class Person:
    """Types in the running program and hears what a screen reader would be given."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.hears = SpokenTree(self._line())

    def does(self, order: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        assert self._line() == "fait"

    def _line(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(SIGN):
                return line.removeprefix(SIGN).strip()
        raise AssertionError("the program ended")


@pytest.fixture(scope="module")
def person(root: Path, extrait: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    runtime = tmp_path_factory.mktemp("session")
    runtime.chmod(0o700)
    wanted = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "XDG_RUNTIME_DIR": str(runtime)}
    program = [sys.executable, "-m", "tests.ui.driven_program", str(extrait)]
    process = subprocess.Popen(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=root,
        env={**os.environ, **wanted},
        start_new_session=True,
    )
    try:
        made = Person(process)
        yield made
        made.hears.close()
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def compared(person: Person) -> list[Node]:
    """Everything read on the comparison page, reached by keys alone."""
    person.does("texte 0350807M cap cuisine")
    person.does("touche Down")
    person.does("touche Return")
    person.does("touche Up")
    person.does("touche Return")
    person.does("touche Ctrl+2")
    return list(person.hears.showing())


@pytest.fixture(scope="module")
def comparison(extrait: Path) -> Iterator[Comparison]:
    snapshot = open_snapshot(extrait)
    yield compare(Catalogue(snapshot), parse_selection(REFS))
    snapshot.close()


def test_the_comparison_is_read_aloud_as_text(compared: list[Node], comparison: Comparison) -> None:
    heard = " ".join(node.name for node in compared)
    for colonne in comparison.colonnes:
        assert f"{colonne.formation.libelle}, {colonne.formation.voie_libelle.lower()}" in heard
    known = [
        cell
        for ligne in comparison.lignes
        for cell in ligne.cellules
        if cell.connue and cell.indicateur.nom in ("part_emploi_6m", "taux_emploi_12m")
    ]
    assert known
    for cell in known:
        assert re.search(rf"\b{cell.valeur}\u00a0%", heard)
        if cell.plage:
            assert f"de {cell.plage[0]} à {cell.plage[1]}\u00a0%" in heard


def test_every_cell_of_the_comparison_has_a_sentence(compared: list[Node]) -> None:
    pictures = [node for node in compared if node.role == "graphic" and "voie scolaire" in node.name]
    assert len(pictures) >= 6
    assert [node.name for node in pictures if len(node.name) < 30 or not node.name.endswith(".")] == []


def test_gaps_are_read_with_their_reason(compared: list[Node]) -> None:
    assert any("n’est pas dans les données chargées" in node.name for node in compared)


def test_no_control_is_without_a_name(compared: list[Node]) -> None:
    controls = {"push button", "check box", "text", "list", "row header", "column header", "combo box", "slider"}
    assert [node for node in compared if node.role in controls and not node.name.strip()] == []


def test_the_arrows_are_heard_from_cell_to_cell(person: Person, compared: list[Node]) -> None:
    assert compared
    first = person.hears.focused()
    person.does("touche Down")
    second = person.hears.focused()
    person.does("touche Right")
    third = person.hears.focused()
    assert len({first.name, second.name, third.name}) == 3
    assert "voie scolaire" in second.name
    assert "apprentissage" in third.name


def test_the_reason_of_a_figure_is_read_and_escape_comes_back(person: Person, compared: list[Node]) -> None:
    assert compared
    cell = person.hears.focused()
    person.does("touche Return")
    assert person.hears.focused().name == "Pourquoi ce chiffre\u00a0?"
    assert "Source\u00a0:" in person.hears.text_of_focus()
    person.does("touche Esc")
    assert person.hears.focused() == cell

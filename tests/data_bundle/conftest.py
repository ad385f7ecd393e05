"""A made-up folder of raw files to build from, and to damage."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from data_bundle.builder.build import build
from tests.data_bundle.lecture import Lecture

INVENTES = Path(__file__).parent / "inventes"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the made-up raw files, free to damage."""
    return shutil.copytree(INVENTES, tmp_path / "bruts")


@pytest.fixture
def construire(dossier: Path, tmp_path: Path) -> Callable[..., Path]:
    """Build from the (damaged) copy; return the snapshot."""

    def run(extrait: str | None = None, day: str | None = None) -> Path:
        target = tmp_path / "construit.sqlite"
        build(dossier, target, extrait, day, StringIO())
        return target

    return run


@pytest.fixture(scope="session")
def invente_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of the made-up files."""
    target = tmp_path_factory.mktemp("invente") / "invente.sqlite"
    build(INVENTES, target, None, None, sys.stderr)
    return target


@pytest.fixture(scope="session")
def invente(invente_path: Path) -> Iterator[Lecture]:
    """The snapshot of the made-up files, opened."""
    lecture = Lecture(invente_path)
    yield lecture
    lecture.db.close()


@pytest.fixture(scope="session")
def complet(instantane_complet: Path) -> Iterator[Lecture]:
    """The full snapshot, opened."""
    lecture = Lecture(instantane_complet)
    yield lecture
    lecture.db.close()


@pytest.fixture(scope="session")
def embarque(extrait: Path) -> Iterator[Lecture]:
    """The embedded extract, opened."""
    lecture = Lecture(extrait)
    yield lecture
    lecture.db.close()

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison
from desktop.snapshot import open_snapshot
from tests.desktop.sheet.cases import REAL, side_by_side


@pytest.fixture(scope="session")
def bretagne(extrait: Path) -> Catalogue:
    """The embedded extract, open."""
    return Catalogue(open_snapshot(extrait))


@pytest.fixture(scope="session")
def real(bretagne: Catalogue) -> Callable[[str], Comparison]:
    """A comparison of the extract by its name in ``cases.REAL``."""
    return lambda name: side_by_side(bretagne, REAL[name])

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.update.store import Store
from desktop.update.trust import Racine
from tests.desktop.update.depots import Depot, depot

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")


@pytest.fixture(autouse=True)
def _no_proxy_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The folders of a computer on which nothing was updated yet."""
    made = Store(tmp_path / "poste")
    made.make()
    return made


@pytest.fixture
def publie(tmp_path: Path) -> Depot:
    """A dépôt with one publication."""
    return depot(tmp_path / "depot")


@pytest.fixture
def racine_de() -> Callable[[Depot], Racine]:
    """Return the first root of a dépôt, as a program shipped then trusts it."""
    return lambda made: Racine(made.racine, essai=False)

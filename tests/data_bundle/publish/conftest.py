"""A tiny snapshot, one after it, keys, and a reader that is the library's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from data_bundle.annonce import CIBLE, Annonce, decode
from data_bundle.builder.publish import create_keys
from data_bundle.builder.publish.controle import cut
from tests.data_bundle.publish.suite import later

NOW = datetime.now(UTC).replace(microsecond=0)


class Folder(FetcherInterface):
    """Reads a repository on disk as if it were served."""

    def __init__(self, depot: Path) -> None:
        self._depot = depot
        self.asked: list[str] = []

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = url.removeprefix("depot:/")
        self.asked.append(name)
        try:
            yield (self._depot / name).read_bytes()
        except FileNotFoundError:
            raise DownloadHTTPError("absent", 404) from None


Reader = Callable[[Path, bytes], Annonce]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read what a repository serves as a client does that trusts a root, everything downloaded and verified.

    The same test keeps the same client: what it has seen, it never goes behind.
    """
    store = tmp_path / "lecteur"
    for name in ("liste", "cibles"):
        (store / name).mkdir(parents=True)

    def run(depot: Path, root: bytes) -> Annonce:
        config = UpdaterConfig(prefix_targets_with_hash=True)
        updater = Updater(
            str(store / "liste"), "depot:/metadata/", str(store / "cibles"), "depot:/targets/", Folder(depot),
            config, bootstrap=root,
        )  # fmt: skip
        updater.refresh()

        def fetch(name: str) -> Path:
            info = updater.get_targetinfo(name)
            assert info is not None, name
            return Path(updater.download_target(info))

        annonce = decode(fetch(CIBLE).read_bytes())
        for target in (annonce.paquet, *annonce.deltas):
            assert fetch(target.nom).stat().st_size == target.taille
        return annonce

    return run


@pytest.fixture(scope="session")
def small(extrait: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of a few formations, quick to publish."""
    return cut(extrait, tmp_path_factory.mktemp("petit") / "petit.sqlite")


@pytest.fixture(scope="session")
def after(small: Path) -> Path:
    """The same, later, some figures moved."""
    return later(small, small.with_name("apres.sqlite"), day="2026-07-15")


@pytest.fixture(scope="session")
def third(small: Path) -> Path:
    """Still later."""
    return later(small, small.with_name("encore.sqlite"), day="2026-11-02", seed=7)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six keys and their root."""
    folder = tmp_path_factory.mktemp("cles") / "cles"
    create_keys(folder)
    return folder


@pytest.fixture(scope="session")
def root(keys: Path) -> bytes:
    """The root that ships with the program."""
    return (keys / "racine.json").read_bytes()

"""A scripted portal and a downloader without waiting, for made-up datasets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from urllib3 import Timeout

from data_bundle.builder.online.display import Received
from data_bundle.builder.online.download import Downloader
from data_bundle.builder.online.fetch import Fetcher
from data_bundle.builder.online.transport import Transport
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue, Source
from tests.data_bundle.online.serveur import Serveur, serveur

JEU = Source(
    "essai", "Jeu d’essai", "Personne", "Essai", "Fictif", "portail.exemple", "", "chiffres", True, ("essai/jeu.csv",),
    "jamais", portail="portail.exemple", jeu="fr-essai", telecharge="essai/jeu.csv",
)  # fmt: skip


def lignes(count: int) -> bytes:
    """A made-up CSV of this many rows."""
    return b"\xef\xbb\xbfuai;libelle;taux\r\n" + b"".join(b'0350030T;"un; deux";%d\r\n' % n for n in range(count))


@dataclass
class Banc:
    """Runs downloads from the scripted portal and keeps what was waited, noted and shown."""

    portail: Serveur
    folder: Path
    waited: list[float] = field(default_factory=list)
    stream: StringIO = field(default_factory=StringIO)
    day: datetime = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    most_bytes: int = 1 << 24

    @property
    def file(self) -> Path:
        return self.folder / JEU.telecharge

    @property
    def partial(self) -> Path:
        return self.file.with_name("jeu.csv.partiel")

    @property
    def manifest(self) -> dict[str, Any]:
        content = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        entry: dict[str, Any] = content["fichiers"][JEU.telecharge]
        return entry

    def run(self, *sources: Source, accept: bool = False, **changes: Any) -> list[str]:
        """Download (by default the one made-up dataset) and return the notes."""
        report = Report()
        transport = Transport(proxies={}, timeout=Timeout(connect=2, read=2))
        fetcher = Fetcher(transport, self.most_bytes, self.waited.append, lambda: self.day)
        downloader = Downloader(self.folder, fetcher, Received(self.stream), self.portail.url, accept)
        try:
            replace(downloader, **changes).run(Catalogue("", sources or (JEU,)), report)
        finally:
            transport.close()
        return report.lines


@pytest.fixture
def portail() -> Iterator[Serveur]:
    """A portal whose answers the test writes."""
    with serveur() as script:
        yield script


@pytest.fixture
def banc(portail: Serveur, tmp_path: Path) -> Banc:
    """A downloader from that portal into an empty folder."""
    return Banc(portail, tmp_path / "donnees")

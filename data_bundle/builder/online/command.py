"""The option ``--online``: everything that a download needs, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from data_bundle.builder.build import Prepare
from data_bundle.builder.online.display import Received
from data_bundle.builder.online.download import Downloader
from data_bundle.builder.online.endpoints import parse_mirror
from data_bundle.builder.online.fetch import Fetcher
from data_bundle.builder.online.transport import Transport
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue


def downloads(folder: Path, portail: str | None, stream: TextIO, *, accept: bool = False) -> Prepare:
    """Return what fills ``folder`` from the portals, or from the mirror ``portail``; progress goes to ``stream``.

    ``accept`` takes a dataset that lost rows. Raises WrongUsageError at once when ``portail`` is no address.
    """
    mirror = parse_mirror(portail) if portail is not None else None

    def prepare(catalogue: Catalogue, report: Report) -> None:
        transport = Transport()
        try:
            Downloader(folder, Fetcher(transport), Received(stream), mirror, accept).run(catalogue, report)
        finally:
            transport.close()

    return prepare

"""tuf's reading interface over a Source: bounded, stoppable, and remembering what was read last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuf.api.exceptions import DownloadHTTPError, DownloadLengthMismatchError
from tuf.ngclient.fetcher import FetcherInterface

from desktop.update.sources import Absent, Coupe
from desktop.update.suivi import VERIFICATION

if TYPE_CHECKING:
    from desktop.update.sources import Source
    from desktop.update.suivi import Suivi

LARGEST = 2**20
"""Bytes of any metadata, whatever length a signed file tells for the next."""
TRIES = 3


class SourceFetcher(FetcherInterface):
    """Reads the metadata of a dépôt; the "addresses" that tuf asks for are paths inside it."""

    def __init__(self, source: Source, suivi: Suivi) -> None:
        self.last = ""
        self._source = source
        self._suivi = suivi
        self._count = 0

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """Return a metadata file of at most ``max_length`` bytes; one that breaks off is read again.

        Raises DownloadHTTPError (404) for what isn't there, DownloadLengthMismatchError, or the source's UpdateError.
        """
        self.last, max_length = url, min(max_length, LARGEST)
        for trial in range(1, TRIES + 1):
            try:
                return self._whole(url, max_length)
            except Coupe:
                if trial == TRIES:
                    raise
            except Absent as error:
                raise DownloadHTTPError(url, 404) from error
        raise AssertionError

    def _whole(self, url: str, max_length: int) -> bytes:
        self._count += 1
        content = b""
        for piece in self._source.read(url, 0, max_length + 1):
            self._suivi(VERIFICATION, self._count, 0)
            content += piece
            if len(content) > max_length:
                raise DownloadLengthMismatchError(url)
        self._suivi(VERIFICATION, self._count, 0)
        return content

    def _fetch(self, url: str) -> Iterator[bytes]:
        return iter((self.download_bytes(url, LARGEST),))

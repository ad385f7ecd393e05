"""One body, whole, in a file: asked for under condition, resumed where it was cut, tried again with patience."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from data_bundle.builder.online.checks import check_media_type, too_big
from data_bundle.builder.online.errors import GoneError, NetworkError
from data_bundle.builder.online.partial import Origin, Partial
from data_bundle.builder.online.retry import PassingError, Patience, persevere, retry_after
from data_bundle.builder.online.transport import Transport

Tell = Callable[[int, int | None], None]
"""Called with the bytes received, and with the bytes to come in all when the server says so."""

_CHUNK = 1 << 16
_CONTENT_RANGE = re.compile(r"^bytes (\d+)-\d+/(\d+|\*)$")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches bodies of at most ``most_bytes``. ``sleep`` and ``now`` are injected so that tests do not wait."""

    transport: Transport
    most_bytes: int = 2 << 30
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def small(self, url: str, patience: Patience, most_bytes: int) -> bytes:
        """Return a short body. Raises NetworkError, also when it is longer than ``most_bytes``."""

        def attempt() -> bytes:
            answer = self._ask(url, {"Accept-Encoding": "identity"})
            body = b""
            try:
                for chunk in answer.stream(_CHUNK):
                    body += chunk
                    if len(body) > most_bytes:
                        raise NetworkError(f"{_host(url)} répond trop longuement\u00a0: recommencez plus tard.")
            except HTTPError:
                raise PassingError("coupe la connexion avant la fin") from None
            finally:
                answer.close()
            return body

        return persevere(attempt, patience, self.sleep, _host(url))

    def body(self, url: str, target: Path, known: Origin | None, patience: Patience, tell: Tell) -> Origin | None:
        """Receive the body of ``url`` in ``<target>.partiel``, as it is sent; return where it comes from.

        Return None when the server answers that nothing changed since ``known``. Whatever stops it, Ctrl-C included,
        the bytes received stay there for the next time. Raises NetworkError, or RefusedFileError when the answer is
        no CSV or too big.
        """
        partial = Partial(target)
        return persevere(lambda: self._attempt(url, partial, known, tell), patience, self.sleep, _host(url))

    def _attempt(self, url: str, partial: Partial, known: Origin | None, tell: Tell) -> Origin | None:
        begun, size = partial.resumable(url), partial.size
        headers = {"Accept": "text/csv, */*;q=0.5", "Accept-Encoding": "gzip"}
        if begun:
            headers |= {"Range": f"bytes={size}-", "If-Range": begun.validator}
            headers["Accept-Encoding"] = begun.encoding or "identity"
        elif known:
            headers |= {"If-None-Match": known.etag} if known.etag else {}
            headers |= {"If-Modified-Since": known.last_modified} if known.last_modified else {}
        answer = self._ask(url, headers)
        try:
            if answer.status == 304 and known and not begun:
                return None
            if answer.status == 416 and begun and answer.headers.get("Content-Range") == f"bytes */{size}":
                return begun  # cut after the last byte: nothing is missing
            origin = Origin.of(url, answer.headers)
            if answer.status == 200:
                check_media_type(answer.headers.get("Content-Type"), origin.encoding, _host(url))
                partial.start(origin)
                total = _number(answer.headers.get("Content-Length"))
            else:
                total = _resumed(answer, begun, origin, size)
                if total < 0:
                    partial.drop()
                    raise PassingError("ne sait pas reprendre le téléchargement")
            self._receive(answer, partial, total or None, tell)
            return begun if answer.status == 206 else origin
        finally:
            answer.close()

    def _receive(self, answer: BaseHTTPResponse, partial: Partial, total: int | None, tell: Tell) -> None:
        size = partial.size
        with partial.path.open("ab") as stream:
            try:
                for chunk in answer.stream(_CHUNK, decode_content=False):
                    stream.write(chunk)
                    size += len(chunk)
                    if size > self.most_bytes:
                        partial.drop()
                        raise too_big(partial.path.name.removesuffix(".partiel"), self.most_bytes)
                    tell(size, total)
            except HTTPError:
                raise PassingError("coupe la connexion avant la fin") from None
        if total is not None and size != total:
            raise PassingError("n’envoie pas tout ce qu’il annonce")

    def _ask(self, url: str, headers: dict[str, str]) -> BaseHTTPResponse:
        """Return an answer that holds something, or that says that nothing changed."""
        answer = self.transport.get(url, headers)
        status, host = answer.status, _host(url)
        if status in {200, 206, 304, 416}:
            return answer
        wait = retry_after(answer.headers.get("Retry-After"), self.now())
        answer.close()
        if status == 429:
            raise PassingError("reçoit trop de demandes pour le moment (réponse 429)", wait=wait)
        if status in {408, 425} or status >= 500:
            raise PassingError(f"est en panne pour le moment (réponse {status})", wait=wait)
        if status in {404, 410}:
            raise GoneError(
                f"{host} n’a pas ce jeu de données (réponse {status})\u00a0: "
                "vérifiez son identifiant dans sources.toml."
            )
        raise NetworkError(
            f"{host} refuse la demande (réponse {status})\u00a0: vérifiez le proxy, et le filtre dans sources.toml."
        )


def _resumed(answer: BaseHTTPResponse, begun: Origin | None, origin: Origin, size: int) -> int:
    """Return the bytes in all of a body that is resumed: 0 when they are not said, -1 when it cannot be."""
    place = _CONTENT_RANGE.match(answer.headers.get("Content-Range", ""))
    if answer.status != 206 or not begun or not place or int(place[1]) != size or not begun.goes_on_with(origin):
        return -1
    return _number(place[2]) or 0


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _host(url: str) -> str:
    return urlsplit(url).hostname or url

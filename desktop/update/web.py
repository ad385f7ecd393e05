"""A dépôt behind an https address: the system's proxy and certificates, resuming, and no other host than the one asked.

Everything that speaks to a network is imported here, and here only, when an address is first read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from desktop.update import web_words as words
from desktop.update.sources import LOOPBACK, inside
from desktop.update.suivi import TRANCHE

if TYPE_CHECKING:
    from ssl import SSLContext

    from urllib3 import BaseHTTPResponse, PoolManager
    from urllib3.util import Timeout

CONNECT, READ = 10.0, 30.0
"""Seconds: to reach the host, and between two pieces."""
SLOWEST, WINDOW = 1024, 60.0
"""Fewer bytes than this in that many seconds: the server keeps us waiting, and the reading stops."""
REDIRECTS = 3
HEADERS = {"User-Agent": "cote-a-cote", "Accept": "*/*", "Accept-Encoding": "identity"}
_MOVED = (301, 302, 303, 307, 308)


class WebSource:
    """A dépôt read by GET requests under one address. Nothing is asked before the first `read`."""

    web = True

    def __init__(
        self,
        address: str,
        context: Callable[[], SSLContext] | None = None,
        clock: Callable[[], float] = time.monotonic,
        timeouts: tuple[float, float] = (CONNECT, READ),
    ) -> None:
        self.dite = address
        self._parts = urlsplit(address)
        self._host = self._parts.hostname or ""
        self._context = context or system_certificates
        self._clock = clock
        self._timeouts = timeouts
        self._pool: PoolManager | None = None

    def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
        """Yield bytes of a file of the dépôt; see `Source.read`. A server without ranges is read from the start."""
        import urllib3

        url = f"{self.dite}/{inside(path)}"
        response: BaseHTTPResponse | None = None
        try:
            response = self._ask(url, offset)
            skipped = offset - self._start(response, offset)
            if skipped is not None and response.status != 416:
                yield from self._body(response, skipped, limit)
        except urllib3.exceptions.HTTPError as error:
            raise words.unreachable(error, self._host) from error
        except (OSError, ValueError) as error:
            raise words.broken_off(self._host) from error
        finally:
            if response is not None:
                response.close()

    def _ask(self, url: str, offset: int) -> BaseHTTPResponse:
        """Return the answer to one request, following redirections inside the same host. Raises UpdateError."""
        headers = HEADERS | ({"Range": f"bytes={offset}-"} if offset else {})
        for _ in range(REDIRECTS + 1):
            response = self._manager().request(
                "GET", url, headers=headers, preload_content=False, redirect=False, retries=False, decode_content=False
            )
            if response.status not in _MOVED:
                return response
            response.close()
            url = urljoin(url, response.headers.get("Location", ""))
            there = urlsplit(url)
            if (there.scheme, there.netloc) != (self._parts.scheme, self._parts.netloc):
                raise words.elsewhere(self._host, there.hostname or "")
        raise words.elsewhere(self._host, self._host)

    def _start(self, response: BaseHTTPResponse, offset: int) -> int:
        """Return at which byte of the file the answer's body starts. Raises UpdateError for what is not the file."""
        status = response.status
        if status not in (200, 206, 416):
            raise words.status(status, self._host)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml") and status != 416:
            raise words.page(self._host)
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise words.transformed(self._host)
        if status != 206:
            return 0 if status == 200 else offset
        told = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0].strip()
        if kind == "multipart/byteranges" or told != str(offset):
            raise words.transformed(self._host)
        return offset

    def _body(self, response: BaseHTTPResponse, skip: int, limit: int) -> Iterator[bytes]:
        """Yield at most ``limit`` bytes after ``skip``; what comes too slowly is given up."""
        since, arrived, left = self._clock(), 0, skip + limit
        while left > 0:
            piece = response.read1(min(TRANCHE, left), decode_content=False)
            if not piece:
                return
            left -= len(piece)
            arrived += len(piece)
            now = self._clock()
            if now - since > WINDOW:
                if arrived < SLOWEST:
                    raise words.slow(self._host)
                since, arrived = now, 0
            kept = piece[skip:]
            skip = max(0, skip - len(piece))
            yield kept  # empty while what is already there is skipped: a place to stop all the same

    def _manager(self) -> PoolManager:
        """Return the pool of connections: direct, or through the system's proxy."""
        if self._pool is None:
            import urllib3
            from urllib3.util import Timeout

            proxy = None if self._host in LOOPBACK else system_proxy(self._parts.scheme, self._parts.netloc)
            connect, read = self._timeouts
            timeout = Timeout(connect=connect, read=read)
            context = self._context() if self._parts.scheme == "https" or (proxy or "").startswith("https") else None
            if proxy is None:
                self._pool = urllib3.PoolManager(ssl_context=context, timeout=timeout)
            else:
                self._pool = _through(proxy, context, timeout, self._host)
        return self._pool


def system_certificates() -> SSLContext:
    """Return a context that trusts what this system trusts, an administrator's own authorities included."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def system_proxy(scheme: str, netloc: str) -> str | None:
    """Return the proxy that the system or the environment names for a host, unless the host is excepted."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or proxy_bypass(netloc):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _through(proxy: str, context: SSLContext | None, timeout: Timeout, host: str) -> PoolManager:
    """Return a pool that goes through ``proxy``, with the name and password that its address carries, if any."""
    from urllib.parse import unquote

    import urllib3
    from urllib3.util import make_headers, parse_url

    try:
        told = parse_url(proxy)
        headers = make_headers(proxy_basic_auth=unquote(told.auth)) if told.auth else {}
        return urllib3.ProxyManager(
            proxy,
            proxy_headers=headers | {"User-Agent": HEADERS["User-Agent"]},
            ssl_context=context,
            proxy_ssl_context=context if told.scheme == "https" else None,
            timeout=timeout,
        )
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise words.proxy_unknown(host) from error

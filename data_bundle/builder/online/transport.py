"""One answer from a server: through the proxy of the system, trusting its certificates, redirected only where safe."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import truststore
from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Timeout
from urllib3.exceptions import HTTPError, LocationParseError, ProxyError, ProxySchemeUnknown, SSLError
from urllib3.util import make_headers, parse_url

from data_bundle.builder.online.errors import NetworkError
from data_bundle.builder.online.retry import PassingError

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_AGENT = "cote-a-cote"


class Transport:
    """Asks servers. TLS is always verified, by what the system trusts. To be closed after use."""

    def __init__(self, proxies: Mapping[str, str] | None = None, timeout: Timeout | None = None) -> None:
        """``proxies`` by scheme; by default those of the system. ``timeout`` in seconds."""
        self._proxies = getproxies() if proxies is None else proxies
        self._timeout = timeout or Timeout(connect=20, read=120)
        self._pools: dict[str, PoolManager] = {}
        self._trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def get(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """Return the answer, its body not read yet: any status but a redirect. To be closed by the caller.

        Raises PassingError when no answer comes, NetworkError when asking again would be of no use.
        """
        host = urlsplit(url).hostname or url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._ask(url, headers, host)
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            answer.close()
            url = _followed(url, target, host)
        raise NetworkError(f"{host} renvoie sans fin d’une adresse à l’autre\u00a0: recommencez plus tard.")

    def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            pool.clear()

    def _ask(self, url: str, headers: Mapping[str, str], host: str) -> BaseHTTPResponse:
        try:
            pool = self._pool(urlsplit(url))
            return pool.request(
                "GET",
                url,
                headers={"User-Agent": _AGENT, **headers},
                retries=False,
                redirect=False,
                preload_content=False,
                timeout=self._timeout,
            )
        except SSLError as wrong:
            if not isinstance(wrong.args[0] if wrong.args else wrong, ssl.SSLCertVerificationError):
                raise PassingError("ne répond pas en https", silent=True) from None
            raise NetworkError(
                f"Le certificat de {host} n’est pas reconnu par ce système\u00a0: faites ajouter l’autorité du proxy "
                "aux certificats du système, puis recommencez."
            ) from None
        except (ProxySchemeUnknown, LocationParseError):
            raise NetworkError(
                f"L’adresse du proxy ou de {host} n’est pas utilisable\u00a0: le proxy doit être en http://, "
                "corrigez les réglages du système."
            ) from None
        except ProxyError:
            raise PassingError("n’est pas joignable à travers le proxy", silent=True) from None
        except HTTPError:
            raise PassingError("ne répond pas", silent=True) from None

    def _pool(self, where: SplitResult) -> PoolManager:
        proxy = self._proxy(where)
        if proxy not in self._pools:
            self._pools[proxy] = self._through(proxy) if proxy else PoolManager(ssl_context=self._trust)
        return self._pools[proxy]

    def _proxy(self, where: SplitResult) -> str:
        """Return the proxy towards a host, empty for none: never towards this machine itself."""
        host = where.hostname or ""
        if is_loopback(host) or proxy_bypass(host):
            return ""
        proxy = self._proxies.get(where.scheme) or self._proxies.get("all") or ""
        return proxy if not proxy or "://" in proxy else f"http://{proxy}"

    def _through(self, proxy: str) -> ProxyManager:
        auth = parse_url(proxy).auth
        headers = make_headers(proxy_basic_auth=unquote(auth)) if auth else None
        return ProxyManager(proxy, proxy_headers=headers, ssl_context=self._trust)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _followed(url: str, target: str, host: str) -> str:
    """Return the address of a redirect: to https, or on the very same server; anything else is refused."""
    try:
        new, old = urlsplit(urljoin(url, target)), urlsplit(url)
    except ValueError:  # a bracket left open
        raise PassingError("renvoie vers une adresse illisible") from None
    if new.scheme == "https" or (new.scheme, new.netloc) == (old.scheme, old.netloc):
        return new.geturl()
    raise NetworkError(
        f"{host} renvoie vers une adresse sans https\u00a0: le téléchargement est refusé, signalez-le au portail."
    )

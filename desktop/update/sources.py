"""Where an update is read from: a folder or an https address, behind one small reading interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from desktop.errors import UpdateError
from desktop.update.refus import guillemets, refus

if TYPE_CHECKING:
    from desktop.policy import Policy

LOOPBACK = ("127.0.0.1", "localhost", "::1")

_PATH = re.compile(r"(?:metadata|targets)/[A-Za-z0-9][A-Za-z0-9._-]{0,229}(?<![.])", re.ASCII)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[.].*)?", re.ASCII | re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):", re.ASCII)  # two letters at least: C: is a drive
_WEBDAV = re.compile(r"//(?:[?.]/unc/)?(?:[^/]*@|[^/]+/davwwwroot(?:/|$))", re.ASCII | re.IGNORECASE)
_URL = re.compile(r"[!-~]+", re.ASCII)


class Absent(UpdateError):  # noqa: N818
    """What is asked for is not in the dépôt."""


class Coupe(UpdateError):  # noqa: N818
    """The reading broke off: a later try takes it up where it stopped."""


class Source(Protocol):
    """A dépôt that can be read."""

    @property
    def dite(self) -> str:
        """How people name it: the folder, the address."""

    @property
    def web(self) -> bool:
        """Whether reading it goes out to a network by https."""

    def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
        """Yield the bytes of ``path`` (relative, inside the dépôt) from ``offset`` on, at most ``limit`` of them.

        Raises Absent, Coupe or UpdateError, each with its sentence; never OSError.
        """


def inside(path: str) -> str:
    """Return ``path`` when it names a file of a dépôt on every system, and nothing else.

    The names are those of the format: one of two folders, then letters, digits, dots, hyphens and underscores. So
    there is no way up, no drive, no backslash, no escape, no NUL, no name of a device. Raises UpdateError.
    """
    if not _PATH.fullmatch(path) or _DEVICES.fullmatch(path.partition("/")[2]):
        raise refus("La mise à jour nomme un fichier qui sort de son dossier. Ne l’utilisez pas.")
    return path


def open_source(text: str, policy: Policy) -> Source:
    """Return the dépôt that ``text`` names: a folder, a share, a ``file:`` or an ``https:`` address.

    Plain ``http:`` is for this very computer only. Nothing is read of an address; of a folder, only whether there is
    a dépôt in it. Raises UpdateError when it is malformed, not there, or forbidden by ``policy``.
    """
    text = text.strip().strip('"').strip()
    if not text or "\0" in text or "\n" in text:
        raise _malformed(text)
    scheme = _SCHEME.match(text)
    kind = scheme[1].lower() if scheme else ""
    if kind in ("http", "https"):
        if not policy.web:
            raise _no_web()
        from desktop.update.web import WebSource

        return WebSource(_address(text))
    from desktop.update.folder import find

    folder = _file_address(text) if kind == "file" else Path(text)
    if not policy.web and _WEBDAV.match(str(folder).replace("\\", "/")):  # a share that Windows asks by http
        raise _no_web()
    if scheme and kind != "file" and not folder.is_dir():
        raise _malformed(text)
    return find(folder)


def _no_web() -> UpdateError:
    return refus(
        "Les mises à jour par internet sont désactivées sur ce PC. Utilisez un dossier partagé ou une clé USB."
    )


def _address(text: str) -> str:
    """Return a checked address, without its last slash."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise _malformed(text) from error
    if not host or not _URL.fullmatch(text) or "\\" in text or parts.query or parts.fragment or "@" in parts.netloc:
        raise _malformed(text)
    if parts.scheme.lower() != "https" and host not in LOOPBACK:
        raise refus(f"L’adresse {guillemets(text)} n’est pas protégée. Utilisez une adresse qui commence par https.")
    return text.rstrip("/")


def _file_address(text: str) -> Path:
    """Return the folder of ``file:///dossier``, ``file:///C:/dossier`` or ``file://serveur/partage``."""
    parts = urlsplit(text)
    path = unquote(parts.path)
    if not path or "\0" in path:
        raise _malformed(text)
    if parts.netloc and parts.netloc.lower() != "localhost":
        return Path(f"//{parts.netloc}{path}")
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)


def _malformed(text: str) -> UpdateError:
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text[:200])
    said = f"{guillemets(plain)} n’est ni un dossier, ni une adresse https" if text else "Aucune source n’est dite"
    return refus(f"{said}. Indiquez un dossier, une clé USB ou une adresse qui commence par https.")

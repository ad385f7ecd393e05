"""What a body must be before it takes the place of the last good file. Memory stays flat whatever its size."""

from __future__ import annotations

import csv
import gzip
import zlib
from pathlib import Path

from data_bundle.builder.online.errors import RefusedFileError

_MEDIA_TYPES = {
    "text/csv",
    "application/csv",
    "application/octet-stream",
    "binary/octet-stream",
    "application/gzip",
    "application/x-gzip",
}
_ENCODINGS = {"", "identity", "gzip", "x-gzip"}
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 18
_SMALLEST_SHARE = 0.95


def check_media_type(text: str | None, encoding: str, host: str) -> None:
    """Raise RefusedFileError when the headers announce something else than a CSV, packed or not. None is accepted."""
    media = (text or "application/octet-stream").partition(";")[0].strip().lower()
    if "html" in media:
        raise RefusedFileError(
            f"{host} répond par une page web au lieu des données\u00a0: ouvrez cette adresse dans un navigateur "
            "pour voir ce qu’elle dit (panne, page de connexion du réseau), puis recommencez."
        )
    if media not in _MEDIA_TYPES or encoding not in _ENCODINGS:
        raise RefusedFileError(f"{host} n’envoie pas un CSV mais «\u00a0{media}\u00a0»\u00a0: recommencez plus tard.")


def too_big(what: str, most_bytes: int) -> RefusedFileError:
    """Return the error about a body, as sent or unpacked, of more than ``most_bytes``."""
    return RefusedFileError(
        f"Les données de {what} dépassent {most_bytes / 1e6:.0f}\u00a0Mo, ce n’est pas le jeu attendu\u00a0: "
        "vérifiez son identifiant et son filtre dans sources.toml."
    )


def unpack(body: Path, name: str, most_bytes: int) -> Path:
    """Return the file of the plain text: ``body`` itself, or ``<body>.deplie`` when it is packed by gzip.

    Raises RefusedFileError when it is damaged, or unpacks to more than ``most_bytes`` (a bomb).
    """
    with body.open("rb") as stream:
        if stream.read(2) != _GZIP:
            return body
    plain, size = body.with_name(body.name + ".deplie"), 0
    try:
        with gzip.open(body) as packed, plain.open("wb") as stream:
            while chunk := packed.read(_CHUNK):
                size += len(chunk)
                if size > most_bytes:
                    raise too_big(name, most_bytes)
                stream.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        plain.unlink(missing_ok=True)
        raise RefusedFileError(f"{name} est tronqué ou abîmé\u00a0: recommencez le téléchargement.") from None
    except RefusedFileError:
        plain.unlink(missing_ok=True)
        raise
    return plain


def count_rows(path: Path, name: str) -> int:
    """Return the rows below the header of a ``;`` CSV, every one whole, the last one ended by a line feed.

    Raises RefusedFileError when it is something else: a page, a JSON, a list without columns, a text cut short.
    """
    with path.open("rb") as stream:
        head = stream.read(_CHUNK)
        stream.seek(max(0, path.stat().st_size - 1))
        ended = stream.read(1) == b"\n"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in {b"", b"<", b"{", b"["} or b"\0" in head:
        raise RefusedFileError(
            f"Ce que le portail envoie pour {name} n’est pas un CSV (page web, message d’erreur, fichier vide)\u00a0: "
            "recommencez plus tard."
        )
    rows = _rows(path, name)
    if not ended:
        raise RefusedFileError(f"La dernière ligne de {name} est tronquée\u00a0: recommencez le téléchargement.")
    if not rows:
        raise RefusedFileError(f"{name} n’a que son en-tête, sans aucune ligne\u00a0: recommencez plus tard.")
    return rows


def check_rows(rows: int, name: str, before: int, announced: int | None) -> None:
    """Raise RefusedFileError when rows are lost: under what the portal announces, or 5 % under the last download.

    ``before`` is 0 without an earlier download, ``announced`` None when the portal does not say.
    """
    lost = ""
    if announced is not None and rows < announced:
        lost = f"{rows} lignes au lieu des {announced} annoncées par le portail"
    elif rows < before * _SMALLEST_SHARE:
        lost = f"{rows} lignes au lieu de {before} la dernière fois"
    if lost:
        raise RefusedFileError(
            f"{name} a rétréci, {lost}\u00a0: recommencez plus tard, ou ajoutez --accepter si c’est voulu par le "
            "producteur."
        )


def _rows(path: Path, name: str) -> int:
    count, width = 0, 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.reader(stream, delimiter=";", strict=True)
        try:
            for row in reader:
                if not width:
                    width = len(row)
                elif row and len(row) != width:
                    raise RefusedFileError(
                        f"{name}, ligne {reader.line_num}\u00a0: {len(row)} colonnes au lieu de {width}\u00a0; le "
                        "fichier est tronqué ou abîmé, recommencez le téléchargement."
                    )
                elif row:
                    count += 1
        except csv.Error:
            raise RefusedFileError(
                f"{name}, ligne {reader.line_num}\u00a0: le fichier est tronqué ou abîmé, "
                "recommencez le téléchargement."
            ) from None
    if width < 2:
        raise RefusedFileError(f"L’en-tête de {name} n’a pas de colonnes séparées par «\u00a0;\u00a0».")
    return count

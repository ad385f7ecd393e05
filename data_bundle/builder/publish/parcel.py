"""What travels: the noyau of a snapshot, packed, and the small deltas from the noyaux before it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import bsdiff4

from data_bundle import noyau
from data_bundle.annonce import Delta, Paquet
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.publish.history import Past
from data_bundle.builder.publish.repository import read_target
from data_bundle.fingerprint import KEY, fingerprint

WORTH = 0.5
"""A delta is published when it is smaller than this share of the whole."""
_SHOWN = 40
"""Characters of an id in a file name: Windows counts those of the whole path."""


@dataclass(frozen=True)
class Parcel:
    """A snapshot ready to travel: what the annonce says of it, and its bytes packed and not."""

    meta: Mapping[str, str]
    lignes: Mapping[str, int]
    empreinte: str
    taille_installe: int
    sha256_installe: str
    paquet: Paquet
    noyau: bytes
    packed: bytes


def make_parcel(snapshot: Path, folder: Path, past: Iterable[Past], depot: Path) -> Parcel:
    """Return the parcel of a snapshot; ``folder`` is for the work. Packing takes ten seconds.

    Raises BadInputError when the way back does not give the same rows.
    """
    bare, whole = folder / "noyau.sqlite", folder / "complet.sqlite"
    try:
        noyau.strip(snapshot, bare)
        noyau.complete(bare, whole)
        with closing(sqlite3.connect(whole)) as connection:
            meta: dict[str, str] = dict(connection.execute("SELECT cle, valeur FROM meta"))
            empreinte = fingerprint(connection)
            lignes = dict(_counts(connection))
    except (ValueError, sqlite3.Error):
        raise BadInputError(f"{snapshot.name} ne peut pas être mis en paquet\u00a0: reconstruisez-le.") from None
    if meta[KEY] != empreinte:
        raise BadInputError(
            f"Les mots de recherche de {snapshot.name} ne sont pas ceux de cette version\u00a0: reconstruisez-le."
        )
    content, installed = bare.read_bytes(), whole.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    packed = _packed_before(sha256, past, depot) or noyau.pack(content)
    name = f"noyau-{_shown(meta['id'])}.sqlite.xz"
    return Parcel(
        meta, lignes, empreinte, len(installed), hashlib.sha256(installed).hexdigest(),
        Paquet(name, len(packed), len(content), sha256), content, packed,
    )  # fmt: skip


def deltas(parcel: Parcel, past: Iterable[Past], depot: Path, folder: Path) -> Iterator[tuple[Delta, bytes]]:
    """Yield the deltas worth fetching from each of the noyaux before; applied once here, bit for bit."""
    done, names = {parcel.paquet.sha256_noyau}, {parcel.paquet.nom}
    for one in past:
        before = one.annonce.paquet
        if before.sha256_noyau in done:
            continue
        done.add(before.sha256_noyau)
        old, patch, result = folder / "ancien", folder / "delta", folder / "refait"
        try:
            old.write_bytes(read_target(depot, one.targets, before.nom))
            sha256 = noyau.unpack(old, result, before.taille_noyau, lambda _: None)
        except (KeyError, ValueError, OSError):
            continue  # the packed form of long ago is gone: whoever has it fetches the whole
        result.replace(old)
        content = bsdiff4.diff(old.read_bytes(), parcel.noyau)
        name = f"delta-{_shown(one.annonce.id)}-{_shown(parcel.meta['id'])}.bsdiff"
        if sha256 != before.sha256_noyau or len(content) >= WORTH * len(parcel.packed) or name in names:
            continue
        names.add(name)
        patch.write_bytes(content)
        if noyau.apply_delta(old, patch, result, len(parcel.noyau)) == parcel.paquet.sha256_noyau:
            yield Delta(name, len(content), before.sha256_noyau), content


def _counts(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    )
    for (name,) in names.fetchall():
        yield name, connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]


def _packed_before(sha256: str, past: Iterable[Past], depot: Path) -> bytes | None:
    for one in past:
        if one.annonce.paquet.sha256_noyau == sha256:
            try:
                return read_target(depot, one.targets, one.annonce.paquet.nom)
            except (KeyError, OSError, ValueError):
                return None
    return None


def _shown(identity: str) -> str:
    return identity[:_SHOWN].rstrip("-._")

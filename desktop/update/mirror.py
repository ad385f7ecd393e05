"""The dépôt kept beside what is installed: complete, so that other computers can be updated from this folder.

The metadata are those that were verified here, byte for byte; ``timestamp.json`` is replaced last, so that a reader
sees the dépôt before or the dépôt after. Its paquet is also what a delta starts from.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data_bundle.annonce import CIBLE, MAX_ANNONCE, Annonce, decode, encode
from desktop.errors import UpdateError
from desktop.update.store import Store, remove, sync

if TYPE_CHECKING:
    from desktop.update.sources import Source
    from desktop.update.verify import Trouve

_ROOT = re.compile(r"([1-9][0-9]{0,5})\.root\.json")
_SHA256 = "[0-9a-f]{64}"
_ANNONCE = re.compile(_SHA256 + re.escape(f".{CIBLE}"))
_MAX_ROOT = 524_288
_MAX_ROOTS = 1000
LISEZ_MOI = """Côte à Côte\u00a0: données publiées, telles qu’elles ont été reçues et vérifiées ici.

Partagez ce dossier en lecture seule\u00a0: les autres ordinateurs s’y mettent à jour par
«\u00a0Mettre à jour les données\u00a0», ou par cote-a-cote maj installer --depuis CE_DOSSIER

Rien ici ne concerne une personne. Chaque ordinateur vérifie lui-même les signatures.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """The paquet kept of what was installed. Its bytes are looked at by who unpacks it."""

    annonce: Annonce
    paquet: Path


def kept(store: Store) -> Kept | None:
    """Return the paquet kept, of the newest publication there; None without one."""
    found = []
    for path in _files(store.depot / "targets"):
        if _ANNONCE.fullmatch(path.name):
            with contextlib.suppress(OSError, ValueError):
                annonce = decode(_start_of(path, MAX_ANNONCE + 1))
                named = re.compile(_SHA256 + re.escape(f".{annonce.paquet.nom}"))
                found += [Kept(annonce, one) for one in _files(path.parent) if named.fullmatch(one.name)]
    return max(found, key=lambda one: one.annonce.publication, default=None)


def is_mirrored(trouve: Trouve, store: Store) -> bool:
    """Tell whether the dépôt kept here is that of a publication, as it was signed last."""
    here, last = kept(store), trouve.metadonnees["timestamp.json"]
    with contextlib.suppress(OSError):
        stands = _start_of(store.depot / "metadata" / "timestamp.json", len(last) + 1)
        return here is not None and here.annonce == trouve.annonce and stands == last
    return False


def mirror(trouve: Trouve, noyau: Path | None, store: Store, source: Source | None) -> bool:
    """Keep the publication that was just installed as a dépôt; False when its paquet can't be had: the older one stays.

    Raises OSError when it can't be written.
    """
    metadata, targets = store.depot / "metadata", store.depot / "targets"
    for folder in (metadata, targets):
        folder.mkdir(parents=True, exist_ok=True)
    said = encode(trouve.annonce)
    annonce = targets / f"{hashlib.sha256(said).hexdigest()}.{CIBLE}"
    paquet = targets / f"{_sha256(trouve, trouve.annonce.paquet.nom)}.{trouve.annonce.paquet.nom}"
    if not annonce.name.startswith(_sha256(trouve, CIBLE)) or not _take(trouve, paquet, noyau, store, source):
        return False
    _put(annonce, said)
    kept_metadata = dict(trouve.metadonnees)
    last = kept_metadata.pop("timestamp.json")
    for name, content in (_older_roots(kept_metadata, metadata, source) | kept_metadata).items():
        _put(metadata / name, content)
    sync(targets)
    sync(metadata)
    _put(metadata / "timestamp.json", last)
    sync(metadata)
    _put(store.depot / "LISEZ-MOI.txt", LISEZ_MOI.encode())
    for path in _files(targets):
        if path not in (annonce, paquet):
            remove(path)
    for path in _files(metadata):
        if path.name not in trouve.metadonnees and not _ROOT.fullmatch(path.name):
            remove(path)
    return True


def fetched_paquet(trouve: Trouve, store: Store) -> Path:
    """Return where the paquet stands in the workshop when it was taken whole."""
    name = trouve.annonce.paquet.nom
    return store.atelier / f"{_sha256(trouve, name)}.{name}"


def _take(trouve: Trouve, paquet: Path, noyau: Path | None, store: Store, source: Source | None) -> bool:
    """Have the paquet in the mirror: it is there, or downloaded, or near, or made again from the noyau."""
    name, size = trouve.annonce.paquet.nom, trouve.annonce.paquet.taille
    fetched = fetched_paquet(trouve, store)
    if fetched.is_file():
        sync(fetched)
        fetched.replace(paquet)
        return True
    if paquet.is_file() and _is(paquet, trouve, name):
        return True
    beside = _beside(paquet)
    try:
        if source is not None and not source.web:
            with beside.open("wb") as file:
                for some in source.read(f"targets/{paquet.name}", 0, size):
                    file.write(some)
        elif noyau is not None:
            from data_bundle.noyau import pack

            beside.write_bytes(pack(noyau.read_bytes()))
        else:
            return False
        if not _is(beside, trouve, name):
            return False
        sync(beside)
        beside.replace(paquet)
    except UpdateError:
        return False
    finally:
        remove(beside)
    return True


def _older_roots(held: dict[str, bytes], metadata: Path, source: Source | None) -> dict[str, bytes]:
    """Return the root metadata that other computers may need to follow the keys and that are not held.

    They lead to those held, from one to the next: the first that does not ends it. What stands here is asked first.
    """
    roots = {int(found[1]): content for name, content in held.items() if (found := _ROOT.fullmatch(name))}
    older: dict[str, bytes] = {}
    number = min(roots, default=1) - 1
    after = roots.get(number + 1, b"")
    while number > 0 and len(older) < _MAX_ROOTS:
        name = f"{number}.root.json"
        some = (content for content in _either(metadata / name, source) if _leads(content, number, after))
        content = next(some, None)
        if content is None:
            break
        older[name] = after = content
        number -= 1
    return older


def _either(path: Path, source: Source | None) -> Iterator[bytes]:
    """Yield what stands here of a root, then what the source has."""
    with contextlib.suppress(OSError):
        yield _start_of(path, _MAX_ROOT)
    if source is not None:
        with contextlib.suppress(UpdateError):
            yield b"".join(source.read(f"metadata/{path.name}", 0, _MAX_ROOT))


def _leads(content: bytes, number: int, after: bytes) -> bool:
    """Tell whether a root is that of a number, signed by its own keys, which also signed the one after."""
    from tuf.api.exceptions import RepositoryError
    from tuf.api.metadata import Metadata, Root

    try:
        one, next_ = Metadata[Root].from_bytes(content), Metadata[Root].from_bytes(after)
        if not isinstance(one.signed, Root) or one.signed.version != number:
            return False
        for signed in (one, next_):
            one.signed.verify_delegate(Root.type, signed.signed_bytes, signed.signatures)
    except (RepositoryError, ValueError):
        return False
    return True


def _is(path: Path, trouve: Trouve, name: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == _sha256(trouve, name)


def _sha256(trouve: Trouve, name: str) -> str:
    return str(trouve.cibles[name].hashes["sha256"])


def _put(path: Path, content: bytes) -> None:
    """Write a small file whole, unless it is there already."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    beside = _beside(path)
    try:
        beside.write_bytes(content)
        sync(beside)
        beside.replace(path)
    finally:
        remove(beside)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.partiel")


def _start_of(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _files(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from sorted(folder.iterdir())

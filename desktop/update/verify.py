"""What a dépôt publishes, verified from the root that the program carries: signatures, dates, versions, hashes.

Nothing of the installed data is touched here. What was trusted before is what a dépôt is compared with, so an older
one is refused (see `confiance`).
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data_bundle.annonce import CIBLE, MAX_ANNONCE, TAILLE_MAX, Annonce, TropRecentError, decode
from desktop.errors import CoteACoteError
from desktop.update import confiance
from desktop.update.refus import abime, illisible, incoherent, no_write, refused
from desktop.update.sources import Coupe
from desktop.update.store import unwritable
from desktop.update.suivi import VERIFICATION

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile
    from tuf.ngclient.config import UpdaterConfig
    from tuf.ngclient.updater import Updater

    from desktop.update.fetcher import SourceFetcher
    from desktop.update.sources import Source
    from desktop.update.store import Store
    from desktop.update.suivi import Suivi
    from desktop.update.trust import Racine

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Trouve:
    """What a dépôt publishes, all of it signed.

    ``cibles``: the annonce, the paquet and the deltas that are there, by name, each with a SHA-256 and a length.
    ``metadonnees``: the verified metadata by their names in ``metadata/``, roots from the shipped one on.
    """

    annonce: Annonce
    cibles: Mapping[str, TargetFile]
    metadonnees: Mapping[str, bytes]
    essai: bool


def check(source: Source, racine: Racine, store: Store, suivi: Suivi) -> Trouve:
    """Return what ``source`` publishes, verified.

    Raises UpdateError in one sentence for whatever doesn't hold, WriteError where nothing can be written, and what
    ``suivi`` raises. The metadata are remembered in ``store.confiance`` when all of them have passed.
    """
    from desktop.update.fetcher import SourceFetcher

    suivi(VERIFICATION, 0, 0)
    store.make()
    fetcher = SourceFetcher(source, suivi)
    with _private(store) as private:
        try:
            return _check(source, racine, store, suivi, fetcher, private)
        except CoteACoteError:
            raise
        except OSError as error:  # the source has none of its own: this is a folder of ours
            raise no_write(private) from error
        except Exception as error:  # whatever a hostile content makes a parser say, it is refused
            raise refused(error, source.dite, fetcher.last) from error


def _check(source: Source, racine: Racine, store: Store, suivi: Suivi, fetcher: SourceFetcher, private: Path) -> Trouve:
    from tuf.api.metadata import Metadata, Root
    from tuf.ngclient.updater import Updater

    confiance.bring(store, private)
    first = Metadata[Root].from_bytes(racine.contenu).signed.version
    updater = Updater(
        metadata_dir=str(private),
        metadata_base_url="metadata/",
        fetcher=fetcher,
        config=_limits(),
        bootstrap=racine.contenu,
    )
    try:
        updater.refresh()
    finally:
        root = (private / "root.json").read_bytes()
        roots = confiance.verified_roots(private, first, Metadata[Root].from_bytes(root).signed.version)
        _kept(store, lambda: confiance.keep_roots(store, roots))
    metadata = dict(roots)
    for role in ("targets", "snapshot"):
        content = (private / f"{role}.json").read_bytes()
        metadata[f"{Metadata.from_bytes(content).signed.version}.{role}.json"] = content
    metadata["timestamp.json"] = (private / "timestamp.json").read_bytes()
    targets = {CIBLE: _target(updater, source, CIBLE, MAX_ANNONCE)}
    annonce = _annonce(source, targets[CIBLE], suivi)
    files = [(annonce.paquet.nom, annonce.paquet.taille), *((delta.nom, delta.taille) for delta in annonce.deltas)]
    for name, length in files:
        targets[name] = _target(updater, source, name, TAILLE_MAX, length)
    _kept(store, lambda: confiance.keep(store, private))
    return Trouve(annonce, targets, metadata, racine.essai)


def _annonce(source: Source, told: TargetFile, suivi: Suivi) -> Annonce:
    """Return the annonce, once its bytes are those that were signed."""
    content = _whole(source, address(told), told.length, suivi)
    if len(content) != told.length or hashlib.sha256(content).hexdigest() != sha256_of(told):
        raise abime(source.dite)
    try:
        return decode(content)
    except TropRecentError as error:
        raise illisible(source.dite) from error
    except ValueError as error:
        raise incoherent(source.dite) from error


def _whole(source: Source, path: str, length: int, suivi: Suivi) -> bytes:
    for trial in range(1, _TRIES + 1):
        content = b""
        try:
            for piece in source.read(path, 0, length):
                suivi(VERIFICATION, 0, 0)
                content += piece
            break
        except Coupe:
            if trial == _TRIES:
                raise
    return content


def _target(updater: Updater, source: Source, name: str, most: int, length: int | None = None) -> TargetFile:
    """Return what is signed of a target. Raises UpdateError when nothing is, or not what the annonce tells."""
    told = updater.get_targetinfo(name)
    fits = (
        told is not None
        and told.path == name
        and 0 < told.length <= most
        and told.length == (length or told.length)
        and _SHA256.fullmatch(str(told.hashes.get("sha256", "")))
    )
    if told is None or not fits:
        raise incoherent(source.dite)
    return told


def sha256_of(told: TargetFile) -> str:
    """Return the signed SHA-256 of a target, in 64 hexadecimal digits."""
    return str(told.hashes["sha256"])


def address(told: TargetFile) -> str:
    """Return where a target stands in its dépôt."""
    return f"targets/{sha256_of(told)}.{told.path}"


def _limits() -> UpdaterConfig:
    """Return the bounds of what is read of a dépôt: some ten times what ours hold. No delegation is followed."""
    from tuf.ngclient.config import UpdaterConfig

    return UpdaterConfig(
        max_root_rotations=256,
        max_delegations=0,
        root_max_length=64 * 1024,
        timestamp_max_length=16 * 1024,
        snapshot_max_length=64 * 1024,
        targets_max_length=256 * 1024,
    )


@contextmanager
def _private(store: Store) -> Iterator[Path]:
    """Lend a folder of our own in which links can be made: the system's temporary one, else the workshop."""
    made = _folder_with_links(None) or _folder_with_links(store.atelier)
    if made is None:
        raise no_write(store.atelier)
    with made as name:
        yield Path(name)


def _folder_with_links(inside: Path | None) -> tempfile.TemporaryDirectory[str] | None:
    try:
        made = tempfile.TemporaryDirectory(prefix="cote-a-cote-", dir=inside, ignore_cleanup_errors=True)
    except OSError:
        return None
    target, link = Path(made.name, "a"), Path(made.name, "b")
    try:
        target.touch()
        try:
            link.symlink_to("a")
        except OSError as error:
            if getattr(error, "winerror", None) != 1314:  # no right to make symbolic links: tuf makes hard ones
                raise
            link.hardlink_to(target)
        link.unlink()
        target.unlink()
    except OSError:
        made.cleanup()
        return None
    return made


def _kept(store: Store, write: Callable[[], None]) -> None:
    try:
        write()
    except OSError as error:
        raise unwritable(store, error) from error

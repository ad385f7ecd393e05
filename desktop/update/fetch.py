"""The noyau of a publication, taken from its dépôt: by a small delta when one fits, else whole.

Nothing is believed before its SHA-256 is the signed one, also what stands here from an earlier run: so nothing need
be flushed to the disk. Downloads stand in the workshop as ``<sha256>.partiel`` and are taken up where they stopped; one
that ends up wrong after being resumed is thrown away and taken again once.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UpdateError
from desktop.update.refus import abime, incoherent, no_memory
from desktop.update.sources import Absent, Coupe
from desktop.update.store import remove, unwritable
from desktop.update.suivi import CONTROLE, DECOMPRESSION, TELECHARGEMENT, TRANCHE
from desktop.update.verify import address, sha256_of

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile

    from data_bundle.annonce import Delta
    from desktop.update.mirror import Kept
    from desktop.update.sources import Source
    from desktop.update.store import Store
    from desktop.update.suivi import Suivi
    from desktop.update.verify import Trouve

PAUSES = (0.5, 1.0, 2.0)
"""Seconds before a download that broke off is taken up; it is given up when none of them brought a byte."""
_OURS = re.compile(r"[0-9a-f]{64}\..+")


class _Wrong(UpdateError):  # noqa: N818
    """What came is not what was signed."""


def fetch_noyau(
    trouve: Trouve, source: Source, store: Store, suivi: Suivi, sleep: Callable[[float], None] = time.sleep
) -> Path:
    """Return the noyau, verified, in ``store.atelier``; the paquet stays beside it when it was taken whole.

    Raises UpdateError, WriteError (code 5) when the place is missing or can't be written, and what ``suivi`` raises.
    """
    store.make()
    paquet = trouve.annonce.paquet
    noyau = store.atelier / f"{paquet.sha256_noyau}.noyau"
    try:
        _clean(trouve, store)
        if _holds(noyau, paquet.taille_noyau, paquet.sha256_noyau, suivi):
            return noyau
        whole = _Download(source, store, suivi, sleep, trouve.cibles[paquet.nom])
        store.need(whole.missing + paquet.taille_noyau + 2 * trouve.annonce.taille_installe)
        with contextlib.suppress(_Wrong, Absent, ValueError, OSError, MemoryError):
            if _from_kept(trouve, source, store, suivi, sleep, whole.missing, noyau):
                return noyau
        _unpack(whole.take(), noyau, paquet.taille_noyau, paquet.sha256_noyau, suivi)
    except ValueError as error:
        raise incoherent(source.dite) from error
    except MemoryError as error:
        raise no_memory() from error
    except OSError as error:  # the source has none of its own: this is the store
        raise unwritable(store, error) from error
    return noyau


class _Download:
    """One target on its way from a dépôt into the workshop."""

    def __init__(
        self, source: Source, store: Store, suivi: Suivi, sleep: Callable[[float], None], told: TargetFile
    ) -> None:
        self.source, self.suivi, self.sleep, self.told = source, suivi, sleep, told
        self.sha256 = sha256_of(told)
        self.final = store.atelier / f"{self.sha256}.{told.path}"
        self.partial = store.atelier / f"{self.sha256}.partiel"

    @property
    def missing(self) -> int:
        """How many bytes are still to be taken."""
        return 0 if self.final.is_file() else max(0, self.told.length - _size(self.partial))

    def take(self) -> Path:
        """Return the file, whole and verified. Raises UpdateError (Absent, Coupe, _Wrong), OSError."""
        if _holds(self.final, self.told.length, self.sha256, self.suivi):
            return self.final
        resumed = _size(self.partial) > 0
        if resumed and not self._complete():
            remove(self.partial)
            resumed = False
        if not resumed and not self._complete():
            remove(self.partial)
            raise _Wrong(abime(self.source.dite).phrase)
        self.partial.replace(self.final)
        return self.final

    def _complete(self) -> bool:
        """Take what is missing; say whether the file is then the signed one."""
        length, pauses = self.told.length, iter(PAUSES)
        while (had := _size(self.partial)) < length:
            try:
                self._append(had)
                break
            except Coupe:
                pauses = iter(PAUSES) if _size(self.partial) > had else pauses
                pause = next(pauses, None)
                if pause is None:
                    raise
                self.sleep(pause)
        return _holds(self.partial, length, self.sha256, self.suivi)

    def _append(self, had: int) -> None:
        length = self.told.length
        self.suivi(TELECHARGEMENT, had, length)
        with self.partial.open("ab") as file:
            for piece in self.source.read(address(self.told), had, length - had):
                had += file.write(piece)
                self.suivi(TELECHARGEMENT, had, length)


def _from_kept(
    trouve: Trouve,
    source: Source,
    store: Store,
    suivi: Suivi,
    sleep: Callable[[float], None],
    whole: int,
    noyau: Path,
) -> bool:
    """Make the noyau from the kept paquet: it holds it, or a delta smaller than the ``whole`` bytes leads there.

    Returns False when neither is so. Raises what makes the caller take it whole instead: _Wrong, Absent, ValueError,
    OSError, MemoryError.
    """
    from data_bundle.noyau import apply_delta
    from desktop.update.mirror import kept

    here = kept(store)
    if here is None:
        return False
    told, paquet = here.annonce.paquet, trouve.annonce.paquet
    if told.sha256_noyau == paquet.sha256_noyau:  # after a return to the previous data
        _unpack(here.paquet, noyau, paquet.taille_noyau, paquet.sha256_noyau, suivi)
        return True
    delta = _fitting(trouve, here, whole)
    if delta is None:
        return False
    old = store.atelier / f"{told.sha256_noyau}.ancien"
    beside = noyau.with_suffix(".partiel")
    try:
        _unpack(here.paquet, old, told.taille_noyau, told.sha256_noyau, suivi)
        patch = _Download(source, store, suivi, sleep, trouve.cibles[delta.nom]).take()
        suivi(DECOMPRESSION, 0, paquet.taille_noyau)
        if apply_delta(old, patch, beside, paquet.taille_noyau) != paquet.sha256_noyau:
            raise ValueError("delta makes another noyau")
        suivi(DECOMPRESSION, paquet.taille_noyau, paquet.taille_noyau)
        beside.replace(noyau)
    finally:
        remove(old)
        remove(beside)
    return True


def _fitting(trouve: Trouve, here: Kept, whole: int) -> Delta | None:
    """Return the smallest delta that starts from the kept noyau, when it spares something."""
    start = here.annonce.paquet.sha256_noyau
    fitting = [one for one in trouve.annonce.deltas if one.depuis_noyau == start and one.taille < whole]
    return min(fitting, key=lambda one: one.taille, default=None)


def _unpack(packed: Path, noyau: Path, size: int, sha256: str, suivi: Suivi) -> None:
    """Unpack into ``noyau``, put in place when it is the one that was announced. Raises ValueError, OSError."""
    from data_bundle.noyau import unpack

    beside = noyau.with_suffix(".partiel")
    try:
        if unpack(packed, beside, size, lambda done: suivi(DECOMPRESSION, done, size)) != sha256:
            raise ValueError("paquet holds another noyau")
        beside.replace(noyau)
    finally:
        remove(beside)


def _holds(path: Path, size: int, sha256: str, suivi: Suivi) -> bool:
    """Say whether a file is there, of that size and that SHA-256."""
    if not path.is_file() or path.stat().st_size != size:
        return False
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(TRANCHE):
            digest.update(piece)
            done += len(piece)
            suivi(CONTROLE, done, size)
    return digest.hexdigest() == sha256


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _clean(trouve: Trouve, store: Store) -> None:
    """Take away what another publication left in the workshop, and every link: it would be written through."""
    wanted = {sha256_of(told) for told in trouve.cibles.values()} | {trouve.annonce.paquet.sha256_noyau}
    for path in store.atelier.iterdir():
        stale = _OURS.fullmatch(path.name) and path.name[:64] not in wanted and path.is_file()
        if path.is_symlink() or stale:
            remove(path)

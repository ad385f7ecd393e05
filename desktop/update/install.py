"""From a verified noyau to the snapshot in use: made ready beside, looked at in full, switched in one step.

Whenever the process ends, the pointer names the old snapshot or the new one, whole and written for good. What a dead
process left is taken away by the next update; whoever calls holds the lock of the store (`desktop.update.lock`).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data_bundle import snapshot_path
from data_bundle.annonce import Annonce
from desktop.errors import SnapshotError, UpdateError
from desktop.snapshot import open_snapshot
from desktop.update.control import control, refuse_newer
from desktop.update.installed import NAME, POINTER, TRIAL, Choice, read_choice, stamp, standing, write_choice
from desktop.update.mirror import fetched_paquet, is_mirrored, kept, mirror
from desktop.update.phrases import NOTHING_BEFORE, damaged_before, not_as_announced
from desktop.update.store import Store, is_full, no_room, remove, sync, unwritable
from desktop.update.suivi import CONTROLE, Suivi, muet

if TYPE_CHECKING:
    from desktop.update.sources import Source
    from desktop.update.verify import Trouve

PREPARATION = "Préparation"
RANGEMENT = "Rangement"
_NAMES = 9


@dataclass(frozen=True, slots=True)
class Installe:
    """What is in use now. ``precedent`` is the id of what one click returns to; ``essai``: signed with trial keys.

    ``comment`` says how it came: 'delta', 'complet' or 'retour'.
    """

    path: Path
    id: str
    precedent: str | None
    essai: bool
    comment: str


def needed(annonce: Annonce) -> int:
    """Return the bytes that an update takes at its widest: the paquet, the noyau, the snapshot and its journal."""
    return annonce.paquet.taille + annonce.paquet.taille_noyau + 2 * annonce.taille_installe


def install(
    trouve: Trouve, noyau: Path, store: Store, suivi: Suivi, source: Source | None = None, own: Path | None = None
) -> Installe:
    """Put the noyau of a verified publication in use; ``source`` is asked for what the mirror lacks.

    ``own`` is the program's own data, known by default.

    Raises UpdateError when it is not what was announced, WriteError when the disk refuses, whatever ``suivi`` raises:
    what was in use stays so then.
    """
    annonce, own = trouve.annonce, own or snapshot_path()
    refuse_newer(annonce)
    here = kept(store)
    again = here is not None and here.annonce.paquet.sha256_noyau == annonce.paquet.sha256_noyau
    comment = "complet" if again or fetched_paquet(trouve, store).is_file() else "delta"
    fresh = store.instantanes / f".{os.getpid()}.partiel"
    try:
        store.make()
        _sweep(store)
        store.need(2 * annonce.taille_installe)
        suivi(PREPARATION, 0, 0)
        _make_ready(noyau, fresh, annonce)
        suivi(CONTROLE, 0, 0)
        control(fresh, annonce)
        suivi(CONTROLE, 1, 1)
        path = _switch(fresh, store, trouve, own)
    except (OSError, sqlite3.Error) as error:
        raise unwritable(store, error, needed(annonce)) from error
    finally:
        for left in (fresh, Path(f"{fresh}-journal")):
            remove(left)
    _keep(trouve, noyau, store, suivi, source)
    _sweep(store)
    _empty(store)
    return Installe(path, annonce.id, _id(standing(store.instantanes, own).precedent), trouve.essai, comment)


def stem(annonce: Annonce, essai: bool) -> str:
    """Return how the name of the file of a publication begins."""
    return f"{TRIAL if essai else ''}{annonce.id}-{annonce.paquet.sha256_noyau[:12]}"


def go_back(store: Store, own: Path | None = None, essai: bool = False) -> Installe:
    """Use the snapshot before again, and remember this one: going back twice changes nothing.

    Raises UpdateError when there is none or when it is damaged, WriteError.
    """
    own = own or snapshot_path()
    now = standing(store.instantanes, own)
    if now.precedent is None:
        raise UpdateError(NOTHING_BEFORE)
    try:
        with closing(open_snapshot(now.precedent)) as snapshot:
            found = snapshot.id
    except SnapshotError as error:
        raise damaged_before() from error
    try:
        write_choice(store.instantanes, Choice(_name(now.precedent, own), _name(now.courant, own), stamp(own)))
    except OSError as error:
        raise unwritable(store, error) from error
    return Installe(now.precedent, found, _id(now.courant), essai, "retour")


def _make_ready(noyau: Path, fresh: Path, annonce: Annonce) -> None:
    """Rebuild the search tables beside. UpdateError when the noyau is not one."""
    from data_bundle.noyau import complete

    try:
        complete(noyau, fresh, annonce.regle)
    except ValueError as error:
        if is_full(error):
            raise no_room(needed(annonce)) from error
        raise not_as_announced() from error


def _switch(fresh: Path, store: Store, trouve: Trouve, own: Path) -> Path:
    """Give the fresh file its name, then have the pointer name it; each step is written for good. Return its path."""
    annonce, now = trouve.annonce, standing(store.instantanes, own)
    fresh.chmod(0o644)
    sync(fresh)
    path = _rename(fresh, store.instantanes, stem(annonce, trouve.essai))
    sync(store.instantanes)
    before = now.precedent if now.courant == path else now.courant
    if before is not None and _id(before) in {retrait.id for retrait in annonce.retraits}:
        before = own  # nobody is one click away from what its publisher took back
    try:
        write_choice(store.instantanes, Choice(path.name, _name(before or own, own), stamp(own)))
    except OSError:
        choice = read_choice(store.instantanes)
        if path != now.courant and path.name not in (choice or ()):  # nobody will open it, and the disk may be full
            remove(path)
        raise
    return path


def _rename(fresh: Path, folder: Path, stem: str) -> Path:
    """Put the fresh file in place; beside one of that name that can't be replaced, because a window has it open."""
    path = folder / f"{stem}.sqlite"
    for number in range(2, _NAMES + 1):
        with contextlib.suppress(PermissionError):
            return fresh.replace(path)
        path = folder / f"{stem}~{number}.sqlite"
    return fresh.replace(path)


def keep(trouve: Trouve, store: Store, source: Source) -> None:
    """Mirror what is in use already: its installation ended too early for that, it came otherwise, is signed anew."""
    if not is_mirrored(trouve, store):
        _keep(trouve, None, store, muet, source)
    _empty(store)


def sign_again(trouve: Trouve, store: Store, source: Source) -> None:
    """Have the mirror of this very publication as it was signed last: others are updated from it."""
    here = kept(store)
    if here is not None and here.annonce == trouve.annonce and not is_mirrored(trouve, store):
        _keep(trouve, None, store, muet, source)


def _empty(store: Store) -> None:
    with contextlib.suppress(OSError):
        for left in store.atelier.iterdir():
            remove(left)


def _keep(trouve: Trouve, noyau: Path | None, store: Store, suivi: Suivi, source: Source | None) -> None:
    """Mirror what was installed. The new data are in use by now: nothing that fails here, or stops it, matters more."""
    with contextlib.suppress(UpdateError, OSError, ValueError):
        suivi(RANGEMENT, 0, 0)
        mirror(trouve, noyau, store, source)


def _sweep(store: Store) -> None:
    """Take away the snapshots older than the previous one and what a dead process left."""
    choice = read_choice(store.instantanes)
    kept = {POINTER, *(choice[:2] if choice else ())}
    with contextlib.suppress(OSError):
        for path in store.instantanes.iterdir():
            if path.name not in kept and (path.name.startswith(".") or NAME.fullmatch(path.name)):
                remove(path)


def _id(path: Path | None) -> str | None:
    """Return the id of a snapshot, None when there is none that can be opened."""
    if path is None:
        return None
    with contextlib.suppress(SnapshotError), closing(open_snapshot(path)) as snapshot:
        return snapshot.id
    return None


def _name(path: Path, own: Path) -> str:
    return "" if path == own else path.name

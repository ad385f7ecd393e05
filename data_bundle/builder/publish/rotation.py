"""Rotation: a new root, with other keys or with a later date, and everything signed again by those it names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from data_bundle.builder.errors import WrongUsageError
from data_bundle.builder.publish.files import put
from data_bundle.builder.publish.keys import (
    ROLES,
    ROOT_DAYS,
    Trousseau,
    check_folder,
    key_path,
    load,
    numbered_root,
    open_keys,
    root_path,
)
from data_bundle.builder.publish.publication import JOURS, renew
from data_bundle.builder.publish.repository import check_places, served
from data_bundle.builder.publish.root import keep_root, next_root


def rotate_root(
    depot: Path,
    keys: Path,
    new_keys: Path,
    now: datetime | None = None,
    *,
    jours: int = JOURS,
    jours_racine: int = ROOT_DAYS,
) -> int:
    """Replace the keys of ``keys`` by those of the same name in ``new_keys``, and return the version of the new root.

    ``new_keys`` then is the folder to publish with: it gets the daily keys that stay and every root. The same folder
    twice only moves the date of the root. Stopped half-way, it can be run again. Raises a BuilderError.
    """
    check_folder(new_keys)
    check_places(depot, new_keys)
    when = now or datetime.now(UTC)
    old = open_keys(keys)
    if keys.resolve() == new_keys.resolve() or not _follows(old, new_keys):
        served(depot, old)  # a repository of other keys is not touched
        _turn(old, new_keys, when + timedelta(days=jours_racine))
    if (depot / "metadata" / "timestamp.json").exists():
        renew(depot, new_keys, now=when, jours=jours)
    return open_keys(new_keys).root.signed.version


def _turn(old: Trousseau, folder: Path, expires: datetime) -> None:
    """Sign the root after ``old`` and fill the folder of the new keys."""
    same = old.folder.resolve() == folder.resolve()
    replaced = [name for name in ROLES if not same and key_path(folder, name).is_file()]
    root = next_root(old, {name: load(folder, name) for name in replaced}, expires)
    for name, role in ROLES.items():
        kept = key_path(old.folder, name)
        if not same and role != "root" and name not in replaced and kept.is_file():
            put(key_path(folder, name), kept.read_bytes(), mode=0o600)
    for version, content in enumerate(old.roots, 1):
        put(numbered_root(folder, version), content)
    keep_root(folder, root)


def _follows(old: Trousseau, folder: Path) -> bool:
    """Tell whether ``folder`` already has the root after ``old``: a rotation that was stopped half-way.

    Raises WrongUsageError when it holds the keys of somebody else. A first root alone is that of new keys.
    """
    if not root_path(folder).exists():
        return False
    new = open_keys(folder)
    if new.roots[:-1] == old.roots:
        return True
    if new.root.signed.version > 1:
        raise WrongUsageError(f"{folder} contient les clés d’une autre lignée : faites-en de neuves avec cles creer.")
    return False

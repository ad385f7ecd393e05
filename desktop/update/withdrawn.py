"""What the publisher took back, as the newest verified annonce says: remembered beside the installed snapshots.

So it is no way back, nor what a lost file or a program updated since gives way to. What trial keys said is kept apart
and counts for who trusts them only. Read where something is about to be chosen, never at an ordinary start.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from desktop.update.installed import TRIAL, trusts_trial_keys

NAME = "retires"
EXTRACT = "-extrait-"
"""What the id of an extract has after that of the whole (`data_bundle.builder.extract`): their figures are the same."""
_MAX = 200 * 152
"""Bytes: as many ids as an annonce may withdraw."""


def read_withdrawn(instantanes: Path) -> frozenset[str]:
    """Return the ids that were taken back; none when nobody said so."""
    ids = _read(instantanes / NAME)
    of_trial = _read(instantanes / f"{TRIAL}{NAME}")
    return ids | of_trial if of_trial and trusts_trial_keys() else ids


def write_withdrawn(instantanes: Path, ids: Iterable[str], essai: bool) -> None:
    """Remember the ids that an annonce takes back, in place of those before. Raises OSError."""
    path = instantanes / (f"{TRIAL}{NAME}" if essai else NAME)
    said = frozenset(ids)
    if said == _read(path):
        return
    from desktop.update.store import sync

    beside = path.with_name(f".{path.name}.{os.getpid()}.partiel")
    try:
        beside.write_bytes("".join(f"{one}\n" for one in sorted(said)).encode("ascii"))
        sync(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    sync(instantanes)


def is_withdrawn(path: Path, instantanes: Path) -> bool:
    """Tell whether a snapshot was taken back; one that can't be opened is no snapshot at all."""
    ids = read_withdrawn(instantanes)
    if not ids:
        return False
    from contextlib import closing

    from desktop.errors import SnapshotError
    from desktop.snapshot import open_snapshot

    with contextlib.suppress(SnapshotError), closing(open_snapshot(path)) as snapshot:
        return names_of(snapshot.id) & ids != frozenset()
    return False


def names_of(identity: str) -> frozenset[str]:
    """Return the ids whose withdrawal is that of a snapshot: its own, and that of the whole it was cut from."""
    return frozenset((identity, identity.partition(EXTRACT)[0]))


def _read(path: Path) -> frozenset[str]:
    try:
        with path.open("rb") as file:
            return frozenset(file.read(_MAX).decode("ascii").split())
    except (OSError, ValueError):
        return frozenset()

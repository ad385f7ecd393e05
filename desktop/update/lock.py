"""One update at a time: the lock of a dossier (`desktop.dossier_lock`), held on the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop import dossier_lock
from desktop.errors import UpdateError
from desktop.update.store import Store, unwritable

BUSY = (
    "Une autre fenêtre, ou un autre ordinateur, met déjà ces données à jour. "
    "Attendez qu’elle ait fini, puis recommencez. Les données installées n’ont pas changé."
)


@contextmanager
def only_one(store: Store) -> Iterator[None]:
    """Hold the lock of the store, whose folders are made. UpdateError when another has it; WriteError."""
    store.make()
    try:
        lock = dossier_lock.take(store.verrou)
    except OSError as error:
        raise unwritable(store, error) from error
    if lock is None:
        raise UpdateError(BUSY)
    try:
        store.sweep()
        yield
    finally:
        lock.release()

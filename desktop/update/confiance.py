"""The metadata that this computer trusted last: what keeps an older dépôt from being taken for a newer one.

tuf's client wants a folder in which it can make a symbolic link, which USB keys and some accounts can't: it works in
a private folder, and what it has verified is copied here file by file, each in place at once, timestamp last.
Roots are kept as soon as they are verified; the rest when a whole check has passed, so that a dépôt copied only in
part doesn't forbid its whole neighbour.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.update.store import remove, sync

if TYPE_CHECKING:
    from desktop.update.store import Store

HISTORY = "root_history"
ROLES = ("snapshot", "targets", "timestamp")  # in the order in which they are written
LARGEST = 2**20
_ROOT = re.compile(r"([1-9][0-9]{0,5})\.root\.json")


def bring(store: Store, private: Path) -> None:
    """Copy what was trusted into tuf's private folder. What can't be read is as if it were not there."""
    (private / HISTORY).mkdir()
    for path in _trusted(store.confiance):
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError:
            continue
        if len(content) <= LARGEST:
            inside = HISTORY if _ROOT.fullmatch(path.name) else ""
            (private / inside / path.name).write_bytes(content)


def keep_roots(store: Store, roots: dict[str, bytes]) -> None:
    """Keep verified roots (by their names ``N.root.json``). Raises OSError."""
    for name, content in roots.items():
        _put(store.confiance / name, content)


def keep(store: Store, private: Path) -> None:
    """Keep the three others once everything was verified. Raises OSError."""
    for role in ROLES:
        name = f"{role}.json"
        _put(store.confiance / name, (private / name).read_bytes())
    sync(store.confiance)


def verified_roots(private: Path, first: int, last: int) -> dict[str, bytes]:
    """Return the roots that tuf has verified, from the shipped one to the one in force."""
    names = [f"{number}.root.json" for number in range(first, last + 1)]
    return {name: (private / HISTORY / name).read_bytes() for name in names}


def _trusted(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    names = {f"{role}.json" for role in ROLES}
    return [path for path in found if (path.name in names or _ROOT.fullmatch(path.name)) and path.is_file()]


def _put(path: Path, content: bytes) -> None:
    """Put a small file in place at once, unless the same one is there."""
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        pass
    beside = path.with_name(f".{path.name}.{os.getpid()}.partiel")
    try:
        beside.write_bytes(content)
        sync(beside)
        beside.replace(path)
    finally:
        remove(beside)

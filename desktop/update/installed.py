"""Which snapshot a start opens: the one that was installed last, or the program's own.

It is asked before the first paint: one small text file is read, and the first bytes of the file that it names. The
pointer ``choix`` has three lines: the current file, the file before it (an empty name is the program's own data), and
the stamp that the program's own data had when the choice was made.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from data_bundle import APPLICATION_ID, SCHEMA_MAJOR, snapshot_path

POINTER = "choix"
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}-[0-9a-f]{12}(?:~[1-9])?\.sqlite")
"""An installed file: ``<id>-<12 hex of the noyau>.sqlite``; ``~2`` where a file of that name could not be replaced."""
TRIAL = "essai--"
"""How the name of a file that was installed under trial keys begins: whoever doesn't trust them doesn't open it."""
_EXTRACT = "extrait.sqlite"
_MAX = 1024
_STAMPED = 65_536


class Choice(NamedTuple):
    """What the pointer says; an empty name is the program's own data."""

    courant: str
    precedent: str
    propre: str


class Standing(NamedTuple):
    """The snapshot in use and the one to which a click returns, None when there is none."""

    courant: Path
    precedent: Path | None


def current_snapshot(instantanes: Path | None = None, own: Path | None = None) -> Path:
    """Return the snapshot to open. Never raises: whatever is wrong with the choice, the program's own data are there.

    ``instantanes`` is the folder of the installed ones, ``own`` the program's own file; both are known by default.
    """
    own = own or snapshot_path()
    if instantanes is None:
        from desktop.paths import data_path

        instantanes = data_path() / "instantanes"
    choice = read_choice(instantanes)
    if choice is None:
        return own
    held = _held(instantanes, choice.courant, own)
    if held is None:
        before = _held(instantanes, choice.precedent, own)
        held = own if before is None or _withdrawn(before, instantanes) else before
    return own if held != own and _own_wins(own, choice.propre, held, instantanes) else held


def standing(instantanes: Path, own: Path) -> Standing:
    """Return the snapshot in use, as ``current_snapshot`` does, and the other one that can be had back.

    What its publisher has taken back can't.
    """
    choice = read_choice(instantanes)
    if choice is None:
        return Standing(own, None)
    current = current_snapshot(instantanes, own)
    held = (*(_held(instantanes, name, own) for name in (choice.courant, choice.precedent)), own)
    others = (path for path in held if path is not None and path != current)
    return Standing(current, next((path for path in others if not _withdrawn(path, instantanes)), None))


def read_choice(instantanes: Path) -> Choice | None:
    """Return what the pointer says; None without a pointer that is ours: a name is a name, never a path."""
    try:
        with (instantanes / POINTER).open("rb") as file:
            content = file.read(_MAX)
        lines = content.decode("ascii").split("\n")
    except (OSError, ValueError):
        return None
    if len(lines) != 4 or lines[3] or not all(name == "" or NAME.fullmatch(name) for name in lines[:2]):
        return None
    return Choice(*lines[:3])


def write_choice(instantanes: Path, choice: Choice) -> None:
    """Replace the pointer in one step, written for good. Raises OSError; the choice before stays then."""
    from desktop.update.store import sync

    beside = instantanes / f".{POINTER}.{os.getpid()}.partiel"
    try:
        with beside.open("wb") as file:
            file.write("".join(f"{line}\n" for line in choice).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(instantanes / POINTER)
    finally:
        beside.unlink(missing_ok=True)
    sync(instantanes)


def stamp(own: Path) -> str:
    """Return what tells one file of the program's own data from another: its size, and its first pages (``meta``)."""
    from zlib import crc32

    try:
        with own.open("rb") as file:
            return f"{own.stat().st_size}-{crc32(file.read(_STAMPED)):08x}"
    except OSError:
        return ""


def _held(instantanes: Path, name: str, own: Path) -> Path | None:
    """Return the file of a name of the pointer; None when it is missing, cut short, foreign, too new or on trial."""
    from desktop.sqlite_header import refus

    if not name:
        return own
    if name.startswith(TRIAL) and not trusts_trial_keys():
        return None
    path = instantanes / name
    return path if refus(path, APPLICATION_ID, SCHEMA_MAJOR) is None else None


def trusts_trial_keys() -> bool:
    """Tell whether this program trusts trial keys: then it says so wherever their data are shown."""
    from desktop.errors import UpdateError
    from desktop.update import trust

    try:
        return trust.trusted_root().essai
    except UpdateError:
        return False


def _withdrawn(path: Path, instantanes: Path) -> bool:
    from desktop.update.withdrawn import is_withdrawn

    return is_withdrawn(path, instantanes)


def _own_wins(own: Path, chosen: str, held: Path, instantanes: Path) -> bool:
    """Tell whether the program was updated since the choice and brings newer data of the whole country.

    Data that their publisher took back don't win over those that replace them.
    """
    if own.name == _EXTRACT or stamp(own) == chosen:
        return False
    from contextlib import closing

    from desktop.errors import SnapshotError
    from desktop.snapshot import open_snapshot

    try:
        ours, theirs = open_snapshot(own), open_snapshot(held)
    except SnapshotError:
        return False
    with closing(ours), closing(theirs):
        newer = not ours.est_extrait and ours.construit_le > theirs.construit_le
    return newer and not _withdrawn(own, instantanes)

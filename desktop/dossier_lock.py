"""One dossier, one window: a lock that the system itself lets go when its process ends, however it ends.

The lock file stays after a crash or a power cut, and can then be locked again: that is how a dossier that was
interrupted is known. No process number and no clock is looked at: both may lie.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Lock:
    """A lock that is held, on the open file ``descriptor``; ``release`` takes the file away too."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go of it and take its file away: the dossier ended as it should."""
        if self._descriptor is None:
            return
        if sys.platform == "win32":  # where an open file can't go
            self.abandon()
        with contextlib.suppress(OSError):
            self._path.unlink()  # elsewhere while it is still held: nobody can have made another of that name
        self.abandon()

    def abandon(self) -> None:
        """Let go of it and leave its file, as a process that dies does."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def create(path: Path) -> Lock | None:
    """Make a lock file that is not there yet, and hold it; None when somebody else has just made it. Raises OSError."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    _hold(descriptor)
    return Lock(path, descriptor)


def take(path: Path) -> Lock | None:
    """Hold the lock of a dossier that is there already; None when another window has it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if _hold(descriptor) and _is_still(path, descriptor):
        return Lock(path, descriptor)
    os.close(descriptor)
    return None


def is_held(path: Path) -> bool:
    """Tell whether another window holds this lock; without its file nobody does."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _hold(descriptor)
    finally:
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether the file held is the one of that name: its owner may have taken it away in between."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _hold(descriptor: int) -> bool:
    """Lock an open file; False when another has it. A file system without locks lets everybody: names are unique."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BUSY
    return True

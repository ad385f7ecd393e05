"""The keys and disks of this computer that hold new data, by the names that people know."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from desktop.errors import CoteACoteError
from desktop.update.folder import find
from ui.update.model import Place

FAR = ("nfs", "cifs", "smb", "autofs", "fuse.", "9p", "afpfs", "webdav", "davfs", "tmpfs", "overlay", "squashfs")
"""File systems that are not looked at unasked: behind them may be another computer, or no key of anybody's."""


def offered() -> list[Place]:
    """Return the mounted volumes of this computer that hold a dépôt: keys and disks, no share, nothing far away."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        folder, kind = volume.rootPath(), bytes(volume.fileSystemType().data()).decode(errors="replace").casefold()
        if not kind.startswith(FAR) and volume.isValid() and volume.isReady() and holds_depot(Path(folder)):
            found.append(Place(volume.name() or volume.displayName(), folder))
    return found


def holds_depot(folder: Path) -> bool:
    """Tell whether a dépôt stands in a folder."""
    try:
        find(folder)
    except CoteACoteError:
        return False
    return True

"""What Qt and the system's libraries write of their own accord, kept where everything else of ours is kept.

Needed when one folder holds everything (a key): nothing may stay on the computer that it was put in.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_CACHE = "XDG_CACHE_HOME"
_DIALOGS = "FileDialog"


class CachesInside:
    """While it is entered, fontconfig's own caches go in a folder; programs opened later have theirs as before.

    fontconfig reads the variable once, when the first font is asked for.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._before = os.environ.get(_CACHE)

    def __enter__(self) -> None:
        if self._folder is not None:
            os.environ[_CACHE] = str(self._folder / "cache")

    def __exit__(self, *_: object) -> None:
        if self._folder is None:
            return
        if self._before is None:
            os.environ.pop(_CACHE, None)
        else:
            os.environ[_CACHE] = self._before


def keep_dialogs(folder: Path, app: QCoreApplication) -> None:
    """Have what Qt's file dialogs remember written in a folder; where it is in the registry, put back in the end."""
    if sys.platform.startswith("linux"):
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    else:
        before = remembered()
        app.aboutToQuit.connect(lambda: put_back(before))


def remembered() -> dict[str, Any]:
    """Return what Qt's file dialogs remember of every program of this person."""
    settings = _of_qt()
    settings.beginGroup(_DIALOGS)
    return {key: settings.value(key) for key in settings.allKeys()}


def put_back(before: dict[str, Any]) -> None:
    """Have Qt's file dialogs remember this, and nothing of what was done since."""
    settings = _of_qt()
    settings.remove(_DIALOGS)
    settings.beginGroup(_DIALOGS)
    for key, value in before.items():
        settings.setValue(key, value)


def _of_qt() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")

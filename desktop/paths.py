"""Where the program keeps what is the user's own, and where an administrator's policy may stand.

Everything is in the user's own folders, or in one folder: the one that ``COTE_A_COTE_DOSSIER`` names, or ``donnees``
beside a frozen program that has a file ``portable.txt`` beside it (a USB key). Nothing is made here: who writes makes
its folder. The first paint waits for some of these, hence platformdirs (5 ms) only where it can't be done without.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "cote-a-cote"
VARIABLE = "COTE_A_COTE_DOSSIER"
MARKER = "portable.txt"
PORTABLE = "donnees"
POLICY = "politique.json"


def is_portable() -> bool:
    """Tell whether this is a frozen program that keeps everything beside itself."""
    return bool(getattr(sys, "frozen", False)) and (program_folder() / MARKER).exists()


def own_folder() -> Path | None:
    """Return the one folder that holds everything, when there is one: named in the environment, or on the key."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return program_folder() / PORTABLE if is_portable() else None


def settings_path() -> Path:
    """Return the file of the settings."""
    folder = own_folder() or _usual("XDG_CONFIG_HOME", "~/.config")
    if folder is None:
        from platformdirs import user_config_path

        folder = user_config_path(NAME, appauthor=False)
    return folder / "reglages.json"


def data_path() -> Path:
    """Return the folder of the dossiers and of the snapshots that updates bring."""
    folder = own_folder() or _usual("XDG_DATA_HOME", "~/.local/share")
    if folder is None:
        from platformdirs import user_data_path

        folder = user_data_path(NAME, appauthor=False)
    return folder


def dossiers_path() -> Path:
    """Return the folder of the dossiers."""
    return data_path() / "dossiers"


def reports_path() -> Path:
    """Return the folder of the reports about our own bugs."""
    from platformdirs import user_log_path  # later than the first window

    folder = own_folder()
    return folder / "rapports" if folder else user_log_path(NAME, appauthor=False)


def policy_paths() -> tuple[Path, ...]:
    """Return the files in which an administrator may forbid something: the machine's first, then the program's.

    Each counts, none need exist. On Linux ``/etc/cote-a-cote`` is there whatever the environment says.
    """
    from platformdirs import site_config_path  # later than the first window

    os.environ.pop("WIN_PD_OVERRIDE_COMMON_APPDATA", None)  # it would choose %ProgramData% for platformdirs
    folders = [site_config_path(NAME, appauthor=False), program_folder()]
    if sys.platform.startswith("linux"):
        folders.insert(0, Path("/etc") / NAME)
    return tuple(folder / POLICY for folder in folders)


def program_folder() -> Path:
    """Return the folder in which the frozen program stands (on macOS that of its ``.app``), or that of our sources."""
    if not getattr(sys, "frozen", False):
        return Path(__file__).resolve().parent.parent
    folder = Path(sys.executable).parent
    bundle = folder.parent.parent
    return bundle.parent if folder.name == "MacOS" and bundle.suffix == ".app" else folder


def _usual(variable: str, otherwise: str) -> Path | None:
    """Return our folder in one of the user's folders as the XDG specification has it; None off Linux."""
    if not sys.platform.startswith("linux"):
        return None
    asked = os.environ.get(variable, "")
    return (Path(asked) if asked.strip() else Path(otherwise).expanduser()) / NAME

"""Where the program keeps what is the user's own: settings, dossiers, and where an administrator's policy may stand.

Everything is in the user's own folders, or in one folder when ``COTE_A_COTE_DOSSIER`` names it or when a folder
``donnees`` stands beside a frozen program (a USB key). Nothing is made here: who writes makes its folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "cote-a-cote"
VARIABLE = "COTE_A_COTE_DOSSIER"
PORTABLE = "donnees"
POLICY = "politique.toml"


def own_folder() -> Path | None:
    """Return the one folder that holds everything, when there is one: named in the environment, or on the key."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    beside = _program_folder() / PORTABLE
    return beside if getattr(sys, "frozen", False) and beside.is_dir() else None


def settings_path() -> Path:
    """Return the file of the settings. It is asked for before the first paint: platformdirs alone would take 5 ms."""
    folder = own_folder()
    if folder is None and sys.platform.startswith("linux"):
        asked = os.environ.get("XDG_CONFIG_HOME", "")
        folder = (Path(asked) if asked.strip() else Path("~/.config").expanduser()) / NAME
    if folder is None:
        from platformdirs import user_config_path

        folder = user_config_path(NAME, appauthor=False)
    return folder / "reglages.json"


def dossiers_path() -> Path:
    """Return the folder of the dossiers."""
    from platformdirs import user_data_path  # later than the first window

    return (own_folder() or user_data_path(NAME, appauthor=False)) / "dossiers"


def policy_paths() -> tuple[Path, ...]:
    """Return the files in which an administrator may forbid something; each counts, none need exist."""
    from platformdirs import site_config_path  # later than the first window

    return _program_folder() / POLICY, site_config_path(NAME, appauthor=False) / POLICY


def _program_folder() -> Path:
    """Return the folder of the frozen program, or that of our sources."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else Path(__file__).resolve().parent.parent

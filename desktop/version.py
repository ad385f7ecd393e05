"""The program's version: as installed, else as written in the sources."""

from __future__ import annotations

NAME = "Côte à Côte"
_PACKAGE = "cote-a-cote"
_UNKNOWN = "en développement"


def version() -> str:
    """Return the version number, or words when nothing tells it."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(_PACKAGE)
    except PackageNotFoundError:
        return _in_sources() or _UNKNOWN


def _in_sources() -> str:
    """Return the number written in ``pyproject.toml``, when this is a checkout; empty otherwise."""
    import tomllib
    from pathlib import Path

    try:
        with (Path(__file__).resolve().parent.parent / "pyproject.toml").open("rb") as file:
            project = tomllib.load(file)["project"]
        return str(project["version"]) if project["name"] == _PACKAGE else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def python_version() -> str:
    """Return Python's own version. ``platform`` would read it out of a text that a frozen program may lack."""
    import sys

    return ".".join(map(str, sys.version_info[:3]))


def versions() -> str:
    """Return the versions of the program and of what it stands on, in one line; Qt's where a window was opened."""
    import platform
    import sqlite3
    import sys

    qt = getattr(sys.modules.get("PySide6"), "__version__", None)
    parts = [f"{NAME} {version()}", f"Python {python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    parts += [f"Qt {qt}"] if qt else []
    return ", ".join([*parts, f"{platform.system()} {platform.release()} {platform.machine()}"])

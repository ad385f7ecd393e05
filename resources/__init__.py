"""Plain files that the program carries: fonts, icons, styles, words. Never code."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent  # always a real folder: wheel, checkout and onedir all unpack it


def path(name: str) -> Path:
    """Return the path of a resource such as ``"icons/lieu.svg"``; raise FileNotFoundError if there is none.

    ``importlib.resources`` would say the same for 8 ms more at every start.
    """
    found = _ROOT / name
    if not found.is_file():
        raise FileNotFoundError(f"no resource {name!r}")
    return found

"""What a person prefers. Nothing of a pupil is ever among it (DOMAIN.md §8).

The file is small JSON, written atomically. One that is damaged is set aside and everything starts from the defaults;
keys that this version does not know stay in the file. ``json`` is imported only when there is a file to read.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop.errors import WriteError

THEMES = ("systeme", "clair", "sombre", "contraste_clair", "contraste_sombre")
GARDER = ("entretien", "30_jours")
MAX_BYTES = 65_536
_COMMUNE = r"(?:[0-9]{5}|2[AB][0-9]{3})"
UNSAVED = "Les préférences n’ont pas pu être enregistrées. Elles durent jusqu’à la fermeture."
PARTLY = "Une préférence n’a pas pu être lue\u00a0: elle revient à son état de départ."


class Settings(NamedTuple):
    """The preferences. ``zoom`` None follows the system; ``lieu_de_travail`` is the INSEE code of a place of work."""

    theme: str = "systeme"
    zoom: float | None = None
    lieu_de_travail: str | None = None
    notes: bool = False
    garder: str = "entretien"
    """Dossiers: until the end of the interview, or 30 days."""
    visite_vue: bool = False
    """The tour of the first start was read or skipped."""
    source_maj: str | None = None
    """Where updates come from: a folder or an https address, None while nothing was chosen."""


class Preferences:
    """The settings in use, and their file. ``problem`` is the sentence about a file that could not be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lasting = True
        self.settings, self.problem = read_settings(path)

    def settle(self) -> bool:
        """Look whether the file can be written, and tell; where it can't, the values last until the program closes."""
        from desktop.places import writable

        self._lasting = writable(self._path.parent)
        return self._lasting

    def use(self, **changes: object) -> Callable[[], None]:
        """Use these values from now on; return what writes them, which may raise WriteError."""
        self.settings = self.settings._replace(**changes)  # type: ignore[arg-type]
        return (lambda: change_settings(self._path, **changes)) if self._lasting else (lambda: None)


_RIGHT: dict[str, Callable[[object], bool]] = {
    "theme": lambda value: value in THEMES,
    "zoom": lambda value: value is None or (type(value) in (int, float) and 1 <= float(str(value)) <= 2.5),
    "lieu_de_travail": lambda value: value is None or (isinstance(value, str) and bool(re.fullmatch(_COMMUNE, value))),
    "notes": lambda value: isinstance(value, bool),
    "garder": lambda value: value in GARDER,
    "visite_vue": lambda value: isinstance(value, bool),
    "source_maj": lambda value: value is None or (isinstance(value, str) and 0 < len(value.strip()) <= 500),
}


def read_settings(path: Path) -> tuple[Settings, str]:
    """Return the settings and, when something of the file could not be read, the sentence that says so."""
    try:
        held = _held(path)
    except OSError:
        return Settings(), ""  # a folder that can't be read holds nothing of ours: the defaults are right
    except ValueError:
        return Settings(), _set_aside(path)
    known = {key: held[key] for key in Settings._fields if key in held}
    right = {key: value for key, value in known.items() if _is_right(key, value)}
    return Settings(**right), "" if len(right) == len(known) else PARTLY  # type: ignore[arg-type]


def change_settings(path: Path, **changes: object) -> None:
    """Write these values in the file, atomically; every other key stays, also those of a newer version.

    Raises WriteError with its sentence.
    """
    import json

    from desktop.files import write_whole

    try:
        try:
            held = _held(path)
        except ValueError:
            held = {}
            _set_aside(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(held | changes, ensure_ascii=False, indent=1).encode())
    except (OSError, WriteError) as error:
        raise WriteError(UNSAVED) from error


def _is_right(key: str, value: object) -> bool:
    try:
        return _RIGHT[key](value)
    except (TypeError, ValueError, OverflowError):
        return False


def _held(path: Path) -> dict[str, object]:
    """Return what the file holds, nothing when there is none. OSError; ValueError when it is damaged."""
    try:
        if not path.is_file():
            return {}
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    import json

    if len(content) > MAX_BYTES:
        raise ValueError("too large to be ours")
    try:
        held = json.loads(content)
    except RecursionError as error:
        raise ValueError("too deep to be ours") from error
    if not isinstance(held, dict):
        raise ValueError("not an object")
    return held


def _set_aside(path: Path) -> str:
    """Give a damaged file another name, so that nothing is lost; return the sentence."""
    said = "Les préférences n’ont pas pu être lues\u00a0: elles reviennent à leur état de départ."
    aside = path.with_name(f"{path.stem}.ecarte{path.suffix}")
    with contextlib.suppress(OSError):
        path.replace(aside)
        said += f" L’ancien fichier est gardé sous le nom «\u00a0{aside.name}\u00a0»."
    return said

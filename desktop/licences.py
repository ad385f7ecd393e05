"""The parts of the frozen program and their licences, as its folder ``licences`` lists them; none from a checkout."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from desktop.paths import program_folder

LIST = "LISEZ-MOI.txt"
MAX_CHARACTERS = 200_000
_PART = re.compile(r"^(\S.*)\n    licence (.+), dossier \S+$", re.MULTILINE)


class Partie(NamedTuple):
    """A part: its name with its version, and its licence."""

    nom: str
    licence: str


def licences_folder() -> Path | None:
    """Return the folder that holds the texts of all licences, None where there is none."""
    folder = program_folder() / "licences"
    return folder if (folder / LIST).is_file() else None


def parts(folder: Path) -> tuple[Partie, ...]:
    """Return the parts that the folder lists, in its order; none when its list can't be read."""
    try:
        with (folder / LIST).open(encoding="utf-8") as file:
            text = file.read(MAX_CHARACTERS)
    except (OSError, ValueError):
        return ()
    return tuple(Partie(*found) for found in _PART.findall(text))

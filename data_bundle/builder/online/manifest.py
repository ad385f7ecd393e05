"""``manifest.json`` beside the files: where each download comes from, what it weighs, when it was updated.

Only ``mise_a_jour`` goes into the snapshot (`data_bundle.builder.files`). The rest serves the next download.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from data_bundle.builder.errors import BadInputError

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One downloaded file. Dates are AAAA-MM-JJ; ``octets`` and ``lignes`` are those of the plain CSV.

    ``version`` is when the portal says that it processed the data, as it says it; ``etag`` and ``last_modified`` are
    those of the answer. Empty texts are unknown.
    """

    url: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    octets: int = 0
    lignes: int = 0
    telecharge_le: str = ""
    mise_a_jour: str = ""
    version: str = ""


class Manifest:
    """The manifest of a folder; what others wrote in it stays. Written at once, beside then in place, by `put`."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest, empty when there is none. Raises BadInputError when it is damaged."""
        self._path = folder / NAME
        self._content: dict[str, Any] = {"fichiers": {}}
        if self._path.is_file():
            try:
                self._content = json.loads(self._path.read_text(encoding="utf-8"))
                sound = all(isinstance(entry, dict) for entry in self._content["fichiers"].values())
            except (ValueError, KeyError, TypeError, AttributeError):
                sound = False
            if not sound:
                raise BadInputError(f"{NAME} est abîmé\u00a0: supprimez-le, puis recommencez le téléchargement.")

    def entry(self, name: str) -> Entry:
        """Return what is known of a file, by its path below the folder; an empty entry when nothing is."""
        given = self._content["fichiers"].get(name, {})
        return Entry(**{f.name: given[f.name] for f in fields(Entry) if type(given.get(f.name)) is type(f.default)})

    def put(self, name: str, entry: Entry) -> None:
        """Keep what is known of a file, and write the manifest."""
        self._content["fichiers"][name] = {key: value for key, value in asdict(entry).items() if value}
        text = json.dumps(self._content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        unfinished = self._path.with_name(NAME + ".partiel")
        unfinished.write_text(text, encoding="utf-8")
        put_in_place(unfinished, self._path)


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name in one step, once the disk holds it."""
    with unfinished.open("rb+") as stream:
        os.fsync(stream.fileno())
    unfinished.replace(target)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, empty when it is not there."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""

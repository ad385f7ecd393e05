"""Writing a file so that it is either whole or not there: written beside, flushed, then put in place at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from desktop.errors import WriteError


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` atomically.

    Raises WriteError, with a sentence, when the folder is missing, can't be written, is full, or the file is in use.
    An older file of that name stays untouched then.
    """
    folder = path.parent
    beside: str | None = None
    try:
        if not folder.is_dir():
            raise WriteError(f"Le dossier «\u00a0{folder}\u00a0» n’existe pas. Choisissez un autre endroit.")
        if path.is_dir():
            raise WriteError(f"«\u00a0{path.name or path}\u00a0» est un dossier. Choisissez un nom de fichier.")
        if path.exists() and not path.is_file():  # a device or a pipe: putting a file in its place would take it away
            raise WriteError(f"«\u00a0{path.name}\u00a0» n’est pas un fichier. Choisissez un autre nom.")
        handle, beside = tempfile.mkstemp(prefix=".cote-a-cote.", suffix=".partiel", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        if beside is not None:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
        raise WriteError(
            f"Impossible d’écrire «\u00a0{path.name}\u00a0» dans «\u00a0{folder}\u00a0». "
            "Vérifiez que le dossier est accessible, qu’il reste de la place et que le fichier est fermé."
        ) from error

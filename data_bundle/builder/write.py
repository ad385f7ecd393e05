"""Writing a snapshot: beside, checked, then in one step in the place asked for. Nothing half written is left."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from data_bundle import APPLICATION_ID, USER_VERSION, schema_path
from data_bundle.builder.errors import CannotWriteError
from data_bundle.builder.figures import Tables
from data_bundle.fingerprint import KEY, fingerprint

PAGE_SIZE = 4096


def check_target(target: Path) -> None:
    """Raise CannotWriteError early when the place asked for cannot be written."""
    if target.is_dir():
        raise CannotWriteError(f"{target} est un dossier\u00a0: donnez un nom de fichier à --out.")
    if target.exists() and not target.is_file():  # a device: a file in its place would take it away from the machine
        raise CannotWriteError(f"{target} n’est pas un fichier\u00a0: donnez un autre nom à --out.")
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError(f"Le dossier {folder} ne peut pas être créé\u00a0: choisissez-en un autre.") from None
    probe = _beside(target)
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        raise CannotWriteError(f"Impossible d’écrire dans {folder}\u00a0: choisissez un autre dossier.") from None


def write(found: Tables, target: Path, check: Callable[[Path], None]) -> None:
    """Write the tables as a snapshot, check it, then put it in place. The same tables give the same bytes.

    Raises CannotWriteError when the disk refuses; whatever ``check`` raises leaves the old file as it was.
    """
    unfinished = _beside(target)
    try:
        unfinished.unlink(missing_ok=True)
        _fill(found, unfinished)
        check(unfinished)
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except (OSError, sqlite3.OperationalError):
        raise CannotWriteError(
            f"Impossible d’écrire {target}\u00a0: vérifiez la place libre et vos droits d’écriture."
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.incomplet")


def _fill(found: Tables, path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        database = Database(connection)
        for pragma in (f"page_size = {PAGE_SIZE}", "journal_mode = OFF", "synchronous = OFF"):
            database.execute(f"PRAGMA {pragma}")
        database.executescript(schema_path().read_text(encoding="utf-8"))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {USER_VERSION}")
        connection.execute("BEGIN")
        for name, rows in found.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        connection.execute("INSERT INTO meta VALUES (?, ?)", (KEY, fingerprint(connection)))
        connection.execute("COMMIT")
        database.analyze()
        database.vacuum()
        database.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()

"""Writing the Onisep file: beside, checked, then in one step in the place asked for. Nothing half written is left."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from data_bundle.builder.errors import BadInputError, CannotWriteError
from data_bundle.builder.write import PAGE_SIZE, check_target
from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.onisep import APPLICATION_ID, FICHE, METIER, USER_VERSION, schema_path

Rows = Sequence[tuple[object, ...]]
_APPLICATION_AT = slice(68, 72)


def check_onisep_target(target: Path) -> None:
    """Raise CannotWriteError early when the place asked for cannot be written, or holds anything else: a snapshot."""
    check_target(target)
    if target.is_file():
        with target.open("rb") as stream:
            header = stream.read(_APPLICATION_AT.stop)
        if header and header[_APPLICATION_AT] != APPLICATION_ID.to_bytes(4, "big"):
            raise CannotWriteError(f"{target} n’est pas un fichier Onisep\u00a0: donnez un autre nom à --out.")


def write(found: Mapping[str, Rows], target: Path) -> None:
    """Write the tables, check the file, then put it in place. The same tables give the same bytes.

    Raises CannotWriteError when the disk refuses, BadInputError when a check fails; the older file stays then.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.incomplet")
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


def check(path: Path) -> None:
    """Check a written file. Raises BadInputError with one sentence for all that is wrong."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            wrong = _failures(connection)
    except sqlite3.Error:
        wrong = ["ce n’est pas un fichier Onisep, ou il est abîmé"]
    if wrong:
        every = "\u00a0; ".join(wrong)
        raise BadInputError(f"Le fichier Onisep ne passe pas les contrôles\u00a0: {every}.")


def _fill(found: Mapping[str, Rows], path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in (f"page_size = {PAGE_SIZE}", "journal_mode = OFF", "synchronous = OFF",
                       f"application_id = {APPLICATION_ID}", f"user_version = {USER_VERSION}"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(schema_path().read_text(encoding="utf-8"))
        connection.execute("BEGIN")
        for name, rows in found.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        connection.execute("INSERT INTO meta VALUES (?, ?)", (KEY, fingerprint(connection)))
        connection.execute("COMMIT")
        for command in ("ANALYZE", "VACUUM", "PRAGMA journal_mode = DELETE"):
            connection.execute(command)


def _failures(connection: sqlite3.Connection) -> list[str]:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return ["ce n’est pas un fichier Onisep"]
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        return ["le fichier est abîmé"]
    found = []
    for table, shape, what in (("fiche", FICHE, "de formation"), ("metier", METIER, "de métier")):
        rows = connection.execute(f"SELECT id, url FROM {table}").fetchall()
        wrong = [i for i, url in rows if (matched := shape.fullmatch(url)) is None or matched[1] != i]
        if not rows:
            found.append(f"il n’y a aucune fiche {what}")
        if wrong:
            found.append(f"adresse qui n’est pas celle de la fiche ({', '.join(wrong[:3])})")
    written = connection.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
    if written != (fingerprint(connection),):
        found.append("son contenu n’est plus celui qui a été écrit")
    return found

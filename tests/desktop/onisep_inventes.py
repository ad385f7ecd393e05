"""A made-up Onisep file for tests: every label says « inventé », the numbers of its pages belong to nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.onisep import APPLICATION_ID, USER_VERSION, schema_path

FOR = "http://www.onisep.fr/http/redirection/formation/slug/FOR.{}"
MET = "http://www.onisep.fr/http/redirection/metier/slug/MET.{}"


def write_onisep(
    path: Path,
    fiches: Sequence[tuple[int, str, str]] = (),
    metiers: Sequence[tuple[int, str, str]] = (),
    mise_a_jour: str = "",
) -> Path:
    """Write a file of pages: (number, RNCP or ROME code, label). Return its path."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(schema_path().read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {USER_VERSION}")
        db.executemany(
            "INSERT INTO fiche VALUES (?, ?, ?, ?, 'diplôme inventé', '2 ans', 'niveau 3 (niveau CAP)', ?)",
            [(n, f"FOR.{n}", code, label, FOR.format(n)) for n, code, label in fiches],
        )
        db.executemany(
            "INSERT INTO metier VALUES (?, ?, ?, ?, 'contes/veillées', ?)",
            [(n, f"MET.{n}", code, label, MET.format(n)) for n, code, label in metiers],
        )
        meta = {"id": "onisep-invente", "schema": "1.0", "mise_a_jour": mise_a_jour}
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        seal(db)
    return path


def seal(db: sqlite3.Connection) -> None:
    """Write the fingerprint of what the file says now."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, fingerprint(db)))
    db.commit()

"""The fingerprint of what a snapshot says: a changed digit in a sound file is found by it, and by nothing else.

Written into ``meta`` (key ``empreinte``) by the builder; ``controle`` and the builder's ``check`` compute it again.
"""

from __future__ import annotations

import hashlib
import sqlite3

KEY = "empreinte"
_ROWS = 5000


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of every row of every table, in the order of the file, the fingerprint itself left out."""
    digest = hashlib.sha256()
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        digest.update(name.encode())
        rows = connection.execute(f"SELECT * FROM {name}" + (" WHERE cle <> ?" if name == "meta" else ""), _key(name))
        while some := rows.fetchmany(_ROWS):
            digest.update(repr(some).encode())
    return digest.hexdigest()


def _key(table: str) -> tuple[str, ...]:
    return (KEY,) if table == "meta" else ()

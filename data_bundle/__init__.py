"""The snapshot and what every reader and writer of it shares: schema version, codes, folding, doubt."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x43416343
"""SQLite ``application_id`` of a snapshot ("CAcC"): a file without it is not ours."""

SCHEMA_MAJOR = 1
SCHEMA_MINOR = 1
USER_VERSION = SCHEMA_MAJOR * 1000 + SCHEMA_MINOR
"""SQLite ``user_version``: major × 1000 + minor."""

_HERE = Path(__file__).resolve().parent


def snapshot_path() -> Path:
    """Return the path of the program's own snapshot: the full one that a release puts there, else the extract."""
    full = _HERE / "instantane.sqlite"
    return full if full.is_file() else extract_path()


def extract_path() -> Path:
    """Return the path of the extract that travels with the sources (Bretagne and La Réunion)."""
    return _HERE / "extrait.sqlite"


def schema_path() -> Path:
    """Return the path of ``schema.sql``, the readable contract of the snapshot."""
    return _HERE / "schema.sql"


def sources_path() -> Path:
    """Return the path of ``sources.toml``: what is read, whose it is, under which licence."""
    return _HERE / "sources.toml"

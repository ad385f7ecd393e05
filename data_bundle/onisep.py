"""The file of Onisep data that a person may attach: what its writer and its reader share.

Idéo is under the Open Database License, share-alike: it lives in a SQLite file of its own, which is under the same
licence, beside the snapshot and never in it (DOMAIN.md §9).
"""

from __future__ import annotations

import re
from pathlib import Path

APPLICATION_ID = 0x4341634F
"""SQLite ``application_id`` of the file ("CAcO"): neither a snapshot nor anything else is taken for one."""

MAJOR = 1
MINOR = 0
USER_VERSION = MAJOR * 1000 + MINOR
"""SQLite ``user_version``: major × 1000 + minor."""

LICENCE = "ODbL 1.0"
LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
ATTRIBUTION = "Source\u00a0: Onisep, Idéo, données sous licence ODbL 1.0 (partage à l’identique)."
PARTAGE = (
    "Cette base est tirée des jeux Idéo de l’Onisep et suit leur licence, Open Database License (ODbL) 1.0\u00a0: "
    "la rendre publique, elle ou une base qui en est tirée, se fait sous la même licence, en citant l’Onisep."
)

FICHE = re.compile(r"https?://www\.onisep\.fr/\S*(?<=/)(FOR\.[0-9]{1,9})")
METIER = re.compile(r"https?://www\.onisep\.fr/\S*(?<=/)(MET\.[0-9]{1,9})")
"""The whole address of a page of the Onisep, which ends with its id there."""

_HERE = Path(__file__).resolve().parent


def schema_path() -> Path:
    """Return the path of ``onisep.sql``, the readable contract of the file."""
    return _HERE / "onisep.sql"


def sources_path() -> Path:
    """Return the path of ``onisep.toml``: the two datasets, apart from those of the snapshot."""
    return _HERE / "onisep.toml"

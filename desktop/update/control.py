"""The long look at data that were just made ready, before anything is switched: they are what was announced, or out."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from data_bundle import SCHEMA_MAJOR
from data_bundle.annonce import Annonce
from data_bundle.fingerprint import KEY
from data_bundle.noyau import bibliotheque
from data_bundle.search_words import regle
from desktop.errors import SnapshotError
from desktop.snapshot import Snapshot, integrity, open_snapshot
from desktop.update.phrases import not_as_announced, too_new

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
_WORDS = ("mot_formation", "mot_lieu")


def refuse_newer(annonce: Annonce) -> None:
    """Raise UpdateError when only a newer program can read the data announced: before anything is downloaded."""
    if int(annonce.schema.partition(".")[0]) > SCHEMA_MAJOR:
        raise too_new()


def control(path: Path, annonce: Annonce) -> None:
    """Compare a complete snapshot with its announcement; check pages, links, bounds and fingerprint.

    Where the same SQLite made it by the same rule, it must be the publisher's file bit for bit, which says more than
    the fingerprint of its rows. Raises UpdateError when anything differs. Takes seconds.
    """
    same_bytes = annonce.sqlite == bibliotheque() and annonce.regle == regle()
    if same_bytes and (annonce.taille_installe, annonce.sha256_installe) != (path.stat().st_size, _sha256(path)):
        raise not_as_announced()
    try:
        with closing(open_snapshot(path)) as snapshot:
            if not _is_announced(snapshot, annonce):
                raise not_as_announced()
            integrity(snapshot, rows=not same_bytes)
    except (SnapshotError, sqlite3.Error) as error:
        raise not_as_announced() from error


def _is_announced(snapshot: Snapshot, annonce: Annonce) -> bool:
    """Tell whether identity, counts and the fingerprint written are those announced; `integrity` computes it anew."""
    db = snapshot.connection
    said = (snapshot.id, snapshot.construit_le, snapshot.schema, snapshot.perimetre)
    if said != (annonce.id, annonce.construit_le, annonce.schema, annonce.perimetre):
        return False
    lignes = {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in db.execute(_TABLES)}
    written = db.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
    if annonce.regle == regle():
        return lignes == dict(annonce.lignes) and written is not None and written[0] == annonce.empreinte
    words = dict.fromkeys(_WORDS)  # made here by another rule: every other table is the one announced
    return written is not None and lignes | words == dict(annonce.lignes) | words


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

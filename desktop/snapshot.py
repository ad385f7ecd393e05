"""Opens the snapshot read-only, checks it quickly, and hands on what it says of itself (DESIGN.md §3).

At start only the header, the size, the version and ``meta`` are read; ``integrity`` does the long check.
"""

from __future__ import annotations

import sqlite3
import stat
import struct
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_bundle import APPLICATION_ID, SCHEMA_MAJOR
from desktop.errors import SnapshotError

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_ABSURD = (
    "SELECT 1 FROM valeur v JOIN indicateur i ON i.id = v.indicateur JOIN statut s ON s.id = v.statut"
    " WHERE v.effectif < 20 OR v.numerateur NOT BETWEEN 0 AND v.effectif OR (i.unite = '%' AND"
    " v.valeur NOT BETWEEN 0 AND 100) OR (s.nom = 'valeur') <> (typeof(v.valeur) IN ('integer', 'real')) LIMIT 1"
)
"""Figures that no snapshot may hold: counts under 20, parts above the whole, a value where there is none."""
_ORPHAN = "SELECT 1 FROM ligne WHERE motif <> 0 AND motif NOT IN (SELECT id FROM motif) LIMIT 1"
"""Rows whose pattern of gaps is not there: no foreign key can say so."""
_KEEP = "Vos autres fichiers n’ont pas changé."
_REINSTALL = "Choisissez un autre fichier de données, ou réinstallez celui du programme."


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from; ``mise_a_jour`` is AAAA-MM-JJ or None when the source does not say."""

    id: int
    code: str
    titre: str
    producteur: str
    dispositif: str
    licence: str
    site: str
    url: str
    mise_a_jour: str | None
    sha256: str
    lignes: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An open snapshot: its connection, what it holds and its sources by number."""

    path: Path
    connection: sqlite3.Connection
    id: str
    schema: str
    construit_le: str
    perimetre: tuple[str, ...]
    jeux: frozenset[str]
    prochaine_parution: str | None
    sources: dict[int, Source]

    @property
    def mineure(self) -> int:
        """The minor version of the schema: what a file of an older one lacks is not asked of it."""
        return int(self.schema.partition(".")[2])

    @property
    def est_extrait(self) -> bool:
        """Tell whether the snapshot holds some regions only."""
        return self.perimetre != ("fr",)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def open_snapshot(path: Path) -> Snapshot:
    """Open the snapshot at ``path``.

    Raises SnapshotError, with a sentence, when it is missing, cut short, foreign, too new or unreadable.
    """
    _check_header(path)
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA query_only = 1")
        meta = dict(connection.execute("SELECT cle, valeur FROM meta"))
        sources = {
            row[0]: Source(*row)
            for row in connection.execute(
                "SELECT id, code, titre, producteur, dispositif, licence, site, url, mise_a_jour, sha256, lignes"
                " FROM source ORDER BY id"
            )
        }
        return Snapshot(
            path=path,
            connection=connection,
            id=meta["id"],
            schema=meta["schema"],
            construit_le=date.fromisoformat(meta["construit_le"]).isoformat(),
            perimetre=_items(connection, meta["perimetre"]),
            jeux=frozenset(_items(connection, meta["jeux"])),
            prochaine_parution=meta.get("prochaine_parution") or None,
            sources=sources,
        )
    except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
        connection.close()
        raise damaged(path) from error


def _items(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Return the items of a JSON list, read by SQLite: every start would pay for importing ``json``."""
    return tuple(row[0] for row in connection.execute("SELECT value FROM json_each(?)", (text,)))


def integrity(snapshot: Snapshot, rows: bool = True) -> None:
    """Check pages, foreign keys, bounds of every figure and the fingerprint of all rows.

    ``rows`` False leaves the fingerprint out, for a file whose bytes were compared already. Raises SnapshotError if
    anything is wrong. Takes seconds.
    """
    from data_bundle.fingerprint import KEY, fingerprint  # hashing is for this check, not for a start

    try:
        verdict = snapshot.connection.execute("PRAGMA integrity_check").fetchone()[0]
        orphan = snapshot.connection.execute("PRAGMA foreign_key_check").fetchone()
        absurd = snapshot.connection.execute(_ABSURD).fetchone()
        if absurd is None and snapshot.mineure >= 1:
            absurd = snapshot.connection.execute(_ORPHAN).fetchone()
        written = snapshot.connection.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
        changed = rows and written is not None and written[0] != fingerprint(snapshot.connection)
    except sqlite3.Error as error:
        raise damaged(snapshot.path) from error
    if verdict != "ok" or orphan is not None or absurd is not None or changed:
        raise damaged(snapshot.path)


def damaged(path: Path) -> SnapshotError:
    """Return the error of a snapshot that can be opened but not read, or that holds what it can't."""
    return SnapshotError(f"Le fichier de données «\u00a0{path.name}\u00a0» est abîmé. {_REINSTALL}")


def _check_header(path: Path) -> None:
    name = path.name
    try:
        status = path.stat()
        size, unfinished = status.st_size, Path(f"{path}-journal").exists()
        if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
            with path.open("rb") as file:
                header = file.read(_HEADER)
        else:  # a pipe would wait for ever, a device never ends
            size, header = 1, b"?" * _HEADER
    except FileNotFoundError as error:
        raise SnapshotError(f"Le fichier de données «\u00a0{name}\u00a0» est introuvable. {_REINSTALL}") from error
    except OSError as error:
        raise SnapshotError(
            f"Le fichier de données «\u00a0{name}\u00a0» ne peut pas être lu. Vérifiez la clé ou le dossier. {_KEEP}"
        ) from error
    if size == 0 or (len(header) < _HEADER and _MAGIC.startswith(header[: len(_MAGIC)])):
        raise SnapshotError(f"Le fichier de données «\u00a0{name}\u00a0» est vide ou incomplet. {_REINSTALL}")
    if not header.startswith(_MAGIC):
        raise SnapshotError(f"«\u00a0{name}\u00a0» n’est pas un fichier de données de Côte à Côte. {_REINSTALL}")
    page = struct.unpack(">H", header[16:18])[0]
    pages, version, application = (struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68))
    if application != APPLICATION_ID:
        raise SnapshotError(f"«\u00a0{name}\u00a0» n’est pas un fichier de données de Côte à Côte. {_REINSTALL}")
    if version // 1000 > SCHEMA_MAJOR:
        raise SnapshotError(
            f"Le fichier de données «\u00a0{name}\u00a0» demande une version plus récente de Côte à Côte. "
            "Mettez le programme à jour, ou choisissez un fichier plus ancien."
        )
    if size != (65536 if page == 1 else page) * pages or unfinished:
        raise SnapshotError(f"Le fichier de données «\u00a0{name}\u00a0» est incomplet. {_REINSTALL}")

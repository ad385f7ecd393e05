"""What the attacked repositories publish: a few dozen formations cut from the embedded extract, some of it changed.

Everything is real in form and small in size (about 100 KB), so that thousands of updates take minutes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import bsdiff4

from data_bundle import noyau, snapshot_path
from data_bundle.annonce import CIBLE, Annonce, Delta, Paquet, encode
from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.search_words import regle
from tests.securite.forge import sha256

_COUPE = """
DELETE FROM mot_lieu;
CREATE TEMP TABLE gardee AS SELECT DISTINCT formation AS id FROM ligne
  WHERE lieu = 'reg:53' AND formation_origine IS NULL ORDER BY id LIMIT {formations};
DELETE FROM chiffre WHERE ligne NOT IN (SELECT id FROM ligne WHERE lieu IN ('fr', 'reg:53')
  AND formation IN (SELECT id FROM gardee) AND formation_origine IS NULL);
DELETE FROM ligne WHERE lieu NOT IN ('fr', 'reg:53') OR formation IS NULL OR formation_origine IS NOT NULL
  OR formation NOT IN (SELECT id FROM gardee);
DELETE FROM offre WHERE formation NOT IN (SELECT id FROM gardee) OR observee NOT IN (SELECT id FROM gardee);
DELETE FROM lien WHERE de NOT IN (SELECT id FROM gardee) OR vers NOT IN (SELECT id FROM gardee);
DELETE FROM etablissement WHERE id NOT IN (SELECT etablissement FROM offre);
DELETE FROM commune WHERE code NOT IN (SELECT commune FROM etablissement WHERE commune IS NOT NULL);
DELETE FROM mot_formation WHERE formation NOT IN (SELECT id FROM gardee);
DELETE FROM formation WHERE id NOT IN (SELECT id FROM gardee);
DELETE FROM metier WHERE code > 'A14';
DELETE FROM structure WHERE id > 4;
DELETE FROM couverture WHERE voie <> 'scolaire';
DROP TABLE gardee;
"""
"""The rows that go; a table that nobody reads here keeps all of its own."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published at one time: the announcement, the targets by name, and the file as it will be installed."""

    annonce: Annonce
    contenus: dict[str, bytes]
    noyau: bytes
    installe: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the installed file: the only one that may be found on a computer."""
        return sha256(self.installe)


def coupe(target: Path, formations: int = 40) -> None:
    """Write a small snapshot, cut from the embedded extract."""
    target.write_bytes(snapshot_path().read_bytes())
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.executescript(_COUPE.format(formations=formations))
        connection.execute("UPDATE meta SET valeur = '{}' WHERE cle IN ('qualite', 'libelles')")
        connection.execute("VACUUM")


def requete(sql: str) -> Callable[[sqlite3.Connection], object]:
    """Return a change made by one SQL script."""
    return lambda connection: connection.executescript(sql)


def autre(nom: str, de: int = 3) -> Callable[[sqlite3.Connection], object]:
    """Return the changes of a newer snapshot: its own name, a date, one figure in ``de`` moved by one point."""
    return requete(
        f"UPDATE meta SET valeur = '{nom}' WHERE cle = 'id';"
        f"UPDATE chiffre SET valeur = valeur + 1 WHERE ligne % {de} = 0 AND typeof(valeur) = 'integer'"
        " AND valeur BETWEEN 1 AND 98 AND numerateur IS NULL;"
    )


def publication(
    base: Path,
    numero: int,
    changes: Iterable[Callable[[sqlite3.Connection], object]] = (),
    avant: Publication | None = None,
    fidele: bool = True,
) -> Publication:
    """Make a publication of the snapshot at ``base`` after some changes, with a delta from the one before.

    ``fidele`` False leaves the fingerprint that the snapshot writes of itself as it was.
    """
    with tempfile.TemporaryDirectory() as name:
        change, coeur, fini = (Path(name) / one for one in ("change", "noyau", "fini"))
        change.write_bytes(base.read_bytes())
        _change(change, changes)
        noyau.strip(change, coeur)
        noyau.complete(coeur, fini)
        if fidele:
            with closing(sqlite3.connect(fini)) as connection:
                found = fingerprint(connection)
            _change(coeur, [lambda held: held.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (found, KEY))])
            noyau.strip(coeur, change)  # the pages in the order of a fresh file
            coeur.write_bytes(change.read_bytes())
            noyau.complete(coeur, fini)
        return _decrite(coeur.read_bytes(), fini, numero, avant)


def _change(path: Path, changes: Iterable[Callable[[sqlite3.Connection], object]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for one in changes:
            one(connection)


def _decrite(coeur: bytes, fini: Path, numero: int, avant: Publication | None) -> Publication:
    with closing(sqlite3.connect(fini)) as connection:
        said = dict(connection.execute("SELECT cle, valeur FROM meta"))
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        lignes = {
            name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for (name,) in tables.fetchall()
        }
        empreinte = fingerprint(connection)
        perimetre = [row[0] for row in connection.execute("SELECT value FROM json_each(?)", (said["perimetre"],))]
    packed, installe = noyau.pack(coeur), fini.read_bytes()
    paquet = Paquet(f"noyau-{said['id'].lower()}.sqlite.xz", len(packed), len(coeur), sha256(coeur))
    contenus, deltas = {paquet.nom: packed}, ()
    if avant is not None:
        patch = bsdiff4.diff(avant.noyau, coeur)
        nom = f"delta-{avant.annonce.id.lower()}-{said['id'].lower()}.bsdiff"
        deltas, contenus = (Delta(nom, len(patch), sha256(avant.noyau)),), contenus | {nom: patch}
    annonce = Annonce(
        publication=numero,
        id=said["id"],
        construit_le=said["construit_le"],
        schema=said["schema"],
        perimetre=tuple(perimetre),
        sqlite=noyau.bibliotheque(),
        regle=regle(),
        taille_installe=len(installe),
        sha256_installe=sha256(installe),
        empreinte=empreinte,
        lignes=lignes,
        paquet=paquet,
        deltas=deltas,
        retraits=(),
        notes=("Données inventées pour les essais.",),
    )
    return Publication(annonce, {CIBLE: encode(annonce), **contenus}, coeur, installe)


def annoncee(publication: Publication, **champs: object) -> Publication:
    """Return the publication with other fields in its announcement."""
    annonce = replace(publication.annonce, **champs)  # type: ignore[arg-type]
    return replace(publication, annonce=annonce, contenus=publication.contenus | {CIBLE: encode(annonce)})

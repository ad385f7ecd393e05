"""``resources/controle``: a tiny signed repository with which an installed program checks that it can update itself.

Its keys are made for it and thrown away: nobody can publish there again, and nothing but the self-check trusts them.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from data_bundle import snapshot_path
from data_bundle.annonce import Annonce
from data_bundle.builder.errors import CannotWriteError
from data_bundle.builder.publish.keys import create_keys, root_path
from data_bundle.builder.publish.publication import publish
from data_bundle.fingerprint import KEY, fingerprint

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "controle"
_END = datetime(2126, 1, 1, tzinfo=UTC)
_CUT = """
CREATE TEMP TABLE garde AS SELECT DISTINCT l.formation AS id FROM ligne l
  JOIN lot t ON t.id = l.lot WHERE t.origine = 'propre' AND l.formation IS NOT NULL AND l.lieu LIKE 'reg:%'
  AND EXISTS (SELECT 1 FROM offre o WHERE o.formation = l.formation)
  AND EXISTS (SELECT 1 FROM formation f WHERE f.id = l.formation AND f.rome IS NOT NULL) ORDER BY l.lieu, l.id LIMIT 4;
INSERT INTO garde SELECT vers FROM lien WHERE de IN garde AND genre = 'autre_voie';
INSERT INTO garde SELECT formation_origine FROM ligne WHERE formation IN garde AND formation_origine IS NOT NULL;
INSERT INTO garde SELECT observee FROM offre WHERE formation IN garde AND observee IS NOT NULL;
DELETE FROM chiffre WHERE ligne IN (SELECT id FROM ligne WHERE formation IS NULL OR formation NOT IN garde);
DELETE FROM ligne WHERE formation IS NULL OR formation NOT IN garde;
DELETE FROM motif WHERE id NOT IN (SELECT motif FROM ligne);
DELETE FROM offre WHERE formation NOT IN garde;
DELETE FROM lien WHERE de NOT IN garde OR vers NOT IN garde;
DELETE FROM etablissement WHERE id NOT IN (SELECT etablissement FROM offre) AND uai NOT IN (SELECT lieu FROM ligne);
DELETE FROM commune WHERE code NOT IN (SELECT commune FROM etablissement WHERE commune IS NOT NULL);
DELETE FROM structure WHERE id NOT IN (SELECT min(id) FROM structure GROUP BY genre);
DELETE FROM metier WHERE NOT EXISTS (SELECT 1 FROM formation f WHERE f.id IN garde AND instr(f.rome, metier.code));
DELETE FROM couverture WHERE niveau <> 'region';
DELETE FROM mot_formation WHERE formation NOT IN garde;
DELETE FROM mot_lieu WHERE etablissement NOT IN (SELECT id FROM etablissement);
DELETE FROM formation WHERE id NOT IN garde;
DELETE FROM promotion;
INSERT INTO promotion SELECT DISTINCT iif(lieu = 'fr' OR lieu LIKE '%:%', lieu, 'etablissement'), voie, millesime
  FROM mesure WHERE portee = 'formation';
DROP TABLE garde;
"""
"""Leaves a few formations with figures, their other voie, and what they point at; every table keeps some rows."""


def make(folder: Path = FOLDER, source: Path | None = None) -> Annonce:
    """Write the repository, cut from the embedded extract, into ``folder``, in place of the one before.

    Raises a BuilderError.
    """
    with tempfile.TemporaryDirectory(prefix="cote-a-cote-") as name:
        work = Path(name)
        small = cut(source or snapshot_path(), work / "controle.sqlite")
        with closing(sqlite3.connect(small)) as connection:
            [day] = connection.execute("SELECT valeur FROM meta WHERE cle = 'construit_le'").fetchone()
        when = datetime.fromisoformat(day).replace(tzinfo=UTC)
        jours = (_END - when).days
        create_keys(work / "cles", now=when, jours=jours)
        annonce = publish(small, work / "depot", work / "cles", now=when, jours=jours)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(work / "depot", folder / "depot")
            shutil.copyfile(root_path(work / "cles"), folder / "racine.json")
        except OSError:
            raise CannotWriteError(f"Impossible d’écrire dans {folder}\u00a0: vérifiez vos droits.") from None
    return annonce


def cut(source: Path, target: Path) -> Path:
    """Write a snapshot of a few formations of ``source``, whose id begins with ``controle-``; return ``target``."""
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.executescript(f"BEGIN; {_CUT} COMMIT;")
        digest = fingerprint(connection)
        connection.execute("UPDATE meta SET valeur = ? WHERE cle = 'id'", (f"controle-{digest[:8]}",))
        connection.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (fingerprint(connection), KEY))
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
    return target

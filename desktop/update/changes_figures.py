"""Figures that are not the same any more for the same cohort: published data were corrected. All of them, counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.snapshot import Snapshot

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A cohort (or session) that both files hold and whose figures are not the same; ``niveau`` as in `Cohorts`.

    How many say something else, are there no more, and came.
    """

    portee: str
    voie: str
    niveau: str
    millesime: str
    autres: int
    partis: int
    venus: int


_SAME = """
CREATE TEMP TABLE f AS SELECT a.id AS avant, b.id AS apres FROM main.formation a JOIN apres.formation b
  USING (type_code, code);
CREATE UNIQUE INDEX temp.fi ON f (avant);
CREATE TEMP TABLE t AS SELECT a.id AS avant, b.id AS apres, b.portee, b.voie, b.millesime
  FROM main.lot a JOIN main.source s ON s.id = a.source JOIN apres.source u ON u.code = s.code
  JOIN apres.lot b ON b.source = u.id AND b.portee = a.portee AND b.voie = a.voie AND b.millesime = a.millesime
  AND b.population IS a.population AND b.origine = a.origine;
CREATE INDEX temp.ti ON t (avant);
CREATE TEMP TABLE i AS SELECT a.id AS avant, b.id AS apres FROM main.indicateur a JOIN apres.indicateur b USING (nom);
CREATE UNIQUE INDEX temp.ii ON i (avant);
"""
_NIVEAU = """CASE WHEN t.portee <> 'formation' THEN '' WHEN l.lieu = 'fr' THEN 'national'
  WHEN l.lieu LIKE 'reg:%' THEN 'region' ELSE 'etablissement' END"""
_HELD = (
    f"SELECT t.portee, t.voie, {_NIVEAU}, t.millesime, count(*) FROM chiffre c JOIN ligne l ON l.id = c.ligne"
    " JOIN lot t ON t.id = l.lot GROUP BY 1, 2, 3, 4"
)
_BOTH = f"""
SELECT t.portee, t.voie, {_NIVEAU}, t.millesime, count(*), sum(x.valeur <> y.valeur)
FROM main.ligne a
CROSS JOIN t ON t.avant = a.lot
LEFT JOIN f ON f.avant = a.formation
LEFT JOIN f o ON o.avant = a.formation_origine
CROSS JOIN apres.ligne l ON l.lieu = a.lieu AND l.formation IS f.apres AND l.lot = t.apres
  AND l.formation_origine IS o.apres AND (l.formation IS NULL) = (a.formation IS NULL)
CROSS JOIN main.chiffre x ON x.ligne = a.id
CROSS JOIN i ON i.avant = x.indicateur
CROSS JOIN apres.chiffre y ON y.ligne = l.id AND y.indicateur = i.apres
GROUP BY 1, 2, 3, 4
"""


def corrected(before: Snapshot, after: Snapshot) -> tuple[Corrected, ...] | None:
    """Return what was corrected; None where it can't be told, before version 1.1. A second for the whole country.

    Between a part of the country and the whole, only what says something else is counted. The two files are read
    together, by numbers matched through codes. Raises sqlite3.Error.
    """
    if min(before.mineure, after.mineure) < 1:
        return None
    with _together(before.connection, after) as db:
        db.executescript(_SAME)
        both: dict[Key, tuple[int, int]] = {row[:4]: row[4:] for row in db.execute(_BOTH)}
    held: list[dict[Key, int]] = [dict(_counts(one)) for one in (before, after)]
    same, found = before.perimetre == after.perimetre, []
    for key in sorted(held[0].keys() & held[1].keys()):
        matched, other = both.get(key, (0, 0))
        gone, came = (one[key] - matched if same else 0 for one in held)
        if other or gone or came:
            found.append(Corrected(*key, other, gone, came))
    return tuple(found)


@contextmanager
def _together(db: sqlite3.Connection, after: Snapshot) -> Iterator[sqlite3.Connection]:
    """Lend the connection of the data before, which may be deleted by now, with those after beside (``apres``)."""
    db.execute("PRAGMA query_only = 0")  # for tables of our own in memory: the files are opened to be read only
    db.execute("ATTACH ? AS apres", (f"{after.path.resolve().as_uri()}?mode=ro&immutable=1",))
    try:
        yield db
    finally:
        for name in "fti":
            db.execute(f"DROP TABLE IF EXISTS temp.{name}")
        db.execute("DETACH apres")
        db.execute("PRAGMA query_only = 1")


def _counts(snapshot: Snapshot) -> Iterator[tuple[Key, int]]:
    for portee, voie, niveau, millesime, number in snapshot.connection.execute(_HELD):
        yield (portee, voie, niveau, millesime), number

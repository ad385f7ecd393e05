"""Published values that are not those of the snapshot before: « chiffre révisé » (DOMAIN.md §4, B12).

Own rows only: a copy says again what its origin says. A cell is known by the formation, the place, the voie, the
cohort, the population, the source, what the row is about, and the name of its indicateur.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from data_bundle.builder.quality.facts import is_compact

EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that changed: of what, where, whose cohort, from what to what."""

    formation: str | None
    lieu: str
    millesime: str
    indicateur: str
    source: str
    avant: float
    apres: float


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """Cells of one source that both snapshots publish, and how many differ."""

    source: str
    comparees: int
    revisees: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells published in both snapshots, those that differ, those in one only; the largest differences first."""

    comparees: int
    revisees: int
    disparues: int
    nouvelles: int
    par_source: tuple[SourceFigures, ...]
    exemples: tuple[Revision, ...]


_KEY = ("lieu", "formation", "source", "millesime", "voie", "population", "portee")
_OWN = {
    True: """SELECT l.id, l.lieu, coalesce(f.type_code || ':' || f.code, '') AS formation, s.code AS source,
                    t.millesime, t.voie, coalesce(t.population, '') AS population, t.portee
             FROM {0}.ligne l JOIN {0}.lot t ON t.id = l.lot JOIN {0}.source s ON s.id = t.source
             LEFT JOIN {0}.formation f ON f.id = l.formation WHERE t.origine = 'propre'""",
    False: """SELECT m.id, m.lieu, coalesce(f.type_code || ':' || f.code, '') AS formation, s.code AS source,
                     m.millesime, m.voie, coalesce(m.population, '') AS population,
                     iif(m.formation IS NULL, 'etablissement', 'formation') AS portee
              FROM {0}.mesure m JOIN {0}.source s ON s.id = m.source
              LEFT JOIN {0}.formation f ON f.id = m.formation WHERE m.origine = 'propre'""",
}
_CELLS = {
    True: "SELECT ligne, indicateur, valeur FROM {0}.chiffre",
    False: "SELECT mesure AS ligne, indicateur, valeur FROM {0}.valeur WHERE valeur IS NOT NULL",
}
_PAIRS = f"""
CREATE TEMP TABLE indicateur_double (maintenant INTEGER PRIMARY KEY, avant INTEGER, nom TEXT);
INSERT INTO indicateur_double
  SELECT i.id, j.id, i.nom FROM main.indicateur i JOIN avant.indicateur j ON j.nom = i.nom;
CREATE TEMP TABLE paire (maintenant INTEGER PRIMARY KEY, avant INTEGER, source TEXT);
INSERT OR IGNORE INTO paire
  SELECT m.id, a.id, m.source FROM temp.propre_main m JOIN temp.propre_avant a USING ({", ".join(_KEY)});
CREATE TEMP VIEW case_double AS
  SELECT p.maintenant AS ligne, p.source, i.nom, n.valeur AS apres, o.valeur AS avant
  FROM temp.paire p CROSS JOIN temp.case_main n ON n.ligne = p.maintenant
  CROSS JOIN temp.indicateur_double i ON i.maintenant = n.indicateur
  CROSS JOIN temp.case_avant o ON o.ligne = p.avant AND o.indicateur = i.avant;
"""
"""CROSS JOIN keeps the order of the tables: every step is then a search by primary key."""
_BY_SOURCE = """
SELECT source, sum(comparees), sum(revisees) FROM (
  SELECT source, count(*) AS comparees, sum(avant <> apres) AS revisees FROM temp.case_double GROUP BY ligne)
GROUP BY source ORDER BY source
"""
_EXAMPLES = """
WITH largest AS (
  SELECT l.formation, l.lieu, l.millesime, d.nom, d.source, d.avant, d.apres
  FROM temp.case_double d JOIN temp.propre_main l ON l.id = d.ligne
  WHERE d.avant <> d.apres ORDER BY abs(d.avant - d.apres) DESC, l.lieu, l.formation, d.nom LIMIT ?)
SELECT (SELECT libelle FROM main.formation WHERE type_code || ':' || code = formation),
       lieu, millesime, nom, source, avant, apres
FROM largest
"""


def figures(db: sqlite3.Connection) -> Figures:
    """Return what changed; ``db`` has the new snapshot as ``main`` and the older one as ``avant``."""
    compact = {"main": True, "avant": is_compact(db, "avant")}
    for side in ("main", "avant"):
        db.execute(f"CREATE TEMP TABLE propre_{side} AS {_OWN[compact[side]].format(side)}")
        db.execute(f"CREATE TEMP VIEW case_{side} AS {_CELLS[compact[side]].format(side)}")
    db.execute(f"CREATE INDEX temp.propre_avant_cle ON propre_avant ({', '.join(_KEY)})")
    db.executescript(_PAIRS)
    by_source = tuple(SourceFigures(*row) for row in db.execute(_BY_SOURCE))
    compared, revised = sum(one.comparees for one in by_source), sum(one.revisees for one in by_source)

    def published(side: str) -> int:
        query = f"SELECT count(*) FROM temp.case_{side} WHERE ligne IN (SELECT id FROM temp.propre_{side})"
        return int(db.execute(query).fetchone()[0])

    return Figures(
        comparees=compared,
        revisees=revised,
        disparues=published("avant") - compared,
        nouvelles=published("main") - compared,
        par_source=by_source,
        exemples=tuple(Revision(*row) for row in db.execute(_EXAMPLES, (EXAMPLES,))) if revised else (),
    )

"""Comparison of six columns, every row, against the bare SQL that fetches the same rows.

The statements that the comparison sends are recorded once a selection, then sent again alone and read to the end. A
question about rows of figures is sent as the SQL that fetches every cell of them, those without a value and their
reason included: the program reads these reasons once, at opening, as patterns.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from harness import OPENDATA, ROOT, Row, UnmeasurableError, in_turns

SELECTIONS = 40
_ROW = "SELECT l.id, l.lot, l.formation_origine, l.libelle_source"
_HERE = "WHERE l.lieu = ?1 AND l.formation IS ?2"
CELLS = (
    f"{_ROW}, c.indicateur, 1, c.valeur, c.effectif, c.numerateur, c.recalcule"
    f" FROM ligne l JOIN chiffre c ON c.ligne = l.id {_HERE} UNION ALL"
    f" {_ROW}, m.indicateur, m.statut, NULL, NULL, NULL, 0 FROM ligne l JOIN motif m ON m.id = l.motif {_HERE}"
)


def rows(times: int) -> list[Row]:
    from desktop.catalogue import Catalogue
    from desktop.comparison import compare
    from desktop.snapshot import open_snapshot

    path = _snapshot()
    catalogue = Catalogue(open_snapshot(path))
    db = catalogue.snapshot.connection
    selections = _selections(catalogue)
    recorder = _Recorder(db)
    catalogue._db = recorder
    for selection in selections:
        compare(catalogue, selection)
    catalogue._db = db

    def ours() -> None:
        for selection in selections:
            compare(catalogue, selection)

    def bare() -> None:
        for statement, given in recorder.statements:
            db.execute(statement, given).fetchall()

    seconds, reference = in_turns(times, ours, bare)
    per = [[s * 1000 / SELECTIONS for s in series] for series in (seconds, reference)]
    return [Row("comparaison_6_colonnes", per[0], "ms", "le SQL seul", per[1], 3.0)]


class _Recorder:
    """Stands for the connection once, and keeps every statement with what it was given."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.statements: list[tuple[str, Sequence[object]]] = []

    def execute(self, statement: str, given: Sequence[object] = ()) -> sqlite3.Cursor:
        self.statements.append((CELLS if " FROM ligne " in statement else statement, given))
        return self._db.execute(statement, given)


def _snapshot() -> Path:
    full = ROOT / "build" / "instantane.sqlite"
    path = full if OPENDATA.is_dir() and full.exists() else ROOT / "data_bundle" / "extrait.sqlite"
    if not path.exists():
        raise UnmeasurableError("Aucun instantané : lancez « make snapshot ».")
    return path


def _selections(catalogue):
    """Return selections of six, half at regions and half at établissements, the same at every run."""
    from desktop.selection import Choix, Selection

    db = catalogue.snapshot.connection
    regions = db.execute(
        "SELECT DISTINCT f.type_code, f.code, m.lieu FROM mesure m JOIN formation f ON f.id = m.formation"
        " ORDER BY f.code, m.lieu"
    ).fetchall()
    places = db.execute(
        "SELECT f.type_code, f.code, e.uai FROM offre o JOIN formation f ON f.id = o.formation"
        " JOIN etablissement e ON e.id = o.etablissement ORDER BY o.id"
    ).fetchall()
    chance = random.Random(6)
    return [
        Selection(tuple(Choix(*row) for row in [*chance.sample(regions, 3), *chance.sample(places, 3)]))
        for _ in range(SELECTIONS)
    ]

"""Rows of figures as the snapshot stores them: compactly since version 1.1, cell by cell in version 1.0.

The gaps of a row are a pattern shared by many rows (table ``motif``): patterns are read once, as cells, and a row
starts as a copy of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Protocol

from desktop.facts import Cellule, Mesure

Statuts = Mapping[int, tuple[str, str | None]]


class Rows(Protocol):
    """Answers the rows of a formation at a place (None: the whole établissement), newest cohort first."""

    def __call__(self, db: sqlite3.Connection, formation: int | None, lieu: str) -> list[Mesure]:
        """Return the rows."""
        ...


def rows_of(db: sqlite3.Connection, minor: int, noms: Mapping[int, str], statuts: Statuts) -> Rows:
    """Return how to read rows from a snapshot of version 1.``minor``; names and statuses are by number."""
    return _Compact(db, noms, statuts) if minor >= 1 else _Cells(noms, statuts)


class _Compact:
    """Version 1.1: ``lot`` and ``motif`` are small and kept; a question reads ``ligne`` and ``chiffre``."""

    _SQL = (
        "SELECT l.id, l.lot, l.motif, l.formation_origine, l.libelle_source, l.sites,"
        " c.indicateur, c.valeur, c.effectif, c.numerateur, c.recalcule"
        " FROM ligne l LEFT JOIN chiffre c ON c.ligne = l.id WHERE l.lieu = ? AND l.formation IS ?"
    )

    def __init__(self, db: sqlite3.Connection, noms: Mapping[int, str], statuts: Statuts) -> None:
        self._noms = noms
        self._lots = {
            row[0]: row[1:]
            for row in db.execute("SELECT id, portee, source, voie, millesime, population, origine FROM lot")
        }
        self._motifs: dict[int, dict[str, Cellule]] = {0: {}}
        gaps = {number: Cellule(*statut, None, None, None, False) for number, statut in statuts.items()}
        for motif, indicateur, statut in db.execute("SELECT id, indicateur, statut FROM motif"):
            self._motifs.setdefault(motif, {})[noms[indicateur]] = gaps[statut]

    def __call__(self, db: sqlite3.Connection, formation: int | None, lieu: str) -> list[Mesure]:
        found: dict[int, Mesure] = {}
        noms = self._noms
        for row in db.execute(self._SQL, (lieu, formation)):
            mesure = found.get(row[0])
            if mesure is None:
                portee, source, voie, millesime, population, origine = self._lots[row[1]]
                cells = dict(self._motifs[row[2]])
                mesure = found[row[0]] = Mesure(
                    row[0], formation, lieu, voie, millesime, population, source, origine, row[3], cells, portee,
                    row[4], row[5],
                )  # fmt: skip
            if row[6] is not None:
                mesure.cellules[noms[row[6]]] = Cellule("valeur", None, row[7], row[8], row[9], row[10] == 1)
        return sorted(found.values(), key=lambda m: (m.millesime, -m.id), reverse=True)


class _Cells:
    """Version 1.0: one stored row a cell, and two portées, told apart by whether there is a formation."""

    _SQL = (
        "SELECT m.id, m.formation, m.lieu, m.voie, m.millesime, m.population, m.source, m.origine, m.formation_origine,"
        " v.indicateur, v.statut, v.valeur, v.effectif, v.numerateur, v.recalcule"
        " FROM mesure m JOIN valeur v ON v.mesure = m.id WHERE m.lieu = ? AND m.formation IS ?"
        " ORDER BY m.millesime DESC, m.id"
    )

    def __init__(self, noms: Mapping[int, str], statuts: Statuts) -> None:
        self._noms = noms
        self._statuts = statuts

    def __call__(self, db: sqlite3.Connection, formation: int | None, lieu: str) -> list[Mesure]:
        found: dict[int, Mesure] = {}
        portee = "etablissement" if formation is None else "formation"
        for row in db.execute(self._SQL, (lieu, formation)):
            mesure = found.get(row[0])
            if mesure is None:
                mesure = found[row[0]] = Mesure(*(*row[:9], {}, portee))
            statut, variante = self._statuts[row[10]]
            mesure.cellules[self._noms[row[9]]] = Cellule(statut, variante, row[11], row[12], row[13], row[14] == 1)
        return list(found.values())

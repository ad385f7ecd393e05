"""Reading a snapshot back by plain SQL, for tests of what the builder wrote."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple


class Case(NamedTuple):
    """One cell: ``statut`` is « sous_seuil » or « sous_seuil:sortants »."""

    statut: str
    valeur: Any
    effectif: int | None
    numerateur: int | None
    recalcule: int


class Ligne(NamedTuple):
    """One mesure and its cells by indicateur."""

    lieu: str
    voie: str
    millesime: str
    population: str | None
    source: str
    origine: str
    code_origine: str | None
    cases: dict[str, Case]

    def valeurs(self, *noms: str) -> tuple[Any, ...]:
        """Return some values, in order."""
        return tuple(self.cases[nom].valeur for nom in noms)

    def statuts(self, *noms: str) -> tuple[str, ...]:
        """Return some statuses, in order."""
        return tuple(self.cases[nom].statut for nom in noms)


class Lecture:
    """A snapshot opened to be read."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)

    def all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return every row of a query."""
        return self.db.execute(query, values).fetchall()

    def column(self, query: str, *values: object) -> list[Any]:
        """Return the first column of a query."""
        return [row[0] for row in self.all(query, *values)]

    def one(self, query: str, *values: object) -> Any:
        """Return the one value that a query gives."""
        [value] = self.column(query, *values)
        return value

    def lignes(self, lieu: str, millesime: str, code: str | None = None, population: str | None = None) -> list[Ligne]:
        """Return the rows of figures of a place and cohort, of a formation or of a whole establishment."""
        rows = self.all(
            """SELECT m.id, m.lieu, m.voie, m.millesime, m.population, s.code, m.origine, o.code
               FROM mesure m JOIN source s ON s.id = m.source LEFT JOIN formation f ON f.id = m.formation
               LEFT JOIN formation o ON o.id = m.formation_origine
               WHERE m.lieu = ? AND m.millesime = ? AND f.code IS ? AND (? IS NULL OR m.population = ?)
               ORDER BY m.id""",
            *(lieu, millesime, code, population, population),
        )
        return [Ligne(*row[1:], self._cases(row[0])) for row in rows]

    def ligne(self, lieu: str, millesime: str, code: str | None = None, population: str | None = None) -> Ligne:
        """Return the only row of figures of a place and cohort."""
        [found] = self.lignes(lieu, millesime, code, population)
        return found

    def formation(self, code: str, *columns: str) -> tuple[Any, ...]:
        """Return some columns of a formation."""
        [row] = self.all(f"SELECT {', '.join(columns)} FROM formation WHERE code = ?", code)
        return row

    def liens(self, genre: str, code: str, *, backward: bool = False) -> set[str]:
        """Return the codes that a formation is linked to."""
        a, b = ("vers", "de") if backward else ("de", "vers")
        query = f"""SELECT o.code FROM lien l JOIN formation f ON f.id = l.{a} JOIN formation o ON o.id = l.{b}
                    WHERE l.genre = ? AND f.code = ?"""
        return set(self.column(query, genre, code))

    def _cases(self, mesure: int) -> dict[str, Case]:
        query = """SELECT i.nom, s.nom || coalesce(':' || s.variante, ''), v.valeur, v.effectif, v.numerateur,
                          v.recalcule
                   FROM valeur v JOIN indicateur i ON i.id = v.indicateur JOIN statut s ON s.id = v.statut
                   WHERE v.mesure = ? ORDER BY i.id"""
        return {nom: Case(*rest) for nom, *rest in self.all(query, mesure)}

"""What the coverage of a snapshot is counted on, from its tables in memory or from a written file.

A formation is known by its key in both, so that two snapshots with other numbers can be compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from data_bundle.builder.etablissements import Etablissement
from data_bundle.builder.figures import Tables
from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key

Row = tuple[Any, ...]

FAMILLES = {
    "500": "CAP", "400": "Bac pro", "320": "BTS", "450": "BP", "010": "MC/CS", "013": "MC/CS",
    "461": "MC/CS", "561": "MC/CS", "503": "CAP agricole", "403": "Bac pro agricole", "323": "BTSA",
    "453": "BP agricole", "463": "CSA", "563": "CSA",
}  # fmt: skip
"""Diploma families by the first three characters of a CFD (DOMAIN.md §1.2), in the order in which they are shown."""
AUTRES = "Autres diplômes"
_COLUMNS = ("type_code", "code", "voie", "cfd", "diplome", "terminale", "commune", "ouverture", "fermeture")


class Entry(NamedTuple):
    """A formation as coverage sees it: one that ends a cycle, of which family, open from when to when."""

    voie: str
    famille: str
    ouverture: str | None
    fermeture: str | None

    def is_open(self, day: str) -> bool:
        """Tell whether one can enter it on that day: already open, not yet closed."""
        return (self.ouverture or "") <= day and (self.fermeture is None or self.fermeture > day)


class Line(NamedTuple):
    """A row of figures of a formation at a place: whose figures they are, and whether any is published."""

    formation: Key
    lieu: str
    millesime: str
    origine: str
    publie: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Formations that end a cycle, their rows of figures, where they were seen, and the région of each establishment.

    Lines of Parcoursup, shared first years and years before the last have no figures of their own: not here.
    """

    formations: dict[Key, Entry]
    lignes: list[Line]
    offres: list[tuple[Key, str]]
    regions: dict[str, str]

    def region(self, lieu: str) -> str | None:
        """Return the Insee code of a place, ``fr`` for the country, None outside the régions."""
        if lieu == "fr":
            return lieu
        return lieu[4:] if lieu.startswith("reg:") else self.regions.get(lieu)


def of_tables(found: Tables) -> Facts:
    """Return the facts of tables in memory."""
    at = _positions(Formation, *_COLUMNS)
    uai, region = _positions(Etablissement, "uai", "region")
    lots = {row[0]: (row[1], row[4], row[6]) for row in found["lot"]}
    published = {row[0] for row in found["chiffre"]}
    return _facts(
        ((row[0], *(row[i] for i in at)) for row in found["formation"]),
        ((row[1], row[2], *lots[row[3]], row[0] in published) for row in found["ligne"] if row[1]),
        ((row[1], row[2]) for row in found["offre"]),
        ((row[0], row[uai], row[region]) for row in found["etablissement"]),
    )


def of_file(connection: sqlite3.Connection) -> Facts:
    """Return the facts of a written snapshot, of this version or of 1.0. Raises sqlite3.Error."""
    run = connection.execute
    return _facts(
        run(f"SELECT id, {', '.join(_COLUMNS)} FROM main.formation"),
        run(_LINES[is_compact(connection)]),
        run("SELECT formation, etablissement FROM main.offre"),
        run("SELECT id, uai, region FROM main.etablissement"),
    )


def is_compact(connection: sqlite3.Connection, schema: str = "main") -> bool:
    """Tell whether figures are stored as version 1.1 does: rows in ``ligne``, values in ``chiffre``."""
    return bool(connection.execute(f"SELECT count(*) FROM {schema}.sqlite_master WHERE name = 'ligne'").fetchone()[0])


_LINES = {
    True: """SELECT l.formation, l.lieu, t.portee, t.millesime, t.origine,
                    EXISTS (SELECT 1 FROM main.chiffre c WHERE c.ligne = l.id)
             FROM main.ligne l JOIN main.lot t ON t.id = l.lot
             WHERE l.formation IS NOT NULL AND t.portee IN ('formation', 'superieur')""",
    False: """SELECT m.formation, m.lieu, 'formation', m.millesime, m.origine,
                     EXISTS (SELECT 1 FROM main.valeur v WHERE v.mesure = m.id AND v.valeur IS NOT NULL)
              FROM main.mesure m WHERE m.formation IS NOT NULL""",
}


def _positions(kind: type, *names: str) -> list[int]:
    """Return where the fields of a dataclass stand in the numbered rows of its table."""
    order = [field.name for field in fields(kind)]
    return [order.index(name) + 1 for name in names]


def _facts(formations: Iterable[Row], lines: Iterable[Row], offers: Iterable[Row], places: Iterable[Row]) -> Facts:
    keys: dict[int, Key] = {}
    entries: dict[Key, Entry] = {}
    for number, kind, code, voie, cfd, diplome, terminale, commune, opened, closed in formations:
        if terminale and not commune and kind != "parcoursup":
            keys[number] = (kind, code)
            entries[kind, code] = Entry(voie, _family(voie, cfd, diplome), opened, closed)
    uais = {}
    regions = {}
    for number, uai, region in places:
        uais[number] = uai
        if region:
            regions[uai] = region
    return Facts(
        entries,
        list(_lines(lines, keys, entries)),
        [(keys[formation], uais[place]) for formation, place in offers if formation in keys],
        regions,
    )


def _lines(lines: Iterable[Row], keys: dict[int, Key], entries: dict[Key, Entry]) -> Iterator[Line]:
    for formation, lieu, portee, millesime, origine, publie in lines:
        key = keys.get(formation)
        if key and portee == ("superieur" if entries[key].voie == "superieur" else "formation"):
            yield Line(key, lieu, millesime, origine, bool(publie))


def _family(voie: str, cfd: str | None, diplome: str) -> str:
    return diplome if voie == "superieur" else FAMILLES.get((cfd or "")[:3], AUTRES)

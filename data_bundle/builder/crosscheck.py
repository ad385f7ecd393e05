"""What one source says of another.

Figures by CFA and by lycée stand in two places, the export of the portal and the tables of the DEPP: compare, then
keep one. One version of a dataset a snapshot (DOMAIN.md §4, B12): the export. A table only speaks for a place that it
lacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data_bundle.builder import statuses
from data_bundle.builder.measures import Mesure
from data_bundle.builder.report import Report
from data_bundle.builder.statuses import Cell
from data_bundle.indicators import INDICATEURS, INSERJEUNES

_KEY = ["lieu", "millesime", "population", "indicateur"]


def only_absent(export: list[Mesure], tables: list[Mesure], report: Report, whose: str = "CFA") -> list[Mesure]:
    """Return the rows of the tables whose place and cumul the export does not have; differences go to the report.

    Where the export has a place, all its populations are those of the export. ``whose`` says what these places are.
    """
    if not export:
        return tables
    both = _published(export).merge(_published(tables), on=_KEY, suffixes=("_export", "_table"))
    moved = both[both["valeur_export"] != both["valeur_table"]]
    names = {i.id: i.nom for i in INDICATEURS}
    said = f"{len(both)} chiffres de {whose} lus deux fois (export et tableaux de la DEPP), {len(moved)} différents"
    if len(moved):
        share = moved["indicateur"].map(names).value_counts()
        said += "\u00a0: " + ", ".join(f"{nom} {count}" for nom, count in share.items())
    report.note(said)
    held = {(row.lieu, row.millesime) for row in export}
    kept = [row for row in tables if (row.lieu, row.millesime) not in held]
    for source in sorted({row.source for row in tables}):
        left = sum(row.source == source for row in tables) - sum(row.source == source for row in kept)
        report.aside(source, f"{whose} déjà lus dans l’export du portail", left)
    return kept


def no_longer_awaited(rows: list[Mesure], others: Iterable[Mesure]) -> list[Mesure]:
    """Return rows whose months after leaving are not « not followed yet » once another source has followed them.

    An extract made long ago leaves empty columns for a promotion of which the next file gives the 24 months.
    """
    months = {i.id: i.horizon for i in INDICATEURS if i.horizon and i.denominateur == "sortants"}
    newest: dict[int, str] = {}
    for row in others:
        if row.portee not in INSERJEUNES:
            continue
        for cell in row.cells:
            if cell.indicateur in months and cell.statut == statuses.VALEUR:
                horizon = months[cell.indicateur]
                newest[horizon] = max(newest.get(horizon, ""), row.millesime)

    def truly(cell: Cell, millesime: str) -> Cell:
        awaited = cell.statut == statuses.HORIZON and millesime > newest.get(months[cell.indicateur], "")
        return cell if awaited or cell.statut != statuses.HORIZON else cell._replace(statut=statuses.NON_DIFFUSE)

    return [replace(row, cells=tuple(truly(cell, row.millesime) for cell in row.cells)) for row in rows]


def _published(rows: list[Mesure]) -> pd.DataFrame:
    """Return the published values of some rows, one a line."""

    def shown(cell: Cell) -> bool:
        return cell.valeur is not None and not cell.recalcule

    found = [
        (row.lieu, row.millesime, row.population, c.indicateur, c.valeur) for row in rows for c in row.cells if shown(c)
    ]
    return pd.DataFrame(found, columns=[*_KEY, "valeur"])

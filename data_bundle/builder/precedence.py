"""One source a figure: InserJeunes is published in several places, a snapshot holds one version (DOMAIN.md §4, B12).

The files of the open data come before the answers of an API, and these before the exports of another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from data_bundle.builder.measures import Mesure
from data_bundle.builder.report import Report
from data_bundle.indicators import INSERJEUNES

LATER = ("inserjeunes-api", "inserjeunes-exposition")
"""Sources that only speak where no other does, in this order."""


def one_source(mesures: Iterable[Mesure], report: Report) -> list[Mesure]:
    """Return the rows of InserJeunes without those that an earlier source gives, in their order; others untouched."""
    rows = list(mesures)
    rank = {source: number for number, source in enumerate(LATER, 1)}
    best: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.portee in INSERJEUNES and row.origine == "propre":
            key = _key(row)
            best[key] = min(best.get(key, len(rank)), rank.get(row.source, 0))
    kept = [row for row in rows if row.portee not in INSERJEUNES or rank.get(row.source, 0) <= best.get(_key(row), 99)]
    left = Counter(row.source for row in rows)
    left.subtract(row.source for row in kept)
    for source, count in sorted(left.items()):
        report.aside(source, "chiffres déjà donnés par un autre fichier d’InserJeunes", count)
    return kept


def own_before_copies(mesures: list[Mesure]) -> list[Mesure]:
    """Return rows without the copies of one source where another source has a row, or an earlier copy, of its own."""
    if not any(row.source in LATER for row in mesures):
        return mesures
    held = {_key(row) for row in mesures if row.origine == "propre"}
    kept = []
    for row in mesures:
        if row.portee in INSERJEUNES and row.origine != "propre":
            if _key(row) in held:
                continue
            held.add(_key(row))
        kept.append(row)
    return kept


def _key(row: Mesure) -> tuple[object, ...]:
    return row.lieu, row.formation, row.voie, row.millesime, row.population, row.portee

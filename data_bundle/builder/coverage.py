"""Rows of the table ``couverture``: how many formations have a figure in each région, in the newest cohort.

What the command line shows (`instantane --json`). The quality report counts further (`quality_coverage`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key, Mesure

Row = tuple[str, str, str, str, int, int, int, int]
_DIRECT, _COPIED, _UNDER = range(3)


def coverage(
    mesures: Iterable[Mesure], formations: Mapping[Key, Formation], regions: Mapping[str, str | None], day: str
) -> list[Row]:
    """Return one row for each niveau, voie, diplôme and région, sorted; ``regions`` are those of the établissements.

    Counted are formations with a row: with a figure of their own, only with one taken over from another version of
    the diploma, or with nothing but suppressed cells. A closed diploma that only takes over figures is not counted.
    At the level of an établissement, one formation in two places counts twice.
    """
    rows = [
        (niveau, region, row, formations[row.formation])
        for row in mesures
        if row.formation is not None and row.portee == "formation"
        for niveau, region in [_where(row.lieu, regions)]
        if region is not None and (row.origine == "propre" or formations[row.formation].is_open(day))
    ]
    newest: dict[str, str] = {}
    for niveau, _, row, _ in rows:
        newest[niveau] = max(newest.get(niveau, ""), row.millesime)
    best: dict[tuple[str, str, str, str], dict[tuple[Key, str], int]] = defaultdict(dict)
    for niveau, region, row, formation in rows:
        if row.millesime == newest[niveau]:
            published = any(cell.valeur is not None for cell in row.cells)
            state = _UNDER if not published else _DIRECT if row.origine == "propre" else _COPIED
            known = best[niveau, row.voie, formation.diplome, region]
            place = formation.key, row.lieu
            known[place] = min(known.get(place, _UNDER), state)
    found: list[Row] = []
    for key, known in sorted(best.items()):
        counts = Counter(known.values())
        found.append((*key, len(known), counts[_DIRECT], counts[_COPIED], counts[_UNDER]))
    return found


def _where(lieu: str, regions: Mapping[str, str | None]) -> tuple[str, str | None]:
    """Return the level and the région of a place; no région for the country, or a place outside them."""
    return ("region", lieu[4:]) if lieu.startswith("reg:") else ("etablissement", regions.get(lieu))

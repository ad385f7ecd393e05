"""Random selections of a snapshot, of mixed voies, places and levels, the same ones at each run."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison
from desktop.snapshot import open_snapshot
from tests.desktop.sheet.cases import side_by_side

_FIGURES = "SELECT f.type_code, f.code, l.lieu FROM ligne l JOIN formation f ON f.id = l.formation ORDER BY l.id"
_OFFERS = (
    "SELECT f.type_code, f.code, e.uai FROM offre o JOIN formation f ON f.id = o.formation "
    "JOIN etablissement e ON e.id = o.etablissement ORDER BY o.id"
)
_FORMATIONS = "SELECT type_code, code, NULL FROM formation ORDER BY id"
_PLACES = "SELECT lieu FROM territoire WHERE niveau IN ('region', 'national') ORDER BY lieu"


SIZES = (2, 3, 4, 5, 6)


def selections(snapshot: Path, count: int, seed: int = 5) -> Iterator[list[str]]:
    """Yield ``count`` lists of references: rows with figures, offers of schools, and any formation anywhere."""
    chance = random.Random(seed)
    with sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro", uri=True) as db:
        pools = [db.execute(query).fetchall() for query in (_FIGURES, _OFFERS, _FORMATIONS)]
        places = [place for (place,) in db.execute(_PLACES)]
    for _ in range(count):
        refs: dict[str, None] = {}
        wanted = chance.choice(SIZES)
        while len(refs) < wanted:
            [pool] = chance.choices(pools, weights=(45, 40, 15))
            kind, code, place = chance.choice(pool)
            refs[f"{kind}:{code}@{place or chance.choice(places)}"] = None
        yield list(refs)


def comparisons(snapshot: Path, count: int, seed: int = 5) -> Iterator[tuple[list[str], Comparison]]:
    """Yield ``count`` selections with their comparison."""
    catalogue = Catalogue(open_snapshot(snapshot))
    for refs in selections(snapshot, count, seed):
        yield refs, side_by_side(catalogue, refs)

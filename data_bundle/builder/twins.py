"""Lines of Parcoursup that only their figures tell apart: same name, same place, several lines in the file.

They are several courses, or several ways into one; the source does not say which, so they are numbered and never
merged (DOMAIN.md §10, T17).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from data_bundle.builder.formations import Formation
from data_bundle.builder.offre import Offre
from data_bundle.builder.parcoursup_formations import TYPE


def told_apart(formations: Iterable[Formation], offre: Iterable[Offre]) -> list[Formation]:
    """Return formations in the same order; those of one name at one place are numbered in the order of their codes."""
    rows = list(formations)
    places = {o.formation: o.uai for o in offre if o.formation[0] == TYPE}
    names = {row.key: (row.libelle, places[row.key]) for row in rows if row.key in places}
    counts = Counter(names.values())
    ranks: Counter[tuple[str, str]] = Counter()
    said = {}
    for key in sorted(names):
        name = names[key]
        ranks[name] += 1
        if counts[name] > 1:
            said[key] = f" (ligne {ranks[name]} sur {counts[name]} de ce nom)"
    return [
        replace(row, libelle=row.libelle + said[row.key], intitule=row.intitule + said[row.key])
        if row.key in said
        else row
        for row in rows
    ]

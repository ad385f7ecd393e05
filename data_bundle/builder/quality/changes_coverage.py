"""Coverage of two snapshots over the same formations: what had a figure, and has none any more.

Out of the formations seen at a place in either snapshot, so that a file cut in half can't hide by shrinking what it is
measured against. A diploma closed since counts in neither; one that the nomenclature lost counts in both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from data_bundle.builder.measures import Key
from data_bundle.builder.quality.coverage import NON_COUVERTES, RIEN, SEUIL, States
from data_bundle.builder.quality.facts import Entry, Facts

PARTOUT = ""
"""All régions together."""


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """Formations with a figure, of their own or taken over, before and now; ``region`` is empty for all together."""

    niveau: str
    voie: str
    diplome: str
    region: str
    vues: int
    avant: int
    apres: int

    @property
    def points(self) -> float:
        """What the share gained, in points."""
        return round(100 * (self.apres - self.avant) / self.vues, 1)


def coverage_changes(before: States, now: States, day: str) -> tuple[CoverageChange, ...]:
    """Return the change of every level, voie and diploma family, by région and for all régions together, sorted."""
    old, new = before.facts, now.facts
    opened = _opened(old, new, day)
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for place in before.recents.keys() | now.recents.keys():
        niveau, formation, lieu = place
        region = new.region(lieu) or old.region(lieu)
        if formation not in opened or region is None or region in NON_COUVERTES:
            continue
        entry = opened[formation]
        had, has = before.recents.get(place, RIEN) > SEUIL, now.recents.get(place, RIEN) > SEUIL
        for where in {PARTOUT, region}:
            row = found[niveau, entry.voie, entry.famille, where]
            row[0] += 1
            row[1] += had
            row[2] += has
    return tuple(CoverageChange(*key, *row) for key, row in sorted(found.items()))


def _opened(old: Facts, new: Facts, day: str) -> dict[Key, Entry]:
    """Return the formations that one can enter on that day, those that only the older snapshot knows included."""
    every = {**old.formations, **new.formations}
    return {key: entry for key, entry in every.items() if entry.is_open(day)}

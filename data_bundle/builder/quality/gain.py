"""What the derivations add at the level of the région: the share of formations with a figure, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from data_bundle.builder.quality.coverage import REGIONS, Line
from data_bundle.builder.quality.facts import AUTRES


@dataclass(frozen=True, slots=True)
class Gain:
    """What the derivations add at the level of the région, all régions and the families of the rule together.

    Shares are percents out of ``vues``; ``points_ouvertes`` is the same gain out of every open diploma everywhere.
    """

    voie: str
    vues: int
    ouvertes: int
    avant: float
    apres: float
    points: float
    points_ouvertes: float
    avant_toutes: float
    apres_toutes: float


def gains(found: Iterable[Line]) -> list[Gain]:
    """Return the gain by région of each voie, for CAP, bac pro, BTS, BP, MC and CS, those of agriculture included."""
    by_voie: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        if line.niveau == "region" and line.diplome != AUTRES and line.voie != "superieur":
            by_voie[line.voie].append(line)
    return [gain(voie, some, len(REGIONS)) for voie, some in sorted(by_voie.items())]


def gain(voie: str, some: list[Line], regions: int) -> Gain:
    """Return what the derivations add on lines of one voie, in a number of régions where each open diploma counts."""
    vues, direct = sum(line.vues for line in some), sum(line.direct for line in some)
    copied = sum(line.continuum + line.autre_site for line in some)
    ever = sum(line.direct_toutes for line in some)
    ever_copied = sum(line.continuum_toutes + line.autre_site_toutes for line in some)
    ouvertes = sum({line.diplome: line.ouvertes for line in some}.values()) * regions

    def share(count: int, of: int) -> float:
        return round(100 * count / of, 1) if of else 0.0

    return Gain(
        voie, vues, ouvertes, share(direct, vues), share(direct + copied, vues), share(copied, vues),
        share(copied, ouvertes), share(ever, vues), share(ever + ever_copied, vues),
    )  # fmt: skip

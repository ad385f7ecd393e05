"""How many formations have a figure, at each level: of their own, by continuum, under the threshold, or none.

Two denominators. ``ouvertes`` are all the diplomas that one could enter on the day of the snapshot, wherever they are
taught: most are taught in a few régions, and nobody can have a figure elsewhere. ``vues`` are those of which something
was seen at the place: an établissement that teaches it, or any row of any cohort, its own or that of the version which it
replaced. Shares and points gained are out of ``vues``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Any

from data_bundle.builder.measures import Key
from data_bundle.builder.quality_facts import AUTRES, Facts
from data_bundle.builder.territories import INSEE_REGIONS

NIVEAUX = ("national", "region", "etablissement")
NON_COUVERTES = frozenset({"06"})
"""Mayotte is outside what InserJeunes and InserSup follow (DOMAIN.md §4, B15)."""
REGIONS = tuple(sorted(INSEE_REGIONS - NON_COUVERTES))

RIEN, SEUIL, AUTRE_SITE, CONTINUUM, DIRECT = range(5)
_KINDS = {"propre": DIRECT, "autre_site": AUTRE_SITE}

Place = tuple[str, Key, str]
"""A level, a formation, a place: 'fr', 'reg:53' or a UAI."""


@dataclass(frozen=True, slots=True)
class States:
    """The best that is known of each formation seen at each place: in the newest cohort, and in any cohort.

    ``promotions`` are the newest cohorts, by level and voie.
    """

    recents: dict[Place, int]
    tous: dict[Place, int]
    promotions: dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the coverage table. The last three count a figure of any cohort, the others of the newest one."""

    niveau: str
    voie: str
    diplome: str
    region: str
    ouvertes: int
    vues: int
    direct: int
    continuum: int
    autre_site: int
    sous_seuil: int
    direct_toutes: int
    continuum_toutes: int
    autre_site_toutes: int

    @property
    def aucun(self) -> int:
        """The formations seen without any row in the newest cohort."""
        return self.vues - self.direct - self.continuum - self.autre_site - self.sous_seuil

    @property
    def key(self) -> tuple[str, str, str]:
        """Niveau, voie, diplôme."""
        return self.niveau, self.voie, self.diplome


COLUMNS = tuple(field.name for field in fields(Line))


def as_row(line: Line) -> list[Any]:
    """Return a line in the order of COLUMNS."""
    return list(astuple(line))


def order(millesime: str) -> tuple[str, str]:
    """Return what sorts cohorts by their last year, pooled ones after single ones."""
    return millesime[-4:], millesime


def level(lieu: str) -> str:
    """Return the level of a place."""
    return "national" if lieu == "fr" else "region" if lieu.startswith("reg:") else "etablissement"


def states(facts: Facts) -> States:
    """Return what is known of each formation at each place, shown or not, open or closed."""
    newest: dict[tuple[str, str], str] = {}
    for line in facts.lignes:
        key = level(line.lieu), facts.formations[line.formation].voie
        newest[key] = max(newest.get(key, ""), line.millesime, key=order)
    recents: dict[Place, int] = {}
    tous: dict[Place, int] = {}
    for formation, uai in facts.offres:
        _see(recents, tous, ("etablissement", formation, uai))
        if region := facts.regions.get(uai):
            _see(recents, tous, ("region", formation, f"reg:{region}"))
    for line in facts.lignes:
        place = level(line.lieu), line.formation, line.lieu
        _see(recents, tous, place)
        kind = _KINDS.get(line.origine, CONTINUUM) if line.publie else SEUIL
        tous[place] = max(tous[place], kind)
        if line.millesime == newest[place[0], facts.formations[line.formation].voie]:
            recents[place] = max(recents[place], kind)
    for _, formation, _ in list(tous):
        _see(recents, tous, ("national", formation, "fr"))
    return States(recents, tous, newest)


def _see(recents: dict[Place, int], tous: dict[Place, int], place: Place) -> None:
    recents.setdefault(place, RIEN)
    tous.setdefault(place, RIEN)


def lines(facts: Facts, known: States, day: str) -> list[Line]:
    """Return the coverage of every level, voie, diploma family and région where anything was seen, sorted.

    Only diplomas that can be entered on ``day``. At the level of an établissement both denominators are the formations
    × établissements seen.
    """
    opened = {key: entry for key, entry in facts.formations.items() if entry.is_open(day)}
    everywhere = Counter((entry.voie, entry.famille) for entry in opened.values())
    recent: dict[tuple[str, str, str, str], Counter[int]] = defaultdict(Counter)
    ever: dict[tuple[str, str, str, str], Counter[int]] = defaultdict(Counter)
    for place, state in known.recents.items():
        niveau, formation, lieu = place
        region = facts.region(lieu)
        if formation not in opened or region is None or region in NON_COUVERTES:
            continue
        key = niveau, opened[formation].voie, opened[formation].famille, region
        recent[key][state] += 1
        ever[key][known.tous[place]] += 1
    result = []
    for key, now in sorted(recent.items()):
        niveau, voie, famille, region = key
        seen, past = now.total(), ever[key]
        ouvertes = seen if niveau == "etablissement" else everywhere[voie, famille]
        result.append(
            Line(
                niveau, voie, famille, region, ouvertes, seen, now[DIRECT], now[CONTINUUM], now[AUTRE_SITE],
                now[SEUIL], past[DIRECT], past[CONTINUUM], past[AUTRE_SITE],
            )
        )  # fmt: skip
    return result


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
    """Return the gain of each voie that has any figure by région, for CAP, bac pro, BTS, BP, MC and CS, agricole included."""
    by_voie: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        if line.niveau == "region" and line.diplome != AUTRES and line.voie != "superieur":
            by_voie[line.voie].append(line)
    return [gain(voie, some) for voie, some in sorted(by_voie.items())]


def gain(voie: str, some: list[Line]) -> Gain:
    """Return what the derivations add on some lines of one voie."""
    vues, direct = sum(line.vues for line in some), sum(line.direct for line in some)
    copied = sum(line.continuum + line.autre_site for line in some)
    ever = sum(line.direct_toutes for line in some)
    ever_copied = sum(line.continuum_toutes + line.autre_site_toutes for line in some)
    ouvertes = sum({line.diplome: line.ouvertes for line in some}.values()) * len(REGIONS)

    def share(count: int, of: int) -> float:
        return round(100 * count / of, 1) if of else 0.0

    return Gain(
        voie, vues, ouvertes, share(direct, vues), share(direct + copied, vues), share(copied, vues),
        share(copied, ouvertes), share(ever, vues), share(ever + ever_copied, vues),
    )  # fmt: skip

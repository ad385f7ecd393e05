"""How many formations have a figure, at each level: of their own, by continuum, under the threshold, or none.

Two denominators. ``ouvertes`` are all the diplomas that one could enter on the day of the snapshot, wherever they are
taught: most are taught in a few régions, and nobody can have a figure elsewhere. ``vues`` are those of which something
was seen at the place: an établissement that teaches it, or any row of any cohort, its own or that of the version which
it replaced. Shares and points gained are out of ``vues``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import astuple, dataclass, fields
from typing import Any

from data_bundle.builder.measures import Key
from data_bundle.builder.quality.facts import AUTRES, FAMILLES, Facts
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

    facts: Facts
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


def level(lieu: str) -> str:
    """Return the level of a place."""
    return "national" if lieu == "fr" else "region" if lieu.startswith("reg:") else "etablissement"


def states(facts: Facts) -> States:
    """Return what is known of each formation at each place, shown or not, open or closed."""
    newest: dict[tuple[str, str], str] = {}
    for line in facts.lignes:
        key = level(line.lieu), facts.formations[line.formation].voie
        newest[key] = max(newest.get(key, ""), line.millesime)
    recents: dict[Place, int] = {}
    for formation, uai in facts.offres:
        recents["etablissement", formation, uai] = RIEN
        if region := facts.regions.get(uai):
            recents["region", formation, f"reg:{region}"] = RIEN
    tous = dict(recents)
    for line in facts.lignes:
        place = level(line.lieu), line.formation, line.lieu
        kind = _KINDS.get(line.origine, CONTINUUM) if line.publie else SEUIL
        tous[place] = max(tous.get(place, RIEN), kind)
        new = line.millesime == newest[place[0], facts.formations[line.formation].voie]
        recents[place] = max(recents.get(place, RIEN), kind if new else RIEN)
    for formation in {formation for _, formation, _ in tous}:
        recents.setdefault(("national", formation, "fr"), RIEN)
        tous.setdefault(("national", formation, "fr"), RIEN)
    return States(facts, recents, tous, newest)


def lines(known: States, day: str) -> list[Line]:
    """Return the coverage of every level, voie, diploma family and région where anything was seen, in display order.

    Only diplomas that can be entered on ``day``. At the level of an établissement both denominators are the formations
    × établissements seen.
    """
    facts = known.facts
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
    for key, now in sorted(recent.items(), key=lambda item: _rank(item[0])):
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


def _rank(key: tuple[str, str, str, str]) -> tuple[int, str, int, str, str]:
    niveau, voie, famille, region = key
    families = list(dict.fromkeys(FAMILLES.values()))
    rank = len(families) + (famille == AUTRES) if famille not in families else families.index(famille)
    return NIVEAUX.index(niveau), voie, rank, famille, region

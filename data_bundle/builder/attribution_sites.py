"""Figures of a CFA shown at the sites where it teaches, only when nobody else can have taught there (DOMAIN.md §5.4).

The row of a lieu comes first. Without one, the row of the formateur, then of the gestionnaire, may stand there if the
catalogue gives the lieu exactly one of them for the diploma, its older and newer versions included. A figure is
copied, never split: it is the same for every site, and says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from data_bundle.builder.measures import Mesure, with_copies
from data_bundle.builder.precedence import own_before_copies
from data_bundle.builder.report import Report

ROLES = ("formateur", "gestionnaire")


class Site(NamedTuple):
    """One course of the catalogue: where it is taught, the diploma (CFD), and who answers for it; "" when not said."""

    lieu: str
    cfd: str
    formateur: str
    gestionnaire: str


@dataclass(frozen=True, slots=True)
class Partage:
    """A row shown at another site: ``uai_donnee`` and its role say whose it is.

    ``sites`` is the number of places that show this same figure, the one that it comes from included.
    """

    mesure: Mesure
    uai_donnee: str
    role: str
    sites: int


_Own = tuple[str, tuple[str, str] | None, str, str, str | None]


def everywhere(
    own: Iterable[Mesure], succ: Mapping[str, Mapping[str, str]], sites: Iterable[Site], report: Report
) -> list[Mesure]:
    """Return own rows, their copies along the continuum, and those shown at another site.

    Rows that a source itself shows at another site (``autre_site`` among ``own``) start no copy and cover nothing.
    ``succ`` gives the links older → newer by type of code.
    """
    given = list(own)
    rows = own_before_copies(with_copies((row for row in given if row.origine != "autre_site"), succ))
    held = {(_own(row, row.lieu), row.portee) for row in rows}
    rows += [row for row in given if row.origine == "autre_site" and (_own(row, row.lieu), row.portee) not in held]
    shared = attribute(rows, sites, succ.get("cfd", {}))
    if shared:
        roles = Counter(partage.role for partage in shared)
        said = ", ".join(f"{count} du {role}" for role, count in sorted(roles.items()))
        report.note(f"chiffres de CFA montrés au lieu de formation\u00a0: {said}")
    return rows + [replace(partage.mesure, sites=partage.sites) for partage in shared]


def attribute(mesures: Iterable[Mesure], sites: Iterable[Site], succ: Mapping[str, str]) -> list[Partage]:
    """Return the rows to add at the lieux of ``sites``, in the order of lieux, diplomas and cohorts.

    ``mesures`` are all rows, those copied along the continuum included; ``succ`` leads from older CFD to newer, 1↔1.
    """
    rows: dict[tuple[str, str], list[Mesure]] = defaultdict(list)
    held: set[_Own] = set()
    for row in mesures:
        if row.formation and row.formation[0] == "cfd" and row.portee == "formation":
            held.add(_own(row, row.lieu))
            if row.origine != "autre_site":
                rows[row.lieu, row.formation[1]].append(row)
    courses = sorted(set(sites))
    oldest = _oldest(succ)
    givers = {role: _givers(courses, oldest, role) for role in ROLES}
    found: list[tuple[Mesure, str, str]] = []
    for lieu, cfd in sorted({(site.lieu, site.cfd) for site in courses}):
        for role in ROLES:
            every = givers[role][lieu, oldest.get(cfd, cfd)]
            giver = next(iter(every)) if len(every) == 1 else ""
            for row in sorted(rows.get((giver, cfd), ()), key=lambda r: (r.millesime, r.source)):
                if giver != lieu and _own(row, lieu) not in held:
                    held.add(_own(row, lieu))
                    whose = row.formation_origine or row.formation
                    shown = replace(row, lieu=lieu, origine="autre_site", formation_origine=whose)
                    found.append((shown, giver, role))
    shared = Counter(_own(row, giver) for row, giver, _ in found)
    return [Partage(row, giver, role, shared[_own(row, giver)] + 1) for row, giver, role in found]


def _own(row: Mesure, lieu: str) -> _Own:
    return lieu, row.formation, row.millesime, row.source, row.population


def _givers(courses: Iterable[Site], oldest: Mapping[str, str], role: str) -> dict[tuple[str, str], set[str]]:
    """Return who has that role at each lieu and diploma; a course that does not say it counts as somebody else."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for site in courses:
        found[site.lieu, oldest.get(site.cfd, site.cfd)].add(getattr(site, role))
    return found


def _oldest(succ: Mapping[str, str]) -> dict[str, str]:
    """Return, for each CFD that has another version, the oldest one: the name of them all."""
    pred = {new: old for old, new in succ.items()}
    found = {}
    for cfd in {*succ, *pred}:
        first, passed = cfd, {cfd}
        while first in pred and pred[first] not in passed:
            first = pred[first]
            passed.add(first)
        found[cfd] = first
    return found

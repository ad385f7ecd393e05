"""Which codes become formations: what the sources show, what continues it, and what is still open.

Scolaire is known by MEFSTAT11 (a year of a cycle), apprentissage by CFD (DOMAIN.md §1.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data_bundle.builder.read_bcn import Bcn, Groupe, Mef

CYCLES = frozenset({"231", "232", "233", "236", "237", "238", "239", "23B", "23C", "23J", "23K", "321", "322", "323"})
"""Cycles of professional diplomas prepared at school, by the first three characters of a MEFSTAT11."""

LEVELS = frozenset({
    "010", "013", "320", "321", "323", "336", "355", "360", "363", "364", "400", "401", "403", "446", "450", "453",
    "460", "461", "463", "464", "500", "503", "553", "560", "561", "563", "564",
})  # fmt: skip
"""Diplomas that apprentices prepare up to two years after the bac, by the first three characters of a CFD."""

_TITLES = ("36", "46", "56")
_NO_SPECIALITY = "99"
"""How the CFD of a « spécialité non spécifiée » ends: a place holder of BCN, nothing that one can enter."""
_SINCE = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Scope:
    """Every MEFSTAT11 and every CFD that becomes a formation, and the 1↔1 links older → newer of each."""

    mefs: frozenset[str]
    cfds: frozenset[str]
    mef_succ: Mapping[str, str]
    cfd_succ: Mapping[str, str]


def is_commune(years: Mapping[str, list[Mef]], cfd: str) -> bool:
    """Tell whether a CFD of a group is a shared first year: its only years are first years (DOMAIN.md §5.3)."""
    return bool(years.get(cfd)) and all(mef.annee == 1 for mef in years[cfd])


def by_cfd(bcn: Bcn) -> dict[str, list[Mef]]:
    """Return the years of every cycle of each CFD."""
    found: dict[str, list[Mef]] = {}
    for mef in bcn.mefs.values():
        found.setdefault(mef.cfd, []).append(mef)
    return found


def scope(
    bcn: Bcn,
    mef_succ: Mapping[str, str],
    cfd_succ: Mapping[str, str],
    seen_mefs: Collection[str],
    seen_cfds: Collection[str],
) -> Scope:
    """Return what becomes a formation, given the codes that have figures or were seen in an establishment."""
    years = by_cfd(bcn)
    members = {cfd for group in bcn.groupes.values() for cfd in group.membres}
    communes = {cfd for cfd in members if is_commune(years, cfd)}
    mefs = {code for code in seen_mefs if code in bcn.mefs}
    mefs |= {code for code, m in bcn.mefs.items() if code[:3] in CYCLES and _alive(m.cfd, m.fermeture)}
    mefs |= {m.mefstat11 for cfd in members for m in years.get(cfd, ()) if m.mefstat11[:3] in CYCLES}
    mefs |= _neighbours(mefs, mef_succ)
    mefs |= {m.mefstat11 for code in list(mefs) for m in _cycle(bcn.mefs[code], years)}
    cfds = {cfd for cfd in seen_cfds if cfd in bcn.diplomes}
    alive = {cfd for cfd, d in bcn.diplomes.items() if _prepared(cfd) and _alive(cfd, d.fermeture)}
    cfds |= alive - communes
    cfds |= _neighbours(cfds, cfd_succ)
    return Scope(frozenset(mefs), frozenset(cfds & bcn.diplomes.keys()), mef_succ, cfd_succ)


def _prepared(cfd: str) -> bool:
    return cfd[:3] in LEVELS or (cfd[:2] in _TITLES and cfd[2].isalpha() and cfd[2] != "Z")


def _alive(cfd: str, closed: str | None) -> bool:
    return (closed is None or closed >= _SINCE) and not cfd.endswith(_NO_SPECIALITY)


def _cycle(mef: Mef, years: Mapping[str, list[Mef]]) -> Iterable[Mef]:
    """Return the other years of the cycle of a MEFSTAT11: same code but for its fourth character."""
    code = mef.mefstat11
    return [m for m in years[mef.cfd] if m.mefstat11[:3] == code[:3] and m.mefstat11[4:] == code[4:]]


def _neighbours(found: Iterable[str], succ: Mapping[str, str]) -> set[str]:
    """Return every older and newer version that the 1↔1 links lead to."""
    pred = {new: old for old, new in succ.items()}
    more: set[str] = set()
    for step in (succ, pred):
        for code in found:
            other = step.get(code)
            while other is not None and other not in more:
                more.add(other)
                other = step.get(other)
    return more


def group_of(groupes: Iterable[Groupe]) -> dict[str, Groupe]:
    """Return the group of each CFD; a famille de métiers before options."""
    found: dict[str, Groupe] = {}
    for group in sorted(groupes, key=lambda g: (g.type, g.code)):
        for cfd in group.membres:
            found.setdefault(cfd, group)
    return found

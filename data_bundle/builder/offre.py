"""Rows of the table ``offre``: what was seen at a dated rentrée, under the diploma that one would enter today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key
from data_bundle.builder.read_offre import CODE, Presence
from data_bundle.builder.report import Report


class Offre(NamedTuple):
    """A formation in an establishment; ``observee`` is the older version seen, when it was one.

    ``rentree`` is a year, and ``constat`` says which: that of a rentrée, of a session of Parcoursup, or the one in
    which a cohort left (promotion).
    """

    formation: Key
    uai: str
    rentree: int
    observee: Key | None
    source: str = CODE
    constat: str = "rentree"


def offers(
    presences: Iterable[Presence],
    formations: Mapping[Key, Formation],
    leads: Mapping[str, list[str]],
    succ: Mapping[str, str],
    day: str,
    report: Report,
) -> list[Offre]:
    """Return the offer, one row a formation and establishment.

    Every year of a cycle stands for its last one; a shared first year stands for itself. A diploma closed by ``day``
    is shown under its open 1↔1 successor of the same cycle, and the one really seen wins over one so deduced.
    """
    found: dict[tuple[Key, str], Offre] = {}
    unknown: set[str] = set()
    targets: dict[str, tuple[Key, Key | None]] = {}
    for uai, code, rentree in presences:
        if ("mefstat11", code) not in formations:
            unknown.add(code)
            continue
        if code not in targets:
            targets[code] = _target(code, formations, leads, succ, day)
        formation, observee = targets[code]
        offer = Offre(formation, uai, rentree, observee)
        other = found.get((formation, uai))
        if other is None or _better(offer, other):
            found[formation, uai] = offer
    report.refused(CODE, "codes absents de la nomenclature", sorted(unknown))
    moved = sum(offer.observee is not None for offer in found.values())
    closed = sum(not formations[offer.formation].is_open(day) for offer in found.values())
    report.note(
        f"offre\u00a0: {len(found)} formations × établissements, dont {moved} sous le diplôme "
        f"qui a remplacé celui observé et {closed} fermées depuis sans remplaçant unique"
    )
    return list(found.values())


def newest_seen(every: Iterable[Offre]) -> list[Offre]:
    """Return one offer a formation and establishment: the newest sight of it, under its own name rather than another.

    A session of Parcoursup and a cohort that left are sights as good as a rentrée.
    """
    found: dict[tuple[Key, str], Offre] = {}
    for offer in every:
        other = found.get((offer.formation, offer.uai))
        if other is None or (offer.rentree, offer.observee is None) > (other.rentree, other.observee is None):
            found[offer.formation, offer.uai] = offer
    return list(found.values())


def _better(offer: Offre, other: Offre) -> bool:
    """Prefer what was really seen, then the latest rentrée."""
    return (offer.observee is None, offer.rentree) > (other.observee is None, other.rentree)


def _target(
    code: str,
    formations: Mapping[Key, Formation],
    leads: Mapping[str, list[str]],
    succ: Mapping[str, str],
    day: str,
) -> tuple[Key, Key | None]:
    """Return the formation under which a code is shown, and the one seen when it is another."""
    last = leads.get(code, [])
    seen = last[0] if len(last) == 1 and not formations["mefstat11", code].commune else code
    if ("mefstat11", seen) not in formations:
        seen = code
    newest = seen
    while not formations["mefstat11", newest].is_open(day):
        if succ.get(newest) is None or ("mefstat11", succ[newest]) not in formations:
            return ("mefstat11", seen), None
        newest = succ[newest]
    return ("mefstat11", newest), ("mefstat11", seen) if newest != seen else None

"""Diplomas seen in a cohort, under the diploma that one would enter today (as offre.py does for a rentrée)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key
from data_bundle.builder.offre import Offre


def under_todays_diploma(
    seen: Iterable[Offre], formations: Mapping[Key, Formation], succ: Mapping[str, Mapping[str, str]], day: str
) -> list[Offre]:
    """Return the offer, each diploma closed by ``day`` under its open 1↔1 successor where there is one.

    ``succ`` gives the links older → newer by type of code. What no nomenclature knows is left out.
    """
    targets: dict[Key, Key] = {}
    found = []
    for offer in seen:
        if offer.formation not in formations:
            continue
        if offer.formation not in targets:
            targets[offer.formation] = _today(offer.formation, formations, succ, day)
        target = targets[offer.formation]
        found.append(offer if target == offer.formation else offer._replace(formation=target, observee=offer.formation))
    return found


def _today(key: Key, formations: Mapping[Key, Formation], succ: Mapping[str, Mapping[str, str]], day: str) -> Key:
    links, newest = succ.get(key[0], {}), key
    while not formations[newest].is_open(day):
        following = links.get(newest[1])
        if following is None or (key[0], following) not in formations:
            return key
        newest = (key[0], following)
    return newest

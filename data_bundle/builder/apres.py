"""« Et après ? »: from a diploma to those of the same speciality or trade, one level above, that one can enter today.

It is a fact of the nomenclatures, not advice: the two share the three digits of the NSF (what they are about) or a job
of the ROME, and the second is one level higher (CAP 3, bac pro or BP 4, BTS 5, 6). Whether one is taken on, and whether
others go there, nothing here says. Shared first years lead nowhere by themselves, so they are neither the start nor the
end of a link.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set

from data_bundle.builder.formations import Formation
from data_bundle.builder.links import Link
from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.offre import Offre

LEVELS = (3, 4, 5)
"""Levels that a link starts from."""

_FIRST_YEAR = re.compile(r"\b(?:2de|1re année)\b")
"""How the name of a first year ends that has a CFD of its own: « Bac pro agricole Conseil vente (2de) »."""


def links(
    formations: Iterable[Formation],
    worth: Set[Key],
    offre: Iterable[Offre],
    mesures: Iterable[Mesure],
    day: str,
) -> list[Link]:
    """Return the links ``apres`` of every open formation that a search shows (``worth``), sorted.

    A target is open on ``day`` (AAAA-MM-JJ), no private title, and seen somewhere: in an offer or by figures. Each
    diploma is there once, by the voie of the start where it has one (the other voie is a link ``autre_voie`` away), in
    the cycle seen in most establishments.
    """
    places = Counter(offer.formation for offer in offre)
    seen = {*places, *(row.formation for row in mesures if row.formation and row.origine != "nouvelle")}
    able = [row for row in formations if row.nsf and row.key in worth and _ends_a_cycle(row, day)]
    above: dict[tuple[str, int], dict[str, list[Formation]]] = defaultdict(lambda: defaultdict(list))
    for row in able:
        if row.niveau and row.cfd and row.key in seen and not row.cfd[2].isalpha():
            for subject in _subjects(row):
                above[subject, row.niveau][row.cfd].append(row)
    found: set[Link] = set()
    for start in able:
        if start.niveau in LEVELS:
            for same in (s for about in _subjects(start) for s in above.get((about, start.niveau + 1), {}).values()):
                best = min(
                    same, key=lambda f: (f.type_code != start.type_code, -places[f.key], -(f.duree or 0), f.code)
                )
                found.add(("apres", start.key, best.key))
    return sorted(found)


def _subjects(row: Formation) -> list[str]:
    """Return what two diplomas may share: the speciality group, and each job that both lead to."""
    return [row.nsf or "", *(row.rome or "").split()]


def _ends_a_cycle(row: Formation, day: str) -> bool:
    """Tell whether one leaves a formation with its diploma, and can enter it on that day."""
    opened = row.ouverture is None or row.ouverture <= day
    return bool(
        row.terminale and not row.commune and opened and row.is_open(day) and not _FIRST_YEAR.search(row.libelle)
    )

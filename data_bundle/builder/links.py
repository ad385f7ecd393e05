"""Links between formations: versions of a diploma, years of a cycle, shared first years, the other voie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key
from data_bundle.builder.read_bcn import Bcn, Mef
from data_bundle.builder.scope import Scope, by_cfd, group_of

Link = tuple[str, Key, Key]
"""Kind of link, from, to."""


def terminal_of(bcn: Bcn, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each MEFSTAT11 that is not a last year, the last years that it leads to (DOMAIN.md §5.2)."""
    years = by_cfd(bcn)
    leads: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        mef = bcn.mefs[code]
        if not mef.terminale or mef.annee is None:
            continue
        for annee in range(mef.annee - 1, 0, -1):
            before = _earlier(mef, annee, years[mef.cfd], bcn)
            if before:
                leads[before.mefstat11].append(code)
    return dict(leads)


def _earlier(last: Mef, annee: int, years: list[Mef], bcn: Bcn) -> Mef | None:
    """Return the given year of the cycle that ends with ``last``."""
    same = bcn.mefs.get(f"{last.mefstat11[:3]}{annee}{last.mefstat11[4:]}")
    if same:
        return same
    others = [m for m in years if m.annee == annee and not m.terminale]
    return others[0] if len(others) == 1 else None


def links(formations: Iterable[Formation], found: Scope, bcn: Bcn) -> list[Link]:
    """Return every link between two formations that both exist."""
    rows = {f.key: f for f in formations}
    result: list[Link] = []
    for kind, succ in (("cfd", found.cfd_succ), ("mefstat11", found.mef_succ)):
        result += [("continuum", (kind, old), (kind, new)) for old, new in succ.items()]
    leads = terminal_of(bcn, found.mefs)
    result += [("terminale", ("mefstat11", a), ("mefstat11", b)) for a, last in leads.items() for b in last]
    result += _specialites(rows, bcn)
    result += _other_voie(rows)
    return sorted({link for link in result if link[1] in rows and link[2] in rows})


def _specialites(rows: Mapping[Key, Formation], bcn: Bcn) -> list[Link]:
    """Link a shared first year to the last year of each spécialité of its group, same cycle (DOMAIN.md §5.3)."""
    groups = group_of(bcn.groupes.values())
    last_years: dict[tuple[str, str], list[Formation]] = defaultdict(list)
    for row in rows.values():
        if row.cfd and row.mefstat11 and row.terminale:
            last_years[row.cfd, row.mefstat11[:3]].append(row)
    result: list[Link] = []
    for row in rows.values():
        if not row.commune or row.mefstat11 is None or row.cfd is None:
            continue
        until = row.fermeture or "9999"
        result += [
            ("specialite", row.key, last.key)
            for cfd in groups[row.cfd].membres
            for last in last_years[cfd, row.mefstat11[:3]]
            if (last.ouverture or "") <= until
        ]
    return result


def _other_voie(rows: Mapping[Key, Formation]) -> list[Link]:
    """Link the last year of each cycle at school and the apprentissage of the same diploma, both ways."""
    result: list[Link] = []
    for row in rows.values():
        other = ("cfd", row.cfd or "")
        if row.type_code == "mefstat11" and row.terminale and other in rows:
            result += [("autre_voie", row.key, other), ("autre_voie", other, row.key)]
    return result

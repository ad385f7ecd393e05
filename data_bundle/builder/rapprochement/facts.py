"""How good the matching by labels is: how many lines found a diploma, and how many of these were really taught there.

The check needs another source: the constat de rentrée says which diplomas stood in which lycée (DOMAIN.md §9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key
from data_bundle.builder.numbers import percent
from data_bundle.builder.rapprochement.match import Match, Rapprochement
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.read_offre import Presence
from data_bundle.builder.report import Report


@dataclass(frozen=True, slots=True)
class Verite:
    """Matches that the constat of ``rentree`` can confirm, and how many it confirms.

    Such a match is in an établissement of the constat and its diploma could be entered then already. One that is not
    confirmed may be wrong, or may be a class opened since.
    """

    rentree: int
    verifiables: int
    confirmees: int


def truth(
    matches: Iterable[Match], rows: Mapping[Key, Formation], presences: Iterable[Presence], bcn: Bcn
) -> Verite | None:
    """Return how many matches the constat confirms, None without a constat."""
    seen: set[tuple[str, str]] = set()
    rentree = 0
    for uai, mefstat11, year in presences:
        rentree = max(rentree, year)
        if mefstat11 in bcn.mefs:
            seen.add((uai, bcn.mefs[mefstat11].cfd))
    if not seen:
        return None
    places = {uai for uai, _ in seen}
    groups = {cfd: group.membres for group in bcn.groupes.values() for cfd in group.membres}
    told = []
    for found in matches:
        row = rows[found.formation]
        if row.mefstat11 and row.cfd and found.uai in places and (row.ouverture or "") <= f"{rentree}-09-01":
            cfds = groups.get(row.cfd, (row.cfd,)) if row.commune else (row.cfd,)
            told.append(any((found.uai, cfd) in seen for cfd in cfds))
    return Verite(rentree, len(told), sum(told))


def tell(found: Rapprochement, checked: Verite | None, report: Report) -> None:
    """Put the measures in the report of the build, in words and as the fact ``rapprochement``."""
    if not found.comptes:
        return
    for c in found.comptes:
        report.note(
            f"rapprochement par le nom\u00a0: {c.diplome}, {c.rapprochees} lignes sur {c.lignes} "
            f"({percent(c.rapprochees, c.lignes)}\u00a0%), {c.repetees} qui en doublent une autre au même endroit, "
            f"{c.ambigues} à plusieurs diplômes, {c.sans_diplome} sans diplôme ouvert de ce nom"
        )
    if checked and checked.verifiables:
        share = percent(checked.confirmees, checked.verifiables)
        report.note(
            f"rapprochement par le nom\u00a0: {checked.confirmees} des {checked.verifiables} que la rentrée "
            f"{checked.rentree} permet de vérifier y étaient enseignés ({share}\u00a0%)"
        )
    report.fact(
        "rapprochement",
        {"diplomes": [asdict(c) for c in found.comptes], "verite": asdict(checked) if checked else None},
    )

"""The nine cells of a formation where the source gives counts: rates as published, the rest from the counts.

A count under 20 of final-year pupils or of sortants leaves nothing: neither itself, nor its rates, nor what would let
it be worked out (DOMAIN.md §2.2, §2.3, §8.5). Under 20 sortants, the parts stay as published, without their counts, and
none is recalculated: from the counts and the parts anyone would find the rate that was hidden.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.builder import statuses
from data_bundle.builder.formation_figures import BOTH, OBSERVED, PARTS, RUPTURE, Row
from data_bundle.builder.numbers import Number, percent
from data_bundle.builder.statuses import Cell, Column
from data_bundle.indicators import HORIZONS, PAR_NOM

SEUIL = 20
COUNTS = ("derniere_annee", "sortants", "poursuite", *(f"emploi_{h}m" for h in HORIZONS))
"""Our names of the counts: final-year pupils, sortants, those who go on studying, those in a job after h months."""

_SHARES = {"part_poursuite": "poursuite", "part_emploi_6m": "emploi_6m"}
_ROUNDING = 1


def contradiction(row: Row) -> tuple[str, str] | None:
    """Return the column and the reason why the counts of a row cannot be, or None.

    A rate may be a point away from its counts: sources round halves up or to even.
    """
    for name in COUNTS:
        count = row.get(name)
        if count is not None and (count < 0 or not isinstance(count, int)):
            return name, "n’est pas un nombre entier de jeunes" if count >= 0 else "est hors des bornes"
    n, s, p = (row.get(name) for name in COUNTS[:3])
    for name, top, whole in (
        ("sortants", s, n), ("poursuite", p, n), *((f"emploi_{h}m", row.get(f"emploi_{h}m"), s) for h in HORIZONS),
    ):  # fmt: skip
        if top is not None and whole is not None and top > whole:
            return name, f"dépasse l’effectif d’où il vient, {whole}"
    e6 = row.get("emploi_6m")
    if n is not None and p is not None and e6 is not None and p + e6 > n:
        return "emploi_6m", f"dépasse ce qui reste de l’effectif de dernière année, {n}"
    if n is not None and p is not None and s is not None and p + s > n:
        return "sortants", f"dépasse, avec les {p} en poursuite d’études, l’effectif de dernière année, {n}"
    pairs = [(name, row.get(f"emploi_{h}m"), s) for name, h in zip(OBSERVED, HORIZONS, strict=True)]
    pairs += [(name, row.get(count), n) for name, count in _SHARES.items()]
    for name, top, whole in pairs:
        rate = row.get(name)
        if rate is not None and top is not None and whole and abs(rate - 100 * top / whole) > _ROUNDING:
            return name, f"contredit les effectifs, {top} sur {whole}"
    return None


def few_sortants(row: Row) -> bool:
    """Tell whether a row that has no `contradiction` says, or lets work out, that the sortants are fewer than 20.

    They are at most the final-year pupils less those who go on studying; where only a rate is given, what it makes of
    the counts, a point more or less.
    """
    n, s, p, share = (row.get(name) for name in ("derniere_annee", "sortants", "poursuite", "part_poursuite"))
    most = [s] if s is not None else []
    if n is not None and p is not None:
        most.append(n - p)
    elif n is not None and share is not None:
        most.append(n * (100 + _ROUNDING - share) / 100)
    for name in OBSERVED:
        top, rate = row.get(name.removeprefix("taux_")), row.get(name)
        if top is not None and rate is not None and rate > _ROUNDING:
            most.append(100 * top / (rate - _ROUNDING))
    return any(count < SEUIL for count in most)


def cells(
    row: Row, columns: Mapping[str, Column], *, contrats: bool, rates_from_counts: bool = False
) -> tuple[Cell, ...]:
    """Return the nine cells of a row that has no `contradiction`, in display order.

    ``contrats`` is False where nobody has a contrat d’apprentissage. ``rates_from_counts`` is for a source that gives
    the counts of the sortants but not their rates. A column that ``columns`` does not name is one that is not there.
    """
    n, n_leaks = _count(row.get("derniere_annee"))
    s, _ = _count(row.get("sortants"))
    few = few_sortants(row)
    share = None if n_leaks else row.get("part_poursuite")
    p, e6 = _int(row.get("poursuite")), _int(row.get("emploi_6m"))
    if few:
        n = s = None
    published = share is not None
    state = columns.get("part_poursuite", Column.FILLED)
    found = [_cell("part_poursuite", share, statuses.missing("part_poursuite", state, published), n, p)]
    for name in OBSERVED:
        top = _int(row.get(name.removeprefix("taux_")))
        rate, rebuilt = row.get(name), False
        if rates_from_counts and rate is None and s is not None and top is not None:
            rate, rebuilt = percent(top, s), True
        status = statuses.missing(name, columns.get(name, Column.NEVER), published)
        if few and not n_leaks and (rate is not None or top is not None):
            status = statuses.SOUS_SEUIL_SORTANTS
        if n_leaks or few:
            rate = None
        found.append(_cell(name, rate, status, s, top, rebuilt=rebuilt))
    if contrats:
        broken = None if n_leaks else row.get(RUPTURE)
        found.append(
            _cell(RUPTURE, broken, statuses.missing(RUPTURE, columns.get(RUPTURE, Column.NEVER), published), None, None)
        )
    else:
        found.append(statuses.gap(RUPTURE, statuses.NON_APPLICABLE))
    return statuses.in_order([*found, *_parts(row, columns, n, share, (p, e6), n_leaks)])


def _parts(
    row: Row,
    columns: Mapping[str, Column],
    n: int | None,
    share: Number | None,
    counts: tuple[int | None, int | None],
    leaks: bool,
) -> list[Cell]:
    """Return what became of all final-year pupils: as published, else recalculated from the counts (DOMAIN.md §2.2)."""
    p, e6 = counts
    job, other = (None, None) if leaks else (row.get("part_emploi_6m"), row.get("part_autres_6m"))
    rebuilt = False
    absent = columns.get("part_emploi_6m", Column.NEVER) is Column.NEVER
    if absent and n is not None and share is not None and p is not None and e6 is not None:
        job = min(percent(e6, n), 100 - share)  # two halves rounded up would make 101
        other, rebuilt = 100 - share - job, True
    both = share + job if share is not None and job is not None else None
    tops = (e6, n - p - e6, p + e6) if n is not None and p is not None and e6 is not None else (None,) * 3
    status = statuses.missing(PARTS[1], Column.FILLED, share is not None)
    return [
        _cell(name, part, status, n, top, rebuilt=rebuilt or name == BOTH)
        for name, part, top in zip((*PARTS[1:], BOTH), (job, other, both), tops, strict=True)
    ]


def _cell(
    nom: str, rate: Number | None, status: int, effectif: int | None, numerateur: int | None, *, rebuilt: bool = False
) -> Cell:
    if rate is None:
        return statuses.gap(nom, status)
    top = numerateur if effectif is not None else None
    return Cell(PAR_NOM[nom].id, statuses.VALEUR, rate, effectif, top, int(rebuilt))


def _count(number: Number | None) -> tuple[int | None, bool]:
    """Return a denominator that may be stored, and whether the source shows one that may not (DOMAIN.md §2.3)."""
    if number is None:
        return None, False
    return (int(number), False) if number >= SEUIL else (None, True)


def _int(number: Number | None) -> int | None:
    return None if number is None else int(number)

"""The thirty-three cells of one row of InserSup, and what the marks of its figures say (DOMAIN.md §5.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from data_bundle.builder import numbers, statuses
from data_bundle.builder.numbers import Number
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns, Table
from data_bundle.indicators import PAR_NOM, SUP_HORIZONS

SEUIL = 20
PAY_MAX = 20_000
"""Euros net a month: a quartile above it is a slip, or a yearly salary."""

_JOBS = (
    ("salarie_fr", "sal_fr", SUP_HORIZONS),
    ("non_salarie", "non_sal", SUP_HORIZONS),
    ("etranger", "etranger", SUP_HORIZONS[:3]),
    ("stable", "stable", SUP_HORIZONS),
)
RATES = {
    f"sup_taux_emploi_{ours}_{h}m": f"tx_sortants_en_emploi_{theirs}_{h}" for ours, theirs, hs in _JOBS for h in hs
}
"""Indicateur -> its column: percent of the sortants."""

COUNTS = {nom: column.replace("tx_", "nb_", 1) for nom, column in RATES.items() if "etranger" not in nom}
"""Indicateur -> the column of the young people behind the rate."""

QUARTILES = (("q1", "q1"), ("median", "q2"), ("q3", "q3"))
PAY = {f"sup_salaire_net_{h}m_{ours}": f"salaire_{theirs}_{h}" for h in SUP_HORIZONS for ours, theirs in QUARTILES}
"""Indicateur -> its column: euros net a month, full-time equivalent, of the salaried sortants."""

NAMES = (*RATES, *PAY)
"""Every indicateur of a row, in display order."""

SORTANTS = "nb_sortants"
FIGURES: Columns = {
    SORTANTS: (SORTANTS,),
    **{nom: (column,) for nom, column in (RATES | PAY).items()},
    **{column: (column,) for column in COUNTS.values()},
}

_PEOPLE_MAX = 10_000_000
_NOT_PUBLISHED = frozenset({"nd", "ns"})
_NEAR = 0.5
"""Percentage points: a count that gives another rate than the published one is not the count behind it."""
_FAR = 1
"""Percentage points: further from its rate, a count and its rate cannot both be right."""


class Said(NamedTuple):
    """What one text says: a number, or why there is none. ``rempli`` is False for a blank and for ``na``."""

    number: Number | None
    statut: int
    rempli: bool


BLANK = Said(None, statuses.RAISON_INCONNUE, False)


@cache
def said(text: str) -> Said:
    """Return what a text says. Raises ValueError when it is neither a figure nor a mark.

    ``12 *`` is 12, measured on two years pooled; ``12 **`` says that even pooling was not enough; ``nd`` is not
    published; ``na``, ``null`` and nothing go unexplained.

    >>> said("74.75").number, said("130 *").number, said("12 **").number, said("nd").number
    (74.75, 130, None, None)
    """
    plain = text.strip().lower()
    if plain.endswith("**"):
        numbers.parse(plain[:-2])
        return Said(None, statuses.NON_DIFFUSE, True)
    plain = plain.removesuffix("*").strip()
    if plain in _NOT_PUBLISHED:
        return Said(None, statuses.NON_DIFFUSE, True)
    number = numbers.parse(plain)
    return BLANK if number is None else Said(number, statuses.VALEUR, True)


def read_column(table: Table, name: str, chosen: Sequence[int]) -> list[Said]:
    """Return what a column of figures says on some rows. Raises BadInputError for a figure that cannot be one."""
    texts = table[name]
    low, high = (1, PAY_MAX) if name in PAY else (0, 100) if name in RATES else (0, _PEOPLE_MAX)
    whole = name not in RATES and name not in PAY
    found = []
    for i in chosen:
        try:
            one = said(texts[i])
        except ValueError:
            raise table.wrong(name, i, "n’est pas un nombre") from None
        if one.number is not None:
            if not low <= one.number <= high:
                raise table.wrong(name, i, "est hors des bornes")
            if whole and one.number != int(one.number):
                raise table.wrong(name, i, "n’est pas un nombre entier de jeunes")
        found.append(one)
    return found


def cells(row: Mapping[str, Said]) -> tuple[Cell, ...]:
    """Return the cells of one row, by indicateur; quartiles are all three or none (`disordered` comes before).

    Fewer than 20 sortants leave nothing: nor a rate, nor the pay of the salaried among them (DOMAIN.md §2.3).
    """
    sortants = row[SORTANTS].number
    if sortants is not None and sortants < SEUIL:
        return tuple(statuses.gap(nom, statuses.SOUS_SEUIL) for nom in NAMES)
    effectif = None if sortants is None else int(sortants)
    found = [_rate(nom, row[nom], row[COUNTS[nom]] if nom in COUNTS else BLANK, effectif) for nom in RATES]
    for trio in _trios():
        found += _pay(trio, [row[nom] for nom in trio])
    return tuple(found)


def disordered(row: Mapping[str, Said]) -> str | None:
    """Return an indicateur of the first quartiles that are not in order, None when all are."""
    for trio in _trios():
        quartiles = [number for nom in trio if (number := row[nom].number) is not None]
        if quartiles != sorted(quartiles):
            return trio[1]
    return None


def contradiction(row: Mapping[str, Said]) -> tuple[str, str] | None:
    """Return the column and the reason why the young people in a job cannot be so many, or None.

    A count may be a point away from its rate: both are rounded, or one was measured a little earlier.
    """
    sortants = row[SORTANTS].number
    if sortants is None:
        return None
    for nom, column in COUNTS.items():
        behind, rate = row[column].number, row[nom].number
        if behind is not None and behind > sortants:
            return column, f"dépasse le nombre de sortants, {sortants}"
        if behind is not None and rate is not None and sortants and abs(100 * behind / sortants - rate) > _FAR:
            return column, f"contredit son taux, {str(rate).replace('.', ',')}, pour {sortants} sortants"
    return None


def settled(cells: tuple[Cell, ...], columns: Mapping[str, Column]) -> tuple[Cell, ...]:
    """Return the cells with the status that the whole column of the cohort gives to its gaps (DOMAIN.md §3)."""
    return tuple(
        cell
        if cell.statut == statuses.VALEUR or columns[nom] is Column.FILLED
        else statuses.gap(nom, statuses.HORIZON if columns[nom] is Column.NOT_YET else statuses.NON_DIFFUSE)
        for nom, cell in zip(NAMES, cells, strict=True)
    )


def observed(parts: Iterable[Mapping[str, Mapping[str, bool]]]) -> dict[str, dict[str, Column]]:
    """Return the state of each column, by cohort; ``parts`` say by cohort which columns hold anything.

    A horizon is not yet observed when neither it nor a longer one has any figure for the cohort, nor a later cohort
    any at it: the pay 6 months after, which InserSup never gives, is « non publié », not « pas encore connu ».
    """
    horizons = {nom: PAR_NOM[nom].horizon for nom in NAMES}
    filled: dict[str, dict[str, bool]] = {}
    for part in parts:
        for millesime, columns in part.items():
            known = filled.setdefault(millesime, dict.fromkeys(NAMES, False))
            known.update((nom, True) for nom, some in columns.items() if some)
    states = statuses.column_states(filled, horizons)
    found: dict[str, dict[str, Column]] = {}
    for millesime, columns in filled.items():
        seen = max((horizons[nom] or 0 for nom, some in columns.items() if some), default=0)
        found[millesime] = {}
        for nom in columns:
            state = states[millesime, nom]
            past = state is Column.NOT_YET and (horizons[nom] or 0) <= seen
            found[millesime][nom] = Column.NEVER if past else state
    return found


def _trios() -> list[tuple[str, str, str]]:
    names = list(PAY)
    return [(names[i], names[i + 1], names[i + 2]) for i in range(0, len(names), 3)]


def _rate(nom: str, rate: Said, count: Said, effectif: int | None) -> Cell:
    if rate.number is None:
        return statuses.gap(nom, rate.statut)
    behind = count.number
    consistent = effectif and behind is not None and abs(100 * behind / effectif - rate.number) <= _NEAR
    top = int(behind) if behind is not None and consistent else None
    return Cell(PAR_NOM[nom].id, statuses.VALEUR, one_decimal(rate.number), effectif, top, 0)


def _pay(trio: tuple[str, str, str], quartiles: list[Said]) -> list[Cell]:
    euros = [round(q.number) for q in quartiles if q.number is not None]
    if len(euros) == len(trio):
        return [statuses.value(nom, amount) for nom, amount in zip(trio, euros, strict=True)]
    if euros:
        return [statuses.gap(nom, statuses.NON_DIFFUSE) for nom in trio]
    return [statuses.gap(nom, q.statut) for nom, q in zip(trio, quartiles, strict=True)]


def one_decimal(number: Number) -> Number:
    """Return a rate to one decimal, an ``int`` where it is whole."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded

"""The cells of a row about places and candidacies, whoever publishes it: Parcoursup or Affelnet (DOMAIN.md §2.2).

A blank is never filled in and 0 is a value (DOMAIN.md §10, T1 and T16).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from data_bundle.builder.numbers import Number
from data_bundle.builder.statuses import RAISON_INCONNUE, Cell, gap, in_order, value
from data_bundle.builder.tables import Table
from data_bundle.indicators import INDICATEURS

_NOMS = tuple(i.nom for i in INDICATEURS if i.portee == "acces")
_MOST = 1_000_000
_RECALCULATED = frozenset({"taux_pression_voeux", "taux_pression_voeux1"})


def cells(said: Mapping[str, Number | None], without: Mapping[str, int]) -> tuple[Cell, ...]:
    """Return one cell for every indicateur of portée ``acces``.

    ``said`` are the figures of the row by indicateur, None for a blank; ``without`` says why some have none, indicateur
    -> statut (``raison_inconnue`` for the others). The rates of pressure are ours, hence marked as recalculated.
    """
    found = []
    for nom in _NOMS:
        number = said.get(nom)
        if number is None:
            found.append(gap(nom, without.get(nom, RAISON_INCONNUE)))
        else:
            found.append(value(nom, number, recalcule=nom in _RECALCULATED))
    return in_order(found)


def pressure(wishes: Number, places: Number) -> Number | None:
    """Return wishes for one place to one decimal, halves to even, from whole numbers; None for no place at all.

    >>> pressure(936, 40), pressure(30, 15), pressure(7, 0)
    (23.4, 2, None)
    """
    if not places:
        return None
    tenths = round(Fraction(wishes) * 10 / Fraction(places))
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def counts(table: Table, name: str) -> Sequence[Number | None]:
    """Return a column of whole numbers. Raises BadInputError with the line of one that is negative or not whole."""
    return _whole(table, name, _MOST, "n’est pas un nombre de places, de vœux ou d’admis")


def rates(table: Table, name: str) -> Sequence[Number | None]:
    """Return a column of whole percents. Raises BadInputError with the line of one outside 0 to 100."""
    return _whole(table, name, 100, "n’est pas un taux entier entre 0 et 100")


def _whole(table: Table, name: str, most: int, reason: str) -> Sequence[Number | None]:
    column = table.numbers(name)
    for i, number in enumerate(column):
        if number is not None and not (isinstance(number, int) and 0 <= number <= most):
            raise table.wrong(name, i, reason)
    return column

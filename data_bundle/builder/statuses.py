"""Why a cell has no value: the resolution order of DOMAIN.md §3, applied at import and never at display."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from data_bundle.builder.numbers import Number
from data_bundle.indicators import PAR_NOM, STATUTS

ID = {(s.nom, s.variante): s.id for s in STATUTS}
VALEUR = ID["valeur", None]
SOUS_SEUIL = ID["sous_seuil", None]
SOUS_SEUIL_SORTANTS = ID["sous_seuil", "sortants"]
HORIZON = ID["horizon_non_observe", None]
NON_DIFFUSE = ID["non_diffuse", None]
NON_APPLICABLE = ID["non_applicable", None]
RAISON_INCONNUE = ID["raison_inconnue", None]


class Cell(NamedTuple):
    """One row of the table ``valeur``, without its mesure."""

    indicateur: int
    statut: int
    valeur: Number | None
    effectif: int | None
    numerateur: int | None
    recalcule: int


class Column(Enum):
    """What a whole column of one dataset holds for one millésime."""

    FILLED = "filled"
    NOT_YET = "not yet"  # empty, and no later millésime fills it
    NEVER = "never"  # empty or absent although the horizon has passed, or no horizon at all


def column_states(
    filled: Mapping[str, Mapping[str, bool]], horizons: Mapping[str, int | None]
) -> dict[tuple[str, str], Column]:
    """Return the state of each (millésime, column).

    ``filled`` says for each millésime of one dataset which of its columns hold anything; a column that a millésime
    does not have is NEVER there. ``horizons`` are the months after leaving of the columns that have some.
    """
    states: dict[tuple[str, str], Column] = {}
    for millesime, columns in filled.items():
        for column, some in columns.items():
            later = any(f.get(column, False) for m, f in filled.items() if m > millesime)
            if some:
                state = Column.FILLED
            elif horizons.get(column) and not later:
                state = Column.NOT_YET
            else:
                state = Column.NEVER
            states[millesime, column] = state
    return states


def filled_columns(
    millesimes: Sequence[str], columns: Mapping[str, Sequence[object | None]]
) -> dict[str, dict[str, bool]]:
    """Return, for each millésime of ``millesimes`` (one a row), which columns hold anything on its rows."""
    found: dict[str, dict[str, bool]] = {m: dict.fromkeys(columns, False) for m in sorted(set(millesimes))}
    for name, values in columns.items():
        for millesime in {m for m, v in zip(millesimes, values, strict=True) if v is not None}:
            found[millesime][name] = True
    return found


def missing(nom: str, column: Column, poursuite: bool) -> int:
    """Return the status of an empty cell.

    ``nom`` is the indicateur, ``column`` the state of its column, ``poursuite`` whether the row publishes the share
    that goes on studying (then there are at least 20 final-year pupils, and only the sortants can be too few).
    """
    if column is Column.NOT_YET:
        return HORIZON
    if column is Column.NEVER:
        return NON_DIFFUSE
    denominateur = PAR_NOM[nom].denominateur
    if poursuite and denominateur == "derniere_annee":
        return NON_DIFFUSE
    if poursuite and denominateur == "sortants":
        return SOUS_SEUIL_SORTANTS
    return SOUS_SEUIL


def value(nom: str, number: Number, *, recalcule: bool = False) -> Cell:
    """Return the cell of a published, or recalculated, figure without counts."""
    return Cell(PAR_NOM[nom].id, VALEUR, number, None, None, int(recalcule))


@cache
def gap(nom: str, statut: int) -> Cell:
    """Return a cell without a value; the same one for the same reason, as there are many."""
    return Cell(PAR_NOM[nom].id, statut, None, None, None, 0)


def in_order(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells of one mesure in display order."""
    return tuple(sorted(cells, key=lambda cell: cell.indicateur))

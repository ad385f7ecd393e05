"""The nine cells of a formation at a place, from published rates without counts (DOMAIN.md §2.2, §3).

A whole establishment has the same nine, under names that end in ``_etablissement``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

from data_bundle.builder import statuses
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.numbers import Number, percent
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns, Table
from data_bundle.indicators import HORIZONS

FIGURES: Columns = {
    "part_poursuite": (
        "DEVENIR Part poursuite études",
        "part_en_poursuite_d_etudes",
        "Part en poursuite d'études",
    ),
    "part_emploi_6m": (
        "DEVENIR Part en emploi 6 mois",
        "part_en_emploi_6_mois_apres_la_sortie",
        "Part en emploi 6 mois après la sortie",
    ),
    "part_autres_6m": (
        "DEVENIR Part autre situation 6 mois",
        "part_des_autres_situations",
        "Part des autres situations",
    ),
    "taux_rupture_contrats": ("Part contrats apprentissage interrompus", "taux_contrats_interrompus"),
    "poursuite_etudes": ("Taux poursuite études", "taux_poursuite_etudes", "Taux de poursuite d'études"),
    "taux_emploi_6m": ("Taux emploi 6 mois", "taux_emploi_6_mois", "Taux"),
    "taux_emploi_12m": ("Taux emploi 12 mois", "taux_emploi_12_mois"),
    "taux_emploi_18m": ("Taux emploi 18 mois", "taux_emploi_18_mois"),
    "taux_emploi_24m": ("Taux emploi 24 mois", "taux_emploi_24_mois"),
}
"""Our name of a column -> its labels, its technical names, its names in the tables of the DEPP."""

PARTS = ("part_poursuite", "part_emploi_6m", "part_autres_6m")
BOTH = "part_poursuite_ou_emploi_6m"
RUPTURE = "taux_rupture_contrats"
OBSERVED: dict[str, int | None] = {f"taux_emploi_{h}m": h for h in HORIZONS}
"""The rates that wait for their months to pass."""

_BOUNDS = {"va_emploi_6m": (-100, 100)}
_ROUNDING = 1
_PARTS_SINCE = "2020_2021"
"""Oldest cumul for which the parts are published."""

K = TypeVar("K")
Row = Mapping[str, Number | None]


def checked(table: Table, names: Iterable[str]) -> dict[str, list[Number | None]]:
    """Return the figures of the columns that a file, or a part of it, has.

    Raises BadInputError for a rate out of bounds, parts that do not make 100, or two figures of the poursuite that are
    more than a point apart.
    """
    numbers = {name: table.numbers(name) for name in names if name in table}
    for name, column in numbers.items():
        low, high = _BOUNDS.get(name, (0, 100))
        for number in {n for n in column if n is not None}:
            if not low <= number <= high:
                raise table.wrong(name, column.index(number), "est hors des bornes")
    nothing: list[Number | None] = [None] * len(table)
    columns = (numbers.get(name, nothing) for name in (*PARTS, "poursuite_etudes"))
    for i, (share, job, other, told) in enumerate(zip(*columns, strict=True)):
        if share is not None and told is not None and abs(told - share) > _ROUNDING:
            raise table.wrong("poursuite_etudes", i, f"contredit la part en poursuite d’études, {share}")
        known = [part for part in (told if share is None else share, job, other) if part is not None]
        if sum(known) > 100 or (len(known) == len(PARTS) and sum(known) < 100):
            raise BadInputError(
                f"{table.file.name}, {table.place(i)}\u00a0: les trois parts font {sum(known)} "
                "au lieu de 100\u00a0; reprenez le fichier d’origine."
            )
    return numbers


class Gathered(Generic[K]):
    """The rows of one file, kept small until all its cohorts have been seen: only then can a gap be told."""

    def __init__(self, names: Iterable[str], horizons: Mapping[str, int | None] = OBSERVED) -> None:
        self._names = tuple(names)
        self._horizons = horizons
        self._filled: dict[str, dict[str, bool]] = {}
        self._rows: list[tuple[K, str, tuple[Number | None, ...]]] = []

    def add(self, keys: Iterable[K], millesimes: Sequence[str], numbers: Mapping[str, Sequence[Number | None]]) -> None:
        """Take the rows of one part of the file, with the figures that it has (`checked`)."""
        for millesime, columns in statuses.filled_columns(millesimes, numbers).items():
            known = self._filled.setdefault(millesime, {})
            known.update({name: some or known.get(name, False) for name, some in columns.items()})
        nothing = [None] * len(millesimes)
        values = zip(*(numbers.get(name, nothing) for name in self._names), strict=True)
        self._rows.extend(zip(keys, millesimes, values, strict=True))

    def rows(self) -> Iterator[tuple[K, str, Row, Mapping[str, Column]]]:
        """Yield each row with its cohort, its figures, and the state of every column for that cohort."""
        states = statuses.column_states(self._filled, self._horizons)
        columns = {m: {name: states.get((m, name), Column.NEVER) for name in self._names} for m in self._filled}
        for key, millesime, values in self._rows:
            yield key, millesime, dict(zip(self._names, values, strict=True)), columns[millesime]


def cells(row: Row, columns: Mapping[str, Column], millesime: str, *, contrats: bool, tail: str = "") -> list[Cell]:
    """Return the nine cells of one row, in no order; ``tail`` ends their names.

    ``contrats`` is False where nobody has a contrat d’apprentissage.
    """
    share = row["part_poursuite"] if row["part_poursuite"] is not None else row["poursuite_etudes"]
    job, other, taux = row["part_emploi_6m"], row["part_autres_6m"], row["taux_emploi_6m"]
    rebuilt = False
    before = columns["part_emploi_6m"] is Column.NEVER and millesime < _PARTS_SINCE
    if before and isinstance(share, int) and isinstance(taux, int):
        # Before the parts existed: within one point of what was published later (DOMAIN.md §2.2).
        job, rebuilt = percent(taux * (100 - share), 10_000), True
        other = max(0, 100 - share - job)
    published = share is not None
    state = Column.FILLED if Column.FILLED in (columns["part_poursuite"], columns["poursuite_etudes"]) else Column.NEVER
    going_on = cell("part_poursuite" + tail, share, state, published)
    working = cell("part_emploi_6m" + tail, job, columns["part_emploi_6m"], published, rebuilt=rebuilt)
    both = BOTH + tail
    return [
        going_on,
        working,
        cell("part_autres_6m" + tail, other, columns["part_autres_6m"], published, rebuilt=rebuilt),
        _shared(both, share + job, True)
        if share is not None and job is not None
        else statuses.gap(both, (working if job is None else going_on).statut),
        *(cell(name + tail, row[name], columns[name], published) for name in OBSERVED),
        cell(RUPTURE + tail, row[RUPTURE], columns[RUPTURE], published)
        if contrats
        else statuses.gap(RUPTURE + tail, statuses.NON_APPLICABLE),
    ]


def cell(nom: str, number: Number | None, column: Column, published: bool, *, rebuilt: bool = False) -> Cell:
    """Return one cell: the figure, or why there is none; ``published`` is whether the row says the poursuite."""
    if number is not None:
        return _shared(nom, number, rebuilt)
    return statuses.gap(nom, statuses.missing(nom, column, published))


@cache
def _shared(nom: str, number: Number, recalcule: bool) -> Cell:
    """Return the one cell of a figure without count: a file of 132 000 rows holds only some hundreds of them."""
    return statuses.value(nom, number, recalcule=recalcule)

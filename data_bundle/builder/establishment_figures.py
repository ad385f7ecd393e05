"""The eleven cells of a whole establishment, from whichever of the two tables publishes them (DOMAIN.md §2.2, §3).

Both tables name the same quantities; neither has any count, so nothing here has an effectif.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_bundle.builder import statuses
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.numbers import Number, percent
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns, Table
from data_bundle.indicators import ETABLISSEMENT, HORIZONS

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
    "taux_emploi_6m_attendu": ("Taux emploi 6 mois attendu", "taux_emploi_6_mois_attendu", "Taux attendu"),
    "va_emploi_6m": ("VA emploi 6 mois", "va_emploi_6_mois", "Valeur ajoutée"),
    "taux_emploi_12m": ("Taux emploi 12 mois", "taux_emploi_12_mois"),
    "taux_emploi_18m": ("Taux emploi 18 mois", "taux_emploi_18_mois"),
    "taux_emploi_24m": ("Taux emploi 24 mois", "taux_emploi_24_mois"),
}
"""Our name of a column -> its labels, its technical names, its names in the tables of the DEPP."""

_HORIZONS: dict[str, int | None] = {f"taux_emploi_{h}m": h for h in HORIZONS}
_PARTS = ("part_poursuite", "part_emploi_6m", "part_autres_6m")
_ALONE = ("taux_emploi_6m_attendu", "va_emploi_6m", "taux_rupture_contrats")
_NOTE = "est hors des bornes"

Row = Mapping[str, Number | None]


class Figures:
    """The figures of one file, checked, and the state of its columns by millésime."""

    def __init__(self, table: Table, millesimes: Sequence[str]) -> None:
        self.rows = len(table)
        self._numbers = {name: table.numbers(name) for name in FIGURES if name in table}
        self._millesimes = millesimes
        for name, column in self._numbers.items():
            low, high = (-100, 100) if name == "va_emploi_6m" else (0, 100)
            for number in {n for n in column if n is not None}:
                if not low <= number <= high:
                    raise table.wrong(name, column.index(number), _NOTE)
        filled = statuses.filled_columns(millesimes, self._numbers)
        self._states = statuses.column_states(filled, _HORIZONS)
        self._check_parts(table)

    def row(self, i: int) -> dict[str, Number | None]:
        """Return one row, with None for what the file does not have."""
        return {name: self._numbers[name][i] if name in self._numbers else None for name in FIGURES}

    def columns(self, i: int) -> dict[str, Column]:
        """Return the states of the columns for the millésime of one row."""
        return {name: self._states.get((self._millesimes[i], name), Column.NEVER) for name in FIGURES}

    def _check_parts(self, table: Table) -> None:
        for i in range(self.rows):
            parts = [self.row(i)[name] for name in _PARTS]
            known = [part for part in parts if part is not None]
            if len(known) == len(_PARTS) and sum(known) != 100:
                raise BadInputError(
                    f"{table.file.name}, ligne {table.line(i)}\u00a0: les trois parts font {sum(known)} "
                    "au lieu de 100\u00a0; reprenez le fichier d’origine."
                )


def cells(row: Row, columns: Mapping[str, Column], *, contrats: bool) -> tuple[Cell, ...]:
    """Return the cells of one row; ``contrats`` is False where nobody has a contrat d’apprentissage."""
    share = row["part_poursuite"] if row["part_poursuite"] is not None else row["poursuite_etudes"]
    published = share is not None
    found = {name: _cell(name, row[name], columns[name], published) for name in (*_HORIZONS, *_ALONE)}
    if not contrats:
        name = "taux_rupture_contrats"
        found[name] = statuses.gap(name + ETABLISSEMENT, statuses.NON_APPLICABLE)
    state = Column.FILLED if Column.FILLED in (columns["part_poursuite"], columns["poursuite_etudes"]) else Column.NEVER
    found["part_poursuite"] = _cell("part_poursuite", share, state, published)
    job, other = row["part_emploi_6m"], row["part_autres_6m"]
    rebuilt = False
    if columns["part_emploi_6m"] is Column.NEVER and share is not None and row["taux_emploi_6m"] is not None:
        # Before the parts existed: within one point of what was published later (DOMAIN.md §2.2).
        job = percent(int(row["taux_emploi_6m"]) * (100 - int(share)), 10_000)
        other, rebuilt = max(0, 100 - int(share) - job), True
    found["part_emploi_6m"] = _cell("part_emploi_6m", job, columns["part_emploi_6m"], published, rebuilt)
    found["part_autres_6m"] = _cell("part_autres_6m", other, columns["part_autres_6m"], published, rebuilt)
    both = share + job if share is not None and job is not None else None
    gap = "part_emploi_6m" if job is None else "part_poursuite"
    found["both"] = (
        statuses.value("part_poursuite_ou_emploi_6m" + ETABLISSEMENT, both, recalcule=True)
        if both is not None
        else statuses.gap("part_poursuite_ou_emploi_6m" + ETABLISSEMENT, found[gap].statut)
    )
    return statuses.in_order(found.values())


def _cell(name: str, number: Number | None, column: Column, published: bool, rebuilt: bool = False) -> Cell:
    nom = name + ETABLISSEMENT
    if number is not None:
        return statuses.value(nom, number, recalcule=rebuilt)
    return statuses.gap(nom, statuses.missing(nom, column, published))

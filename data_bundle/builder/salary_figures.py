"""The three quartiles of pay 12 months after: all three or none, from at least 20 people (DOMAIN.md §2.2, §2.3).

The salaried are some of those in a job, who are some of the sortants: where any of these counts, or that of the
final-year pupils, is under 20, so is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.builder import statuses
from data_bundle.builder.counted_figures import SEUIL, few_sortants
from data_bundle.builder.formation_figures import Row
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns

SALAIRES = ("salaire_net_12m_q1", "salaire_net_12m_median", "salaire_net_12m_q3")
SALARIES = "salaries"
"""Our name of the number of people whose pay is counted, where a source gives it."""

COLUMNS: Columns = {
    SALAIRES[0]: (
        "salaire_TS_Q1_12_mois", "salaire_12_mois_q1", "salaire_net_12_mois_q1", "Salaire net mensuel 12 mois Q1",
    ),
    SALAIRES[1]: (
        "salaire_TS_Q2_12_mois", "salaire_12_mois_q2", "salaire_net_12_mois_q2", "salaire_net_12_mois_median",
        "Salaire net mensuel 12 mois médian",
    ),
    SALAIRES[2]: (
        "salaire_TS_Q3_12_mois", "salaire_12_mois_q3", "salaire_net_12_mois_q3", "Salaire net mensuel 12 mois Q3",
    ),
    SALARIES: ("nb_salaries", "nb_salaries_12_mois", "effectif_salaries"),
}  # fmt: skip

_AMONG = (SALARIES, "emploi_12m", "sortants", "derniere_annee")
"""The counts that the salaried are part of, themselves first."""

_LOW, _HIGH = 100, 20_000
"""Euros net a month, full time: below or above, a column was taken for another."""


def contradiction(row: Row) -> tuple[str, str] | None:
    """Return the column and the reason why the quartiles of a row cannot be, or None."""
    known = [(name, row.get(name)) for name in SALAIRES]
    before: float | None = None
    for name, pay in known:
        if pay is None:
            continue
        if not _LOW <= pay <= _HIGH:
            return name, "n’est pas un salaire mensuel en euros"
        if before is not None and pay < before:
            return name, "est plus petit que le quartile d’avant"
        before = pay
    count = row.get(SALARIES)
    return (SALARIES, "est hors des bornes") if count is not None and count < 0 else None


def incomplete(row: Row) -> bool:
    """Tell whether a row has one or two of the three quartiles: then none of them is shown."""
    return 0 < sum(row.get(name) is not None for name in SALAIRES) < len(SALAIRES)


def cells(row: Row, columns: Mapping[str, Column]) -> tuple[Cell, ...]:
    """Return the three cells of a row that has no `contradiction`, in display order."""
    count = row.get(SALARIES)
    effectif = None if count is None else int(count)
    if incomplete(row):
        return tuple(statuses.gap(name, statuses.RAISON_INCONNUE) for name in SALAIRES)
    if few_sortants(row) or any(known < SEUIL for name in _AMONG if (known := row.get(name)) is not None):
        row, hidden = dict.fromkeys(row), [name for name in SALAIRES if row.get(name) is not None]
        columns = {**columns, **dict.fromkeys(hidden, Column.FILLED)}
    found = []
    for name in SALAIRES:
        pay = row.get(name)
        if pay is None:
            status = statuses.missing(name, columns.get(name, Column.NEVER), poursuite=False)
            found.append(statuses.gap(name, status))
        else:
            found.append(statuses.value(name, pay)._replace(effectif=effectif))
    return tuple(found)

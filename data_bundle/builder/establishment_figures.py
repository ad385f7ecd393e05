"""The eleven cells of a whole establishment, from whichever of the tables publishes them (DOMAIN.md §2.2, §3).

All of them name the same quantities; none has any count, so nothing here has an effectif.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.builder import formation_figures, statuses
from data_bundle.builder.formation_figures import Row
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns
from data_bundle.indicators import ETABLISSEMENT

FIGURES: Columns = {
    **formation_figures.FIGURES,
    "taux_emploi_6m_attendu": ("Taux emploi 6 mois attendu", "taux_emploi_6_mois_attendu", "Taux attendu"),
    "va_emploi_6m": ("VA emploi 6 mois", "va_emploi_6_mois", "Valeur ajoutée"),
}
"""Our name of a column -> its labels, its technical names, its names in the tables of the DEPP."""

_ALONE = ("taux_emploi_6m_attendu", "va_emploi_6m")


def cells(row: Row, columns: Mapping[str, Column], millesime: str, *, contrats: bool) -> tuple[Cell, ...]:
    """Return the cells of one row; ``contrats`` is False where nobody has a contrat d’apprentissage."""
    published = row["part_poursuite"] is not None or row["poursuite_etudes"] is not None
    own = [formation_figures.cell(name + ETABLISSEMENT, row[name], columns[name], published) for name in _ALONE]
    return statuses.in_order(
        [*formation_figures.cells(row, columns, millesime, contrats=contrats, tail=ETABLISSEMENT), *own]
    )

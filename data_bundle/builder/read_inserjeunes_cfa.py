"""InserJeunes by CFA, every diploma together: the export of the portal, several cumuls in one file."""

from __future__ import annotations

from data_bundle import codes
from data_bundle.builder.cohorts import cumuls
from data_bundle.builder.establishment_figures import FIGURES, cells
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import Gathered, checked
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.tables import Columns, read_table

CODE = "fr-en-inserjeunes-cfa"
_COLUMNS: Columns = {
    "annee": ("Année", "annee"),
    "uai": ("UAI", "uai"),
    "libelle": ("Libellé", "libelle"),
    **FIGURES,
}


def read(inputs: Inputs) -> tuple[list[Mesure], list[Seen]]:
    """Read every row as a mesure of its CFA, and the names that the file gives."""
    mesures: list[Mesure] = []
    seen: list[Seen] = []
    for file in inputs.open(CODE):
        known = inputs.records[CODE].source.connues
        table = read_table(file, _COLUMNS, _COLUMNS, inputs.report, known=known)
        table.codes("uai", codes.UAI)
        gathered: Gathered[str] = Gathered(FIGURES)
        gathered.add(table["uai"], cumuls(table), checked(table, FIGURES))
        for (uai, millesime, row, columns), libelle in zip(gathered.rows(), table["libelle"], strict=True):
            own = cells(row, columns, millesime, contrats=True)
            mesures.append(Mesure(None, uai, "apprentissage", millesime, "ensemble", CODE, own, portee="etablissement"))
            seen.append(Seen(uai, libelle, millesime, CODE, "cfa"))
        inputs.read(CODE, len(table))
    return without_repeats(mesures, CODE, inputs.report), seen

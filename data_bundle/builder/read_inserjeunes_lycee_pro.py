"""InserJeunes by lycée, every diploma together: the export of the portal, several cumuls and populations in one file.

It says what the tables of the DEPP say: which of the two speaks for a lycée is decided in crosscheck.py.
"""

from __future__ import annotations

from data_bundle import codes
from data_bundle.builder.cohorts import cumuls
from data_bundle.builder.establishment_figures import FIGURES, cells
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import RUPTURE, Gathered, checked
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_depp_etablissements import populations
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.tables import Columns, read_chunks

CODE = "fr-en-inserjeunes-lycee_pro"
_COLUMNS: Columns = {
    "annee": ("Année", "annee"),
    "uai": ("UAI", "uai"),
    "libelle": ("Libellé", "libelle"),
    "population": ("Dont apprentis en EPLE", "Dont apprentis EPLE", "dont_apprentis_eple"),
    **FIGURES,
}
_REQUIRED = tuple(name for name in _COLUMNS if name != RUPTURE)


def read(inputs: Inputs) -> Reading:
    """Read every row as a mesure of its lycée; nothing when the folder does not hold the file."""
    mesures: list[Mesure] = []
    names: dict[tuple[str, str], str] = {}
    for file in inputs.open_large(CODE):
        gathered: Gathered[tuple[str, str]] = Gathered(FIGURES)
        known = inputs.records[CODE].source.connues
        for table in read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known):
            uais = table.codes("uai", codes.UAI)
            when = cumuls(table)
            gathered.add(zip(uais, populations(table), strict=True), when, checked(table, FIGURES))
            for name, millesime in zip(zip(uais, table["libelle"], strict=True), when, strict=True):
                names[name] = max(millesime, names.get(name, ""))
            inputs.read(CODE, len(table))
        for (uai, population), millesime, row, columns in gathered.rows():
            own = cells(row, columns, millesime, contrats=population == "apprentis")
            mesures.append(Mesure(None, uai, "scolaire", millesime, population, CODE, own, portee="etablissement"))
    seen = [Seen(uai, libelle, last, CODE, "lycee") for (uai, libelle), last in names.items()]
    return Reading(mesures=without_repeats(mesures, CODE, inputs.report), noms=seen)

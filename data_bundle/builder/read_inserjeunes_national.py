"""InserJeunes for the whole of France, by formation: one cohort a row, with its counts and its pay if they are given.

The identifier and the header of this series are still to be confirmed: columns are found under any name that another
InserJeunes source gives to the same quantity. A local figure pools two cohorts, this one is of a single one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_bundle import codes
from data_bundle.builder import counted_figures, salary_figures
from data_bundle.builder.cohorts import singles
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import FIGURES, OBSERVED, Gathered, Row, checked
from data_bundle.builder.measures import VOIE_CODE, Key, Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.reading import Reading
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.statuses import Column
from data_bundle.builder.tables import Columns, Table, read_chunks
from data_bundle.indicators import HORIZONS, PAR_NOM

CODE = "fr-en-inserjeunes-national-formation_fine"
COUNTS: Columns = {
    "derniere_annee": ("nb_annee_term", "Effectif en année terminale"),
    "sortants": ("nb_sortant", "nb_sortants", "Nombre de sortants"),
    "poursuite": ("nb_poursuite_etudes", "Effectif en poursuite d'études"),
    **{f"emploi_{h}m": (f"nb_en_emploi_{h}_mois", f"Effectif en emploi {h} mois") for h in HORIZONS},
}
_COLUMNS: Columns = {
    "annee": ("Année", "annee", "millesime"),
    "voie": ("Filière", "filiere", "voie", "Voie"),
    "mefstat11": ("Code formation mefstat11", "code_formation_mefstat11", "mefstat11", "id_mefstat11"),
    "cfd": (
        "Code formation diplôme", "code_formation_diplome", "cfd", "Code formation apprentissage",
        "code_formation_apprentissage", "id_formation_apprentissage",
    ),
    **FIGURES,
    **COUNTS,
    **salary_figures.COLUMNS,
}  # fmt: skip
_REQUIRED = ("annee", "voie", "poursuite_etudes", "taux_emploi_6m")
VOIES = {
    "scolaire": "scolaire", "pro": "scolaire", "voie_pro_sco_educ_nat": "scolaire",
    "agricole": "scolaire_agricole", "scolaire_agricole": "scolaire_agricole",
    "voie_pro_sco_agri": "scolaire_agricole", "apprentissage": "apprentissage",
}  # fmt: skip
"""What sources call a voie -> ours."""

OBSERVED_TOO = {**OBSERVED, **{name: PAR_NOM[name].horizon for name in salary_figures.SALAIRES}}
"""The rates and the pay, which wait for their months to pass."""
_SHAPES = {"mefstat11": codes.MEFSTAT11, "cfd": codes.CFD}
_SIZES = {"mefstat11": 11, "cfd": 8}


def read(inputs: Inputs) -> Reading:
    """Read every row as a mesure of France, and one more for its pay where the file has pay."""
    mesures: list[Mesure] = []
    for file in inputs.open_large(CODE):
        names = (*FIGURES, *COUNTS, *salary_figures.COLUMNS)
        gathered: Gathered[tuple[Key, str]] = Gathered(names, OBSERVED_TOO)
        known = inputs.records[CODE].source.connues
        for table in read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known):
            numbers: dict[str, list[Number | None]] = checked(table, FIGURES)
            numbers |= {name: table.numbers(name) for name in (*COUNTS, *salary_figures.COLUMNS) if name in table}
            check_figures(table, numbers)
            gathered.add(_keys(table), singles(table), numbers)
            inputs.read(CODE, len(table))
        partial: list[str] = []
        for (key, voie), millesime, row, columns in gathered.rows():
            mesures += mesures_of(key, "fr", voie, millesime, CODE, row, columns)
            if salary_figures.incomplete(row):
                partial.append(f"{key[1]} {millesime}")
        inputs.report.refused(file.name, "quartiles de salaire incomplets, laissés de côté", partial)
    return Reading(mesures=without_repeats(mesures, CODE, inputs.report))


def mesures_of(
    key: Key, lieu: str, voie: str, millesime: str, source: str, row: Row, columns: Mapping[str, Column]
) -> list[Mesure]:
    """Return the row of a formation with its counts and, where a source has pay, the row of its pay."""
    if row.get("part_poursuite") is None:
        row = {**row, "part_poursuite": row.get("poursuite_etudes")}
    if Column.FILLED in (columns.get("part_poursuite"), columns.get("poursuite_etudes")):
        columns = {**columns, "part_poursuite": Column.FILLED}
    own = counted_figures.cells(row, columns, contrats=voie == "apprentissage")
    found = [Mesure(key, lieu, voie, millesime, None, source, own)]
    if any(columns.get(name, Column.NEVER) is not Column.NEVER for name in salary_figures.SALAIRES):
        pay = salary_figures.cells(row, columns)
        found.append(Mesure(key, lieu, voie, millesime, None, source, pay, portee="salaire"))
    return found


def _keys(table: Table) -> list[tuple[Key, str]]:
    for name, shape in _SHAPES.items():
        if name in table:
            table.codes(name, shape, empty=True)
    found = []
    for i, text in enumerate(table["voie"]):
        voie = VOIES.get(text.casefold())
        if voie is None:
            raise table.wrong("voie", i, "n’est pas une voie connue")
        kind = VOIE_CODE[voie]
        code = table[kind][i]
        if not code:
            raise table.wrong(kind, i, "ne dit pas de quelle formation il s’agit")
        found.append(((kind, code[-_SIZES[kind] :]), voie))
    return found


def check_figures(table: Table, numbers: Mapping[str, Sequence[Number | None]]) -> None:
    """Raise BadInputError for a row whose counts or quartiles cannot be."""
    for i, values in enumerate(zip(*numbers.values(), strict=True)):
        row = dict(zip(numbers, values, strict=True))
        if row.get("part_poursuite") is None:
            row["part_poursuite"] = row.get("poursuite_etudes")
        found = counted_figures.contradiction(row) or salary_figures.contradiction(row)
        if found:
            raise table.wrong(found[0] if found[0] in table else "poursuite_etudes", i, found[1])

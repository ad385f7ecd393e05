"""Names of jobs of the ROME, well accented: words for the labels of diplomas that Certif-Info does not spell."""

from __future__ import annotations

from data_bundle.builder.files import Inputs
from data_bundle.builder.tables import Columns, read_table

CODE = "rome-appellations"
_COLUMNS: Columns = {"libelle": ("libelle_appellation_long",)}


def read(inputs: Inputs) -> tuple[str, ...]:
    """Return every name of a job; none when the folder does not hold the file."""
    found: list[str] = []
    for file in inputs.open(CODE):
        table = read_table(file, _COLUMNS, _COLUMNS, inputs.report, known=inputs.records[CODE].source.connues)
        found += table["libelle"]
        inputs.read(CODE, len(table))
    return tuple(found)

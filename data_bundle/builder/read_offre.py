"""Which formations stood in which lycée at a rentrée: presence only, every year of a cycle, never today's offer."""

from __future__ import annotations

from typing import NamedTuple

from data_bundle import codes
from data_bundle.builder.files import Inputs
from data_bundle.builder.tables import Columns, read_table

CODE = "offre-scolaire"
_COLUMNS: Columns = {
    "rentree": ("rentree", "rentree_scolaire"),
    "uai": ("uai", "numero_uai"),
    "mefstat11": ("mefstat11", "code_formation_mefstat11"),
}


class Presence(NamedTuple):
    """A year of a cycle (MEFSTAT11) seen in an establishment at a rentrée."""

    uai: str
    mefstat11: str
    rentree: int


def read(inputs: Inputs) -> list[Presence]:
    """Read every presence."""
    found: list[Presence] = []
    for file in inputs.open(CODE):
        known = inputs.records[CODE].source.connues
        table = read_table(file, _COLUMNS, _COLUMNS, inputs.report, known=known)
        table.codes("uai", codes.UAI)
        table.codes("mefstat11", codes.MEFSTAT11)
        years = {text: int(text) if text.isdigit() else 0 for text in set(table["rentree"])}
        for i, text in enumerate(table["rentree"]):
            if not 2000 <= years[text] <= 2099:
                raise table.wrong("rentree", i, "n’est pas une année")
        rows = table.rows("uai", "mefstat11", "rentree")
        found += [Presence(uai, mefstat11[-11:], years[rentree]) for uai, mefstat11, rentree in rows]
        inputs.read(CODE, len(table))
    return found

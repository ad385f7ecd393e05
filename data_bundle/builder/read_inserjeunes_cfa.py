"""InserJeunes by CFA, every diploma together: the export of the portal, several cumuls in one file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder.establishment_figures import FIGURES, Figures, cells
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.tables import Columns, read_table

CODE = "fr-en-inserjeunes-cfa"
_COLUMNS: Columns = {
    "annee": ("Année", "annee"),
    "uai": ("UAI", "uai"),
    "libelle": ("Libellé", "libelle"),
    **FIGURES,
}
_CUMUL = re.compile(r"^(?:cumul )?(\d{4})[-_](\d{4})$")


@dataclass(frozen=True, slots=True)
class Seen:
    """The name under which a file shows an establishment; ``nature`` is lycee or cfa."""

    uai: str
    libelle: str
    millesime: str
    source: str
    nature: str


def millesime_of(text: str) -> str | None:
    """Return ``2023_2024`` for ``cumul 2023-2024``, None when ``text`` is no cumul."""
    found = _CUMUL.match(text)
    return f"{found[1]}_{found[2]}" if found else None


def read(inputs: Inputs) -> tuple[list[Mesure], list[Seen]]:
    """Read every row as a mesure of its CFA, and the names that the file gives."""
    mesures: list[Mesure] = []
    seen: list[Seen] = []
    for file in inputs.open(CODE):
        known = inputs.records[CODE].source.connues
        table = read_table(file, _COLUMNS, _COLUMNS, inputs.report, known=known)
        table.codes("uai", codes.UAI)
        millesimes = []
        for i, annee in enumerate(table["annee"]):
            millesime = millesime_of(annee)
            if millesime is None:
                raise table.wrong("annee", i, "n’est pas un cumul de deux promotions")
            millesimes.append(millesime)
        figures = Figures(table, millesimes)
        for i, (uai, libelle, millesime) in enumerate(zip(table["uai"], table["libelle"], millesimes, strict=True)):
            row = cells(figures.row(i), figures.columns(i), contrats=True)
            mesures.append(Mesure(None, uai, "apprentissage", millesime, "ensemble", CODE, row))
            seen.append(Seen(uai, libelle, millesime, CODE, "cfa"))
        inputs.read(CODE, len(table))
    return one_a_place(mesures, CODE, inputs), seen


def one_a_place(mesures: list[Mesure], file: str, inputs: Inputs) -> list[Mesure]:
    """Return the rows without repeats: equal rows become one, rows that differ are all refused."""
    groups: dict[tuple[str, str, str, str | None], list[Mesure]] = {}
    for row in mesures:
        groups.setdefault((row.lieu, row.voie, row.millesime, row.population), []).append(row)
    kept = []
    for (lieu, _, millesime, _), rows in groups.items():
        if all(row.cells == rows[0].cells for row in rows):
            kept.append(rows[0])
        else:
            inputs.report.refused(file, "chiffres différents pour un même établissement", [f"{lieu} {millesime}"])
    return kept

"""InserJeunes by establishment as the DEPP publishes it in tables: lycées (three populations) and CFA.

The cohort stands in the name of the file only. The tables of 2018-2019 and 2019-2020 have empty headers: their columns
are known by position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder.cohorts import cumul
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.establishment_figures import FIGURES, cells
from data_bundle.builder.files import Inputs, RawFile
from data_bundle.builder.formation_figures import Gathered, checked
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.tables import Columns, Table, read_table

CODE = "inserjeunes-depp-etablissements"
_NAME = re.compile(r"(\d{4}_\d{4})-(pro|apprentissage)\.csv$")
_COLUMNS: Columns = {
    "uai": ("n°UAI de l'établissement", "UAI", "uai"),
    "libelle": ("Libellé de l'établissement", "Libellé", "libelle"),
    "population": ("Dont apprentis en EPLE", "dont_apprentis_eple"),
    **FIGURES,
}
_WITHOUT_HEADER = frozenset({"2018_2019", "2019_2020"})
_RATES = ("poursuite_etudes", "taux_emploi_6m", "taux_emploi_6m_attendu", "va_emploi_6m")
_LATER = ("taux_emploi_12m", "taux_emploi_18m", "taux_emploi_24m")
_POSITIONS = {
    "pro": ("uai", "libelle", "region", "population", *_RATES, *_LATER),
    "apprentissage": ("uai", "libelle", "region", "taux_rupture_contrats", *_RATES, *_LATER),
}
_POPULATIONS = {
    "ensemble": "ensemble",
    "dont apprentis": "apprentis",
    "dont élèves en voie pro sco": "scolaires",
}
_VOIES = {"pro": "scolaire", "apprentissage": "apprentissage"}


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables hold: rows of lycées, rows of CFA, and the names that they give."""

    lycees: list[Mesure]
    cfa: list[Mesure]
    noms: list[Seen]


def read(inputs: Inputs) -> Tables:
    """Read every table found."""
    result = Tables([], [], [])
    for file in inputs.open(CODE):
        found = _NAME.search(file.name)
        if not found or not cumul(found[1]):
            raise BadInputError(
                f"Le nom de {file.name} ne dit pas la promotion\u00a0: gardez celui d’origine (…-2022_2023-pro.csv)."
            )
        millesime, kind = found[1], found[2]
        table = _table(file, millesime, kind, inputs)
        mesures = _mesures(table, millesime, kind)
        kept = without_repeats(mesures, file.name, inputs.report)
        (result.lycees if kind == "pro" else result.cfa).extend(kept)
        nature = "lycee" if kind == "pro" else "cfa"
        result.noms.extend(
            Seen(uai, libelle, millesime, CODE, nature) for uai, libelle in set(table.rows("uai", "libelle"))
        )
        inputs.read(CODE, len(table))
    return result


def _table(file: RawFile, millesime: str, kind: str, inputs: Inputs) -> Table:
    required = ["uai", "libelle", "poursuite_etudes", "taux_emploi_6m"] + ["population"] * (kind == "pro")
    known = inputs.records[CODE].source.connues
    positions = _POSITIONS[kind] if millesime in _WITHOUT_HEADER else ()
    table = read_table(file, _COLUMNS, required, inputs.report, known=known, positions=positions)
    table.codes("uai", codes.UAI)
    return table


def populations(table: Table) -> list[str]:
    """Return who is counted in each row of a lycée: ensemble, apprentis or scolaires."""
    known = {text: _POPULATIONS.get(text.casefold()) for text in set(table["population"])}
    found = [known[text] for text in table["population"]]
    if None in found:
        raise table.wrong("population", found.index(None), "n’est pas une population connue")
    return [text for text in found if text]


def _mesures(table: Table, millesime: str, kind: str) -> list[Mesure]:
    who = populations(table) if kind == "pro" else ["ensemble"] * len(table)
    gathered: Gathered[tuple[str, str]] = Gathered(FIGURES)
    gathered.add(zip(table["uai"], who, strict=True), [millesime] * len(table), checked(table, FIGURES))
    found = []
    for (uai, population), _, row, columns in gathered.rows():
        contrats = kind == "apprentissage" or population == "apprentis"
        own = cells(row, columns, millesime, contrats=contrats)
        found.append(Mesure(None, uai, _VOIES[kind], millesime, population, CODE, own, portee="etablissement"))
    return found

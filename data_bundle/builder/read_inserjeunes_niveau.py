"""InserJeunes by CFA and level of diploma: how many leave a course, or go on, among the apprentices of one level.

The file names kinds of diplomas (CAP, BAC PRO, MC3, « autres niveau 3 »…) as well as levels: a population says which,
``niveau_3`` for the level as a whole, ``niveau_3_cap`` for one kind. Nothing is summed, averaged or merged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data_bundle import codes
from data_bundle.builder import formation_figures, statuses
from data_bundle.builder.cohorts import cumuls
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import FIGURES, OBSERVED, RUPTURE, Gathered, Row, checked
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns, read_chunks
from data_bundle.folding import fold

CODE = "fr-en-inserjeunes-cfa-niveau_formation"
INTERRUPTION = "taux_interruption_formation"
_NIVEAU = "_niveau"
_FIGURES = ("poursuite_etudes", *OBSERVED, RUPTURE, INTERRUPTION)
_COLUMNS: Columns = {
    "annee": ("Année", "annee"),
    "uai": ("UAI", "uai"),
    "libelle": ("Libellé", "libelle"),
    "niveau": ("Niveau formation", "niveau_formation", "Niveau de formation"),
    **{name: FIGURES[name] for name in _FIGURES if name in FIGURES},
    INTERRUPTION: ("Taux interruption formation", INTERRUPTION, "Taux d'interruption en cours de formation"),
}
_REQUIRED = ("annee", "uai", "niveau", "poursuite_etudes", "taux_emploi_6m", INTERRUPTION)
_KINDS = {"cap": "niveau_3_cap", "bac pro": "niveau_4_bac_pro", "bp": "niveau_4_bp", "bts": "niveau_5_bts"}
_LEVEL = re.compile(r"^(?:(autres?)(?: diplomes)?(?: de)? )?(?:niveau |niveaux )?([345])$")
_MC = re.compile(r"^(?:mc|mention complementaire)[ ]?(?:de )?(?:niveau )?([345])$")


def population(text: str) -> str | None:
    """Return who is counted, ``niveau_3``, ``niveau_4_bac_pro``, ``niveau_3_mc``, ``niveau_3_autres``…, or None."""
    plain = fold(text)
    if plain in _KINDS:
        return _KINDS[plain]
    mention, level = _MC.match(plain), _LEVEL.match(plain)
    if mention:
        return f"niveau_{mention[1]}_mc"
    return f"niveau_{level[2]}{'_autres' if level[1] else ''}" if level else None


def read(inputs: Inputs) -> Reading:
    """Read every row as a mesure of its CFA for one level; nothing when the folder does not hold the file."""
    mesures: list[Mesure] = []
    names: dict[tuple[str, str], str] = {}
    for file in inputs.open_large(CODE):
        gathered: Gathered[tuple[str, str]] = Gathered(_FIGURES)
        known = inputs.records[CODE].source.connues
        for table in read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known):
            uais = table.codes("uai", codes.UAI)
            when = cumuls(table)
            gathered.add(zip(uais, table["niveau"], strict=True), when, checked(table, _FIGURES))
            for name, millesime in zip(zip(uais, table["libelle"], strict=True), when, strict=True):
                names[name] = max(millesime, names.get(name, ""))
            inputs.read(CODE, len(table))
        unknown: list[str] = []
        for (uai, niveau), millesime, row, columns in gathered.rows():
            who = population(niveau)
            if who is None:
                unknown.append(f"{uai} «\u00a0{niveau}\u00a0»")
                continue
            own = _cells(row, columns)
            mesures.append(Mesure(None, uai, "apprentissage", millesime, who, CODE, own, portee="niveau"))
        inputs.report.refused(file.name, "niveau de formation inconnu", unknown)
    seen = [Seen(uai, libelle, last, CODE, "cfa") for (uai, libelle), last in names.items()]
    return Reading(mesures=without_repeats(mesures, CODE, inputs.report), noms=seen)


def _cells(row: Row, columns: Mapping[str, Column]) -> tuple[Cell, ...]:
    published = row["poursuite_etudes"] is not None
    own = {"part_poursuite" + _NIVEAU: "poursuite_etudes", INTERRUPTION: INTERRUPTION}
    own |= {name + _NIVEAU: name for name in (*OBSERVED, RUPTURE)}
    return statuses.in_order(
        formation_figures.cell(nom, row[name], columns[name], published) for nom, name in own.items()
    )

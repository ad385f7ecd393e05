"""InserJeunes by establishment and formation: lycées, CFA, and the establishments of the ministry of agriculture.

Each row is also a sight: this diploma was prepared there by the cohort that it says. None has any count. The export
of the lycées has 132 000 rows, hence files are read part by part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder import french_uais, statuses
from data_bundle.builder.cohorts import cumuls, last_year
from data_bundle.builder.files import Inputs, LargeFile
from data_bundle.builder.formation_figures import FIGURES, RUPTURE, Gathered, cells, checked
from data_bundle.builder.measures import VOIE_CODE, Mesure
from data_bundle.builder.offre import Offre
from data_bundle.builder.reading import Reading, Seen, joined
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.tables import Columns, read_chunks

_ALWAYS = ("annee", "uai", "code", "poursuite_etudes", "taux_emploi_6m")
_SIZES = {"mefstat11": 11, "cfd": 8}
_SHAPES: dict[str, re.Pattern[str]] = {"mefstat11": codes.MEFSTAT11, "cfd": codes.CFD}
_CODES = {
    "mefstat11": ("Code formation mefstat11", "code_formation_mefstat11", "Code MEFSTAT11", "mefstat11"),
    "cfd": (
        "Code formation apprentissage", "code_formation_apprentissage", "Code formation diplôme",
        "code_formation_diplome", "Code formation CFD", "code_formation_cfd", "Code CFD", "code_cfd", "cfd",
        "Code formation", "code_formation",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Jeu:
    """One of the datasets: its code in ``sources.toml``, its voie, whose names it gives, what it must have."""

    code: str
    voie: str
    nature: str
    required: tuple[str, ...]

    @property
    def columns(self) -> Columns:
        """Our name of a column -> the names that the dataset may give it."""
        return {
            "annee": ("Année", "annee"),
            "uai": ("UAI", "uai"),
            "libelle": ("Libellé", "libelle", "Libellé établissement", "libelle_etablissement"),
            "code": _CODES[VOIE_CODE[self.voie]],
            **FIGURES,
        }


LYCEES = Jeu(
    "fr-en-inserjeunes-lycee_pro-formation-fine",
    "scolaire",
    "lycee",
    ("annee", "uai", "libelle", "code", *(name for name in FIGURES if name != RUPTURE)),
)
CFA = Jeu("fr-en-inserjeunes-cfa-formation_fine", "apprentissage", "cfa", _ALWAYS)
AGRICOLES = Jeu("fr-en-inserjeunes-agricole-formation_fine", "scolaire_agricole", "lycee", _ALWAYS)


def read(inputs: Inputs) -> Reading:
    """Read whichever of the three datasets are there."""
    return joined([_jeu(jeu, file, inputs) for jeu in (LYCEES, CFA, AGRICOLES) for file in inputs.open_large(jeu.code)])


def _jeu(jeu: Jeu, file: LargeFile, inputs: Inputs) -> Reading:
    kind = VOIE_CODE[jeu.voie]
    gathered: Gathered[tuple[str, str]] = Gathered(FIGURES)
    newest: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], str] = {}
    abroad: list[str] = []
    known = inputs.records[jeu.code].source.connues
    for table in read_chunks(file, jeu.columns, jeu.required, inputs.report, known=known):
        uais = table.codes("uai", codes.UAI)
        formations = [text[-_SIZES[kind] :] for text in table.codes("code", _SHAPES[kind])]
        when = cumuls(table)
        keys = list(zip(uais, formations, strict=True))
        numbers = checked(table, FIGURES)
        kept = [i for i, uai in enumerate(uais) if not french_uais.is_abroad(uai)]
        if len(kept) < len(table):
            abroad += filter(french_uais.is_abroad, uais)
            keys, when = [keys[i] for i in kept], [when[i] for i in kept]
            numbers = {name: [column[i] for i in kept] for name, column in numbers.items()}
        gathered.add(keys, when, numbers)
        labels = ((uais[i], table["libelle"][i]) for i in kept)
        for key, name, millesime in zip(keys, labels, when, strict=True):
            newest[key] = max(millesime, newest.get(key, ""))
            names[name] = max(millesime, names.get(name, ""))
        inputs.read(jeu.code, len(table))
    french_uais.refuse(abroad, jeu.code, inputs.report)
    contrats = jeu.voie == "apprentissage"
    mesures = [
        Mesure(
            (kind, code), uai, jeu.voie, millesime, None, jeu.code,
            statuses.in_order(cells(row, columns, millesime, contrats=contrats)),
        )
        for (uai, code), millesime, row, columns in gathered.rows()
    ]  # fmt: skip
    return Reading(
        mesures=without_repeats(mesures, file.name, inputs.report),
        noms=[Seen(uai, libelle, last, jeu.code, jeu.nature) for (uai, libelle), last in names.items()],
        offre=[
            Offre((kind, code), uai, last_year(last), None, jeu.code, "promotion")
            for (uai, code), last in newest.items()
        ],
    )

"""The catalogue of courses by apprenticeship, where a person has an export: what is taught where, who answers for it.

It gives the offer at each lieu de formation, and lets the figures of a formateur or gestionnaire be shown at the
lieux that have no other (attribution_sites.py). A row without an UAI or a CFD of the right shape is left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data_bundle import codes
from data_bundle.builder.attribution_sites import Site
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, LargeFile
from data_bundle.builder.offre import Offre
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.tables import Columns, Table, read_chunks

CODE = "catalogue-apprentissage"
_COLUMNS: Columns = {
    "lieu": ("uai_formation", "uai_lieu_formation", "UAI du lieu de formation", "UAI lieu de formation"),
    "formateur": ("etablissement_formateur_uai", "uai_formateur", "UAI de l'établissement formateur", "UAI formateur"),
    "gestionnaire": (
        "etablissement_gestionnaire_uai", "etablissement_responsable_uai", "uai_gestionnaire", "uai_responsable",
        "UAI de l'établissement gestionnaire", "UAI gestionnaire", "UAI responsable",
    ),
    "cfd": ("cfd", "code_formation_diplome", "Code formation diplôme", "Code formation diplôme (CFD)", "Code CFD"),
    "libelle": ("lieu_formation_nom", "nom_lieu_formation", "etablissement_formateur_enseigne", "Lieu de formation"),
    "rentree": ("rentree", "rentree_scolaire", "annee_rentree", "periode", "date_debut", "Date de début", "Période"),
}  # fmt: skip
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class CatalogueApprentissage:
    """What the catalogue says: the offer and names of its lieux, and who answers for each course."""

    reading: Reading = field(default_factory=Reading)
    sites: list[Site] = field(default_factory=list)


def read(inputs: Inputs) -> CatalogueApprentissage:
    """Read every export of the folder; nothing when there is none."""
    found = CatalogueApprentissage()
    for file in inputs.open_large(CODE):
        named = _years([file.name.rpartition("/")[2]])
        known = inputs.records[CODE].source.connues
        for table in read_chunks(file, _COLUMNS, ("lieu", "cfd"), inputs.report, known=known):
            _add(found, file, table, max(named, default=0), inputs)
            inputs.read(CODE, len(table))
    return found


def _add(found: CatalogueApprentissage, file: LargeFile, table: Table, named: int, inputs: Inputs) -> None:
    bad: dict[str, list[str]] = {"UAI du lieu absent ou mal formé": [], "code de diplôme (CFD) absent ou mal formé": []}
    no_lieu, no_cfd = bad.values()
    for i, (lieu, cfd, formateur, gestionnaire, libelle, when) in enumerate(
        table.rows("lieu", "cfd", "formateur", "gestionnaire", "libelle", "rentree")
    ):
        if not codes.UAI.match(lieu):
            no_lieu.append(lieu or "vide")
        elif not codes.CFD.match(cfd):
            no_cfd.append(cfd or "vide")
        else:
            year = max(_years([when]), default=named)
            if not year:
                raise BadInputError(
                    f"{file.name}, {table.place(i)}\u00a0: rien ne dit de quelle rentrée il s’agit\u00a0; ajoutez "
                    "l’année au nom du fichier (catalogue-2025.csv)."
                )
            code = cfd[-8:]
            found.reading.offre.append(Offre(("cfd", code), lieu, year, None, CODE, "rentree"))
            found.reading.noms.append(Seen(lieu, libelle, str(year), CODE, "cfa"))
            roles = (text if codes.UAI.match(text) else "" for text in (formateur, gestionnaire))
            found.sites.append(Site(lieu, code, *roles))
    for reason, texts in bad.items():
        inputs.report.refused(file.name, reason, texts)


def _years(texts: Sequence[str]) -> list[int]:
    return [int(year) for text in texts for year in _YEAR.findall(text)]

"""The ROME of France Travail: what its codes of jobs are called, and names of jobs to spell labels of diplomas by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_bundle.builder.files import Inputs
from data_bundle.builder.formations import Formation
from data_bundle.builder.tables import Columns, read_table

CODE = "rome"
APPELLATIONS = "rome-appellations"
_METIERS: Columns = {"code": ("code_rome",), "libelle": ("libelle_rome",)}
_NOMS: Columns = {"libelle": ("libelle_appellation_long",)}
_ROME = re.compile(r"^[A-N][0-9]{4}$")


@dataclass(frozen=True, slots=True)
class Rome:
    """Labels of jobs by code, and every name of a job, well accented."""

    metiers: Mapping[str, str]
    appellations: tuple[str, ...]


def read(inputs: Inputs) -> Rome:
    """Read whichever of the two files the folder holds; of several versions of the codes, the newest has its say."""
    metiers: dict[str, str] = {}
    for file in inputs.open(CODE):
        table = read_table(file, _METIERS, _METIERS, inputs.report, known=inputs.records[CODE].source.connues)
        table.codes("code", _ROME)
        seen: set[str] = set()
        for i, (code, libelle) in enumerate(table.rows("code", "libelle")):
            if code in seen:
                raise table.wrong("code", i, "est là deux fois\u00a0; reprenez le fichier d’origine")
            if not libelle:
                raise table.wrong("libelle", i, "ne dit pas de quel métier il s’agit")
            seen.add(code)
            metiers[code] = libelle.replace("'", "’")
        inputs.read(CODE, len(table))
    noms: list[str] = []
    for file in inputs.open(APPELLATIONS):
        table = read_table(file, _NOMS, _NOMS, inputs.report, known=inputs.records[APPELLATIONS].source.connues)
        noms += table["libelle"]
        inputs.read(APPELLATIONS, len(table))
    return Rome(metiers, tuple(noms))


def of(formations: Iterable[Formation], metiers: Mapping[str, str]) -> dict[str, str]:
    """Return the jobs that these formations lead to. A code of Certif-Info that is no job (a whole domain) has none."""
    codes = {code for row in formations if row.rome for code in row.rome.split()}
    return {code: metiers[code] for code in sorted(codes) if code in metiers}

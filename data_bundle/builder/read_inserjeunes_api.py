"""Answers of the InserJeunes API kept as files: one entry a measure, turned into one row a formation.

An answer does not say its cohort: the name of its file repeats the route that it comes from,
``UAI-0751234J-2022_2023.json``, ``region-11-2022_2023.json`` (code of the région académique) or
``france-2023-apprentissage.json``.
"""

from __future__ import annotations

import re
from typing import Any

from data_bundle import codes
from data_bundle.builder import salary_figures
from data_bundle.builder.cohorts import either
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, LargeFile
from data_bundle.builder.formation_figures import OBSERVED, PARTS, RUPTURE, Gathered, checked
from data_bundle.builder.json_entries import NULL, Entries, damaged, entries, loads
from data_bundle.builder.measures import Key
from data_bundle.builder.read_inserjeunes_national import COUNTS, OBSERVED_TOO, check_figures, mesures_of
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.tables import Columns, quoted
from data_bundle.builder.territories import INSEE_OF_RA
from data_bundle.indicators import HORIZONS

CODE = "inserjeunes-api"
_NAME = re.compile(
    r"(?:UAI-(?P<uai>[0-9]{7}[A-Z])|region-(?P<ra>[0-9]{2})|france)-(?P<annee>[0-9_]{4,9})(?:-[a-z_]+)?\.json$"
)
_SHARES: Columns = {
    PARTS[0]: ("DEVENIR_part_poursuite_etudes",),
    PARTS[1]: ("DEVENIR_part_en_emploi_6_mois",),
    PARTS[2]: ("DEVENIR_part_autre_situation_6_mois",),
    "poursuite_etudes": ("taux_poursuite_etudes",),
    **{name: (f"taux_emploi_{h}_mois",) for name, h in zip(OBSERVED, HORIZONS, strict=True)},
    RUPTURE: ("taux_rupture_contrats",),
}
_PAY = {name: salary_figures.COLUMNS[name][:1] for name in salary_figures.SALAIRES}
_MEASURES: Columns = {**_SHARES, **{name: names[:1] for name, names in COUNTS.items()}, **_PAY}
_DIMENSIONS = {
    "id_mefstat11": ("mefstat11", "scolaire", codes.MEFSTAT11),
    "id_formation_apprentissage": ("cfd", "apprentissage", codes.CFD),
}


def read(inputs: Inputs) -> Reading:
    """Read every answer of the folder; nothing when there is none."""
    gathered: Gathered[tuple[str, Key, str]] = Gathered(_MEASURES, OBSERVED_TOO)
    names: dict[str, Seen] = {}
    for file in inputs.open_large(CODE):
        lieu, millesime = _route(file)
        answer = loads(file)
        table = _table(file, answer, inputs)
        if table is None:
            continue
        numbers = checked(table, _SHARES)
        numbers |= {name: table.numbers(name) for name in (*COUNTS, *_PAY) if name in table}
        check_figures(table, numbers)
        keys = [_key(table, i) for i in range(len(table))]
        gathered.add([(lieu, *key) for key in keys], [millesime] * len(table), numbers)
        if codes.UAI.match(lieu):
            nature = "cfa" if any(voie == "apprentissage" for _, voie in keys) else "lycee"
            names[lieu] = Seen(lieu, _libelle(answer), millesime, CODE, nature)
        inputs.read(CODE, len(table))
    mesures = []
    for (lieu, key, voie), millesime, row, columns in gathered.rows():
        rows = mesures_of(key, lieu, voie, millesime, CODE, row, columns)
        mesures += [m for m in rows if m.portee == "formation" or lieu == "fr"]
    return Reading(mesures=without_repeats(mesures, CODE, inputs.report), noms=list(names.values()))


def _route(file: LargeFile) -> tuple[str, str]:
    """Return the place and the cohort that the name of a file gives."""
    found = _NAME.search(file.name)
    millesime = either(found["annee"]) if found else None
    if not found or not millesime or (found["ra"] and found["ra"] not in INSEE_OF_RA):
        raise BadInputError(
            f"Le nom de {file.name} ne dit pas le lieu et la promotion\u00a0: nommez ce fichier comme sa demande, "
            "par exemple UAI-0751234J-2022_2023.json ou region-11-2022_2023.json."
        )
    return found["uai"] or (f"reg:{INSEE_OF_RA[found['ra']]}" if found["ra"] else "fr"), millesime


def _table(file: LargeFile, answer: Any, inputs: Inputs) -> Entries | None:
    """Return one row a formation, with the measures as columns; None when the answer is about no formation."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    whole = 0
    try:
        for entry in answer["data"]:
            [dimension] = entry["dimensions"]
            [(kind, code)] = dimension.items()
            if kind not in _DIMENSIONS:
                whole += 1
                continue
            measure, value = entry["id_mesure"], entry.get("valeur_mesure")
            row = rows.setdefault((kind, code.strip()), {"dimension": kind, "code": code.strip()})
            if row.setdefault(measure.strip(), value) != value:
                raise BadInputError(
                    f"{file.name}, entrée {list(rows).index((kind, code.strip())) + 1}\u00a0: deux valeurs de "
                    f"{quoted(measure)} pour la formation {quoted(code)}\u00a0; téléchargez ce fichier de nouveau."
                )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise damaged(file) from None
    inputs.report.aside(file.name, "établissement entier, lu dans les fichiers par établissement", whole)
    if not rows:
        return None
    columns: Columns = {"dimension": ("dimension",), "code": ("code",), **_MEASURES}
    return entries(file, list(rows.values()), columns, inputs.report, inputs.records[CODE].source.connues)


def _key(table: Entries, i: int) -> tuple[Key, str]:
    kind, voie, shape = _DIMENSIONS[table["dimension"][i]]
    code = table["code"][i]
    if code == NULL or not shape.match(code):
        raise table.wrong("code", i, f"n’est pas un code de formation ({kind.upper()})")
    return (kind, code.rpartition(":")[2]), voie


def _libelle(answer: Any) -> str:
    try:
        return str(answer["metadata"]["UAI"]["libelle_etab"])
    except (KeyError, TypeError):
        return ""

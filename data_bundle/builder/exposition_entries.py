"""Exports of the Exposition API as entries: what each is about, and whose figures it shows.

JSON pages and CSV files of formations, régions and France, one shape for all (HEADERS.md §9 of the open data).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder import salary_figures
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, LargeFile
from data_bundle.builder.formation_figures import PARTS, RUPTURE
from data_bundle.builder.json_entries import ABSENT, NULL, damaged, entries, loads
from data_bundle.builder.measures import VOIE_CODE, Key
from data_bundle.builder.region_names import region_of
from data_bundle.builder.report import Report
from data_bundle.builder.tables import Columns, Table, read_chunks
from data_bundle.indicators import HORIZONS

CODE = "inserjeunes-exposition"
SHARES: Columns = {
    PARTS[0]: ("taux_en_formation",),
    PARTS[1]: ("taux_en_emploi_6_mois",),
    PARTS[2]: ("taux_autres_6_mois",),
    RUPTURE: ("taux_rupture_contrats",),
}
COUNTS: Columns = {
    "derniere_annee": ("nb_annee_term",),
    "sortants": ("nb_sortant",),
    "poursuite": ("nb_poursuite_etudes",),
    **{f"emploi_{h}m": (f"nb_en_emploi_{h}_mois",) for h in HORIZONS},
}
PAY = {name: salary_figures.COLUMNS[name] for name in salary_figures.SALAIRES}
NUMBERS = (*SHARES, *COUNTS, *PAY)
_COLUMNS: Columns = {
    "annee": ("millesime",),
    "uai": ("uai",),
    "libelle": ("libelle_etablissement",),
    "region": ("region.code", "region"),
    "academie": ("academie.code", "academie"),
    "departement": ("departement.code", "departement"),
    "filiere": ("filiere",),
    "code": ("code_certification",),
    "uai_donnee": ("uai_donnee",),
    "source": ("donnee_source.code_certification", "donnee_source_code_certification"),
    "origine": ("donnee_source.type", "donnee_source_type"),
    **SHARES,
    **COUNTS,
    **PAY,
}
_REQUIRED = ("annee", "filiere", "code")
_LISTS = ("formations", "regionales", "certifications", "departementales")
_VOIES = {"pro": "scolaire", "agricole": "scolaire_agricole", "apprentissage": "apprentissage"}
_ORIGINES = frozenset({"", "self", "ancienne", "nouvelle"})
_SHAPES = {"mefstat11": codes.MEFSTAT11, "cfd": codes.CFD}
_SIZES = {"mefstat11": 11, "cfd": 8}
OBSERVED_COUNTS: dict[str, int | None] = {**{f"emploi_{h}m": h for h in HORIZONS}, **dict.fromkeys(PAY, 12)}
"""The columns that wait for their months to pass."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry is about: a formation at ``lieu``; the figures are those of ``propre`` at ``donnee``."""

    lieu: str
    voie: str
    formation: Key
    propre: Key
    donnee: str
    nulls: frozenset[str]


def tables(file: LargeFile, inputs: Inputs) -> Iterator[Table]:
    """Yield a file part by part. Raises BadInputError when it is no export of this API."""
    known = inputs.records[CODE].source.connues
    if not file.name.endswith(".json"):
        yield from read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known)
        return
    found = loads(file)
    if isinstance(found, dict):
        found = next((found[name] for name in _LISTS if name in found), [found])
    if not isinstance(found, list):
        raise damaged(file)
    if not found:
        return  # a page without any answer
    table = entries(file, found, _COLUMNS, inputs.report, known)
    missing = next((name for name in _REQUIRED if name not in table), None)
    if missing:
        raise BadInputError(
            f"{file.name}, entrée 1\u00a0: la clé «\u00a0{_COLUMNS[missing][0]}\u00a0» manque\u00a0; "
            "vérifiez que c’est un export de l’API d’exposition."
        )
    yield table


def entries_of(table: Table, report: Report) -> dict[int, Entry]:
    """Return what each entry is about, by position; those that hold no figure for us are left out."""
    aside = {"superieur": 0, "vides": 0, "autres": 0}
    found: dict[int, Entry] = {}
    texts = {name: table[name] for name in NUMBERS if name in table}
    for i, filiere in enumerate(table["filiere"]):
        if filiere == "superieur":
            aside["superieur"] += 1
        elif all(column[i] == ABSENT for column in texts.values()):
            aside["vides"] += 1
        elif not _said(table, "uai", i) and (_said(table, "departement", i) or _said(table, "academie", i)):
            aside["autres"] += 1
        else:
            nulls = frozenset(name for name, column in texts.items() if column[i].casefold() == NULL)
            found[i] = _entry(table, i, nulls)
    report.aside(table.file.name, "supérieur, lu dans InserSup", aside["superieur"])
    report.aside(table.file.name, "sans mesure (année non terminale, 2de commune)", aside["vides"])
    report.aside(table.file.name, "département ou académie, niveaux non repris", aside["autres"])
    return found


def _entry(table: Table, i: int, nulls: frozenset[str]) -> Entry:
    voie = _VOIES.get(table["filiere"][i])
    if voie is None:
        raise table.wrong("filiere", i, "n’est pas une filière connue")
    kind = VOIE_CODE[voie]
    code = _code(table, "code", i, kind)
    origine = table["origine"][i].casefold()
    if origine not in _ORIGINES:
        raise table.wrong("origine", i, "ne dit pas de quelle version du diplôme viennent les chiffres")
    other = origine in {"ancienne", "nouvelle"}
    propre = _code(table, "source", i, kind) if other else code
    lieu = _place(table, i)
    donnee = _said(table, "uai_donnee", i)
    if donnee and not codes.UAI.match(donnee):
        raise table.wrong("uai_donnee", i, "n’est pas un numéro d’établissement")
    return Entry(lieu, voie, (kind, code), (kind, propre), donnee or lieu, nulls)


def _place(table: Table, i: int) -> str:
    uai, region = _said(table, "uai", i), _said(table, "region", i)
    if uai:
        if not codes.UAI.match(uai):
            raise table.wrong("uai", i, "n’est pas un numéro d’établissement")
        return uai
    if not region:
        return "fr"
    code = region_of(region)
    if code is None:
        raise table.wrong("region", i, "n’est pas une région connue")
    return f"reg:{code}"


def _code(table: Table, name: str, i: int, kind: str) -> str:
    text = table[name][i]
    if not _SHAPES[kind].match(text):
        raise table.wrong(name, i, f"n’est pas un code de formation ({kind.upper()})")
    return text[-_SIZES[kind] :]


def _said(table: Table, name: str, i: int) -> str:
    text = table[name][i]
    return "" if text.casefold() == NULL else text

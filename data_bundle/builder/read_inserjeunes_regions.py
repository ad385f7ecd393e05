"""InserJeunes by région and formation: published rates, and the counts behind them (every count under 20 removed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_bundle import codes
from data_bundle.builder import statuses
from data_bundle.builder.cohorts import cumul
from data_bundle.builder.counted_figures import COUNTS, cells, contradiction
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import OBSERVED, Row
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.tables import Columns, Table, read_table
from data_bundle.builder.territories import INSEE_REGIONS, RA_OF_INSEE
from data_bundle.indicators import HORIZONS

CODE = "inserjeunes-regions"
_RATES = {f"taux_emploi_{h}m": f"taux_emploi_{h}_mois" for h in HORIZONS}
_COUNTS = {f"emploi_{h}m": f"nb_en_emploi_{h}_mois" for h in HORIZONS}
_COLUMNS: Columns = {
    "millesime": ("millesime",),
    "region": ("code_region", "code_region_insee"),
    "region_ra": ("code_region_ij",),
    "voie": ("voie",),
    "cfd": ("cfd", "code_formation_diplome"),
    "mefstat11": ("mefstat11", "code_formation_mefstat11"),
    "derniere_annee": ("nb_annee_term",),
    "sortants": ("nb_sortant",),
    "poursuite": ("nb_poursuite_etudes",),
    "part_poursuite": ("taux_poursuite_etudes",),
    **{ours: (theirs,) for ours, theirs in (_RATES | _COUNTS).items()},
}
_VOIES = {"scolaire": "mefstat11", "apprentissage": "cfd"}


def read(inputs: Inputs) -> list[Mesure]:
    """Read every row as a mesure of its région; nothing is computed where the source has no counts."""
    found: list[Mesure] = []
    for file in inputs.open(CODE):
        known = inputs.records[CODE].source.connues
        table = read_table(file, _COLUMNS, _COLUMNS, inputs.report, known=known)
        found += _mesures(table)
        inputs.read(CODE, len(table))
    return found


def _mesures(table: Table) -> list[Mesure]:
    table.codes("cfd", codes.CFD, empty=True)
    table.codes("mefstat11", codes.MEFSTAT11, empty=True)
    plain = table.rows("millesime", "region", "voie", "cfd", "mefstat11")
    keys = [(*row[:3], *(code.rpartition(":")[2] for code in row[3:])) for row in plain]
    _check_keys(table, keys)
    numbers = {name: table.numbers(name) for name in ("part_poursuite", *_RATES, *COUNTS)}
    rows = [dict(zip(numbers, values, strict=True)) for values in zip(*numbers.values(), strict=True)]
    _check_figures(table, numbers, rows)
    filled = statuses.filled_columns(table["millesime"], {name: numbers[name] for name in _RATES})
    states = statuses.column_states(filled, OBSERVED)
    found = []
    for (millesime, region, voie, cfd, mefstat11), row in zip(keys, rows, strict=True):
        columns = {name: states[millesime, name] for name in _RATES}
        kind = _VOIES[voie]
        key = (kind, mefstat11 if kind == "mefstat11" else cfd)
        figures = cells(row, columns, contrats=voie == "apprentissage")
        found.append(Mesure(key, f"reg:{region}", voie, millesime, None, CODE, figures))
    return found


def _check_keys(table: Table, keys: Sequence[tuple[str, ...]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for i, key in enumerate(keys):
        millesime, region, voie, cfd, mefstat11 = key
        if cumul(millesime) != millesime:
            raise table.wrong("millesime", i, "n’est pas un cumul de deux promotions qui se suivent")
        if region not in INSEE_REGIONS:
            raise table.wrong("region", i, "n’est pas le code Insee d’une région")
        if table["region_ra"][i] != RA_OF_INSEE[region]:
            raise table.wrong("region_ra", i, f"n’est pas la région académique de la région Insee {region}")
        if voie not in _VOIES:
            raise table.wrong("voie", i, "n’est pas une voie connue (scolaire ou apprentissage)")
        code = mefstat11 if _VOIES[voie] == "mefstat11" else cfd
        if not code:
            raise table.wrong(_VOIES[voie], i, "ne dit pas de quelle formation il s’agit")
        own = (millesime, region, voie, code)
        if own in seen:
            first = table.line(seen[own])
            raise BadInputError(
                f"{table.file.name}, lignes {first} et {table.line(i)}\u00a0: deux lignes pour la même formation, "
                "la même région et la même promotion\u00a0; reprenez le fichier d’origine."
            )
        seen[own] = i


def _check_figures(table: Table, numbers: Mapping[str, list[Number | None]], rows: Sequence[Row]) -> None:
    for name in ("part_poursuite", *_RATES):
        for value in {v for v in numbers[name] if v is not None}:
            if not 0 <= value <= 100:
                raise table.wrong(name, numbers[name].index(value), "est hors des bornes")
    for i, row in enumerate(rows):
        found = contradiction(row)
        if found:
            raise table.wrong(found[0], i, found[1])

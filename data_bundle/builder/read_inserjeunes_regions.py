"""InserJeunes by région and formation: published rates, and the counts behind them (every count under 20 removed)."""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle import codes
from data_bundle.builder import statuses
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import Number, percent
from data_bundle.builder.statuses import Cell, Column
from data_bundle.builder.tables import Columns, Table, read_table
from data_bundle.builder.territories import INSEE_REGIONS
from data_bundle.indicators import HORIZONS, PAR_NOM

CODE = "inserjeunes-regions"
SEUIL = 20

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
_PARTS = ("part_emploi_6m", "part_autres_6m", "part_poursuite_ou_emploi_6m")


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
    keys = table.rows("millesime", "region", "voie", "cfd", "mefstat11")
    _check_keys(table, keys)
    numbers = {name: table.numbers(name) for name in ("part_poursuite", *_RATES, *_COUNTS)}
    numbers |= {name: table.numbers(name) for name in ("derniere_annee", "sortants", "poursuite")}
    _check_rates(table, numbers)
    filled = statuses.filled_columns(table["millesime"], {name: numbers[name] for name in _RATES})
    states = statuses.column_states(filled, dict(zip(_RATES, HORIZONS, strict=True)))
    found = []
    for i, (millesime, region, voie, cfd, mefstat11) in enumerate(keys):
        row = {name: column[i] for name, column in numbers.items()}
        columns = {name: states[millesime, name] for name in _RATES}
        kind = _VOIES[voie]
        key = (kind, mefstat11 if kind == "mefstat11" else cfd)
        figures = cells(row, columns, contrats=voie == "apprentissage")
        found.append(Mesure(key, f"reg:{region}", voie, millesime, None, CODE, figures))
    return found


def cells(row: dict[str, Number | None], columns: dict[str, Column], *, contrats: bool) -> tuple[Cell, ...]:
    """Return the cells of one row: rates as published, parts from the counts where there are counts.

    ``contrats`` is False where nobody has a contrat d’apprentissage; this file does not say how many are broken.
    A denominator known to be under 20 leaves nothing: neither itself nor its rates, even if a source leaks them.
    """
    n, n_leaks = _count(row["derniere_annee"])
    s, s_leaks = _count(row["sortants"])
    share = None if n_leaks else row["part_poursuite"]
    published = share is not None
    found = [_cell("part_poursuite", share, statuses.SOUS_SEUIL, n, row["poursuite"])]
    for name, state in columns.items():
        rate = None if n_leaks or s_leaks else row[name]
        status = statuses.missing(name, state, published)
        found.append(_cell(name, rate, status, s, row[name.removeprefix("taux_")]))
    broken = statuses.gap("taux_rupture_contrats", statuses.NON_DIFFUSE if contrats else statuses.NON_APPLICABLE)
    return statuses.in_order([*found, *_parts(row, n, share), broken])


def _parts(row: dict[str, Number | None], n: int | None, share: Number | None) -> list[Cell]:
    """Return what became of all final-year pupils, recalculated from the counts (DOMAIN.md §2.2)."""
    p, e6 = row["poursuite"], row["emploi_6m"]
    if n is None or share is None or p is None or e6 is None:
        status = statuses.missing(_PARTS[0], Column.FILLED, share is not None)
        return [statuses.gap(name, status) for name in _PARTS]
    going_on, working = int(p), int(e6)
    job = percent(working, n)
    shares = (job, max(0, 100 - int(share) - job), int(share) + job)
    tops = (working, n - going_on - working, going_on + working)
    return [
        Cell(PAR_NOM[name].id, statuses.VALEUR, part, n, top, 1)
        for name, part, top in zip(_PARTS, shares, tops, strict=True)
    ]


def _cell(nom: str, rate: Number | None, status: int, effectif: int | None, numerateur: Number | None) -> Cell:
    if rate is None:
        return statuses.gap(nom, status)
    top = int(numerateur) if effectif is not None and numerateur is not None else None
    return Cell(PAR_NOM[nom].id, statuses.VALEUR, rate, effectif, top, 0)


def _count(number: Number | None) -> tuple[int | None, bool]:
    """Return a denominator that may be stored, and whether the source shows one that may not (DOMAIN.md §2.3)."""
    if number is None:
        return None, False
    return (int(number), False) if number >= SEUIL else (None, True)


def _check_keys(table: Table, keys: Sequence[tuple[str, ...]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for i, key in enumerate(keys):
        _, region, voie, cfd, mefstat11 = key
        if region not in INSEE_REGIONS:
            raise table.wrong("region", i, "n’est pas le code Insee d’une région")
        if voie not in _VOIES:
            raise table.wrong("voie", i, "n’est pas une voie connue (scolaire ou apprentissage)")
        if not (mefstat11 if _VOIES[voie] == "mefstat11" else cfd):
            raise table.wrong(_VOIES[voie], i, "ne dit pas de quelle formation il s’agit")
        if key in seen:
            first = table.line(seen[key])
            raise BadInputError(
                f"{table.file.name}, lignes {first} et {table.line(i)}\u00a0: deux lignes pour la même formation, "
                "la même région et la même promotion\u00a0; reprenez le fichier d’origine."
            )
        seen[key] = i


def _check_rates(table: Table, numbers: dict[str, list[Number | None]]) -> None:
    for name, column in numbers.items():
        top = 100 if name == "part_poursuite" or name in _RATES else None
        for value in {v for v in column if v is not None}:
            if value < 0 or (top is not None and value > top):
                raise table.wrong(name, column.index(value), "est hors des bornes")
            if top is None and isinstance(value, float):
                raise table.wrong(name, column.index(value), "n’est pas un nombre entier de jeunes")

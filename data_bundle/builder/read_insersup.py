"""InserSup: what became of those who left university, by establishment and diploma, and for France (DOMAIN.md §5.8).

The export has a million rows, most of them profiles and totals. It is read as a stream; kept are the rows of everyone
(genre, nationalité, régime d’inscription), under one ``obtention_diplome`` for each type of diploma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data_bundle import codes
from data_bundle.builder import insersup_cells as figures
from data_bundle.builder import statuses
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, LargeFile
from data_bundle.builder.insersup_formations import Diplome, formations
from data_bundle.builder.measures import Mesure
from data_bundle.builder.offre import Offre
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.statuses import Cell
from data_bundle.builder.tables import Columns, Table, read_chunks

CODE = "fr-esr-insersup"
EVERYONE = "ensemble"
GRADUATES = "diplômé"
_PROFILE = ("genre", "nationalite", "regime_inscription")
_NAMES = (
    "uo_lib", "etablissement", "type_diplome_long", "type_diplome", "libelle_diplome", "diplome", "source",
    "obtention_diplome", *_PROFILE, "promo",
)  # fmt: skip
_COLUMNS: Columns = {**{name: (name,) for name in (*_NAMES, "date_jeu")}, **figures.FIGURES}
_REQUIRED = (*_NAMES, figures.SORTANTS, "sup_taux_emploi_salarie_fr_12m")
_KEEP = {
    **dict.fromkeys(_PROFILE, (EVERYONE,)),
    "source": ("insersup",),
    "obtention_diplome": (EVERYONE, GRADUATES),
}
_NATIONAL = "National"
_TOTALS = frozenset({"UNIV", "all"})
_TOTAL = "all"
_SISE = re.compile(r"^[0-9A-Z]{7}$")
_PROMO = re.compile(r"^(\d{4})(?:,\s*(\d{4}))?$")
_DIFFERENT = "chiffres différents pour un même établissement et un même diplôme"

Place = tuple[str, str, str]
"""Lieu, SISE, millésime: what one row is about."""


@dataclass(slots=True)
class _Kind:
    """The rows of one type of diploma, all of one population; a place with two different rows has None."""

    population: str
    lines: dict[Place, tuple[Cell, ...] | None] = field(default_factory=dict)
    filled: dict[str, dict[str, bool]] = field(default_factory=dict)
    diplomes: dict[str, Diplome] = field(default_factory=dict)
    noms: set[tuple[str, str, str]] = field(default_factory=set)


def read(inputs: Inputs) -> Reading:
    """Read the rows of each establishment, and of France. There is no continuum and no région in the supérieur.

    Two rows that differ for one establishment, diploma and cohort (a SISE in two disciplines) leave it no figure.
    """
    kinds: dict[str, _Kind] = {}
    nameless: list[str] = []
    for file in inputs.open_large(CODE):
        known, dates, empty = inputs.records[CODE].source.connues, set[str](), True
        for table in read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known, keep=_KEEP):
            dates.update(table["date_jeu"])
            _take(table, kinds, nameless)
            empty = False
        if empty:
            raise BadInputError(
                f"{file.name}\u00a0: aucune ligne pour l’ensemble des étudiants (source insersup)\u00a0; "
                "vérifiez que c’est le bon fichier, exporté du portail sans filtre."
            )
        inputs.read(CODE, _rows(file), dates)
    inputs.report.refused(CODE, "établissement sans numéro UAI", nameless)
    return _reading(list(kinds.values()), inputs)


def _rows(file: LargeFile) -> int:
    """Return the number of rows of a file, kept or not."""
    return sum(block.count(b"\n") for block in file.blocks()) - 1


def _take(table: Table, kinds: dict[str, _Kind], nameless: list[str]) -> None:
    """Add the rows of one part of the file.

    A type of diploma seen with everyone who left is held to that: its rows about graduates alone are let go.
    """
    for name, whose in table.rows("type_diplome", "obtention_diplome"):
        kind = kinds.get(name)
        if kind is None or (whose == EVERYONE and kind.population != EVERYONE):
            kinds[name] = _Kind(whose)
    chosen, places = [], []
    for i, place in _places(table, kinds, nameless):
        chosen.append(i)
        places.append(place)
    columns = {name: figures.read_column(table, name, chosen) for name in figures.FIGURES}
    names = table.rows("type_diplome", "type_diplome_long", "libelle_diplome", "uo_lib")
    for at, (i, place) in enumerate(zip(chosen, places, strict=True)):
        row = {name: column[at] for name, column in columns.items()}
        if wrong := figures.disordered(row):
            raise table.wrong(wrong, i, "n’est pas dans l’ordre des quartiles")
        lieu, sise, millesime = place
        name, long, libelle, uo = names[i]
        kind = kinds[name]
        filled = kind.filled.setdefault(millesime, dict.fromkeys(figures.NAMES, False))
        filled.update((nom, True) for nom, some in filled.items() if not some and row[nom].rempli)
        cells = figures.cells(row)
        if kind.lines.setdefault(place, cells) != cells:
            kind.lines[place] = None
        diplome = Diplome(millesime, libelle, long, name)
        kind.diplomes[sise] = max(kind.diplomes.get(sise, diplome), diplome)
        if lieu != "fr":
            kind.noms.add((lieu, uo, millesime))


def _places(table: Table, kinds: dict[str, _Kind], nameless: list[str]) -> Iterator[tuple[int, Place]]:
    """Yield the rows about one diploma at one establishment, or in France, under the population of its type."""
    keys = table.rows("uo_lib", "etablissement", "diplome", "promo", "type_diplome", "obtention_diplome")
    for i, (uo, uai, sise, promo, kind, whose) in enumerate(keys):
        national = uo == _NATIONAL
        if sise == _TOTAL or whose != kinds[kind].population or (uai in _TOTALS and not national):
            continue
        if not national and not uai:
            nameless.append(f"{uo} {sise} {promo}")
            continue
        if not national and not codes.UAI.match(uai):
            raise table.wrong("etablissement", i, "n’est pas le numéro d’un établissement")
        if not _SISE.match(sise):
            raise table.wrong("diplome", i, "n’est pas un code SISE de sept caractères")
        millesime = millesime_of(promo)
        if millesime is None:
            raise table.wrong("promo", i, "n’est ni une promotion ni deux qui se suivent")
        yield i, ("fr" if national else uai, sise, millesime)


def millesime_of(promo: str) -> str | None:
    """Return ``2023_2024`` for ``2023,2024`` and ``2024`` for itself, None for anything else."""
    found = _PROMO.match(promo)
    if not found or (found[2] and int(found[2]) != int(found[1]) + 1):
        return None
    return "_".join(year for year in found.groups() if year)


def _reading(kinds: Sequence[_Kind], inputs: Inputs) -> Reading:
    columns = figures.observed([kind.filled for kind in kinds])
    diplomes: dict[str, Diplome] = {}
    found: dict[Place, tuple[str, tuple[Cell, ...] | None]] = {}
    for kind in kinds:
        for sise, diplome in kind.diplomes.items():
            diplomes[sise] = max(diplomes.get(sise, diplome), diplome)
        for place, cells in kind.lines.items():
            population, other = found.setdefault(place, (kind.population, cells))
            if other != cells:
                found[place] = population, None
    unexplained = tuple(statuses.gap(nom, statuses.RAISON_INCONNUE) for nom in figures.NAMES)
    inputs.report.refused(CODE, _DIFFERENT, [" ".join(place) for place, (_, cells) in found.items() if cells is None])
    mesures = [
        Mesure(
            ("sise", sise), lieu, "superieur", millesime, population, CODE,
            figures.settled(unexplained if cells is None else cells, columns[millesime]), portee="superieur",
        )
        for (lieu, sise, millesime), (population, cells) in found.items()
    ]  # fmt: skip
    noms = {nom for kind in kinds for nom in kind.noms}
    return Reading(
        mesures,
        [Seen(uai, libelle, millesime, CODE, "autre") for uai, libelle, millesime in sorted(noms)],
        formations(diplomes),
        [
            Offre(("sise", sise), lieu, int(millesime[-4:]), None, CODE, "promotion")
            for lieu, sise, millesime in found
            if lieu != "fr"
        ],
    )

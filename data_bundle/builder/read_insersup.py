"""InserSup: what became of those who left university, by establishment and diploma, and for France (DOMAIN.md §5.8).

The export has a million rows, most of them profiles and totals. It is read as a stream; kept are the rows of everyone
(genre, nationalité, régime d’inscription), under one ``obtention_diplome`` for each type of diploma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data_bundle import codes
from data_bundle.builder import french_uais, statuses
from data_bundle.builder import insersup_cells as figures
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
FRANCE = "fr"
_NATIONAL = "National"
_TOTALS = frozenset({"UNIV", "all"})
_TOTAL = "all"
_SISE = re.compile(r"^[0-9A-Z]{7}$")
_PROMO = re.compile(r"^(20[0-9]{2})(?:,\s*(20[0-9]{2}))?$")
_DIFFERENT = "chiffres différents pour un même établissement et un même diplôme"
_NO_USE = "sous-populations, totaux, lignes répétées"

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
    abroad: list[str] = []
    rows = 0
    for file in inputs.open_large(CODE):
        dates, empty = set[str](), True
        for table in _parts(file, inputs):
            dates.update(table["date_jeu"])
            _take(table, kinds, nameless, abroad)
            empty = False
        if empty:
            raise BadInputError(
                f"{file.name}\u00a0: le fichier est sans aucune ligne pour l’ensemble des étudiants (source insersup)"
                "\u00a0; vérifiez que c’est le bon, exporté du portail sans filtre."
            )
        inputs.read(CODE, inputs.report.files[file.name], dates)
        rows += inputs.report.files[file.name]
    found = _by_place(kinds.values())
    different = [" ".join(place) for place, (_, cells) in found.items() if cells is None]
    inputs.report.refused(CODE, "établissement sans numéro UAI", nameless)
    french_uais.refuse(abroad, CODE, inputs.report)
    inputs.report.refused(CODE, _DIFFERENT, different)
    inputs.report.aside(CODE, _NO_USE, rows - len(found) - len(nameless) - len(abroad) - len(different))
    return _reading(found, list(kinds.values()))


def _parts(file: LargeFile, inputs: Inputs) -> Iterator[Table]:
    """Yield the rows of everyone, part by part."""
    known = inputs.records[CODE].source.connues
    try:
        yield from read_chunks(file, _COLUMNS, _REQUIRED, inputs.report, known=known, keep=_KEEP)
    except UnicodeDecodeError:
        raise BadInputError(
            f"L’encodage de {file.name} n’est pas reconnu\u00a0: exportez ce fichier de nouveau en CSV UTF-8."
        ) from None


def _take(table: Table, kinds: dict[str, _Kind], nameless: list[str], abroad: list[str]) -> None:
    """Add the rows of one part of the file.

    A type of diploma seen with everyone who left is held to that: its rows about graduates alone are let go.
    """
    for name, whose in table.rows("type_diplome", "obtention_diplome"):
        kind = kinds.get(name)
        if kind is None or (whose == EVERYONE and kind.population != EVERYONE):
            kinds[name] = _Kind(whose)
    chosen, places = [], []
    for i, place in _places(table, kinds, nameless, abroad):
        chosen.append(i)
        places.append(place)
    columns = {name: figures.read_column(table, name, chosen) for name in figures.FIGURES}
    names = table.rows("type_diplome", "type_diplome_long", "libelle_diplome", "uo_lib")
    for at, (i, place) in enumerate(zip(chosen, places, strict=True)):
        row = {name: column[at] for name, column in columns.items()}
        if wrong := figures.disordered(row):
            raise table.wrong(wrong, i, "n’est pas dans l’ordre des quartiles")
        if impossible := figures.contradiction(row):
            raise table.wrong(impossible[0], i, impossible[1])
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
        if lieu != FRANCE:
            kind.noms.add((lieu, uo, millesime))


def _places(
    table: Table, kinds: dict[str, _Kind], nameless: list[str], abroad: list[str]
) -> Iterator[tuple[int, Place]]:
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
        if not national and french_uais.is_abroad(uai):
            abroad.append(uai)
            continue
        if not _SISE.match(sise):
            raise table.wrong("diplome", i, "n’est pas un code SISE de sept caractères")
        millesime = millesime_of(promo)
        if millesime is None:
            raise table.wrong("promo", i, "n’est ni une promotion ni deux qui se suivent")
        yield i, (FRANCE if national else uai, sise, millesime)


def millesime_of(promo: str) -> str | None:
    """Return ``2023_2024`` for ``2023,2024`` and ``2024`` for itself, None for anything else."""
    found = _PROMO.match(promo)
    if not found or (found[2] and int(found[2]) != int(found[1]) + 1):
        return None
    return "_".join(year for year in found.groups() if year)


def _by_place(kinds: Iterable[_Kind]) -> dict[Place, tuple[str, tuple[Cell, ...] | None]]:
    """Return the population and the cells of each place; no cells where two types of diploma say different things."""
    found: dict[Place, tuple[str, tuple[Cell, ...] | None]] = {}
    for kind in kinds:
        for place, cells in kind.lines.items():
            population, other = found.setdefault(place, (kind.population, cells))
            if other != cells:
                found[place] = population, None
    return found


def _reading(found: Mapping[Place, tuple[str, tuple[Cell, ...] | None]], kinds: Sequence[_Kind]) -> Reading:
    columns = figures.observed([kind.filled for kind in kinds])
    unexplained = tuple(statuses.gap(nom, statuses.RAISON_INCONNUE) for nom in figures.NAMES)
    diplomes: dict[str, Diplome] = {}
    for kind in kinds:
        for sise, diplome in kind.diplomes.items():
            diplomes[sise] = max(diplomes.get(sise, diplome), diplome)
    mesures = [
        Mesure(
            ("sise", sise), lieu, "superieur", millesime, population, CODE,
            figures.settled(unexplained if cells is None else cells, columns[millesime]), portee="superieur",
        )
        for (lieu, sise, millesime), (population, cells) in found.items()
    ]  # fmt: skip
    noms = {nom for kind in kinds for nom in kind.noms}
    offre = [
        Offre(("sise", sise), lieu, int(millesime[-4:]), None, CODE, "promotion")
        for lieu, sise, millesime in found
        if lieu != FRANCE
    ]
    seen = [Seen(uai, libelle, millesime, CODE, "autre") for uai, libelle, millesime in sorted(noms)]
    return Reading(mesures, seen, formations(diplomes), offre)

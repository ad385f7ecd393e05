"""Onisep, Idéo: the pages about diplomas by RNCP code, those about jobs by ROME code.

For the attached file only (`data_bundle.builder.onisep`); the snapshot never sees it. Both headers of the first dataset
are known: that of 2022, and the one that came after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol, TypeVar

from data_bundle import onisep
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_bcn import iso_date
from data_bundle.builder.tables import Columns, Table, read_table

FICHES, METIERS = "onisep-ideo-formations", "onisep-ideo-metiers"
_URL = ("lien site onisep.fr", "URL et ID Onisep")
_FICHES: Columns = {
    "libelle": ("libellé formation principal",),
    "type": ("libellé type formation",),
    "duree": ("durée",),
    "niveau": ("libellé niveau RNCP", "libellé niveau de certification"),
    "rncp": ("code RNCP",),
    "url": _URL,
    "maj": ("date de modification",),
}
_METIERS: Columns = {
    "libelle": ("libellé métier",),
    "rome": ("code ROME",),
    "domaine": ("domaine/sous-domaine",),
    "url": _URL,
    "maj": ("date de modification",),
}
_RNCP = re.compile(r"^(?:RNCP)?([0-9]{2,6})$")
_ROME = re.compile(r"^[A-N][0-9]{4}$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Fiche:
    """The page about a diploma. ``type``, ``duree`` and ``niveau`` are as published, possibly empty."""

    numero: int
    id: str
    rncp: str
    libelle: str
    type: str
    duree: str
    niveau: str
    url: str


@dataclass(frozen=True, slots=True)
class Metier:
    """The page about a job. ``domaine`` is as published: ``domaine/sous-domaine``, several separated by ``| ``."""

    numero: int
    id: str
    rome: str
    libelle: str
    domaine: str
    url: str


class _Page(Protocol):
    @property
    def numero(self) -> int: ...


P = TypeVar("P", bound=_Page)


def fiches(inputs: Inputs) -> list[Fiche]:
    """Return the pages about diplomas that have an RNCP code, by number. Raises BadInputError."""
    table = _open(inputs, FICHES, _FICHES, ("libelle", "type", "duree", "niveau", "rncp", "url"))
    table.codes("rncp", _RNCP, empty=True)
    ids = _ids(table, onisep.FICHE)
    rows = table.rows("rncp", "libelle", "type", "duree", "niveau", "url")
    made = [
        Fiche(_number(ids[i]), ids[i], rncp.removeprefix("RNCP"), *more) if rncp else None
        for i, (rncp, *more) in enumerate(rows)
    ]
    return _once(inputs, table, made, "sans code RNCP")


def metiers(inputs: Inputs) -> list[Metier]:
    """Return the pages about jobs that have a ROME code, by number; a job has a row for each publication.

    Raises BadInputError.
    """
    table = _open(inputs, METIERS, _METIERS, ("libelle", "rome", "domaine", "url"))
    table.codes("rome", _ROME, empty=True)
    ids = _ids(table, onisep.METIER)
    rows = table.rows("rome", "libelle", "domaine", "url")
    made = [Metier(_number(ids[i]), ids[i], rome, *more) if rome else None for i, (rome, *more) in enumerate(rows)]
    return _once(inputs, table, made, "sans code ROME")


def _open(inputs: Inputs, code: str, columns: Columns, required: tuple[str, ...]) -> Table:
    file, *others = inputs.open(code)
    if others:
        raise BadInputError(
            f"{file.name} et {others[0].name} sont deux versions du même jeu\u00a0: ne gardez que la plus récente."
        )
    table = read_table(file, columns, required, inputs.report, known=inputs.records[code].source.connues)
    for name in required:
        for i, text in enumerate(table[name]):
            if _CONTROL.search(text):
                shown = _CONTROL.sub(" ", text)[:40]
                raise BadInputError(
                    f"{file.name}, ligne {table.line(i)}\u00a0: «\u00a0{shown}\u00a0» a un caractère qui n’en est pas "
                    "un, ou une fin de ligne\u00a0; téléchargez le fichier de nouveau."
                )
    inputs.read(code, len(table), {day for day in map(iso_date, set(table["maj"])) if day})
    return table


def _ids(table: Table, shape: re.Pattern[str]) -> list[str]:
    """Return the id that ends each address."""
    found = []
    for i, (url, libelle) in enumerate(table.rows("url", "libelle")):
        matched = shape.fullmatch(url)
        if matched is None:
            raise table.wrong("url", i, "n’est pas l’adresse d’une fiche Onisep\u00a0; reprenez le fichier d’origine")
        if not libelle:
            raise table.wrong("libelle", i, "est vide, alors que c’est un nom\u00a0; reprenez le fichier d’origine")
        found.append(matched[1])
    return found


def _number(identity: str) -> int:
    return int(identity.partition(".")[2])


def _once(inputs: Inputs, table: Table, pages: list[P | None], without: str) -> list[P]:
    """Return each page once, by number; the same page told in two ways stops the build."""
    kept: dict[int, tuple[int, P]] = {}
    for i, page in enumerate(pages):
        if page is None:
            continue
        first, same = kept.setdefault(page.numero, (i, page))
        if same != page:
            raise BadInputError(
                f"{table.file.name}, lignes {table.line(first)} et {table.line(i)}\u00a0: deux lignes différentes pour "
                "la même fiche de l’Onisep\u00a0; téléchargez le fichier de nouveau."
            )
    none = pages.count(None)
    inputs.report.aside(table.file.name, without, none)
    inputs.report.aside(table.file.name, "fiches déjà lues", len(pages) - none - len(kept))
    return sorted((page for _, page in kept.values()), key=lambda page: page.numero)

"""Whom to turn to: centres d’information et d’orientation, and missions locales.

The CIO are in the directory of education, with their address. The list of missions locales has neither address nor
coordinates; the first five characters of its numbers are, nearly always, the commune of the seat. A mission locale is
placed at the centre of that commune only where its name says it too.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, RawFile
from data_bundle.builder.labels.make import restore_name
from data_bundle.builder.read_annuaire import point
from data_bundle.builder.read_cog import Cog
from data_bundle.builder.tables import Columns, read_table
from data_bundle.folding import fold

ANNUAIRE = "fr-en-annuaire-education"
MISSIONS = "missions-locales"

_COLUMNS: Columns = {
    "uai": ("Identifiant_de_l_etablissement",),
    "type": ("Type_etablissement",),
    "nom": ("Nom_etablissement",),
    "adresse_1": ("Adresse_1",),
    "adresse_2": ("Adresse_2",),
    "adresse_3": ("Adresse_3",),
    "code_postal": ("Code_postal", "Code postal"),
    "commune": ("Nom_commune",),
    "departement": ("Code_departement",),
    "telephone": ("Telephone",),
    "site": ("Web",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "etat": ("etat",),
}
_NEEDED = ("type", "nom", "departement")
_CIO = "Information et orientation"
_NOT_THERE = ("FERM", "A OUVRIR")
"""How the states of a place begin that nobody can go to."""

_DEPARTEMENT = re.compile(r"^(?:[0-9]{2,3}|2[AB]|)$")
_KEYS = ("id", "nom_officiel", "nom_usuel", "code_departement")
_NUMBER = re.compile(r"^[0-9][0-9AB][0-9]{3}S[0-9]{2}$")
_PROVISIONAL = "9999"
"""How the numbers begin that stand for no commune: entries made for a merger."""
_PREFIX = re.compile(r"^(?:[0-9]{2,3}|2[AB])\s*[-–]\s*")
_KIND = re.compile(r"^(?:mission locale|ml[ij]*)\b[\s-]*", re.IGNORECASE)
_OF = re.compile(r"^(?:D[eu]s?|D’)(?=\s|\b)")
_PLAIN = frozenset({
    "mission", "missions", "locale", "ml", "mli", "mlj", "mlij", "mlp", "mlpp", "mlej", "mlgc", "mjtn", "jeunes",
    "siege", "antenne", "site", "service", "maison",
})  # fmt: skip
"""Words that make no name of its own: what everyone has, and initials that say nothing to anyone."""


@dataclass(frozen=True, slots=True)
class Structure:
    """One row of the table ``structure``, in the order of its columns, without its number and its source's."""

    genre: str
    code: str
    nom: str
    adresse: str | None
    code_postal: str | None
    commune_nom: str | None
    departement: str
    region: str | None
    telephone: str | None
    site: str | None
    latitude: float | None
    longitude: float | None
    source: str


def read(inputs: Inputs, cog: Cog) -> list[Structure]:
    """Read what the folder holds. The directory is opened before, for the establishments; ``region`` is not known yet.

    In display order: genre, département, folded name.
    """
    found = [*_cios(inputs), *_missions(inputs, cog)]
    return sorted(found, key=lambda s: (s.genre, s.departement, fold(s.nom), s.code))


def _cios(inputs: Inputs) -> list[Structure]:
    record = inputs.records.get(ANNUAIRE)
    file = record.fichiers[-1] if record else None
    if record is None or not isinstance(file, RawFile):
        return []
    table = read_table(file, _COLUMNS, ("uai",), inputs.report, known=record.source.connues)
    if any(name not in table for name in _NEEDED):
        inputs.report.note(f"{file.name}\u00a0: sans les colonnes qui disent quels sont les CIO")
        return []
    found: dict[str, Structure] = {}
    names = (
        "uai", "nom", "code_postal", "commune", "departement", "telephone", "site", "latitude", "longitude", "etat",
    )  # fmt: skip
    streets = table.rows("adresse_1", "adresse_2", "adresse_3")
    for i, (uai, nom, code_postal, commune, dep, telephone, site, latitude, longitude, etat) in enumerate(
        table.rows(*names)
    ):
        if table["type"][i] != _CIO or etat.upper().startswith(_NOT_THERE):
            continue
        if not codes.UAI.match(uai):
            raise table.wrong("uai", i, "n’est pas le numéro d’un établissement")
        if not dep:
            raise table.wrong("departement", i, "ne dit pas où est ce centre")
        north, east = point(f"{latitude}, {longitude}") or (None, None)
        found[uai] = Structure(
            "cio", uai, restore_name(nom), ", ".join(filter(None, streets[i])) or None, code_postal or None,
            restore_name(commune) or None, codes.canonical_departement(dep), None, telephone or None,
            site or None, north, east, ANNUAIRE,
        )  # fmt: skip
    return list(found.values())


def _missions(inputs: Inputs, cog: Cog) -> list[Structure]:
    found: dict[str, Structure] = {}
    for file in inputs.open(MISSIONS):
        entries = _entries(file)
        provisional = [number for number, _, _, dep in entries if number.startswith(_PROVISIONAL) or not dep]
        for number, officiel, usuel, dep in entries:
            if number not in provisional:
                found[number] = _mission(number, officiel, usuel, dep, cog)
        inputs.report.refused(MISSIONS, "numéro provisoire, ou sans département", provisional)
        inputs.read(MISSIONS, len(entries))
    return list(found.values())


def _entries(file: RawFile) -> list[tuple[str, str, str, str]]:
    """Return number, official name, usual name and département of each entry. Raises BadInputError."""
    try:
        said = [[entry[key] or "" for key in _KEYS] for entry in json.loads(file.text)]
    except (ValueError, KeyError, TypeError):
        said = []
    right = bool(said) and all(isinstance(text, str) for texts in said for text in texts)
    entries = [(number, officiel, usuel, dep) for number, officiel, usuel, dep in said if right]
    right = right and all(_NUMBER.match(n) and o.strip() and _DEPARTEMENT.match(d) for n, o, _, d in entries)
    if not right or len({number for number, *_ in entries}) < len(entries):
        raise BadInputError(f"{file.name} est abîmé ou d’une autre forme\u00a0: téléchargez-le de nouveau.")
    return entries


def _mission(number: str, officiel: str, usuel: str, departement: str, cog: Cog) -> Structure:
    commune = cog.commune(number[:5])
    seat = commune.nom if commune and _words(commune.nom) <= _words(f"{officiel} {usuel}") else None
    north, east = (commune.centre if commune and seat else None) or (None, None)
    return Structure(
        "mission_locale", number, name_of(officiel, usuel, seat), None, None, seat,
        codes.canonical_departement(departement), None, None, None, north, east, MISSIONS,
    )  # fmt: skip


def name_of(officiel: str, usuel: str, seat: str | None = None) -> str:
    """Return the name of a mission locale: « Mission locale Rennes (We Ker) » for ``35-ML RENNES`` and ``We Ker``.

    The town of its ``seat`` is spelt as its commune is; the usual name follows where it is a name of its own.
    """
    plain = _PREFIX.sub("", officiel.strip())
    place = _KIND.sub("", plain).strip()
    nom = seat if seat and _words(seat) == _words(place) else _OF.sub(_lower, restore_name(place))
    if place != plain:
        nom = f"Mission locale {nom}"
    own = _PREFIX.sub("", usuel.strip())
    words = _words(own)
    if place == plain and words == _words(plain):
        return restore_name(own)
    if words & _PLAIN or words <= _words(f"{officiel} {nom}"):
        return nom
    return f"{nom} ({restore_name(own)})"


def _lower(found: re.Match[str]) -> str:
    return found.group().lower()


def _words(text: str) -> set[str]:
    """Return the folded words of a name, saints in short."""
    return {"st" if word == "saint" else word for word in fold(text).split()}

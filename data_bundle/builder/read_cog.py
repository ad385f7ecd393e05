"""COG: communes with their centres, départements, régions, and the table that leads to académies."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs, RawFile
from data_bundle.builder.tables import Columns, read_table
from data_bundle.folding import fold

_PASSAGE: Columns = {
    "region": ("codeRegion",),
    "academie": ("codeAcademie",),
    "departement": ("codeDepartement",),
    "nom": ("libelleAcademie",),
}
_CENTRES: Columns = {
    "code": ("Code_Officiel_Commune",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
}
_MOST = 100_000_000
"""More inhabitants than any commune has."""


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of today; ``centre`` is (latitude, longitude) in degrees."""

    code: str
    nom: str
    nom_plie: str
    codes_postaux: tuple[str, ...]
    departement: str
    centre: tuple[float, float] | None
    population: int | None


@dataclass(slots=True)
class Cog:
    """Names by code, and communes by département and folded name (older communes lead to today's)."""

    communes: dict[str, Commune] = field(default_factory=dict)
    departements: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    passage: list[tuple[str, ...]] = field(default_factory=list)
    anciennes: dict[str, str] = field(default_factory=dict)
    par_nom: dict[tuple[str, str], Commune] = field(default_factory=dict)
    seules: dict[str, Commune] = field(default_factory=dict)
    par_code_postal: dict[str, list[Commune]] = field(default_factory=dict)

    def commune(self, code: str) -> Commune | None:
        """Return today's commune of a code, also for an arrondissement or a commune now merged."""
        return self.communes.get(self.anciennes.get(code, code))


def read(inputs: Inputs) -> Cog:
    """Read the COG and what goes with it."""
    inputs.open("cog")
    cog = Cog()
    for target, ending in ((cog.departements, "departements.json"), (cog.regions, "regions.json")):
        target.update((entry["code"], _typeset(entry["nom"])) for entry in _entries(inputs, ending))
    [file] = inputs.open("departements-academies")
    known = inputs.records["departements-academies"].source.connues
    passage = read_table(file, _PASSAGE, _PASSAGE, inputs.report, known=known)
    cog.passage = passage.rows("region", "academie", "departement", "nom")
    inputs.read("departements-academies", len(passage))
    entries, centres = _entries(inputs, "communes.json"), _centres(inputs)
    try:
        _add_communes(cog, entries, centres)
    except (KeyError, TypeError, AttributeError):
        raise _damaged("cog/communes.json") from None
    return cog


def _add_communes(cog: Cog, entries: list[dict[str, Any]], centres: dict[str, tuple[float, float]]) -> None:
    older: list[tuple[str, str, str, str]] = []
    for entry in entries:
        if entry["type"] != "commune-actuelle":
            older.append((entry["code"], entry["nom"], entry["departement"], entry.get("chefLieu") or entry["commune"]))
            continue
        code = entry["code"]
        commune = Commune(
            code,
            _typeset(entry["nom"]),
            fold(entry["nom"]),
            tuple(map(str.strip, entry.get("codesPostaux", ()))),
            str.strip(entry["departement"]),
            centres.get(code),
            _inhabitants(entry.get("population")),
        )
        cog.communes[code] = commune
        cog.par_nom.setdefault((commune.departement, commune.nom_plie), commune)
        for code_postal in commune.codes_postaux:
            cog.par_code_postal.setdefault(code_postal, []).append(commune)
    counts = Counter(commune.departement for commune in cog.communes.values())
    cog.seules = {c.departement: c for c in cog.communes.values() if counts[c.departement] == 1}
    for code, nom, departement, now in older:
        if now in cog.communes:
            if code not in cog.communes:
                cog.anciennes[code] = now
            cog.par_nom.setdefault((departement, fold(nom)), cog.communes[now])


def _entries(inputs: Inputs, ending: str) -> list[dict[str, Any]]:
    file = inputs.file("cog", "/" + ending)
    assert isinstance(file, RawFile)
    try:
        entries = json.loads(file.text)
        complete = entries and all(isinstance(e["code"], str) and isinstance(e["nom"], str) for e in entries)
        complete = complete and all(e["code"].strip() and e["nom"].strip() for e in entries)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        complete = False
    if not complete:
        raise _damaged(file.name)
    inputs.read("cog", len(entries))
    return list(entries)


def _inhabitants(number: Any) -> int | None:
    """Return a number of inhabitants. Raises TypeError when it is none."""
    if number is None or (type(number) is int and 0 <= number < _MOST):
        return number
    raise TypeError


def _typeset(nom: str) -> str:
    return nom.replace("'", "’")


def _damaged(name: str) -> BadInputError:
    return BadInputError(f"{name} est abîmé ou d’une autre forme\u00a0: téléchargez-le de nouveau.")


def _centres(inputs: Inputs) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for file in inputs.open("communes-centres"):
        known = inputs.records["communes-centres"].source.connues
        table = read_table(file, _CENTRES, _CENTRES, inputs.report, known=known)
        columns = (table.numbers("latitude"), table.numbers("longitude"))
        for name, most, column in zip(("latitude", "longitude"), (90, 180), columns, strict=True):
            for number in {n for n in column if n is not None and not -most <= n <= most}:
                raise table.wrong(name, column.index(number), "est hors des bornes")
        for code, latitude, longitude in zip(table["code"], *columns, strict=True):
            if latitude is not None and longitude is not None:
                found[code] = (round(float(latitude), 5), round(float(longitude), 5))
        inputs.read("communes-centres", len(table))
    return found

"""An extract: everything about some régions, in the same tables and under the same numbers as the full snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from typing import Any

import numpy as np

from data_bundle.builder.assemble import Tables, promotions
from data_bundle.builder.errors import NothingFoundError, WrongUsageError

NEIGHBOUR_KM = 15.0
"""Two départements are neighbours when a commune of one has its centre this near to one of the other."""

_OLD_YEARS = 10

Row = tuple[Any, ...]


def parse_regions(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the Insee codes of ``53,04``. Raises WrongUsageError when there are none, NothingFoundError for others."""
    regions = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not regions:
        raise WrongUsageError("Indiquez les régions de l’extrait par leur code Insee\u00a0: --extrait 53,04.")
    for code in regions:
        if code not in set(known):
            raise NothingFoundError(
                f"«\u00a0{code}\u00a0» n’est pas le code Insee d’une région\u00a0: par exemple 53 pour la Bretagne."
            )
    return regions


def extract(full: Tables, regions: Sequence[str], worth: Set[int], day: str) -> Tables:
    """Return the tables of an extract; calibration, sources and territories stay whole.

    ``worth`` are the numbers of the formations that a search shows.
    """
    places = {row[0]: row for row in full["etablissement"] if row[10] in regions}
    uais = {row[1] for row in places.values()}
    lieux = {"fr", *(f"reg:{code}" for code in regions), *uais}
    offre = [row for row in full["offre"] if row[2] in places]
    here = [row for row in full["mesure"] if row[2] in lieux]
    formations = _formations(full, here, offre, worth, day)
    mesures = [row for row in here if row[1] is None or row[1] in formations]
    kept = {row[0] for row in mesures}
    return full | {
        "meta": _meta(full["meta"], regions),
        "commune": _communes(full["commune"], regions),
        "formation": [row for row in full["formation"] if row[0] in formations],
        "lien": [row for row in full["lien"] if row[1] in formations and row[2] in formations],
        "etablissement": list(places.values()),
        "offre": offre,
        "mesure": mesures,
        "valeur": [row for row in full["valeur"] if row[0] in kept],
        "promotion": promotions(mesures),
        "couverture": [row for row in full["couverture"] if row[3] in regions],
        "mot_formation": [row for row in full["mot_formation"] if row[1] in formations],
        "mot_lieu": [row for row in full["mot_lieu"] if row[1] in places],
    }


def _formations(full: Tables, mesures: list[Row], offre: list[Row], worth: Set[int], day: str) -> set[int]:
    """Return the formations of an extract, by number.

    Kept are those with figures or an offer here, with the other open cycles and earlier years of their diplomas, every
    shared first year, and every open one that a search shows. Left out is a diploma closed for more than ten years
    whose only figures are those of the version that replaced it.
    """
    closed = {row[0]: row[24] for row in full["formation"]}
    recent = f"{int(day[:4]) - _OLD_YEARS}{day[4:]}"
    found = {n for row in offre for n in (row[1], row[5]) if n}
    for _, formation, *_, origine, origin in mesures:
        if formation and (origine != "nouvelle" or (closed[formation] or recent) >= recent):
            found.update(n for n in (formation, origin) if n)
    present = set(found)
    cfds = {row[4] for row in full["formation"] if row[0] in present and row[5]}
    for row in full["formation"]:
        wanted = row[0] in worth or row[18] or (row[5] and row[4] in cfds)
        if wanted and (row[17] or row[18]) and (row[24] is None or row[24] > day):
            found.add(row[0])
    for kind, a, b in full["lien"]:
        if kind == "terminale" and b in present and (closed[a] is None or closed[a] > day):
            found.add(a)
        elif kind == "specialite" and a in present:
            found.add(b)
    return found


def _communes(rows: list[Row], regions: Sequence[str]) -> list[Row]:
    """Return the communes of the régions and of the départements around them."""
    inside = [row for row in rows if row[5] in regions]
    departements = {row[4] for row in inside}
    here, there = _points(inside), _points([row for row in rows if row[5] not in regions])
    codes = np.array([row[4] for row in rows if row[5] not in regions and row[6] is not None])
    for latitude, longitude in here:
        east = (there[:, 1] - longitude) * np.cos(np.radians(latitude))
        near = np.hypot(there[:, 0] - latitude, east) * 111.2 <= NEIGHBOUR_KM
        departements.update(codes[near].tolist())
    return [row for row in rows if row[4] in departements]


def _points(rows: list[Row]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([row[6:8] for row in rows if row[6] is not None], dtype=np.float64).reshape(-1, 2)


def _meta(rows: list[Row], regions: Sequence[str]) -> list[Row]:
    values: dict[str, str] = dict(rows)
    values["id"] = "-".join([values["id"], "extrait", *regions])
    values["perimetre"] = json.dumps(list(regions))
    return sorted(values.items())

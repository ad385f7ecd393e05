"""An extract: everything about some régions, in the same tables and under the same numbers as the full snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from typing import Any

import numpy as np

from data_bundle.builder.errors import NothingFoundError, WrongUsageError
from data_bundle.builder.figures import Tables, promotions

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
    here = [row for row in full["ligne"] if row[2] in lieux]
    formations = _formations(full, here, offre, worth, day)
    lignes = [row for row in here if row[1] is None or row[1] in formations]
    kept = {row[0] for row in lignes}
    used = {row[4] for row in lignes}
    metiers = {code for row in full["formation"] if row[0] in formations and row[-1] for code in row[-1].split()}
    found = full | {
        "meta": _meta(full["meta"], regions),
        "commune": _communes(full["commune"], regions),
        "formation": [row for row in full["formation"] if row[0] in formations],
        "lien": [row for row in full["lien"] if row[1] in formations and row[2] in formations],
        "etablissement": list(places.values()),
        "offre": offre,
        "ligne": lignes,
        "motif": [row for row in full["motif"] if row[0] in used],
        "chiffre": [row for row in full["chiffre"] if row[0] in kept],
        "metier": [row for row in full["metier"] if row[0] in metiers],
        "structure": [row for row in full["structure"] if row[8] in regions],
        "couverture": [row for row in full["couverture"] if row[3] in regions],
        "mot_formation": [row for row in full["mot_formation"] if row[1] in formations],
        "mot_lieu": [row for row in full["mot_lieu"] if row[1] in places],
    }
    return found | {"promotion": promotions(found)}


def _formations(full: Tables, lignes: list[Row], offre: list[Row], worth: Set[int], day: str) -> set[int]:
    """Return the formations of an extract, by number.

    Kept are those with figures or an offer here, with the other open cycles and earlier years of their diplomas, every
    shared first year, and every open one that a search shows but the courses of Parcoursup, which stand at one place.
    Left out is a diploma closed for more than ten years whose only figures are those of the version that replaced it.
    """
    closed = {row[0]: row[24] for row in full["formation"]}
    recent = f"{int(day[:4]) - _OLD_YEARS}{day[4:]}"
    found = {n for row in offre for n in (row[1], row[5]) if n}
    origines = {row[0]: row[-1] for row in full["lot"]}
    for _, formation, _, lot, _, origin, *_ in lignes:
        if formation and (origines[lot] != "nouvelle" or (closed[formation] or recent) >= recent):
            found.update(n for n in (formation, origin) if n)
    present = set(found)
    cfds = {row[4] for row in full["formation"] if row[0] in present and row[5]}
    for row in full["formation"]:
        wanted = row[0] in worth or row[18] or (row[5] and row[4] in cfds)
        if wanted and row[1] != "parcoursup" and (row[17] or row[18]) and (row[24] is None or row[24] > day):
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

"""Makes ``resources/cartes/contours.json`` from the outlines of the académies: what the offline map draws.

python -m data_bundle.builder.outlines FOLDER [FILE]     FOLDER is the one of the open data

The format is ours: ``arcs`` are lists of whole numbers, the first point then steps, in units of ``pas`` degrees
(longitude, latitude); ``academies`` have rings of arcs, ~n being arc n backwards. The académies of a region share its
outline, so that regions need none of their own. The file ``fond_carte_regions`` is not read: its borders don't meet
those of the académies.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from data_bundle.builder.outlines_arcs import Borders, Ring, area_km2, simplify
from data_bundle.builder.outlines_overseas import AREAS_KM2, put_back
from data_bundle.builder.outlines_seam import Neighbours, sew

SOURCE = "cog/fond_carte_academies.json.gz"
TARGET = Path(__file__).resolve().parents[2] / "resources" / "cartes" / "contours.json"
STEP = 0.001
"""Degrees between two points of the grid of the file: about 100 m."""
TOLERANCE_KM = 0.25
"""How far a border may stray from its source: less than a pixel until a view is 250 km wide."""
DRAWN_APART = "70"
"""Normandie, two académies made one: its borders are not those of its neighbours."""
SMALLEST_KM2 = 1.2
"""Islands under this are left out, but for those of an académie that has nothing larger."""
OVERSEAS_DETAIL = 0.45
"""Overseas views are close ones: their tolerance and their grid are finer by this."""


def academies(content: dict[str, Any]) -> Iterator[tuple[str, str, list[Ring]]]:
    """Yield code, INSEE code of the region, and rings where they are on Earth, of each académie by code."""
    for feature in sorted(content["features"], key=lambda f: str(f["properties"]["code_academie"])):
        known, shape = feature["properties"], feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]
        code = str(known["code_academie"])
        if code in AREAS_KM2:
            latitude, longitude = known["geo_point_2d"]
            rings = put_back(rings, AREAS_KM2[code], (longitude, latitude))
        yield code, str(known["code_region_2016"]), [_clean(ring) for ring in rings]


def outlines(content: dict[str, Any]) -> dict[str, Any]:
    """Return what is written."""
    known = [(code, region, _large(rings)) for code, region, rings in academies(content)]
    others = Neighbours(ring for code, _, rings in known if code != DRAWN_APART for ring in rings)
    known = [
        (code, region, [sew(ring, others) for ring in rings] if code == DRAWN_APART else rings)
        for code, region, rings in known
    ]
    borders = Borders((code, ring) for code, _, rings in known for ring in rings)
    cut = {code: [borders.cut(ring) for ring in rings] for code, _, rings in known}
    return {
        "titre": "Contours des académies, simplifiés",
        "source": "Fond de carte des académies, dépôt Orion (mission-apprentissage), 2023",
        "licence": "Dépôt sous licence MIT, source première des contours non précisée\u00a0: à confirmer",
        "retouches": "Outre-mer remis à sa place et à sa taille\u00a0; points éloignés de moins de 250 m retirés",
        "pas": STEP,
        "arcs": [_steps(simplify(arc, _tolerance(borders.owners(n)))) for n, arc in enumerate(borders.arcs)],
        "academies": [{"code": code, "region": region, "anneaux": cut[code]} for code, region, _ in known],
    }


def write(folder: Path, target: Path = TARGET) -> None:
    """Read the open data of ``folder`` and write the outlines; an absent file raises FileNotFoundError."""
    made = outlines(json.loads(gzip.decompress((folder / SOURCE).read_bytes())))
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


def _clean(ring: Ring) -> Ring:
    """Return a closed ring whose points are those of its neighbours, to about a metre; none twice in a row."""
    kept: Ring = []
    for point in ((round(x, 5), round(y, 5)) for x, y in ring):
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept if kept[0] == kept[-1] else [*kept, kept[0]]


def _large(rings: list[Ring]) -> list[Ring]:
    areas = [area_km2(ring) for ring in rings]
    return [ring for ring, area in zip(rings, areas, strict=True) if area >= min(SMALLEST_KM2, max(areas))]


def _tolerance(owners: set[str]) -> float:
    return TOLERANCE_KM * (OVERSEAS_DETAIL if owners & (AREAS_KM2.keys() - {"33"}) else 1)


def _steps(points: Ring) -> list[int]:
    grid = [(round(x / STEP), round(y / STEP)) for x, y in points]
    kept = [at for n, at in enumerate(grid) if n == 0 or at != grid[n - 1]]
    if len(kept) == 1:
        kept *= 2
    found = [*kept[0]]
    for one, other in pairwise(kept):
        found += [other[0] - one[0], other[1] - one[1]]
    return found


if __name__ == "__main__":
    write(Path(sys.argv[1]), *(Path(name) for name in sys.argv[2:3]))

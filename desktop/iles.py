"""Places that no road joins to the rest of their region: islands without a bridge, the inside of Guyane.

Found by the INSEE code of the commune (code officiel géographique), else by a box around the island or the town, in
degrees WGS 84. Ré, Oléron, Noirmoutier and the other islands with a bridge or a causeway are not there.
"""

from __future__ import annotations

from typing import NamedTuple


class SansRoute(NamedTuple):
    """A land of its own: its name, the communes on it, and its box (south, north, west, east)."""

    nom: str
    communes: tuple[str, ...]
    boite: tuple[float, float, float, float]


SANS_ROUTE = (
    SansRoute("Île-de-Bréhat", ("22016",), (48.831, 48.875, -3.03, -2.975)),
    SansRoute("Île-de-Batz", ("29082",), (48.735, 48.76, -4.04, -3.98)),
    SansRoute("Île-Molène", ("29084",), (48.38, 48.42, -5.0, -4.9)),
    SansRoute("Ouessant", ("29155",), (48.42, 48.49, -5.15, -5.03)),
    SansRoute("Île-de-Sein", ("29083",), (48.02, 48.06, -4.9, -4.82)),
    SansRoute("Groix", ("56069",), (47.61, 47.66, -3.52, -3.41)),
    SansRoute("Belle-Île", ("56009", "56114", "56152", "56241"), (47.27, 47.4, -3.27, -3.05)),
    SansRoute("Houat", ("56086",), (47.37, 47.41, -3.01, -2.92)),
    SansRoute("Hœdic", ("56085",), (47.325, 47.355, -2.9, -2.84)),
    SansRoute("Île-aux-Moines", ("56087",), (47.573, 47.603, -2.862, -2.83)),
    SansRoute("Île-d’Arz", ("56088",), (47.575, 47.606, -2.82, -2.78)),
    SansRoute("Île-d’Yeu", ("85113",), (46.68, 46.75, -2.41, -2.26)),
    SansRoute("Île-d’Aix", ("17004",), (46.0, 46.03, -1.19, -1.155)),
    SansRoute("Marie-Galante", ("97108", "97112", "97126"), (15.85, 16.03, -61.36, -61.16)),
    SansRoute("La Désirade", ("97110",), (16.27, 16.36, -61.12, -60.97)),
    SansRoute("Terre-de-Haut", ("97131",), (15.835, 15.89, -61.61, -61.55)),
    SansRoute("Terre-de-Bas", ("97130",), (15.83, 15.88, -61.67, -61.611)),
    SansRoute("Saint-Martin", ("97127", "97801"), (18.0, 18.16, -63.2, -62.96)),
    SansRoute("Saint-Barthélemy", ("97123", "97701"), (17.86, 17.98, -62.95, -62.75)),
    SansRoute("Petite-Terre", ("97608", "97615"), (-12.83, -12.755, 45.248, 45.305)),
    SansRoute("Maripasoula", ("97353",), (3.5, 3.74, -54.2, -53.9)),
    SansRoute("Papaichton", ("97362",), (3.741, 3.95, -54.3, -54.0)),
    SansRoute("Grand-Santi", ("97357",), (4.15, 4.45, -54.55, -54.2)),
    SansRoute("Saül", ("97352",), (3.5, 3.8, -53.4, -53.0)),
    SansRoute("Camopi", ("97356",), (3.0, 3.4, -52.6, -52.1)),
    SansRoute("Saint-Élie", ("97358",), (4.7, 4.95, -53.4, -53.15)),
    SansRoute("Ouanary", ("97314",), (4.1, 4.35, -51.8, -51.55)),
)
_PAR_COMMUNE = {commune: ile.nom for ile in SANS_ROUTE for commune in ile.communes}


def ile(commune: str | None, latitude: float | None = None, longitude: float | None = None) -> str | None:
    """Return the name of the land of its own that a place is on; None where roads go on. The commune decides first."""
    if commune is not None:
        return _PAR_COMMUNE.get(commune)
    if latitude is None or longitude is None:
        return None
    for one in SANS_ROUTE:
        south, north, west, east = one.boite
        if south <= latitude <= north and west <= longitude <= east:
            return one.nom
    return None

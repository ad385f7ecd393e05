"""Distances as the crow flies, in kilometres, between points in degrees (WGS 84), and what a drive may take.

The time by road is a rule of thumb of ours, no measure: roads are 1.25 times as long as the crow flies, one drives the
first 5 km at 30 km/h, up to 30 km at 60 km/h, up to 100 km at 90 km/h and the rest at 110 km/h. It counts neither
relief nor estuaries, which its words say, nor traffic, and is always shown as an estimate, rounded to 5 minutes. Where
only a boat or a plane goes there is none.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from desktop.facts import Commune, Etablissement
from desktop.iles import ile
from desktop.typography import NBSP

EARTH_KM = 6371.0088
DETOUR = 1.25
"""Kilometres by road for one as the crow flies."""
ALLURES = ((5.0, 30.0), (30.0, 60.0), (100.0, 90.0), (float("inf"), 110.0))
"""Up to how many kilometres by road one drives at how many kilometres an hour."""
ESTIMATION = "estimation sans compter relief ni estuaires"
PLUS_LOIN = 1100.0
"""No two places joined by a road are farther apart, as the crow flies: in kilometres, from Brest to Menton."""
TERRES = {region: region for region in ("94", "01", "02", "03", "04", "06")}
"""INSEE codes of the regions that no road joins to another one: Corse and the départements d’outre-mer."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points (haversine)."""
    f1, f2 = radians(lat1), radians(lat2)
    h = sin((f2 - f1) / 2) ** 2 + cos(f1) * cos(f2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def meme_terre(de: str | None, vers: str | None) -> bool:
    """Tell whether a road may join two regions (INSEE codes); None, outside the eighteen regions, joins nothing."""
    return de is not None and vers is not None and TERRES.get(de, "continent") == TERRES.get(vers, "continent")


def sans_route(de: Commune, vers: Etablissement) -> bool:
    """Tell whether no road goes from a commune to a place: one is on an island, or far up a river, without the other.

    What regions tell is left to `meme_terre`.
    """
    here = ile(de.code, de.latitude, de.longitude)
    return here != ile(vers.commune, vers.latitude, vers.longitude)


def duree_estimee(km: float, de: str | None = "11", vers: str | None = "11") -> int | None:
    """Return the minutes by road that ``km`` as the crow flies may take, rounded to 5, at least 5.

    ``de`` and ``vers`` are the INSEE codes of the regions at both ends (by default the continent). None where it makes
    no sense: across the sea, or farther than any road here goes.
    """
    if not meme_terre(de, vers) or km > PLUS_LOIN:
        return None
    road, done, hours = km * DETOUR, 0.0, 0.0
    for until, speed in ALLURES:
        hours += max(0.0, min(road, until) - done) / speed
        done = until
    return max(5, round(hours * 12) * 5)


def phrase_trajet(km: float, de: str | None = "11", vers: str | None = "11") -> str | None:
    """Return the words of an estimated drive; None where there is none.

    « environ 25 min en voiture, estimation sans compter relief ni estuaires »
    """
    minutes = duree_estimee(km, de, vers)
    if minutes is None:
        return None
    hours, rest = divmod(minutes, 60)
    said = [f"{hours}{NBSP}h"] if hours else []
    if rest:
        said.append(f"{rest:02}" if hours else f"{rest}{NBSP}min")
    return f"environ {NBSP.join(said)} en voiture, {ESTIMATION}"

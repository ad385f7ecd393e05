"""What the map says in words: of itself, of each place, of points that gather."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.outlines import METROPOLE
from desktop.typography import NBSP, kilometres, quantite
from ui.map.places import Asked, Place

TITLE = "Carte des résultats"
AS_THE_CROW_FLIES = "Distances à vol d’oiseau."
KEYS = f"Touches{NBSP}: flèches pour se déplacer, + et − pour la taille, 0 pour tout voir."
BACK = "Retour aux résultats"
LEGEND = f"Un point{NBSP}: un établissement. Un carré{NBSP}: plusieurs, et leur nombre."
NOTHING = "Aucun établissement à montrer. Tapez un métier, un diplôme, une ville ou un sigle."
SEVERAL = 12
"""Formations named; the others are counted."""
_TERRITORIES = {
    METROPOLE: "France métropolitaine", "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion",
    "06": "Mayotte",
}  # fmt: skip


def territory(name: str) -> str:
    """Return the name of a territory."""
    return _TERRITORIES[name]


def summary(asked: Asked, places: Sequence[Place]) -> str:
    """Return how many places there are and how far the nearest is: ``14 établissements, le plus proche à 3 km``."""
    if not places:
        return "aucun établissement"
    said = quantite(len(places), "établissement")
    known = [place.km for place in places if place.km is not None]
    if known and asked.start is not None:
        said += f", le plus proche à {kilometres(min(known))} de {asked.start.nom}"
    return said


def picture_name(asked: Asked, places: Sequence[Place]) -> str:
    """Return the name of the picture: what it shows, in one sentence."""
    return f"Carte{NBSP}: {summary(asked, places)}"


def picture_description(asked: Asked, shown: int, groups: int, name: str, outside: int) -> str:
    """Return what can be seen now: which map, the points on it, the circle, what is not on it."""
    said = [f"{territory(name)}. {quantite(shown, 'établissement')} à l’écran, en {quantite(groups, 'point')}."]
    if asked.start is not None:
        said.append(f"Départ{NBSP}: {asked.start.nom}, un losange.")
        if asked.radius_km:
            said.append(f"Cercle de {kilometres(asked.radius_km)}.")
    return " ".join([*said, *missing(asked, outside), KEYS])


def missing(asked: Asked, outside: int) -> list[str]:
    """Return what the results have that the map has not."""
    said = []
    if outside:
        said.append(f"{quantite(outside, 'établissement')} hors des cartes.")
    if asked.elsewhere:
        said.append(f"{quantite(asked.elsewhere, 'résultat')} sans lieu connu{NBSP}: dans la liste de la recherche.")
    return said


def where(place: Place) -> str:
    """Return the second line of a place: ``Rennes · 3 km · 2 formations``."""
    bits = [place.point.commune_nom or "", kilometres(place.km) if place.km is not None else ""]
    bits.append(quantite(place.point.formations, "formation"))
    return " · ".join(bit for bit in bits if bit)


def spoken(place: Place) -> str:
    """Return a place in one sentence, as it is spoken."""
    return f"{place.point.nom}, {where(place).replace(' · ', ', ')}."


def group(names: int) -> str:
    """Return what a point of several places is: ``12 établissements``."""
    return quantite(names, "établissement")


def detail(place: Place, labels: Sequence[str]) -> str:
    """Return the formations found at a place, a line each."""
    shown = list(dict.fromkeys(labels))
    lines = shown[:SEVERAL]
    if len(shown) > SEVERAL:
        lines.append(f"et {quantite(len(shown) - SEVERAL, 'autre')}")
    return "\n".join(lines) or quantite(place.point.formations, "formation")


def departure(asked: Asked) -> str:
    """Return the word beside the mark of the departure."""
    return f"Départ{NBSP}: {asked.start.nom}" if asked.start is not None else ""


def source(text: str, licence: str) -> str:
    """Return where the outlines come from."""
    return f"{LEGEND} Contours{NBSP}: {text}. {licence}."

"""What a line of results shows of figures: the three parts, the gap that stands for them, or places and candidacies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu
from desktop.figures import Figure
from desktop.typography import valeur

TOLD = ("capacite", "voeux")


@dataclass(frozen=True, slots=True)
class Glance:
    """The three parts of a line, all at one place, or the gap that stands for them.

    ``acces`` stands before a gap: places and candidacies, then whose session, of a line that no source follows.
    """

    figures: tuple[Figure, ...]
    parts: tuple[float, float, float] | None
    lieu: Lieu | None
    gap: Figure | None
    acces: tuple[str, str] | None = None


NO_GLANCE = Glance((), None, None, None)
"""What is shown of figures that can't be read."""


def glance(figures: tuple[Figure, Figure, Figure]) -> Glance:
    """Return what a line shows: each figure or the substitute that the core gives it, if all three are alike."""
    shown = tuple(f if f.connue else f.repli or f for f in figures)
    one, two, three = (f.valeur for f in shown)
    alike = len({(f.lieu.ref, f.millesime, f.population) for f in shown}) == 1
    if one is not None and two is not None and three is not None and alike:
        return Glance(shown, (one, two, three), shown[0].lieu, None)
    return Glance(shown, None, None, next((f for f in figures if not f.connue), figures[0]))


def read_glance(catalogue: Catalogue, formation: Formation, lieu: Lieu) -> Glance:
    """Return what a line shows of a formation at a place."""
    from desktop.apercu import apercu  # later than the first window

    seen = glance(apercu(catalogue, formation, lieu))
    if seen.parts is None and formation.voie == "superieur":
        return replace(seen, acces=acces(catalogue, formation, lieu))
    return seen


def acces(catalogue: Catalogue, formation: Formation, lieu: Lieu) -> tuple[str, str] | None:
    """Return the places and candidacies of the newest session, and its name, both in words; None without them."""
    units = {i.nom: i.unite for i in catalogue.indicateurs if i.nom in TOLD}
    for mesure in catalogue.mesures(formation.id, lieu.ref):
        cells = {nom: mesure.cellules.get(nom) for nom in units} if mesure.portee == "acces" else {}
        told = [valeur(c.valeur, units[nom]) for nom, c in cells.items() if c is not None and c.valeur is not None]
        if told:
            return ", ".join(told), f"Parcoursup, session {mesure.millesime}"
    return None

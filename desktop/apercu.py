"""The three parts of a formation at a glance, for a line of the result list."""

from __future__ import annotations

from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu
from desktop.figures import Figure
from desktop.ladder import Column

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
"""Fixed order: travaillent, étudient, autres situations."""


def apercu(catalogue: Catalogue, formation: Formation, lieu: Lieu) -> tuple[Figure, Figure, Figure]:
    """Return the three parts at this place, each with its substitute where the place has none of its own."""
    column = Column(catalogue, formation, lieu, None)
    wanted = {i.nom: i for i in catalogue.indicateurs if i.nom in PARTS}
    one, two, three = (column.figure(wanted[nom]) for nom in PARTS)
    return one, two, three

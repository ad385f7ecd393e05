"""The sample session: three real formations, two ways to one diploma and a longer one beside them."""

from __future__ import annotations

from desktop.catalogue import Catalogue
from desktop.errors import NotFoundError
from desktop.selection import Choix, Selection

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R")
"""CAP Cuisine at a lycée, CAP Cuisine by apprenticeship, bac pro Boulanger-pâtissier at another lycée: Bretagne."""


def exemple(catalogue: Catalogue) -> Selection:
    """Return the sample as a basket. NotFoundError with a sentence when the data loaded do not hold it."""
    found = Selection()
    for choix in map(Choix.parse, REFS):
        try:
            catalogue.formation(choix.type_code, choix.code)
            catalogue.lieu(choix.lieu)
        except NotFoundError:
            continue
        found = found.ajouter(choix)
    if not found.comparable or len(found) < 2:
        raise NotFoundError("L’exemple porte sur la Bretagne, qui n’est pas dans les données chargées.")
    return found

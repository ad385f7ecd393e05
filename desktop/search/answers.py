"""What a search is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.facts import Commune, Etablissement, Formation, Lieu, Offre
from desktop.selection import Choix

CFA_PHRASE = "CFA de la région\u00a0: on ne sait pas quels diplômes chacun prépare."
FACETTES = ("diplome", "voie", "domaine", "secteur", "internat", "entree")


@dataclass(frozen=True, slots=True)
class Filtres:
    """What narrows a search. ``region`` is an INSEE code, ``rayon_km`` needs ``commune``, an empty set lets all in.

    ``entree`` holds levels of entry in words (desktop.entree); ``formations`` the only numbers let in, None for all.
    """

    region: str | None = None
    commune: Commune | None = None
    rayon_km: float | None = None
    voie: frozenset[str] = frozenset()
    diplome: frozenset[str] = frozenset()
    domaine: frozenset[str] = frozenset()
    secteur: frozenset[str] = frozenset()
    internat: frozenset[str] = frozenset()
    par_distance: bool = False
    entree: frozenset[str] = frozenset()
    formations: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Resultat:
    """A formation at a place. ``offre`` is its dated presence there; ``distance_km`` is None when unknown.

    ``raison`` says in French why the line answers when its label does not: « ancien nom : … », « métier : … »,
    « code CFD : … », or for which usual name: « pour « melec » ». ``route`` is False where no road joins the commune of
    departure and the place (an island): no drive is estimated.
    """

    formation: Formation
    lieu: Lieu
    offre: Offre | None
    distance_km: float | None
    raison: str | None = None
    route: bool = True

    @property
    def choix(self) -> Choix:
        """The reference to put in the basket."""
        return Choix(self.formation.type_code, self.formation.code, self.lieu.ref)


@dataclass(frozen=True, slots=True)
class Resultats:
    """The first lines, how many there are in all, counts by facet, and the CFA of the region listed apart.

    ``corrige`` gives for words as typed those searched in their place; ``sens`` how words of no label were understood.
    ``ailleurs`` is a sentence when nothing is known at the place named and its region is shown instead, "" else.
    """

    lignes: tuple[Resultat, ...]
    total: int
    facettes: dict[str, dict[str, int]]
    cfas: tuple[tuple[Etablissement, float | None], ...] = ()
    corrige: dict[str, str] = field(default_factory=dict)
    sens: tuple[str, ...] = ()
    ailleurs: str = ""


class Point(NamedTuple):
    """An établissement of the results on the map, degrees WGS 84; ``formations`` counts its lines among them."""

    etablissement: int
    uai: str
    nom: str
    commune_nom: str | None
    latitude: float
    longitude: float
    formations: int

"""Familles de métiers: what stands behind a first year that several diplomas share (DOMAIN.md §5.3).

A 2de commune (bac pro) or a 1re année commune (BTS) has no figures of its own and never an average: one compares its
spécialités. Closed ones stay listed; they are left out of what is compared at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.alentours import Alentours, Vue, fermee
from desktop.catalogue import Catalogue
from desktop.facts import Commune, Formation, Lieu, Offre
from desktop.selection import MAXIMUM, Choix
from desktop.typography import NBSP, kilometres, quantite


@dataclass(frozen=True, slots=True)
class Specialite:
    """A diploma behind the common year, at the place where it is compared: this one if it was seen here, else wider.

    ``ailleurs`` are the other établissements around that have it, the nearest first; ``ici`` when the place asked for
    is an établissement that has it.
    """

    formation: Formation
    lieu: Lieu
    offre: Offre | None
    fermee: bool
    ailleurs: tuple[Vue, ...]
    ici: bool

    @property
    def choix(self) -> Choix:
        """The reference to put in the basket."""
        return Choix(self.formation.type_code, self.formation.code, self.lieu.ref)

    @property
    def phrase(self) -> str:
        """Where it was seen, in words: ``Pas vue ici, ailleurs : Lycée la Champagne (Vitré), 34 km, et 3 autres``."""
        here = "Vue ici" if self.ici else "Pas vue ici" if self.ailleurs else "Pas vue autour d’ici"
        if not self.ailleurs:
            return here
        rest = len(self.ailleurs) - 1
        others = f", et {quantite(rest, 'autre')}" if rest else ""
        return f"{here}, ailleurs{NBSP}: {_named(self.ailleurs[0])}{others}"


@dataclass(frozen=True, slots=True)
class Famille:
    """A common year and every spécialité behind it, in alphabetical order; ``nom`` is the name of the famille."""

    commune: Formation
    nom: str
    specialites: tuple[Specialite, ...]

    @property
    def ouvertes(self) -> tuple[Specialite, ...]:
        """The spécialités that one may still enter."""
        return tuple(s for s in self.specialites if not s.fermee)

    @property
    def tient(self) -> bool:
        """Tell whether all that are open can be compared at once."""
        return 1 < len(self.ouvertes) <= MAXIMUM


def famille(catalogue: Catalogue, formation: Formation, lieu: Lieu, depuis: Commune | None = None) -> Famille | None:
    """Return the famille behind a common year at a place, None when the formation is no common year.

    Distances are from ``depuis``, else from the établissement.
    """
    behind = catalogue.liens(formation.id, "specialite") if formation.commune else []
    if not behind:
        return None
    around = Alentours(catalogue, lieu, depuis)
    seen = around.vues(f.id for f in behind)
    built = catalogue.snapshot.construit_le
    found = tuple(_specialite(around, one, seen.get(one.id, ()), built) for one in behind)
    return Famille(formation, formation.famille_libelle or formation.intitule, found)


def combien(catalogue: Catalogue, formation: Formation) -> int:
    """Return how many spécialités stand behind a formation; 0 when it is no common year."""
    if not formation.commune:
        return 0
    row = catalogue.snapshot.connection.execute(
        "SELECT count(*) FROM lien WHERE genre = 'specialite' AND de = ?", (formation.id,)
    ).fetchone()
    return int(row[0])


def _specialite(around: Alentours, formation: Formation, seen: tuple[Vue, ...], built: str) -> Specialite:
    here = around.lieu.etablissement
    own = next((v for v in seen if here is not None and v.etablissement.id == here.id), None)
    return Specialite(
        formation,
        around.lieu if own is not None else around.autour,
        own.offre if own is not None else None,
        fermee(formation, built),
        tuple(v for v in seen if v is not own),
        own is not None,
    )


def _named(vue: Vue) -> str:
    here = vue.etablissement
    town = f" ({here.commune_nom})" if here.commune_nom else ""
    away = f", {kilometres(vue.distance_km)}" if vue.distance_km is not None else ""
    return f"{here.nom}{town}{away}"

"""Formations near another one, each with the reason why it is near.

A reason is a fact of the nomenclatures (same diploma, same speciality of the NSF, same famille, what the snapshot
links), never an opinion: inside a reason the order is by distance, then alphabetical, never by outcome (DOMAIN.md
§6.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.alentours import Alentours, Vue, fermee, place_of
from desktop.catalogue import Catalogue
from desktop.facts import Commune, Formation, Lieu, Offre
from desktop.parentes import Parentes
from desktop.selection import Choix
from desktop.typography import NBSP, kilometres, quantite

_PAR = {
    "scolaire": "par la voie scolaire",
    "scolaire_agricole": "par la voie scolaire agricole",
    "apprentissage": "par l’apprentissage",
}
RIEN = "Aucune formation proche dans les données chargées."


@dataclass(frozen=True, slots=True)
class Proche:
    """A formation at a place, and why it is near. ``distance_km`` is from the departure, None when unknown."""

    formation: Formation
    lieu: Lieu
    offre: Offre | None
    distance_km: float | None
    raison: str

    @property
    def choix(self) -> Choix:
        """The reference to put in the basket."""
        return Choix(self.formation.type_code, self.formation.code, self.lieu.ref)


def proches(
    catalogue: Catalogue, formation: Formation, lieu: Lieu, depuis: Commune | None = None
) -> tuple[Proche, ...]:
    """Return what is near a formation at a place, reason after reason, each reference once with its first reason.

    Distances are from ``depuis``; without it they are from the établissement and said in the reason.
    """
    near = _Near(Alentours(catalogue, lieu, depuis), formation)
    asked = Choix(formation.type_code, formation.code, lieu.ref)
    found: dict[Choix, Proche] = {}
    for one in near.all():
        if one.choix != asked:
            found.setdefault(one.choix, one)
    return tuple(found.values())


class _Near:
    """Looks for each reason in turn."""

    def __init__(self, around: Alentours, formation: Formation) -> None:
        self._around = around
        self._catalogue = around.catalogue
        self._formation = formation
        self._kin = Parentes(around.catalogue, formation)
        self._built = around.catalogue.snapshot.construit_le

    def all(self) -> Iterator[Proche]:
        """Yield the near ones, reason after reason."""
        ours, links = self._formation, self._catalogue.liens
        for voie, others in groupby(links(ours.id, "autre_voie"), key=lambda f: f.voie):
            yield from self._everywhere(list(others), f"Même diplôme, {_PAR[voie]}")
        yield from self._everywhere(*self._kin.same())
        for other in self._kin.lengths():
            how = f"Même diplôme, en {quantite(other.duree, 'an')}" if other.duree else "Même diplôme, autre durée"
            yield from self._everywhere([other], how)
        yield from self._versions(self._kin.versions("vers", "de"), "Version plus ancienne du diplôme")
        yield from self._versions(self._kin.versions("de", "vers"), "Version plus récente du diplôme")
        options, family = self._kin.family()
        yield from self._once(options, "Autre option du même diplôme")
        yield from self._once(family, f"Même famille de métiers{NBSP}: {ours.famille_libelle or ours.famille}")
        domain, speciality = self._kin.domain()
        yield from self._once(domain, f"Même domaine{NBSP}: {speciality}, même niveau")
        yield from self._once(links(ours.id, "apres"), "Après ce diplôme, un niveau au-dessus")

    def _everywhere(self, some: Sequence[Formation], why: str) -> Iterator[Proche]:
        """Yield each formation wherever it was seen around, nearest first; at the region where none shows it."""
        some = self._open(some)
        seen = {} if self._everywhere_is_too_far else self._around.vues(f.id for f in some)
        by_id = {f.id: f for f in some}
        for vue in sorted((v for vs in seen.values() for v in vs), key=_by_distance):
            yield self._at(by_id[vue.formation], vue, why)
        unseen = [f for f in some if f.id not in seen]
        if self._formation not in some:
            yield from self._at_large(unseen, why)

    def _once(self, some: Sequence[Formation], why: str) -> Iterator[Proche]:
        """Yield each formation once: here, else where it is nearest, else at the region that has figures of it."""
        some = self._open(f for f in some if f.id != self._formation.id)
        here = self._around.lieu.etablissement
        wide = here is None and self._around.depart is None
        seen = {} if wide else self._around.vues(f.id for f in some)
        placed = []
        for one in some:
            vues = seen.get(one.id, ())
            own = [v for v in vues if here is not None and v.etablissement.id == here.id]
            if vues:
                placed.append((one, (own or list(vues))[0]))
        for one, vue in sorted(placed, key=lambda pair: (*_by_distance(pair[1]), pair[0].id)):
            yield self._at(one, vue, why)
        yield from self._at_large([f for f in some if f.id not in seen], why)

    def _versions(self, some: Sequence[Formation], why: str) -> Iterator[Proche]:
        """Yield other versions, closed ones too, here if seen here, else at the region."""
        here = self._around.lieu.etablissement
        seen = self._around.vues(f.id for f in some)
        for one in some:
            own = [v for v in seen.get(one.id, ()) if here is not None and v.etablissement.id == here.id]
            if own:
                yield self._at(one, own[0], why)
            else:
                yield Proche(one, self._around.autour, None, None, why)

    def _at_large(self, some: Sequence[Formation], why: str) -> Iterator[Proche]:
        known = self._around.suivies(f.id for f in some)
        for one in some:
            if one.id in known:
                yield Proche(one, self._around.autour, None, None, why)

    def _at(self, formation: Formation, vue: Vue, why: str) -> Proche:
        here, away = self._around.lieu.etablissement, vue.distance_km
        if self._around.depuis is None:
            if here is not None and away is not None and vue.etablissement.id != here.id:
                why = f"{why}, à {kilometres(away)}"
            away = None
        return Proche(formation, place_of(vue), vue.offre, away, why)

    @property
    def _everywhere_is_too_far(self) -> bool:
        return self._around.depart is None and self._around.lieu.niveau == "national"

    def _open(self, some: Iterable[Formation]) -> list[Formation]:
        return [f for f in some if (f.terminale or f.commune) and not fermee(f, self._built)]


def _by_distance(vue: Vue) -> tuple[bool, float, int]:
    return vue.distance_km is None, vue.distance_km or 0.0, vue.etablissement.id

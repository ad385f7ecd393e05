"""Finds formations somewhere: each folded word matches by prefix a word of the formation or a word of the place.

Lists are alphabetical (the snapshot's own numbering) or by distance, never by outcome (DOMAIN.md §6.5). What the whole
label says stands before what only an older label or a code says.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data_bundle.folding import words
from desktop.catalogue import Catalogue, lieu_of
from desktop.facts import Commune, Etablissement, Formation, Lieu, Offre
from desktop.geo import distance_km
from desktop.selection import Choix

CFA_PHRASE = "CFA de la région\u00a0: on ne sait pas quels diplômes chacun prépare."
PAR_LE_LIEU = 3
"""Tier of what only the name of a place matches, behind the tiers of labels (0 to 2)."""
FACETTES = ("diplome", "voie", "domaine", "secteur", "internat")


_STANDS_ALONE = (
    "(f.fermeture IS NULL OR f.fermeture > ? OR f.code IN (SELECT value FROM json_each(?))"
    " OR NOT EXISTS (SELECT 1 FROM lien l WHERE l.genre = 'continuum' AND l.de = f.id))"
)


@dataclass(frozen=True, slots=True)
class Filtres:
    """What narrows a search. ``region`` is an INSEE code, ``rayon_km`` needs ``commune``, an empty set lets all in."""

    region: str | None = None
    commune: Commune | None = None
    rayon_km: float | None = None
    voie: frozenset[str] = frozenset()
    diplome: frozenset[str] = frozenset()
    domaine: frozenset[str] = frozenset()
    secteur: frozenset[str] = frozenset()
    internat: frozenset[str] = frozenset()
    par_distance: bool = False


@dataclass(frozen=True, slots=True)
class Resultat:
    """A formation at a place. ``offre`` is its dated presence there; ``distance_km`` is None when unknown."""

    formation: Formation
    lieu: Lieu
    offre: Offre | None
    distance_km: float | None

    @property
    def choix(self) -> Choix:
        """The reference to put in the basket."""
        return Choix(self.formation.type_code, self.formation.code, self.lieu.ref)


@dataclass(frozen=True, slots=True)
class Resultats:
    """The first lines, how many there are in all, counts by facet, and the CFA of the region listed apart."""

    lignes: tuple[Resultat, ...]
    total: int
    facettes: dict[str, dict[str, int]]
    cfas: tuple[tuple[Etablissement, float | None], ...] = ()
    corrige: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Ligne:
    rang: tuple[float, ...]
    formation: int
    etablissement: int | None
    rentree: int | None
    observee: int | None
    distance: float | None
    facettes: tuple[str | None, ...]
    constat: str = "rentree"


class Recherche:
    """Asks the search tables of a snapshot."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._db: sqlite3.Connection = catalogue.snapshot.connection

    def chercher(self, texte: str, filtres: Filtres | None = None, limite: int = 50) -> Resultats:
        """Return the formations × places that match every word of ``texte`` and every filter."""
        asked = filtres or Filtres()
        found = _near(self._matches(tuple(dict.fromkeys(words(texte))), asked), asked.rayon_km)
        facettes = _facettes(found, asked)
        kept = sorted(_passing(found, asked), key=lambda r: r.rang)
        cfas = self._cfas(asked) if kept and asked.region and _apprentissage(kept) else ()
        return Resultats(self._full(kept[:limite], asked), len(kept), facettes, cfas)

    def _matches(self, query: tuple[str, ...], filtres: Filtres) -> list[_Ligne]:
        """Return each formation × place that has every word: a word that both have counts for the formation."""
        labels, places = _by_words([self._formations(w) for w in query]), _by_words([self._lieux(w) for w in query])
        full = (1 << len(query)) - 1
        found: dict[tuple[int, int | None], _Ligne] = {}
        for mask in sorted({*_masks(labels), 0}, reverse=True):
            tiers = {i: tier for i, (words_had, tier) in labels.items() if words_had == mask} if mask else None
            near = {i: 0 for i, (had, _) in places.items() if had | mask == full} if mask != full else None
            if near == {}:
                continue
            for line in self._offres(tiers, near, filtres):
                found.setdefault((line.formation, line.etablissement), line)
            if tiers is not None or not query:
                for line in self._partout(tiers, near, filtres, query):
                    found.setdefault((line.formation, None), line)
        return list(found.values())

    def _formations(self, word: str) -> dict[int, int]:
        """Return what ``word`` matches: 0 a whole word of the label, 1 its beginning, 2 an older label or a code."""
        rows = self._db.execute(
            "SELECT formation, min(CASE WHEN ancien THEN 2 WHEN mot = ?1 THEN 0 ELSE 1 END)"
            " FROM mot_formation WHERE mot >= ?1 AND mot < ?1 || '{' GROUP BY formation",
            (word,),
        )
        return dict(rows.fetchall())

    def _lieux(self, word: str) -> dict[int, int]:
        rows = self._db.execute(
            "SELECT DISTINCT etablissement, 0 FROM mot_lieu WHERE mot >= ?1 AND mot < ?1 || '{'", (word,)
        )
        return dict(rows.fetchall())

    def _offres(
        self, tiers: dict[int, int] | None, places: dict[int, int] | None, filtres: Filtres
    ) -> Iterator[_Ligne]:
        where, given = ["(f.terminale OR f.commune)"], list[object]()
        for column, ids in (("o.formation", tiers), ("o.etablissement", places)):
            if ids is not None:
                where.append(f"{column} IN (SELECT value FROM json_each(?))")
                given.append(json.dumps(list(ids)))
        if filtres.region:
            where.append("e.region = ?")
            given.append(filtres.region)
        for row in self._db.execute(
            "SELECT o.id, o.formation, o.etablissement, o.rentree, o.observee, f.diplome, f.voie, f.domaine_libelle,"
            f" e.secteur, e.internat, e.latitude, e.longitude, f.fermeture, {self._catalogue.constat} FROM offre o"
            " JOIN formation f ON f.id = o.formation JOIN etablissement e ON e.id = o.etablissement"
            f" WHERE {' AND '.join(where)}",
            given,
        ):
            away = _away(filtres.commune, row[10], row[11])
            tier = PAR_LE_LIEU if tiers is None else tiers[row[1]]
            near = (away if away is not None else 1e9) if filtres.par_distance else 0.0
            internat = "oui" if row[9] else None
            number, formation, place, rentree, observee = row[:5]
            facettes = (*row[5:9], internat)
            rang = (tier == PAR_LE_LIEU, near, tier, self._closed(row[12]), formation, number)
            yield _Ligne(rang, formation, place, rentree, observee, away, facettes, row[13])

    def _partout(
        self, tiers: dict[int, int] | None, places: dict[int, int] | None, filtres: Filtres, query: tuple[str, ...]
    ) -> Iterator[_Ligne]:
        """Yield the formations without a known établissement, at the level of the region asked for or of France.

        A closed version that has a newer one is left to that one, which shows its figures, unless its code is typed.
        """
        if places is not None and not (filtres.region and self._any_in_region(places, filtres.region)):
            return
        where = ["f.id NOT IN (SELECT formation FROM offre)", "(f.terminale OR f.commune)", _STANDS_ALONE]
        given: list[object] = [f"reg:{filtres.region}" if filtres.region else "fr"]
        given += [self._catalogue.snapshot.construit_le, json.dumps([word.upper() for word in query])]
        if tiers is not None:
            where.append("f.id IN (SELECT value FROM json_each(?))")
            given.append(json.dumps(list(tiers)))
        else:
            where.append("f.id IN (SELECT formation FROM mot_formation)")
        for row in self._db.execute(
            "SELECT f.id, f.diplome, f.voie, f.domaine_libelle, f.fermeture,"
            " EXISTS (SELECT 1 FROM mesure m WHERE m.lieu = ? AND m.formation = f.id)"
            f" FROM formation f WHERE {' AND '.join(where)}",
            given,
        ):
            tier = PAR_LE_LIEU if tiers is None else tiers[row[0]]
            unseen = bool(filtres.region) and not row[5]
            near = 1e9 if filtres.par_distance else 0.0
            rang = (unseen, near, tier, self._closed(row[4]), row[0], 0)
            yield _Ligne(rang, row[0], None, None, None, None, (*row[1:4], None, None))

    def _closed(self, fermeture: str | None) -> bool:
        return fermeture is not None and fermeture <= self._catalogue.snapshot.construit_le

    def _any_in_region(self, places: dict[int, int], region: str) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM etablissement WHERE region = ? AND id IN (SELECT value FROM json_each(?)) LIMIT 1",
            (region, json.dumps(list(places))),
        ).fetchone()
        return row is not None

    def _full(self, lines: list[_Ligne], filtres: Filtres) -> tuple[Resultat, ...]:
        formations = self._catalogue.formations(
            [r.formation for r in lines] + [r.observee for r in lines if r.observee]
        )
        places = self._catalogue.etablissements(r.etablissement for r in lines if r.etablissement)
        wide = self._catalogue.lieu(f"reg:{filtres.region}" if filtres.region else "fr")
        return tuple(
            Resultat(
                formations[r.formation],
                lieu_of(places[r.etablissement]) if r.etablissement else wide,
                _offre(r, formations),
                r.distance,
            )
            for r in lines
        )

    def _cfas(self, filtres: Filtres) -> tuple[tuple[Etablissement, float | None], ...]:
        found = [
            (cfa, _away(filtres.commune, cfa.latitude, cfa.longitude))
            for cfa in self._catalogue.cfas(filtres.region or "")
        ]
        if filtres.par_distance:
            found.sort(key=lambda pair: (pair[1] is None, pair[1] or 0.0, pair[0].id))
        return tuple(found)


def _offre(line: _Ligne, formations: Mapping[int, Formation]) -> Offre | None:
    if line.rentree is None:
        return None
    return Offre(line.rentree, formations[line.observee] if line.observee else None, constat=line.constat)


def _by_words(found: list[dict[int, int]]) -> dict[int, tuple[int, int]]:
    """Return, for each id, which words it has (a bit each, the first the highest) and the worst tier among them."""
    known: dict[int, tuple[int, int]] = {}
    for bit, ids in enumerate(reversed(found)):
        for i, tier in ids.items():
            had, worst = known.get(i, (0, 0))
            known[i] = (had | 1 << bit, max(worst, tier))
    return known


def _masks(known: dict[int, tuple[int, int]]) -> set[int]:
    return {had for had, _ in known.values()}


def _away(commune: Commune | None, latitude: float | None, longitude: float | None) -> float | None:
    if (
        commune is None
        or commune.latitude is None
        or commune.longitude is None
        or latitude is None
        or longitude is None
    ):
        return None
    return distance_km(commune.latitude, commune.longitude, latitude, longitude)


def _near(lines: list[_Ligne], rayon_km: float | None) -> list[_Ligne]:
    """Return the lines within the radius; those without an établissement stay."""
    if rayon_km is None:
        return lines
    return [r for r in lines if r.etablissement is None or (r.distance is not None and r.distance <= rayon_km)]


def _passing(lines: list[_Ligne], filtres: Filtres, but: str | None = None) -> list[_Ligne]:
    """Return the lines that every facet asked for lets through, the facet ``but`` left aside."""
    for at, name in enumerate(FACETTES):
        wanted: frozenset[str] = getattr(filtres, name)
        if wanted and name != but:
            lines = [r for r in lines if r.facettes[at] in wanted]
    return lines


def _facettes(lines: list[_Ligne], filtres: Filtres) -> dict[str, dict[str, int]]:
    """Count each facet's values among the lines that pass every other facet, in alphabetical order."""
    counted: dict[str, dict[str, int]] = {}
    for at, name in enumerate(FACETTES):
        values = Counter(r.facettes[at] for r in _passing(lines, filtres, but=name))
        counted[name] = {str(v): values[v] for v in sorted(filter(None, values))}
    return counted


def _apprentissage(lines: list[_Ligne]) -> bool:
    return any(line.facettes[1] == "apprentissage" for line in lines)

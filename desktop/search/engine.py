"""Finds formations somewhere: each word of a query is said by the formation or by the place.

Lists are alphabetical (the snapshot's own numbering) after how well the words are said, or by distance; never by
outcome (DOMAIN.md §6.5). What the whole label says stands before what only an older label, a code or a job says.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter, OrderedDict
from dataclasses import replace
from functools import cached_property
from itertools import compress
from threading import Lock

from desktop.catalogue import Catalogue
from desktop.facts import Commune, Etablissement
from desktop.search import bits, loading
from desktop.search.answers import Filtres, Point, Resultats
from desktop.search.counting import counts, passing
from desktop.search.distances import Distances
from desktop.search.lieu_dit import AUTOUR_KM, LieuDit, LieuxDits, a_la_region, ailleurs
from desktop.search.matching import lines, ranks
from desktop.search.presenting import Presentation
from desktop.search.ranking import Ordre
from desktop.search.reasons import sens
from desktop.search.spelling import Orthographe
from desktop.search.terms import VOIES_DITES, Terme, Termes
from desktop.search.understanding import Charge, Comprehension
from desktop.snapshot import damaged
from desktop.vocabulary import usages

_COMMUNES = 4
"""Communes of departure whose distances are kept."""
_ON = bytes.maketrans(b"01", b"\0\1")


class Recherche:
    """Asks the search tables of a snapshot: read into memory at first use, or before it by ``charger``.

    Everything but ``charger`` is for the thread of the catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._db: sqlite3.Connection = catalogue.snapshot.connection
        self._lock = Lock()
        self._charge: Charge | None = None
        self._departures: OrderedDict[str, Distances] = OrderedDict()
        self._seen: dict[str, int] = {}
        self._regions: dict[str, int] = {}
        self._known_cfas: dict[str, list[Etablissement]] = {}

    def charger(self) -> None:
        """Read the index, once; any thread may, as it opens a connection of its own. sqlite3.Error, SnapshotError."""
        with self._lock:
            if self._charge is not None:
                return
            snapshot = self._catalogue.snapshot
            db = sqlite3.connect(snapshot.path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)
            try:
                row = db.execute("SELECT valeur FROM meta WHERE cle = 'id'").fetchone()
                if row is None or row[0] != snapshot.id:  # another file took its place since it was opened
                    raise damaged(snapshot.path)
                index = loading.read(db, snapshot.mineure, snapshot.construit_le)
            finally:
                db.close()
            known = usages()
            self._charge = Charge(index, Termes(index), Orthographe(index, known.mots), known)

    def chercher(
        self, texte: str, filtres: Filtres | None = None, limite: int = 50, corriger: bool = True
    ) -> Resultats:
        """Return the formations × places that have every word of ``texte`` and pass every filter.

        ``corriger`` False takes the words as typed. sqlite3.Error when the snapshot can't be read.
        """
        asked, index = filtres or Filtres(), self._ready.index
        compris = self._comprehension.understand(texte, corriger, asked.region)
        termes, asked, found, dit = self._sought(compris.termes, asked)
        let = passing(index, asked)
        kept = found
        for some in let.values():
            kept &= some
        distances = self._from(asked.commune)
        rangs = ranks(index, termes)
        order = Ordre(index, rangs, distances if asked.par_distance else None)
        chosen = order.first(kept, self._late(rangs.dites, asked), limite)
        alternance = kept & index.facettes["voie"].get("apprentissage", 0)
        said, understood = "", sens(compris.termes)
        if dit is not None and (kept or not dit.region):
            where = self._catalogue.lieu(f"reg:{dit.region}").nom if dit.region else ""
            said = ailleurs(dit, where, kept == alternance, asked.commune)
        elif dit is None and kept and not alternance and (where := self._taught_around(termes, asked)):
            understood += (a_la_region(where),)
        return Resultats(
            self._presentation.results(chosen, termes, asked.region, distances),
            kept.bit_count(),
            counts(index, found, let),
            self._cfas(asked) if asked.region and alternance else (),
            dict(compris.corrige),
            understood,
            said,
        )

    def lieux(self, texte: str, filtres: Filtres | None = None, corriger: bool = True) -> tuple[Point, ...]:
        """Return every établissement of known position among all the results, in display order."""
        asked, index = filtres or Filtres(), self._ready.index
        compris = self._comprehension.understand(texte, corriger, asked.region)
        _, asked, found, _ = self._sought(compris.termes, asked)
        for some in (index.lignes.placees, *passing(index, asked).values()):
            found &= some
        if found.bit_count() * 10 < len(index.lignes):
            counted = Counter(index.lignes.lieux[line] for line in bits.numbers(found))
        else:
            counted = Counter(compress(index.lignes.lieux, f"{found:b}"[::-1].encode().translate(_ON)))
        points = self._points
        return tuple(Point(*points[at], counted[at]) for at in sorted(counted) if at in points)

    def oublier(self) -> None:
        """Forget what the last queries and departures gave: the next is searched anew. What was read stays."""
        for name in ("_comprehension", "_presentation"):
            self.__dict__.pop(name, None)
        self._departures.clear()
        if self._charge is not None:
            self._charge.termes.oublier()

    @property
    def _ready(self) -> Charge:
        if self._charge is None:
            self.charger()
        assert self._charge is not None
        return self._charge

    @cached_property
    def _comprehension(self) -> Comprehension:
        return Comprehension(self._ready, self._db)

    @cached_property
    def _presentation(self) -> Presentation:
        return Presentation(self._ready.index, self._catalogue)

    @cached_property
    def _points(self) -> dict[int, tuple[int, str, str, str | None, float, float]]:
        """Every place of known position, by its place in the index: a map may show them all."""
        at = {number: i for i, number in enumerate(self._ready.index.places)}
        rows = self._db.execute(
            "SELECT id, uai, nom, commune_nom, latitude, longitude FROM etablissement"
            " WHERE latitude IS NOT NULL AND longitude IS NOT NULL"
        )
        return {at[row[0]]: row for row in rows}

    @cached_property
    def _lieux_dits(self) -> LieuxDits:
        return LieuxDits(self._ready.index, self._catalogue)

    def _taught_around(self, termes: tuple[Terme, ...], asked: Filtres) -> str:
        """Return the name of the region of the commune named, if the rest is known there by apprenticeship; else ""."""
        if asked.region is not None or asked.voie or len(termes) < 2:
            return ""
        if (named := self._lieux_dits.region(termes)) is None:
            return ""
        region, autres = named
        taught = self._found(autres, replace(asked, region=region)) & self._ready.index.facettes["voie"].get(
            "apprentissage", 0
        )
        seen = self._ready.index.lignes.of_formations(self._seen_in(region))
        return self._catalogue.lieu(f"reg:{region}").nom if taught & seen else ""

    def _sought(
        self, termes: tuple[Terme, ...], asked: Filtres
    ) -> tuple[tuple[Terme, ...], Filtres, int, LieuDit | None]:
        """Return terms, filters and lines of a query; of the region around the place named, where nothing is known."""
        found = self._found(termes, asked)
        if found or len(termes) < 2 or self._found(termes, replace(asked, rayon_km=None)):  # a wider circle is offered
            return termes, asked, found, None
        if (dit := self._lieux_dits.named(termes, asked.region, asked.commune)) is None:
            return termes, asked, found, None
        if not dit.region:
            return termes, asked, found, dit
        depart, over = asked.commune or dit.commune, 0
        if asked.region is None and dit.commune is not None:  # a town near a border has schools behind it
            near = replace(asked, commune=dit.commune, rayon_km=AUTOUR_KM)
            over = self._found(dit.autres, near) & self._ready.index.lignes.placees
        asked = replace(asked, region=dit.region, rayon_km=None, commune=depart, par_distance=depart is not None)
        found = self._found(dit.autres, asked) | over
        for terme in dit.autres:
            if voie := VOIES_DITES.get(terme.unite.mots[0]):
                found &= self._ready.index.facettes["voie"].get(voie, 0)
        return dit.autres, asked, found, dit

    def _found(self, termes: tuple[Terme, ...], asked: Filtres) -> int:
        """Return the lines that have every term, in the region and the radius asked for, the facets left aside."""
        index = self._ready.index
        lignes = index.lignes
        found = lines(index, termes, asked.region)
        if not any(terme.code for terme in termes):  # a closed version is left to the newer one that shows its figures
            found &= ~index.remplacees
        if asked.region is not None:
            found &= self._in_region(asked.region) | ~lignes.placees
        if asked.rayon_km is not None and (distances := self._from(asked.commune)) is not None:
            found &= distances.within(asked.rayon_km) | ~lignes.placees
        if asked.formations is not None:
            at = [i for i, number in enumerate(index.formations) if number in asked.formations]
            found &= lignes.of_formations(bits.of(at, len(index.formations)))
        return found

    def _late(self, said: int, asked: Filtres) -> int:
        """Return the lines that come behind all others.

        Only their place is said, or nothing is known of them at the region, or they have no place to be near.
        """
        lignes = self._ready.index.lignes
        late = ~lignes.of_formations(said)
        if asked.region is not None:
            late |= ~(lignes.placees | lignes.of_formations(self._seen_in(asked.region)))
        if asked.commune is not None and asked.rayon_km is not None:
            late |= ~lignes.placees
        return late

    def _in_region(self, region: str) -> int:
        """Return the lines at places of a region."""
        if region not in self._regions:
            index = self._ready.index
            self._regions[region] = index.lignes.of_places(index.regions.get(region, 0))
        return self._regions[region]

    def _seen_in(self, region: str) -> int:
        """Return the formations that have a row of figures for a region."""
        if region not in self._seen:
            rows = self._db.execute("SELECT DISTINCT formation FROM mesure WHERE lieu = ?", (f"reg:{region}",))
            here = {row[0] for row in rows}
            formations = self._ready.index.formations
            found = [i for i, number in enumerate(formations) if number in here]
            self._seen[region] = bits.of(found, len(formations))
        return self._seen[region]

    def _from(self, commune: Commune | None) -> Distances | None:
        if commune is None:
            return None
        if commune.code not in self._departures:
            self._departures[commune.code] = Distances(self._ready.index, commune)
            if len(self._departures) > _COMMUNES:
                self._departures.popitem(last=False)
        return self._departures[commune.code]

    def _cfas(self, asked: Filtres) -> tuple[tuple[Etablissement, float | None], ...]:
        distances, region, places = self._from(asked.commune), asked.region or "", self._ready.index.places
        if region not in self._known_cfas:
            self._known_cfas[region] = self._catalogue.cfas(region)
        found = [
            (cfa, distances.away(bisect_left(places, cfa.id)) if distances is not None else None)
            for cfa in self._known_cfas[region]
        ]
        if asked.par_distance:
            found.sort(key=lambda pair: (pair[1] is None, pair[1] or 0.0, pair[0].id))
        return tuple(found)

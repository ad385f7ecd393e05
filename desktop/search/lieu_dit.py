"""The place that a query names, and what is asked beside it: an empty answer there leads to the region around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_bundle.folding import words
from desktop.catalogue import Catalogue
from desktop.facts import Commune
from desktop.search.index import Index
from desktop.search.small_words import PETITS
from desktop.search.terms import Terme
from desktop.typography import NBSP

_SAINT = {"st": "saint", "ste": "sainte"}
AUTOUR_KM = 50
"""Around the town named, établissements of the next region are shown too."""
_LONGEST = 6
"""Words of the name of a place that are looked at together."""


@dataclass(frozen=True, slots=True)
class LieuDit:
    """A commune or a region named in a query; ``autres`` are the terms that are not its name.

    ``region`` is "" when communes of several regions have the name.
    """

    nom: str
    region: str
    commune: Commune | None
    autres: tuple[Terme, ...]


class LieuxDits:
    """Finds the place that a query names. A word that labels of formations hold is not taken for one."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self._index = index
        self._catalogue = catalogue
        self._regions = {_key(lieu.nom): lieu for lieu in catalogue.regions()}
        self._communes: dict[tuple[str, ...], list[tuple[str, str]]] | None = None

    def region(self, termes: Sequence[Terme]) -> tuple[str, tuple[Terme, ...]] | None:
        """Return the only region where places of the commune named are, and the other terms, from memory alone."""
        for key, autres in _runs(termes):
            if autres and (places := self._index.communes.get(key, 0)):
                here = [code for code, some in self._index.regions.items() if some & places]
                return (here[0], autres) if len(here) == 1 else None
        return None

    def named(self, termes: Sequence[Terme], region: str | None, depart: Commune | None = None) -> LieuDit | None:
        """Return the place named, in ``region`` if one is asked for; None without one, or with nothing beside it."""
        for key, autres in _runs(termes):
            if not autres:
                continue
            if (lieu := self._regions.get(key)) is not None:
                return LieuDit(lieu.nom, lieu.code, None, autres) if region in (None, lieu.code) else None
            found = [code for code, here in self._known.get(key, ()) if region in (None, here)]
            near = [code for code, here in self._known.get(key, ()) if depart is not None and here == depart.region]
            if found and near and region is None:  # of two towns of that name, the one of the region around
                first = self._catalogue.commune(near[0])
                return LieuDit(first.nom, first.region, first, autres)
            if found:
                first, alone = self._catalogue.commune(found[0]), region or len({at for _, at in self._known[key]}) == 1
                return LieuDit(first.nom, first.region if alone else "", first, autres)
        return None

    @property
    def _known(self) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        """Communes by name, (code, region), the most populated first: read at the first query that finds nothing."""
        if self._communes is None:
            self._communes = {}
            sql = "SELECT code, region, nom_plie FROM commune ORDER BY population DESC, code"
            for code, region, name in self._catalogue.snapshot.connection.execute(sql):
                self._communes.setdefault(_key(name), []).append((code, region))
        return self._communes


def ailleurs(dit: LieuDit, region: str, apprentissage: bool, depart: Commune | None) -> str:
    """Return why the region is shown in the place of the commune; ``apprentissage`` when nothing else is found."""
    if not dit.region:
        return f"Il y a un «{NBSP}{dit.nom}{NBSP}» dans plusieurs régions{NBSP}: choisissez la région."
    if apprentissage:
        why = f"On ne sait pas quels diplômes prépare chaque CFA{NBSP}: voici le niveau région ({region})"
        return f"{why}, et ses CFA."
    near = "" if depart is None else f", du plus près au plus loin depuis {depart.nom}"
    around = "" if dit.commune is None else f" et {AUTOUR_KM}{NBSP}km autour"
    return f"Rien de connu pour «{NBSP}{dit.nom}{NBSP}»{NBSP}: voici la région ({region}){around}{near}."


def a_la_region(region: str) -> str:
    """Return where to look for what is known by apprenticeship, of which no établissement is known."""
    return f"apprentissage{NBSP}: connu au niveau région seulement, choisissez la région {region} pour le voir"


def _key(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in PETITS)


def _runs(termes: Sequence[Terme]) -> Iterator[tuple[tuple[str, ...], tuple[Terme, ...]]]:
    """Yield the words of neighbouring terms that may name a place, the longest first, and the other terms."""
    places = [not terme.unite.usages and not terme.niveaux[0].bit_count() > _FEW for terme in termes]
    for size in range(min(_LONGEST, len(termes)), 0, -1):
        for start in range(len(termes) - size + 1):
            if size > 1 or places[start]:
                some = termes[start : start + size]
                key = tuple(_SAINT.get(mot, mot) for terme in some for mot in terme.unite.mots if mot not in PETITS)
                yield key, (*termes[:start], *termes[start + size :])


_FEW = 30
"""Labels that hold the name of a town (« site de Lyon »); a word that more of them hold is one of formations."""

"""Folded words by which a formation or a place is found; a word of a query matches by prefix.

Made by the builder, and again on arrival by the program: a snapshot travels without them (``noyau``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from functools import cache
from typing import NamedTuple

from data_bundle.folding import fold, words

_VERSION = 1
"""To be raised when what the functions of this module or of ``folding`` do changes; the lists count by themselves."""

_EXPANSIONS = {
    "cap": "certificat aptitude professionnelle",
    "capa": "cap certificat aptitude professionnelle agricole",
    "cap agricole": "capa certificat aptitude professionnelle agricole",
    "bac pro": "baccalaureat professionnel",
    "bac pro agricole": "baccalaureat professionnel agricole",
    "bts": "brevet technicien superieur",
    "btsa": "bts brevet technicien superieur agricole",
    "bts agricole": "btsa brevet technicien superieur agricole",
    "bp": "brevet professionnel",
    "bpa": "bp brevet professionnel agricole",
    "bma": "brevet metiers art",
    "mc": "mention complementaire",
    "cs": "certificat specialisation",
    "csa": "cs certificat specialisation agricole",
    "bpjeps": "brevet professionnel jeunesse education populaire sport",
    "dn made": "dnmade diplome national metiers art design",
    "dma": "diplome metiers art",
    "dts": "diplome technicien superieur",
    "but": "bachelor universitaire technologie",
    "dut": "diplome universitaire technologie",
    "bm": "brevet maitrise",
    "btm": "brevet technique metiers",
    "ctm": "certificat technique metiers",
    "bac techno": "baccalaureat technologique",
    "bp agricole": "bpa brevet professionnel agricole",
    "dcg": "diplome comptabilite gestion",
    "licence professionnelle": "licence pro",
    "l as": "las licence acces sante",
    "pass": "parcours acces specifique sante medecine",
    "cpge": "classe preparatoire prepa grandes ecoles",
    "cupge": "cycle universitaire preparatoire prepa grandes ecoles",
    "cpes": "classe preparatoire etudes superieures",
    "cmi": "cursus master ingenierie",
    "du": "diplome universite",
    "deust": "diplome etudes universitaires scientifiques techniques",
    "fcil": "formation complementaire initiative locale",
    "dejeps": "diplome etat jeunesse education populaire sport",
    "diplome d ingenieur": "ecole ingenieurs",
    "sciences po": "iep institut etudes politiques",
}
"""What a folded diploma is also called."""

_ALSO = {"diplome d etat infirmier": "infirmiere ifsi soins infirmiers"}
"""What a folded label is also called, where its diploma does not say it."""


class Formation(NamedTuple):
    """What of a row of ``formation`` gives its words."""

    id: int
    type_code: str
    code: str
    cfd: str | None
    mefstat11: str | None
    rncp: str | None
    diplome: str
    intitule: str
    libelle: str
    anciens_libelles: str | None
    terminale: int
    commune: int


class Lieu(NamedTuple):
    """What of a row of ``etablissement`` gives its words."""

    id: int
    uai: str
    nom: str
    commune_nom: str | None
    departement: str
    region: str | None


def regle() -> str:
    """Return a name of the rules of this module: two programs of the same one make the same words of the same rows."""
    rules = repr((_VERSION, sorted(_EXPANSIONS.items()), sorted(_ALSO.items())))
    return f"{_VERSION}-{hashlib.sha256(rules.encode()).hexdigest()[:12]}"


_folded = cache(fold)


def formation_words(row: Formation, known: bool) -> dict[str, int]:
    """Return the words of a formation, with 1 for those that only an older label or a code says.

    ``known`` is False for a closed diploma with neither figures nor offer: it is reachable by its codes only.
    A year that is not the last one is reachable by its codes only, too, unless it is a shared first year; the second
    code of a shared first year is a word of the first one already. A line of Parcoursup beside the diploma of the same
    name, which has its figures too, is not ``known`` and not found at all.
    """
    found: dict[str, int] = {}
    if (row.commune and row.type_code == "cfd") or (row.type_code == "parcoursup" and not known):
        return found
    if known and (row.terminale or row.commune):
        own = (row.libelle, row.diplome, row.intitule, _EXPANSIONS.get(_folded(row.diplome), ""), _also(row))
        found |= dict.fromkeys((word for part in own for word in _long(part)), 0)
        if row.commune:
            found |= dict.fromkeys(("seconde", "commune"), 0)
        for word in _long(row.anciens_libelles or ""):
            found.setdefault(word, 1)
    for code in (row.code, row.cfd, row.mefstat11, row.rncp):
        if code:
            found.setdefault(fold(code), 1)
    return found


def place_words(row: Lieu, names: Mapping[str, str]) -> set[str]:
    """Return the words of an establishment: its name, commune, département, région and UAI.

    ``names`` are those of the territories, by their lieu (``dep:35``).
    """
    parts = (
        row.nom,
        row.commune_nom or "",
        names.get(f"dep:{row.departement}", ""),
        names.get(f"reg:{row.region}", ""),
    )
    return {*(word for part in parts for word in _long(part)), fold(row.departement), fold(row.uai)}


def _also(row: Formation) -> str:
    return _ALSO.get(_folded(row.libelle), "")


@cache
def _long(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if len(word) > 1)


def all_formation_words(rows: Iterable[Formation], known: Set[int]) -> list[tuple[str, int, int]]:
    """Return the rows of the table ``mot_formation``, sorted; ``known`` are the ids of the formations searched."""
    return sorted((word, row.id, old) for row in rows for word, old in formation_words(row, row.id in known).items())


def all_place_words(rows: Iterable[Lieu], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the rows of the table ``mot_lieu``, sorted."""
    return sorted((word, row.id) for row in rows for word in place_words(row, names))

"""Reads the index of a search from a snapshot, once; versions 1.0 and 1.1 of the schema."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import nan

from data_bundle.folding import words
from desktop.entree import entree
from desktop.search import bits
from desktop.search.index import Index, Lignes
from desktop.search.postings import Postings
from desktop.search.small_words import PETITS

_FORMATIONS = (
    "SELECT id, diplome, voie, domaine_libelle, fermeture, niveau, type_code, libelle, rome,"
    " EXISTS (SELECT 1 FROM lien l WHERE l.genre = 'continuum' AND l.de = f.id), duree"
    " FROM formation f WHERE terminale OR commune ORDER BY id"
)
_PLACES = "SELECT id, region, secteur, internat, latitude, longitude, commune_nom FROM etablissement ORDER BY id"
_BAC = re.compile(r"[Bb]ac ?\+ ?[0-9]")
HEAVY = 40
"""A word that one line in so many has by its place is kept as lines."""
_SAME = " (ligne "
"""What follows in a label only tells lines of one name apart."""


def read(db: sqlite3.Connection, mineure: int, construit_le: str) -> Index:
    """Return the index. sqlite3.Error when a page can't be read."""
    formations = db.execute(_FORMATIONS).fetchall()
    places = db.execute(_PLACES).fetchall()
    numbers = array("I", [row[0] for row in formations])
    at = {number: i for i, number in enumerate(numbers)}
    place_at = {row[0]: i for i, row in enumerate(places)}
    labels, others = _words(db, at)
    worded = {*labels.numbers, *others.numbers}
    lignes = _lines(db, at, place_at, worded)
    lieux = Postings.of((mot, place_at[place]) for mot, place in _place_words(db))
    closed = [i for i, row in enumerate(formations) if row[4] is not None and row[4] <= construit_le]
    facettes = _by_formation(formations, lignes) | _by_place(places, lignes)
    return Index(
        lignes=lignes,
        formations=numbers,
        places=array("I", [row[0] for row in places]),
        libelles=labels,
        anciens=others,
        metiers=_jobs(db, formations) if mineure >= 1 else Postings.of(()),
        lieux=lieux,
        communes=_communes(places),
        facettes={name: dict(sorted(values.items())) for name, values in facettes.items()},
        regions=_sets(((row[1], i) for i, row in enumerate(places)), len(places)),
        voies=_sets(((row[2], i) for i, row in enumerate(formations)), len(formations)),
        fermees=bits.of(closed, len(formations)),
        remplacees=lignes.of_formations(bits.of([i for i in closed if formations[i][9]], len(formations)))
        & ~lignes.placees,
        lourds=_heavy(lieux, lignes, len(places)),
        diplomes=_diplomas(formations),
        longueurs=_by_length(said := [_said(str(row[1]), str(row[7])) for row in formations]),
        tetes=Postings.of(sorted((mots[0], i) for i, mots in enumerate(said) if mots)),
        sans_diplome=bits.of(
            [i for i, row in enumerate(formations) if not str(row[7]).startswith(str(row[1]))], len(formations)
        ),
        points=(_degrees(row[4] for row in places), _degrees(row[5] for row in places)),
    )


def _place_words(db: sqlite3.Connection) -> Iterable[tuple[str, int]]:
    """Return the words of places and the postal codes of their communes, sorted."""
    found = db.execute("SELECT mot, etablissement FROM mot_lieu").fetchall()
    codes = db.execute("SELECT c.codes_postaux, e.id FROM etablissement e JOIN commune c ON c.code = e.commune")
    return sorted({*found, *((code, place) for several, place in codes for code in several.split())})


def _words(db: sqlite3.Connection, at: dict[int, int]) -> tuple[Postings, Postings]:
    sql = "SELECT mot, formation FROM mot_formation WHERE ancien = ? ORDER BY mot, formation"
    labels, others = (
        Postings.of((mot, at[number]) for mot, number in db.execute(sql, (ancien,)) if number in at)
        for ancien in (0, 1)
    )
    return labels, others


def _lines(db: sqlite3.Connection, at: dict[int, int], place_at: dict[int, int], worded: set[int]) -> Lignes:
    mine = db.execute("SELECT formation, id, etablissement FROM offre ORDER BY formation, id")
    starts, lieux, offres = array("I"), array("i"), array("I")
    following = next(mine, None)
    for number, i in at.items():
        starts.append(len(lieux))
        while following is not None and following[0] < number:
            following = next(mine, None)
        while following is not None and following[0] == number:
            lieux.append(place_at[following[2]])
            offres.append(following[1])
            following = next(mine, None)
        if starts[-1] == len(lieux) and i in worded:
            lieux.append(-1)
            offres.append(0)
    starts.append(len(lieux))
    by_place: list[array[int]] = [array("I") for _ in place_at]
    for line, place in enumerate(lieux):
        if place >= 0:
            by_place[place].append(line)
    of_place, place_starts = array("I"), array("I")
    for lines in by_place:
        place_starts.append(len(of_place))
        of_place += lines
    place_starts.append(len(of_place))
    return Lignes(starts, lieux, offres, of_place, place_starts, bits.of(of_place, len(lieux)))


def _by_formation(rows: list[tuple[object, ...]], lignes: Lignes) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, column in (("diplome", 1), ("voie", 2), ("domaine", 3)):
        sets = _sets(((row[column], i) for i, row in enumerate(rows)), len(rows))
        found[name] = {value: lignes.of_formations(some) for value, some in sets.items()}
    known = cache(entree)
    sets = _sets(((known(row[1], row[5], row[6], row[10], row[7]), i) for i, row in enumerate(rows)), len(rows))
    found["entree"] = {value: lignes.of_formations(some) for value, some in sets.items()}
    return found


def _by_place(rows: list[tuple[object, ...]], lignes: Lignes) -> dict[str, dict[str, int]]:
    secteurs = _sets(((row[2], i) for i, row in enumerate(rows)), len(rows))
    boarding = bits.of([i for i, row in enumerate(rows) if row[3]], len(rows))
    return {
        "secteur": {value: lignes.of_places(some) for value, some in secteurs.items()},
        "internat": {"oui": lignes.of_places(boarding)} if boarding else {},
    }


def _heavy(lieux: Postings, lignes: Lignes, places: int) -> dict[str, int]:
    """Return the lines of each word that many lines have by their places."""
    of = lignes.place_starts
    found: dict[str, int] = {}
    for word, a, b in zip(lieux.words, lieux.starts, lieux.starts[1:], strict=False):
        if (b - a) * HEAVY > places:
            some = lieux.numbers[a:b]
            if sum(of[p + 1] - of[p] for p in some) * HEAVY > len(lignes):
                found[word] = lignes.of_places(bits.of(some, places))
    return found


def _sets(pairs: Iterable[tuple[object, int]], size: int) -> dict[str, int]:
    """Return by value the set of those that have it; None is no value."""
    found: dict[str, list[int]] = defaultdict(list)
    for value, number in pairs:
        if value is not None:
            found[str(value)].append(number)
    return {value: bits.of(some, size) for value, some in found.items()}


def _jobs(db: sqlite3.Connection, formations: list[tuple[object, ...]]) -> Postings:
    """Return the words of the jobs that formations lead to, by their ROME codes."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(formations):
        for code in str(row[8] or "").split():
            by_code[code].append(i)
    labels = db.execute("SELECT code, libelle FROM metier").fetchall()
    pairs = {(word, i) for code, label in labels for word in words(label) if len(word) > 1 for i in by_code[code]}
    return Postings.of(sorted(pairs))


def _communes(rows: list[tuple[object, ...]]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    folded = cache(words)
    for i, row in enumerate(rows):
        if row[6]:
            found[tuple(word for word in folded(str(row[6])) if word not in PETITS)].append(i)
    return {name: bits.of(some, len(rows)) for name, some in found.items()}


def _diplomas(rows: list[tuple[object, ...]]) -> tuple[tuple[tuple[str, ...], int], ...]:
    sets = _sets(((row[1], i) for i, row in enumerate(rows)), len(rows))
    return tuple((tuple(mot for mot in words(name) if mot not in PETITS), some) for name, some in sets.items())


@cache
def _said(diplome: str, libelle: str) -> tuple[str, ...]:
    """Return the words of a label without its diploma and small words, in order, no two alike."""
    mots = [mot for mot in words(_BAC.sub("", libelle.partition(_SAME)[0])) if len(mot) > 1]
    kept = [mot for mot in dict.fromkeys(mots) if mot not in PETITS and mot not in words(diplome)]
    return tuple(kept[1:] + kept[:1] if kept[:1] == ["metiers"] else kept)


def _by_length(said: list[tuple[str, ...]]) -> tuple[int, ...]:
    found: dict[int, list[int]] = defaultdict(list)
    for i, mots in enumerate(said):
        found[len(mots)].append(i)
    return tuple(bits.of(found[n], len(said)) for n in range(max(found, default=0) + 1))


def _degrees(values: Iterable[float | None]) -> array[float]:
    return array("d", [nan if value is None else value for value in values])

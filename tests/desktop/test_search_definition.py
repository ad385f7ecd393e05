"""The index answers what the definition says: every word is said by the formation or by the place, and nothing else."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from data_bundle.folding import words
from desktop.catalogue import Catalogue
from desktop.search import Recherche
from desktop.search.small_words import PETITS
from desktop.search.terms import VOIES_DITES
from desktop.snapshot import open_snapshot
from desktop.vocabulary import usages

QUERIES = 150


class Definition:
    """The plain way: goes through every line for every word."""

    def __init__(self, catalogue: Catalogue) -> None:
        db = catalogue.snapshot.connection
        self.formations: dict[int, set[str]] = defaultdict(set)
        self.places: dict[int, set[str]] = defaultdict(set)
        self.jobs: dict[int, set[str]] = defaultdict(set)
        for mot, number in db.execute("SELECT mot, formation FROM mot_formation"):
            self.formations[number].add(mot)
        for mot, number in db.execute("SELECT mot, etablissement FROM mot_lieu"):
            self.places[number].add(mot)
        metiers = dict(db.execute("SELECT code, libelle FROM metier"))
        for number, rome in db.execute("SELECT id, rome FROM formation WHERE rome IS NOT NULL"):
            for code in rome.split():
                self.jobs[number].update(words(metiers.get(code, "")))
        self.lines: list[tuple[int, int | None]] = db.execute(
            "SELECT o.formation, o.etablissement FROM offre o JOIN formation f ON f.id = o.formation"
            " WHERE f.terminale OR f.commune"
        ).fetchall()
        self.lines += db.execute(
            "SELECT id, NULL FROM formation f WHERE (terminale OR commune) AND id NOT IN (SELECT formation FROM offre)"
            " AND (fermeture IS NULL OR fermeture > ? OR NOT EXISTS"
            " (SELECT 1 FROM lien l WHERE l.genre = 'continuum' AND l.de = f.id))",
            (catalogue.snapshot.construit_le,),
        )

    def answer(self, asked: list[str]) -> set[tuple[int, int | None]]:
        return {(f, p) for f, p in self.lines if all(self._formation(w, f) or self._place(w, p) for w in asked)}

    def _formation(self, word: str, number: int) -> bool:
        said = any(mot.startswith(word) for mot in self.formations[number])
        return said or (len(word) > 3 and any(mot.startswith(word) for mot in self.jobs[number]))

    def _place(self, word: str, number: int | None) -> bool:
        return number is not None and any(mot.startswith(word) for mot in self.places[number])


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def test_the_index_answers_what_the_definition_says(catalogue: Catalogue) -> None:
    definition, recherche, chance = Definition(catalogue), Recherche(catalogue), random.Random(7)
    usual = {word for name in usages().noms for word in name} | PETITS | set(VOIES_DITES)
    known = [
        sorted({word for some in table.values() for word in some if word.isalpha() and len(word) > 2})
        for table in (definition.formations, definition.places)
    ]
    found = 0
    for _ in range(QUERIES):
        asked = [chance.choice(chance.choice(known)) for _ in range(chance.choice((1, 1, 2)))]
        asked = [word[: chance.randint(2, len(word))] for word in asked]
        if usual.intersection(asked) or (recherche._charge is not None and _glued(recherche, asked)):
            continue
        answer = recherche.chercher(" ".join(asked), limite=10**6, corriger=False)
        if answer.ailleurs:  # nothing is known there: the region is shown instead, and it is said
            assert not definition.answer(asked), asked
            without = [[*asked[:i], *asked[j:]] for i, j in combinations(range(len(asked) + 1), 2)]
            shown = {r.formation.id for r in answer.lignes}
            assert any(shown <= {f for f, _ in definition.answer(rest)} for rest in without if rest), asked
            continue
        pairs = {(r.formation.id, r.lieu.etablissement.id if r.lieu.etablissement else None) for r in answer.lignes}
        assert pairs == definition.answer(asked), asked
        assert len(answer.lignes) == len(pairs) == answer.total
        found += bool(pairs)
    assert found > QUERIES / 3


def _glued(recherche: Recherche, asked: list[str]) -> bool:
    """Tell whether the words together are one of a label, which answers too."""
    assert recherche._charge is not None
    return len(asked) > 1 and bool(recherche._charge.index.libelles.count("".join(asked)))

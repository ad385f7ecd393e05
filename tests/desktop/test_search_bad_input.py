"""Whatever is typed or pasted, the search answers, soon, and reads no more than its beginning."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.folding import words
from desktop.catalogue import Catalogue
from desktop.search import Recherche, bits
from desktop.search.reading import LETTRES_LUES, MOTS_LUS
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente

ALPHABET = "abcdeéèêàçœ ’'-.,:;!?\"*%_()[]{}<>|&^~$#@/\\0123456789 CAPBTS\n\t\0🙂🏳️‍🌈مرحباשלום你好ßﬁ\u202e\u200d"
SECONDS = 0.5
"""Far more than any query takes, so that other work on the machine fails no test."""


@pytest.fixture(scope="module")
def recherche(extrait: Path) -> Recherche:
    """The search over the embedded extract."""
    made = Recherche(Catalogue(open_snapshot(extrait)))
    made.charger()
    return made


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        "'; DROP TABLE formation; --",
        'cap* AND "cuisine" NEAR/2 (brest)',
        "formation:cuisine OR NOT {a b}: ^cap + -",
        "cap%",
        "_",
        "\0\0cuisine\0",
        "مرحبا بالعالم",
        "\u202ecuisine\u202c",
        "🙂👩‍🍳 cuisine",
        "ﬁ ß Œ œ",
        "--json",
        "cfd:",
        "@fr cfd:50022137@reg:53#2022",
        "é" * 5000,
        "a" * 100_000,
        "cuisine " * 20_000,
    ],
)
def test_operators_and_strange_letters_are_words_or_nothing(recherche: Recherche, typed: str) -> None:
    start = time.perf_counter()
    found = recherche.chercher(typed)
    assert time.perf_counter() - start < SECONDS
    assert found.total >= len(found.lignes)


def test_a_pasted_novel_is_read_at_its_beginning(recherche: Recherche) -> None:
    chance = random.Random(1)
    novel = " ".join("".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(2, 12))) for _ in range(100_000))
    start = time.perf_counter()
    assert recherche.chercher(novel).total == 0
    assert time.perf_counter() - start < SECONDS
    first = " ".join(words(novel[:LETTRES_LUES])[: MOTS_LUS + 5])
    assert recherche.chercher(f"{first} {novel}").corrige == {}


def test_what_stands_after_the_letters_that_are_read_changes_nothing(recherche: Recherche) -> None:
    typed = "cap cuisine".ljust(LETTRES_LUES)
    assert recherche.chercher(typed + "brest").total == recherche.chercher("cap cuisine").total


def test_ten_thousand_random_strings_are_answered(invente: Invente) -> None:
    cuisine = invente.formation("90000000001", "CAP Cuisine", rome="G9901")
    invente.formation("90000002", "BTS Gros œuvre", "apprentissage")
    invente.offre(cuisine, invente.etablissement("0900001M", "Lycée Inventé", commune_nom="Brest"))
    recherche = Recherche(invente.open())
    chance = random.Random(2)
    for _ in range(10_000):
        typed = "".join(chance.choices(ALPHABET, k=chance.randint(0, 30)))
        found = recherche.chercher(typed)
        assert 0 <= len(found.lignes) <= found.total <= 2


def test_random_strings_are_answered_soon(recherche: Recherche) -> None:
    chance = random.Random(3)
    typed = ["".join(chance.choices(ALPHABET, k=chance.randint(1, 30))) for _ in range(300)]
    start = time.perf_counter()
    for one in typed:
        recherche.chercher(one)
    assert (time.perf_counter() - start) / len(typed) < SECONDS / 5


SOME = st.lists(st.integers(0, 499), unique=True)


@given(SOME, SOME)
def test_sets_as_bits_are_sets(some: list[int], others: list[int]) -> None:
    a, b = bits.of(some, 500), bits.of(others, 500)
    assert bits.numbers(a) == sorted(some)
    assert bits.numbers(a & b) == sorted({*some} & {*others})
    assert bits.numbers(a, 3) == sorted(some)[:3]
    assert bits.of_runs(bits.runs(a), 500) == a
    assert [n for start, end in bits.runs(a) for n in range(start, end)] == sorted(some)

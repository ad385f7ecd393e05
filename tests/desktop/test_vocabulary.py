"""Usual names and sigles lead to formations that exist, and are told in French words."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from data_bundle.folding import words
from desktop.vocabulary import SAUF, Alternatives, Usages, usages

ABSENTS = frozenset(
    {
        *("asv", "auxiliaire veterinaire", "assistant veterinaire", "assistante veterinaire"),
        *("auxiliaire specialise veterinaire", "mc gill", "mcgill"),
    }
)
"""Usual names whose formations exist in France and not in the embedded extract."""


def expand(source: Usages, text: str) -> list[tuple[int, int, Alternatives, str]]:
    return list(source.expand(words(text)))


@pytest.fixture
def inventes(tmp_path: Path) -> Usages:
    path = tmp_path / "usages.toml"
    path.write_text(
        "[inventes]\n"
        '"SIGLE, nom d’usage" = "CAP Métier d’inventé"\n'
        '"vendre" = "vente | commerce | négoce | boutique"\n'
        '"aide à la personne" = { veut = "soins personne | aide domicile", dit = "soins" }\n',
        encoding="utf-8",
    )
    return Usages(path)


def test_a_sigle_stands_for_the_words_of_a_label(inventes: Usages) -> None:
    assert expand(inventes, "le sigle rennes") == [(1, 2, (("cap", "metier", "invente"),), "CAP Métier d’inventé")]


def test_several_answers_are_alternatives_and_the_first_three_are_told(inventes: Usages) -> None:
    (found,) = expand(inventes, "vendre")
    assert found[2] == (("vente",), ("commerce",), ("negoce",), ("boutique",))
    assert found[3] == "vente\u00a0; commerce\u00a0; négoce…"


def test_a_word_after_a_dash_is_excluded_and_not_told(tmp_path: Path) -> None:
    path = tmp_path / "usages.toml"
    path.write_text('[inventes]\n"BTS MS" = "BTS systèmes -électro-navals"\n"taxi" = { veut = "", dit = "rien" }\n')
    assert expand(Usages(path), "bts ms") == [(0, 2, (("bts", "systemes", "-electro", "-navals"),), "BTS systèmes")]
    assert expand(Usages(path), "taxi") == [(0, 1, (), "rien")]


def test_what_is_shown_may_be_written_apart(inventes: Usages) -> None:
    (found,) = expand(inventes, "aide à la personne")
    assert found[2:] == ((("soins", "personne"), ("aide", "domicile")), "soins")


@pytest.mark.parametrize("typed", ["aide à la personne", "AIDE A LA PERSONNE", "aide personne", "aide aux personne"])
def test_small_words_inside_a_name_count_for_nothing(inventes: Usages, typed: str) -> None:
    ((start, end, _, dit),) = expand(inventes, typed)
    assert (start, end, dit) == (0, len(words(typed)), "soins")


def test_the_last_word_counts_even_when_small() -> None:
    assert expand(usages(), "bts et")[0][:2] == (0, 2)
    assert not expand(usages(), "et de la")


def test_longer_runs_come_first() -> None:
    assert [(start, end) for start, end, *_ in expand(usages(), "iut bac pro comptabilité")] == [(1, 4), (0, 1)]


def test_words_of_no_usual_name_expand_to_nothing() -> None:
    assert not expand(usages(), "xyz 0350005R")
    assert not expand(usages(), "")


def test_the_file_is_read_once_and_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    text = Path.read_text

    def watched(self: Path, encoding: str | None = None) -> str:
        read.append(self)
        return text(self, encoding)

    monkeypatch.setattr(Path, "read_text", watched)
    file = resources.path("texts/usages.toml")
    source = Usages(file)
    assert read == []
    assert source.noms
    assert source.noms is source.noms
    assert read == [file]


@pytest.fixture(scope="module")
def mots(extrait: Path) -> dict[str, set[int]]:
    """The formations of the extract by word of their label and, below zero, its places by word of their name."""
    found = defaultdict[str, set[int]](set)
    with sqlite3.connect(extrait) as db:
        for mot, formation in db.execute("SELECT mot, formation FROM mot_formation WHERE NOT ancien"):
            found[mot].add(formation)
        for mot, place in db.execute("SELECT mot, etablissement FROM mot_lieu"):
            found[mot].add(-place)
    db.close()
    return found


def _names() -> Iterator[tuple[str, Alternatives]]:
    for name, usage in usages().noms.items():
        yield " ".join(name), usage.alternatives()


def test_each_usage_finds_something_in_the_extract_or_is_listed_as_absent(mots: dict[str, set[int]]) -> None:
    empty = {name for name, answers in _names() if answers and not any(_answer(mots, one) for one in answers)}
    assert empty == ABSENTS


def test_each_answer_is_of_words_of_one_label_or_of_one_place(mots: dict[str, set[int]]) -> None:
    """An answer that no label holds is a slip of the pen, or a diploma that has left the extract."""
    wrong = {
        (name, answer)
        for name, answers in _names()
        for answer in answers
        if name not in ABSENTS and not _answer(mots, answer)
    }
    assert not wrong


def test_a_name_of_nothing_here_says_that_the_data_do_not_have_it() -> None:
    nothing = [usage for usage in usages().noms.values() if not usage.alternatives()]
    assert nothing
    assert not [usage.dit for usage in nothing if not usage.dit.endswith(("dans les données", "dans les données)"))]


def _answer(mots: dict[str, set[int]], answer: tuple[str, ...]) -> set[int]:
    """Return what has each word of an answer and none of those that it excludes."""
    held = [mots.get(word, set()) for word in answer if not word.startswith(SAUF)]
    found = set.intersection(*held) if held else set()
    return found.difference(*(mots.get(word[1:], set()) for word in answer if word.startswith(SAUF)))


def test_no_name_is_written_twice() -> None:
    lines = tomllib.loads(resources.path("texts/usages.toml").read_text(encoding="utf-8"))
    written = Counter(words(name) for part in lines.values() for noms in part for name in noms.split(","))
    assert not [name for name, count in written.items() if count > 1]
    assert len(written) > 500


def test_what_is_shown_is_clean_french() -> None:
    for usage in usages().noms.values():
        assert usage.dit
        assert "'" not in usage.dit
        assert not re.search(r"  | [;:!?%]|^\s|\s$|[|\"]", usage.dit)
        assert not re.search(r"chance|risque|meilleur|échec|recommandé|!", usage.dit.lower())

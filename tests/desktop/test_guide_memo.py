"""The memo to print: two pages, large letters, little ink, keys that exist, a tree for screen readers."""

from __future__ import annotations

import re

import pytest

from desktop.memo import Section, memo
from desktop.sheet.memo import render, sides, spare
from desktop.typography import NBSP
from tests.desktop.sheet.paper import Paper, flat, overlaps
from tests.desktop.sheet.relecture import faults
from tests.desktop.sheet.structured import ARTIFACT, Structured
from tests.desktop.test_french import ALONE, APOSTROPHE, PLAIN_SPACE
from tests.desktop.test_guide import FORBIDDEN
from ui.actions import ROWS, spoken_keys

SMALLEST, MOST_INK = 11.0, 5.0


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper(render())


def sections() -> list[Section]:
    told = memo()
    return [one for face in (told.recto, told.verso) for part in (face.gauche, face.droite, face.large) for one in part]


def test_the_memo_is_one_sheet_of_two_sides_the_same_each_time(paper: Paper) -> None:
    assert len(paper) == 2
    assert render() == paper.content
    assert all(spare(blocks, memo().pied) > 0 for blocks in sides(memo()))


def test_its_letters_are_large_and_none_stands_on_another(paper: Paper) -> None:
    assert list(faults(paper)) == []
    for number in range(2):
        letters = paper.letters(number)
        assert min(letter.size for letter in letters) >= SMALLEST
        assert overlaps(letters) == []


def test_it_takes_little_ink(paper: Paper) -> None:
    assert all(1 < paper.ink(number) < MOST_INK for number in range(2))


def test_all_its_words_are_on_paper(paper: Paper) -> None:
    told = [words for one in sections() for pair in (*one.lignes, *one.paires) for words in pair]
    told += [words for one in sections() for _, words in one.signes]
    assert len(told) > 40
    text = paper.text.replace(" ", "")
    assert [words for words in told if flat(words).replace(" ", "") not in text] == []


def test_its_words_are_typeset_in_french() -> None:
    told = memo()
    lines = [told.titre, told.suite, told.pied, told.exemple.dit, told.exemple.niveau]
    lines += [words for one in sections() for pair in (*one.lignes, *one.paires, *one.signes) for words in pair]
    patterns = (APOSTROPHE, PLAIN_SPACE, ALONE, FORBIDDEN)
    assert [line for line in lines for pattern in patterns if pattern.search(line)] == []


def test_its_keys_are_those_of_the_program() -> None:
    shown = {key for row in ROWS for key in spoken_keys(row).split(" ou ")} | {"↓ et ↑", "← → ↑ ↓", "Échap"}
    shown |= {"Alt+← →", f"Ctrl et{NBSP}+".replace(NBSP, " ")}
    keys = [term for one in sections() for term, _ in one.paires]
    assert len(keys) > 20
    assert sorted(set(keys) - shown) == []


def test_the_menus_it_names_exist() -> None:
    texts = {row.text.replace("&", "") for row in ROWS}
    told = " ".join(words for one in sections() for pair in one.lignes for words in pair)
    named = re.findall(rf"menu \w+, «{NBSP}([^»]+){NBSP}»", told, re.IGNORECASE)
    assert len(named) == 2
    assert set(named) <= texts


def test_a_screen_reader_gets_all_of_it_in_order(paper: Paper) -> None:
    read = Structured(paper.content)
    assert [one for pages in read.pages for one in pages.faults] == []
    assert [flat(read.text(one)) for one in read.root.all("H1")] == [memo().titre]
    titles = [flat(read.text(one)) for one in read.root.all("H2")]
    wanted = [one.titre for one in sections()] + [memo().suite, memo().exemple.titre]
    assert sorted(titles) == sorted(map(flat, wanted))
    (figure,) = read.root.all("Figure")
    assert figure.alt == memo().exemple.dit
    assert len(read.root.all("LI")) > 30
    assert ARTIFACT not in {mcid for one in read.root.walk() for mcid in one.mcids}

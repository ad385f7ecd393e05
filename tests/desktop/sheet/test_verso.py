"""The back page: what comes next, only the signs and words of this sheet, and room for the hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.comparison import Comparison
from desktop.sheet.clean import ABSENT, clean
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.sheet.verso import GIVES_WAY, NO_NAME
from desktop.sheet.verso_hand import DATES, QUESTIONS
from desktop.typography import NBSP
from desktop.verdict_words import EGAL_PHRASE
from desktop.wording import D1, D2
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import LYCEE_LONG, REAL, full, places, regional, side_by_side
from tests.desktop.sheet.paper import Paper, flat
from tests.desktop.sheet.test_layout import FAR, check

Real = Callable[[str], Comparison]


def back(comparison: Comparison) -> str:
    """Return the words of the first back page."""
    return next(text for text in Paper(render(comparison)).texts if text.startswith("Pour la suite"))


@pytest.mark.parametrize("name", REAL)
def test_each_formation_has_its_code_its_address_and_two_boxes(real: Real, name: str) -> None:
    comparison = real(name)
    text = back(comparison)
    count = len(comparison.colonnes)
    assert text.count("à visiter") == text.count("à appeler") == count
    assert text.count("onisep.fr") == count


def test_it_says_that_no_name_is_kept_and_how_the_sheet_is_found_again(real: Real) -> None:
    text = back(real("deux"))
    assert flat(NO_NAME) in text
    assert "Retrouver cette fiche" in text


def test_a_sheet_with_room_has_everything_for_the_hand(invente: Invente) -> None:
    refs = regional(invente, 1)
    text = back(side_by_side(invente.open(), refs))
    for words in (*QUESTIONS, *DATES, "Mes notes", "Mots utiles", D1, D2):
        assert flat(words) in text


def test_only_the_signs_of_the_sheet_are_explained(invente: Invente, real: Real) -> None:
    refs = regional(invente, 1)
    text = back(side_by_side(invente.open(), refs))
    assert flat(EGAL_PHRASE) not in text
    assert "Le chiffre de l’établissement manque" not in text
    text = Paper(render(real("deux"))).texts[1]
    assert flat(EGAL_PHRASE) in text
    assert "Le chiffre de l’établissement manque" in text
    assert "n’est pas publié" not in text  # it may be so, or only not loaded here: each cell says which


def test_only_the_words_of_the_sheet_are_explained(invente: Invente) -> None:
    refs = regional(invente, 1)
    text = back(side_by_side(invente.open(), refs))
    assert "Affelnet" in text
    for word in ("Bac pro :", "CFA :", "Parcoursup :", "Attendu :"):
        assert word not in text


def test_doubt_is_told_with_a_figure_of_the_sheet_and_the_measured_share(real: Real) -> None:
    text = back(real("une"))
    assert "« 25 %, de 20 à 30 % »" in text
    assert f"fois sur{NBSP}10".replace(NBSP, " ") in text
    assert "pourrait" not in text


def test_without_a_back_page_there_is_none(real: Real) -> None:
    assert "Pour la suite" not in Paper(render(real("deux"), Demande(verso=False))).text


def test_what_gives_way_is_never_a_figure_nor_a_code() -> None:
    assert set(GIVES_WAY).isdisjoint({"codes", "autres", "lieu", "ecarts", "acces", "retour"})


def test_a_formation_without_any_figure_has_its_reason_once_a_row(real: Real) -> None:
    text = Paper(render(real("rien"))).text
    assert "Les trois silhouettes" not in text
    assert "Le doute" not in text


HOSTILE = (
    "CAP 😀 Inventé\x00\x07\u202e à l’envers",
    "مرحبا بكم CAP Inventé",
    "CAP " + "Anticonstitutionnellement" * 12,
    "CAP 日本語 Inventé 👨‍👩‍👧 ﷽",
    "CAP\tInventé\nsur\u2028deux lignes",
    "CAP e\u0301te\u0301 " + "W" * 300,
)


@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_hostile_names_neither_overlap_nor_leave_the_page(invente: Invente, count: int) -> None:
    places(invente)
    refs = []
    for number, name in enumerate(HOSTILE[:count]):
        formation = invente.formation(f"9000000000{number}", name)
        invente.mesure(formation, "reg:90", "2022_2023", full(works=20 + number))
        refs.append(f"mefstat11:9000000000{number}@{LYCEE_LONG}")
    paper = Paper(render(side_by_side(invente.open(), refs), Demande(depuis=FAR)))
    check(paper)
    assert ABSENT in paper.text
    assert not any(ord(sign) < 32 for text in paper.texts for sign in text)


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_what_is_printed_has_ink_or_is_a_space(words: str) -> None:
    from desktop.sheet.fonts import BOLD, REGULAR, load

    kept = clean(words)
    assert clean(kept) == kept
    for sign in kept:
        assert sign.isprintable() or sign in "\u00a0\u202f"
        assert all(ord(sign) in load()[name].face.charToGlyph for name in (REGULAR, BOLD))


def test_usual_words_are_left_alone() -> None:
    for words in ("Bac pro Métiers de l’hôtellerie – œuvre « naïve »", f"12{NBSP}% à 1\u202f540{NBSP}€…"):
        assert clean(words) is words

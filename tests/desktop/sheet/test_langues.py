"""Sheets in other languages: every word said, nothing over another, the same figures, marked until they are signed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.comparison import Comparison
from desktop.langues import LANGUES
from desktop.langues.champs import nombres
from desktop.langues.langue import Langue
from desktop.langues.marques import nu
from desktop.sheet import voix
from desktop.sheet.demande import COMPARAISON, SIMPLE, Demande
from desktop.sheet.document import render
from desktop.sheet.look import DENSE, Look
from desktop.sheet.text import bold, quiet
from desktop.typography import NBSP
from tests.desktop.sheet.cases import REAL
from tests.desktop.sheet.hasard import comparisons
from tests.desktop.sheet.paper import POINTS_A4, Letter, Paper, overlaps

CODES = [one.code for one in LANGUES if one.code != "fr"]
MARGIN = 28.0
"""Points that stay white on each side of a page at least."""
A_RELIRE = "Traduction à relire."


class Listening(Langue):
    """A language that keeps what it was asked and what it answered."""

    heard: list[tuple[str, str | None]] = []  # noqa: RUF012 (emptied by the fixture)

    def traduire(self, paragraphe: str) -> str | None:
        said = super().traduire(paragraphe)
        self.heard.append((paragraphe, said))
        return said


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What the sheets made meanwhile have had translated."""
    monkeypatch.setattr("desktop.langues.langue.Langue", Listening)
    Listening.heard.clear()
    return Listening.heard


def unsaid(comparison: Comparison, code: str) -> list[str]:
    """Return the words of the sheets of a comparison that no template knows."""
    missing: dict[str, None] = {}
    for genre in (COMPARAISON, SIMPLE):
        for tutoiement in (True, False):
            demande = Demande(genre=genre, langue=code, tutoiement=tutoiement)
            [langue] = voix.voix(comparison, demande)
            assert langue is not None
            voix.feuilles([langue], lambda one, asked=demande: pages_of(comparison, asked, one))
            missing |= langue.inconnues
    return list(missing)


def pages_of(comparison: Comparison, demande: Demande, langue: Langue | None) -> list[object]:
    from desktop.sheet import document

    return document._laid(comparison, demande, langue)


def test_every_word_of_the_sheets_of_the_extract_has_a_template(
    extrait: Path, heard: list[tuple[str, str | None]]
) -> None:
    found = {words for _, comparison in comparisons(extrait, 25) for words in unsaid(comparison, "en")}
    assert found == set()
    assert len(heard) > 5_000
    wrong = [(french, said) for french, said in heard if said is not None and nombres(french) != nombres(nu(said))]
    assert wrong == []


@pytest.mark.donnees
def test_every_word_of_the_sheets_of_the_full_snapshot_has_a_template(instantane_complet: Path) -> None:
    found = {words for _, comparison in comparisons(instantane_complet, 60, 11) for words in unsaid(comparison, "en")}
    assert found == set()


def test_every_kind_of_cell_has_its_words(real: Callable[[str], Comparison]) -> None:
    found = {words for name in REAL for words in unsaid(real(name), "en")}
    assert found == set()


def joined(one: Letter, other: Letter) -> bool:
    """Tell whether letters touch as they should: Arabic ones of one word, or what the reader makes of one « … »."""
    arabic = all("\u0600" <= letter.char <= "\u06ff" for letter in (one, other))
    return (arabic and abs(one.bottom - other.bottom) < one.size) or one.char == other.char == "."


@pytest.mark.parametrize("genre", [COMPARAISON, SIMPLE])
@pytest.mark.parametrize("code", CODES)
def test_no_word_stands_over_another_or_in_the_margin(code: str, genre: str, real: Callable[[str], Comparison]) -> None:
    for name in ("trois lieux", "quatre lieux", "six", "rien"):
        paper = Paper(render(real(name), Demande(genre=genre, langue=code)))
        for number in range(len(paper)):
            letters = paper.letters(number)
            assert len(letters) > 100
            assert [pair for pair in overlaps(letters) if not joined(*pair)] == []
            assert min(one.left for one in letters) > MARGIN
            assert max(one.right for one in letters) < POINTS_A4[0] - MARGIN
            assert min(one.bottom for one in letters) > 20  # the number of the page


@pytest.mark.parametrize("code", CODES)
def test_a_value_and_its_range_keep_to_the_narrowest_column(code: str) -> None:
    look = Look(4, DENSE, Langue(code))
    words = (bold(f"24{NBSP}%"), bold("*"), quiet(f"de{NBSP}17{NBSP}à{NBSP}33{NBSP}%"))
    used = sum(look.text(word).natural_width(1e4) for word in words)
    assert used + 4 <= look.column


@pytest.mark.parametrize("genre", [COMPARAISON, SIMPLE])
def test_every_page_says_that_it_is_to_be_read_over_in_both_languages(
    genre: str, real: Callable[[str], Comparison]
) -> None:
    paper = Paper(render(real("six"), Demande(genre=genre, langue="en")))
    assert all(f"{A_RELIRE} Translation to be checked." in text for text in paper.texts)
    assert A_RELIRE not in Paper(render(real("six"), Demande(genre=genre))).text


def test_a_bilingual_sheet_has_each_french_page_before_its_translation(real: Callable[[str], Comparison]) -> None:
    french = Paper(render(real("trois lieux")))
    other = Paper(render(real("trois lieux"), Demande(langue="en")))
    both = Paper(render(real("trois lieux"), Demande(langue="en", bilingue=True)))
    assert both.texts[0::2] == french.texts
    assert both.texts[1::2] == other.texts


def test_a_translated_page_gives_the_figures_of_the_french_one(real: Callable[[str], Comparison]) -> None:
    french, other = (Paper(render(real("deux"), Demande(langue=code))).texts[0] for code in ("fr", "en"))
    rates = re.compile(r"\d+(?= ?%)")
    assert sorted(rates.findall(french)) == sorted(rates.findall(other))
    assert len(rates.findall(french)) > 8


def test_names_of_formations_and_schools_are_printed_in_french(real: Callable[[str], Comparison]) -> None:
    comparison = real("trois lieux")
    text = Paper(render(comparison, Demande(langue="en"))).text
    for colonne in comparison.colonnes:
        assert colonne.formation.libelle in text
    assert "Lycée professionnel Louis Guilloux" in text


@pytest.mark.parametrize("code", ["en", "ar"])
def test_two_makings_of_a_translated_sheet_give_the_same_bytes(code: str, real: Callable[[str], Comparison]) -> None:
    demande = Demande(langue=code, bilingue=True)
    first = render(real("quatre lieux"), demande)
    render(real("rien"), demande)
    assert render(real("quatre lieux"), demande) == first

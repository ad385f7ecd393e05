"""How many pages, and that on each of them nothing is cut, covered, too small or too black."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.sheet.fonts import SMALL
from desktop.sheet.layout import pages
from desktop.sheet.look import SIDE
from desktop.sheet.verso_flow import _shared
from desktop.sheet.weight import weight
from desktop.wording import D1, D2, D3
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import LONG, LYCEE, LYCEE_LONG, REAL, TITRE, full, places, regional, side_by_side
from tests.desktop.sheet.encre import too_dark
from tests.desktop.sheet.paper import POINTS_A4, Letter, Paper, flat, overlaps

Real = Callable[[str], Comparison]
FAR = Commune("90001", "Saint-Rémy-en-Bouzemont-Saint-Genest-inventé", "90000", "90", "90", 43.0, 5.0)


def check(paper: Paper) -> None:
    """Every letter is on the page, big enough, and not on another one."""
    for number in range(len(paper)):
        letters = paper.letters(number)
        assert len(letters) > 300
        assert min(letter.size for letter in letters) >= SMALL - 0.01
        assert min(letter.left for letter in letters) >= SIDE - 1
        assert max(letter.right for letter in letters) <= POINTS_A4[0] - SIDE + 1.5
        assert min(letter.bottom for letter in letters) >= 20
        assert max(letter.top for letter in letters) <= POINTS_A4[1] - 25
        assert overlaps(letters) == []


def test_the_check_sees_a_letter_on_another() -> None:
    one = Letter("a", 11.0, 100.0, 100.0, 106.0, 106.0)
    assert overlaps([one, Letter("b", 11.0, 103.0, 101.0, 109.0, 108.0)])
    assert overlaps([one, Letter("b", 11.0, 106.2, 100.0, 112.0, 106.0)]) == []


FRONT = Demande(verso=False)


@pytest.mark.parametrize(("count", "fronts"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2)])
def test_one_page_up_to_four_formations_and_two_for_five_and_six(invente: Invente, count: int, fronts: int) -> None:
    refs = regional(invente, count)
    comparison = side_by_side(invente.open(), refs)
    alone, whole = Paper(render(comparison, FRONT)), Paper(render(comparison))
    assert len(alone) == fronts
    assert fronts < len(whole) <= 2 * fronts
    for paper in (alone, whole):
        check(paper)


@pytest.mark.parametrize("name", REAL)
def test_real_comparisons_keep_to_a_page_and_its_back(real: Real, name: str) -> None:
    comparison = real(name)
    paper = Paper(render(comparison))
    fronts = 2 if len(comparison.colonnes) > 4 else 1
    assert ["Pour la suite" in text for text in paper.texts[: fronts + 1]] == [*([False] * fronts), True]
    assert len(paper) <= 2 * fronts + (name == "quatre lieux")
    check(paper)


def test_four_schools_with_all_their_facts_keep_their_figures_on_one_page(real: Real) -> None:
    comparison = real("quatre lieux")
    paper = Paper(render(comparison))
    assert "Parmi ceux qui ont arrêté leurs études" in paper.texts[0]
    assert "Dans cet établissement" in paper.texts[1]
    assert "Pour la suite" in paper.texts[1]
    assert "Page 1 sur" in paper.texts[0]


def test_without_a_back_page_nothing_is_left_to_it(real: Real) -> None:
    paper = Paper(render(real("quatre lieux"), FRONT))
    assert len(paper) == 2
    check(paper)
    for words in ("Dans cet établissement", "On ne peut pas départager", "à visiter", "Page 2 sur 2"):
        assert words in paper.text
    assert "au dos" not in paper.text.lower()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_very_long_names_wrap_and_are_whole(invente: Invente, count: int) -> None:
    places(invente)
    refs = []
    for number in range(count):
        code = f"9000000000{number}"
        formation = invente.formation(code, f"{(LONG, TITRE)[number % 2]} {'abcdef'[number]}", fermeture="2025-08-31")
        invente.mesure(formation, "reg:90", "2022_2023", full(works=100 - 50 * (number % 3), studies=0, rate=100))
        invente.offre(formation, 2)
        refs.append(f"mefstat11:{code}@{(LYCEE_LONG, LYCEE)[number % 2]}")
    comparison = side_by_side(invente.open(), refs)
    paper = Paper(render(comparison, Demande(depuis=FAR)))
    check(paper)
    joined = paper.text.replace("-", "").replace(" ", "")
    for colonne in comparison.colonnes:
        assert colonne.formation.libelle.replace("-", "").replace(" ", "") in joined


@pytest.mark.parametrize("count", [1, 3, 4, 6])
def test_columns_without_any_figure_say_why(invente: Invente, count: int) -> None:
    refs = []
    for number in range(count):
        invente.formation(f"9000000000{number}", f"CAP Métier inventé {number}")
        refs.append(f"mefstat11:9000000000{number}@reg:90")
    paper = Paper(render(side_by_side(invente.open(), refs)))
    assert len(paper) == (2 if count <= 4 else 3)
    check(paper)
    said = sum(text.count("Ce chiffre existe peut-être") for text in paper.texts[: 2 if count > 4 else 1])
    assert said == count


@pytest.mark.parametrize("name", REAL)
def test_no_block_goes_over_the_margins_or_under_the_foot(real: Real, name: str) -> None:
    for page in pages(real(name)):
        assert page.spare >= -0.01


def test_the_room_left_goes_to_lines_for_notes(real: Real) -> None:
    paper = Paper(render(real("deux"), FRONT))
    lowest = min(x.bottom for x in paper.letters(0) if x.size > 10)
    assert "Ce que j’en retiens" in paper.text
    assert paper.darkness(0, (60, 95, 500, lowest - 5)) > 0.2


@pytest.mark.parametrize("name", REAL)
def test_a_sheet_takes_little_ink(real: Real, name: str) -> None:
    """A page goes over its limit, and by little, only when all that may give way for ink has gone."""
    comparison = real(name)
    assert [*too_dark(comparison, Paper(render(comparison)))] == []


def test_a_page_too_dark_is_seen(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = real("trois lieux")
    monkeypatch.setattr("tests.desktop.sheet.encre.NARROW", 4.0)
    assert len([*too_dark(comparison, Paper(render(comparison)))]) == 2


@pytest.mark.parametrize("name", ["une", "deux", "trois lieux", "quatre lieux", "six"])
def test_the_ink_is_known_before_it_is_printed(real: Real, name: str) -> None:
    """About: what is left out for want of ink depends on it."""
    comparison = real(name)
    paper = Paper(render(comparison))
    for number, page in enumerate(pages(comparison)):
        assert abs(weight((page.blocks, page.foot)) - paper.ink(number)) < 0.6


@pytest.mark.parametrize("name", sorted(REAL.keys() - {"rien"}))
def test_what_the_three_outcomes_count_is_said_once(real: Real, name: str) -> None:
    """On the back, with or without the silhouettes (DOMAIN.md D1 to D3)."""
    text = flat(Paper(render(real(name))).text).lower()
    for sentence in (D1, D2, D3.partition("\u00a0: ")[2]):
        assert text.count(flat(sentence).lower()) == 1


def test_columns_of_the_back_are_as_short_as_can_be() -> None:
    assert _shared((40.0, 30.0, 30.0, 20.0, 20.0)) == (True, True, False, False, False)
    assert _shared((10.0, 50.0, 10.0, 30.0)) == (True, False, True, True)

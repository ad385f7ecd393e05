"""How many pages, and that on each of them nothing is cut, covered, too small or too black."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.sheet.document import render
from desktop.sheet.draft import OPTIONAL, Draft, Plan
from desktop.sheet.fonts import SMALL
from desktop.sheet.look import DENSE, SIDE, Look
from desktop.sheet.verdict_lines import Scope
from desktop.verdict_words import noms_courts
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import LONG, LYCEE, LYCEE_LONG, REAL, TITRE, full, places, regional, side_by_side
from tests.desktop.sheet.paper import POINTS_A4, Letter, Paper, overlaps

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


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2)])
def test_one_page_up_to_four_formations_and_two_for_five_and_six(invente: Invente, count: int, pages: int) -> None:
    refs = regional(invente, count)
    paper = Paper(render(side_by_side(invente.open(), refs)))
    assert len(paper) == pages
    check(paper)


@pytest.mark.parametrize("name", [n for n in REAL if n != "quatre lieux"])
def test_real_comparisons_keep_to_their_pages(real: Real, name: str) -> None:
    paper = Paper(render(real(name)))
    assert len(paper) == (2 if name in ("cinq", "six") else 1)
    check(paper)


def test_four_schools_with_all_their_facts_flow_to_a_second_page_that_names_its_columns(real: Real) -> None:
    comparison = real("quatre lieux")
    paper = Paper(render(comparison))
    assert len(paper) == 2
    check(paper)
    for text in paper.texts:
        for colonne in comparison.colonnes:
            assert colonne.formation.libelle in text
    assert "Page 2 sur 2" in paper.texts[1]


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
    paper = Paper(render(comparison, FAR))
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
    assert len(paper) == (1 if count <= 4 else 2)
    check(paper)
    assert paper.text.count("Ce chiffre existe peut-être, mais il n’est pas dans les données chargées ici.") == count


def test_what_gives_way_is_fixed_and_never_a_figure(real: Real) -> None:
    comparison = real("trois lieux")
    plan = Plan(comparison, (0, 1, 2), Scope(noms_courts(comparison.colonnes), frozenset(range(3))), None, None)
    draft = Draft(plan, Look(3, DENSE))
    assert OPTIONAL[:2] == ("notes", "visite")
    barest, fullest = draft.single(frozenset(OPTIONAL), False), draft.flowed(frozenset(), False)
    assert barest is not None
    kept = sum(len(page.blocks) for page in fullest) - 2 * (len(fullest) - 1)
    assert kept - len(barest.blocks) <= 2


def test_the_room_left_goes_to_lines_for_notes(real: Real) -> None:
    paper = Paper(render(real("une")))
    lowest = min(x.bottom for x in paper.letters(0) if x.size > 10)
    assert "Ce que j’en retiens" in paper.text
    assert paper.darkness(0, (60, 95, 500, lowest - 5)) > 0.2


@pytest.mark.parametrize(
    ("name", "most"),
    [("une", 5.0), ("deux", 5.0), ("trois régions", 5.0), ("2de commune", 5.0), ("quatre régions", 7.0),
     ("quatre lieux", 7.0)],
)  # fmt: skip
def test_a_sheet_takes_little_ink(real: Real, name: str, most: float) -> None:
    found = real(name)
    bare = replace(found, colonnes=tuple(replace(c, metiers=(), apres=()) for c in found.colonnes))
    assert most_ink(bare) <= most


@pytest.mark.parametrize("name", ["une", "deux", "trois régions", "2de commune"])
def test_names_of_jobs_and_diplomas_add_little_ink(real: Real, name: str) -> None:
    assert most_ink(real(name)) <= 5.5  # above the goal of 5 (DESIGN-TOKENS.md) on the fullest


def most_ink(comparison: Comparison) -> float:
    paper = Paper(render(comparison))
    return max(paper.ink(number) for number in range(len(paper)))


def test_the_fullest_single_page_takes_little_more(real: Real) -> None:
    """Three schools with everything known about them on one page: more words than the picture of the design holds."""
    assert Paper(render(real("trois lieux"))).ink(0) <= 6.5

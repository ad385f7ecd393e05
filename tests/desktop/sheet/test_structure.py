"""The sheet as a screen reader gets it: all on a page is read once or is decoration, cells know their headers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop.comparison import Comparison
from desktop.sheet.demande import Demande
from desktop.sheet.document import LONGEST, render
from desktop.typography import NBSP
from desktop.wording import TITRE_PARTS
from tests.desktop.inventes import Invente
from tests.desktop.sheet.arbre import irregular, misplaced
from tests.desktop.sheet.cases import regional, side_by_side
from tests.desktop.sheet.paper import flat
from tests.desktop.sheet.structured import ARTIFACT, Structured

Real = Callable[[str], Comparison]

NAMES = ("une", "deux", "trois lieux", "La Réunion", "rien", "quatre lieux", "six")
HEADINGS = ("H1", "H2", "H3")
FALSE_ALARMS = {
    "TBL-015",  # reads the header at the left of several rows as a missing cell
    "ORD-001",  # a cell as high as several rows is drawn after them, else readers that go by place mix them
    "PAG-001",  # the sources of a page are its own, even where two pages have the same
}
"""Warnings of outloud that were looked at, one by one, and are not true of the sheet."""


@pytest.fixture(scope="module")
def read(real: Real) -> Callable[[str], Structured]:
    """The structure of the sheet of a case, read once."""
    known: dict[str, Structured] = {}

    def get(name: str) -> Structured:
        if name not in known:
            known[name] = Structured(render(real(name)))
        return known[name]

    return get


Read = Callable[[str], Structured]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_on_a_page_is_unmarked_and_marks_are_well_nested(read: Read, name: str) -> None:
    for page in read(name).pages:
        assert page.faults == []


@pytest.mark.parametrize("name", NAMES)
def test_lines_and_pictograms_are_decoration_unless_a_figure_says_what_they_show(read: Read, name: str) -> None:
    sheet = read(name)
    figures = {(figure.page, mcid) for figure in sheet.root.all("Figure") for mcid in figure.mcids}
    drawn = {(n, mcid) for n, page in enumerate(sheet.pages) for mcid in page.drawn if mcid != ARTIFACT}
    assert drawn == figures


@pytest.mark.parametrize("name", NAMES)
def test_each_piece_of_content_is_in_the_tree_once_and_is_found_from_its_page(read: Read, name: str) -> None:
    sheet = read(name)
    owned = [(element.page, mcid) for element in sheet.root.walk() for mcid in element.mcids]
    assert sorted(owned) == [(n, mcid) for n, page in enumerate(sheet.pages) for mcid in sorted(page.words)]
    parents = sheet.parents()
    assert [len(page) for page in parents] == [len(page.words) for page in sheet.pages]
    waiting: list[Any] = [sheet.pdf.Root.StructTreeRoot.K]
    pages = {page.obj.objgen: number for number, page in enumerate(sheet.pdf.pages)}
    while waiting:
        node = waiting.pop()
        for kid in node.get("/K", []):
            if isinstance(kid, int):
                assert parents[pages[node.Pg.objgen]][kid] == node.objgen
            else:
                assert kid.P.objgen == node.objgen
                waiting.append(kid)


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_regular_and_each_cell_names_headers_that_exist_above_it(read: Read, name: str) -> None:
    assert list(irregular(read(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_stands_once_in_a_cell_under_its_formation_and_its_section(
    read: Read, real: Real, name: str
) -> None:
    assert list(misplaced(read(name), real(name))) == []


def test_a_figure_that_is_missing_or_stands_elsewhere_is_reported(read: Read, real: Real) -> None:
    """What the checks of the tree are worth: the sheet of another comparison is not taken for this one."""
    assert list(misplaced(read("trois lieux"), real("La Réunion")))


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level_and_there_is_one_title(read: Read, name: str) -> None:
    levels = [int(e.role[1]) for e in read(name).root.walk() if e.role in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_says_in_words_what_it_shows_and_where_it_stands(read: Read, name: str) -> None:
    sheet = read(name)
    figures = sheet.root.all("Figure")
    assert figures or name == "rien"
    for figure in figures:
        assert len(figure.alt.split()) >= 1
        left, bottom, right, top = figure.box
        assert 0 < left < right < 595
        assert 0 < bottom < top < 842


def test_silhouettes_and_axes_say_the_very_figures_that_are_drawn(read: Read) -> None:
    said = [figure.alt for figure in read("trois régions").root.all("Figure")]
    assert f"2{NBSP}jeunes sur{NBSP}10 travaillaient." in said[0]
    assert f"Sur l’axe de 0 à 100{NBSP}%, le trait épais est à 55{NBSP}%, le rectangle va de 46 à 64{NBSP}%." in said


def test_lists_hold_items_only(read: Read) -> None:
    lists = read("trois régions").root.all("L")
    assert lists
    for found in lists:
        assert {item.role for item in found.children} == {"LI"}
        assert all([body.role for body in item.children] == ["LBody"] for item in found.children)


def test_what_ends_a_line_does_not_stick_to_what_follows(read: Read) -> None:
    sheet = read("trois régions")
    said = {flat(sheet.text(p)) for p in sheet.root.all("P")}
    assert any("le chiffre. Rectangle" in words.replace("\u00a0", " ") for words in said)


def test_a_word_that_a_hyphen_breaks_is_read_whole(invente: Invente) -> None:
    refs = regional(invente, 3)
    invente.formation("90000000099", "CAP Anticonstitutionnellementinventé")
    sheet = Structured(render(side_by_side(invente.open(), [*refs, "mefstat11:90000000099@reg:90"])))
    title = next(p for p in sheet.root.all("P") if "Anticonstitution" in sheet.text(p))
    assert sheet.text(title).replace("\u00ad", "").strip() == "CAP Anticonstitutionnellementinventé"
    assert "\u00ad" in sheet.text(title)


def test_the_name_and_the_page_number_are_not_read_on_each_page(read: Read) -> None:
    sheet = read("six")
    later = [sheet.text(e) for e in sheet.root.all("P") if e.page and e.page > 0]
    assert "Côte à Côte" not in later
    assert not [words for words in later if words.startswith("Page ")]


def test_the_file_carries_its_title_its_language_and_the_mark_of_pdf_ua(real: Real) -> None:
    pdf = Structured(render(real("deux"))).pdf
    root = pdf.Root
    assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "fr-FR")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert all(str(page.Tabs) == "/S" for page in pdf.pages)
    with pdf.open_metadata() as known:
        assert known["pdfuaid:part"] == "1"
        assert known["dc:title"] == str(pdf.docinfo.Title)
        assert known["dc:language"] == {"fr-FR"}
        assert known["pdf:Producer"] == str(pdf.docinfo.Producer)
    assert "/CreationDate" not in pdf.docinfo


def test_a_title_too_long_to_be_heard_leaves_out_the_names(real: Real) -> None:
    long, short = (Structured(render(real(name))) for name in ("La Réunion", "deux"))
    assert str(long.pdf.docinfo.Title) == "Trois formations côte à côte"
    title = str(short.pdf.docinfo.Title)
    assert title.startswith("Deux formations côte à côte\u00a0: ")
    assert len(title) <= LONGEST


def test_each_page_has_its_bookmark_and_under_it_its_sections(read: Read) -> None:
    sheet = read("six")
    with sheet.pdf.open_outline() as outline:
        tops = list(outline.root)
        assert len(tops) == len(sheet.pages)
        assert tops[0].title == "Six formations côte à côte"
        assert flat(tops[0].children[0].title) == flat(TITRE_PARTS)
    titles = sum(1 + len(top.children) for top in tops)
    assert titles == len([e for e in sheet.root.walk() if e.role in HEADINGS])


@pytest.mark.parametrize("name", NAMES)
def test_a_public_checker_finds_no_error(real: Real, tmp_path: Path, name: str) -> None:
    from outloud import check

    path = tmp_path / "fiche.pdf"
    path.write_bytes(render(real(name)))
    result = check(str(path))
    assert result.error is None
    assert result.errors == 0, [f for f in result.findings if f.severity == "error"]
    assert {f.rule for f in result.findings if f.severity == "warning"} <= FALSE_ALARMS


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is absent")
def test_poppler_reads_headings_headers_and_cells_in_order(real: Real, tmp_path: Path) -> None:
    path = tmp_path / "fiche.pdf"
    path.write_bytes(render(real("trois régions"), Demande(verso=False)))
    said = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    assert said.stderr == ""
    words = flat(said.stdout)
    known = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged: yes" in flat(known)
    places = [
        words.index(bit) for bit in ("H1 (block)", "/Scope /Column", "H2 (block)", '"722 apprentis', '"532 élèves')
    ]
    assert places == sorted(places)
    assert words.index('"532 élèves') < words.index('"Travaillent 25 %*') < words.index('"Travaillent 22 %*')

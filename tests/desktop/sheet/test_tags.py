"""What is drawn with the pen falls into the tree: tables of rows and headers, lists, pictures, decoration."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.binding import Binding
from desktop.sheet.boxes import Items, Outside
from desktop.sheet.fonts import REGULAR, load
from desktop.sheet.grid import Grid
from desktop.sheet.look import ROOMY, Look
from desktop.sheet.pen import Pen
from desktop.sheet.rules import Heading
from desktop.sheet.tags import Node
from desktop.sheet.text import Text
from tests.desktop.sheet.structured import Structured

LOOK = Look(2, ROOMY)


@pytest.fixture
def pen() -> Pen:
    load()
    return Pen(Canvas(BytesIO(), invariant=1, pageCompression=0, initialFontName=REGULAR))


def shape(node: Node) -> object:
    """Return an element as nested lists: its role, then its children, content as dots."""
    return [node.role, *("." if isinstance(child, int) else shape(child) for child in node.children)]


def grid(*words: str, heads: bool = False) -> Grid:
    return Grid(tuple({"a": Text(word)} for word in words), ("a",), 2, 10.0, heads=heads)


def draw(pen: Pen, *boxes: object) -> list[object]:
    top = 800.0
    for box in boxes:
        box.draw(pen, 40.0, top, 500.0)  # type: ignore[attr-defined]
        top -= box.height(500.0)  # type: ignore[attr-defined]
    found = shape(pen.tree.root)
    assert isinstance(found, list)
    return found[1:]


P = ["P", "."]


def test_names_then_rows_make_a_table_whose_first_column_is_for_headings(pen: Pen) -> None:
    made = draw(pen, grid("A", "B", heads=True), grid("1", "2"))
    assert made == [["Table", ["TR", ["TD"], ["TH", P], ["TH", P]], ["TR", ["TD"], ["TD", P], ["TD", P]]]]


def test_a_heading_is_the_header_of_the_rows_after_it_and_words_over_all_columns_are_one_cell(pen: Pen) -> None:
    made = draw(pen, grid("A", "B", heads=True), Heading(LOOK, "Titre"), Text("un"), Text("deux"), grid("1", "2"))
    pen.close_table()
    assert made[0][2:] == [  # type: ignore[index]
        ["TR", ["TH", ["H2", "."]], ["TD", P, P]],
        ["TR", ["TD", P], ["TD", P]],
    ]
    table = pen.tree.root.children[0]
    assert isinstance(table, Node)
    header = next(node for node in table.walk() if node.role == "TH" and node.attributes["scope"] == "Row")
    assert header.attributes["rows"] == 2
    last = list(table.walk())[-2]
    assert last.attributes["headers"] == (f"{_name(table)}c1", header.attributes["id"])


def _name(table: Node) -> str:
    first = next(str(node.attributes["id"]) for node in table.walk() if "id" in node.attributes)
    return first.removesuffix("c0")


def test_a_heading_with_nothing_under_it_still_fills_its_row(pen: Pen) -> None:
    draw(pen, grid("A", "B", heads=True), Heading(LOOK, "Un"), Heading(LOOK, "Deux"), grid("1", "2"))
    [table] = pen.tree.root.children
    assert isinstance(table, Node)
    assert shape(table.children[1]) == ["TR", ["TH", ["H2", "."]], ["TD"]]  # type: ignore[arg-type]


def test_cells_without_a_table_are_read_one_after_the_other(pen: Pen) -> None:
    assert draw(pen, grid("1", "2")) == [P, P]


def test_cells_of_another_number_than_the_columns_share_one_cell(pen: Pen) -> None:
    made = draw(pen, grid("A", "B", heads=True), grid("1", "2", "3"))
    assert made[0][2:] == [["TR", ["TD"], ["TD", P, P, P]]]  # type: ignore[index]


def test_what_is_outside_comes_after_the_table(pen: Pen) -> None:
    made = draw(pen, grid("A", "B", heads=True), grid("1", "2"), Outside((Text("après"),)), Text("et puis"))
    assert [part[0] for part in made] == ["Table", "P", "P"]  # type: ignore[index]


def test_a_list_holds_its_items(pen: Pen) -> None:
    assert draw(pen, Items((Text("un"), Text("deux")))) == [["L", *[["LI", ["LBody", P]]] * 2]]


def test_the_lines_of_a_paragraph_are_one_piece_and_decoration_parts_it(pen: Pen) -> None:
    assert draw(pen, Text("des mots " * 40)) == [P]
    with pen.tag("P"):
        Text("avant", role=None).draw(pen, 40, 500, 100)
        pen.line(40, 480, 90, 480)
        Text("après", role=None).draw(pen, 40, 470, 100)
    assert shape(pen.tree.root) == ["Document", P, ["P", ".", "."]]


def test_a_pictogram_is_decoration_beside_its_word_and_a_picture_where_it_stands_for_one(pen: Pen) -> None:
    assert draw(pen, Text("lieu", icon="lieu")) == [P]
    Text("26", icon="emploi", alt="Travaillent").draw(pen, 40, 500, 100)
    assert shape(pen.tree.root) == ["Document", P, ["P", ["Figure", "."], "."]]


def test_the_first_span_may_be_a_title_of_its_own(pen: Pen) -> None:
    from desktop.sheet.text import bold, quiet

    assert draw(pen, Text(bold("Titre. "), quiet("Des mots " * 30), lead="H3")) == [["H3", "."], P]


def test_languages_and_two_documents_are_written_the_same_way(pen: Pen) -> None:
    def made() -> bytes:
        binding = Binding()
        one = Pen(binding.canvas, binding.tree)
        with one.tag("P", lang="fr-FR"):
            Text("Boulangerie", role=None).draw(one, 40, 500, 200)
        one.turn()
        binding.sheet()
        return binding.close("Essai inventé", "essai", "en")

    content = made()
    time.sleep(1.1)  # identifiers of files are made of the second otherwise
    assert content == made()
    sheet = Structured(content)
    assert str(sheet.pdf.Root.StructTreeRoot.K.K[0].Lang) == "fr-FR"
    assert str(sheet.pdf.Root.Lang) == "en"
    assert sheet.pages[0].faults == []

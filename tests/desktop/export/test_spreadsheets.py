"""XLSX and ODS: what stands in their parts, and that no label of a source can spoil them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.attribution import attributions
from desktop.comparison import Comparison
from desktop.export import as_ods, as_xlsx
from desktop.export.plain import clean
from desktop.export.table import Book, Cell, Column, Sheet, book
from desktop.wording import INDEPENDANT, SIGNES, manque
from tests.desktop.export.hostile import LABELS, spoiled
from tests.desktop.export.read_back import tables_of
from tests.desktop.sheet.cases import REAL

Real = Callable[[str], Comparison]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = ["Comparaison", "Détail", "Sources et définitions"]
WRITERS = [pytest.param(as_xlsx.write, id="xlsx"), pytest.param(as_ods.write, id="ods")]


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def written(made: Book) -> dict[str, list[list[Cell]]]:
    """Return the cells as they must come back: labels cleaned, empty ends left out."""
    found = {}
    for sheet in made.feuilles:
        lines: list[list[Cell]] = [[clean(column.titre) for column in sheet.colonnes]]
        lines += [[clean(cell) or None if isinstance(cell, str) else cell for cell in line] for line in sheet.lignes]
        for line in lines:
            while line and line[-1] is None:
                line.pop()
        found[sheet.nom] = lines
    return found


def read_xlsx(content: bytes) -> dict[str, list[list[Cell]]]:
    """Return the cells of a workbook from its XML: shared strings, numbers, nothing else."""
    found = parts(content)
    shared = ["".join(t.text or "" for t in si.iter(f"{MAIN}t")).replace("_x005F_", "_")
              for si in ElementTree.fromstring(found["xl/sharedStrings.xml"])]  # fmt: skip
    names = [sheet.get("name") for sheet in ElementTree.fromstring(found["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    read: dict[str, list[list[Cell]]] = {}
    for number, name in enumerate(names, 1):
        rows: list[list[Cell]] = []
        for row in ElementTree.fromstring(found[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}row"):
            cells: dict[int, Cell] = {}
            for cell in row:
                assert cell.find(f"{MAIN}f") is None, "a formula"
                value = cell.find(f"{MAIN}v")
                if value is not None:
                    text = str(value.text)
                    cells[_column(str(cell.get("r")))] = shared[int(text)] if cell.get("t") == "s" else float(text)
            last = max(cells, default=-1)
            rows.append([cells.get(at) or (cells.get(at) if cells.get(at) == 0 else None) for at in range(last + 1)])
        read[str(name)] = rows
    return read


def read_ods(content: bytes) -> dict[str, list[list[Cell]]]:
    return tables_of(ElementTree.fromstring(parts(content)["content.xml"]))  # type: ignore[return-value]


READERS = [pytest.param(as_xlsx.write, read_xlsx, id="xlsx"), pytest.param(as_ods.write, read_ods, id="ods")]


@pytest.mark.parametrize(("write", "read"), READERS)
@pytest.mark.parametrize("name", REAL)
def test_every_cell_comes_back_with_its_kind(
    real: Real, name: str, write: Callable[[Book], bytes], read: Callable[[bytes], object]
) -> None:
    made = book(real(name))
    assert read(write(made)) == written(made)


def test_the_wide_sheet_is_the_comparison(real: Real) -> None:
    comparison = real("six")
    sheet = book(comparison).feuilles[0]
    told = {ligne.indicateur.libelle: ligne for ligne in comparison.lignes}
    titles = [column.titre for column in sheet.colonnes]
    assert [t for t in titles if t.endswith("Bretagne")] == [
        "[1] CAP Boulanger (apprentissage) – Bretagne", "[2] CAP Boulanger (voie scolaire) – Bretagne",
        "[3] Bac pro Cuisine – Bretagne", "[5] CAP Cuisine (apprentissage) – Bretagne",
    ]  # fmt: skip
    assert len(sheet.lignes) > 10
    for line in sheet.lignes:
        ligne = told[str(line[0])]
        for number, figure in enumerate(ligne.cellules):
            value, low, high, count, where, when, status, beside = line[3 + 8 * number : 11 + 8 * number]
            assert (value, count, status) == (figure.valeur, figure.effectif, figure.statut)
            assert (low, high) == (figure.plage or (None, None))
            assert (where is not None and when is not None) == figure.connue
            if not figure.connue:
                assert str(beside).startswith(manque(figure))
    shown = {str(line[0]) for line in sheet.lignes}
    hidden = [ligne for nom, ligne in told.items() if nom not in shown]
    assert all(not cell.connue and cell.repli is None for ligne in hidden for cell in ligne.cellules)


def test_a_row_that_any_column_has_a_figure_in_is_shown(entree: Comparison) -> None:
    shown = {str(line[0]) for line in book(entree).feuilles[0].lignes}
    known = {ligne.indicateur.libelle for ligne in entree.lignes if any(cell.connue for cell in ligne.cellules)}
    assert {"Places", "Candidatures"} <= known
    assert known <= shown
    assert "Salaire net mensuel 12\u00a0mois après, la moitié gagne moins" not in shown


def test_a_row_says_its_gaps_and_names_the_columns_by_their_numbers(real: Real) -> None:
    sheet = book(real("six")).feuilles[0]
    assert sheet.colonnes[-1].titre == "Écarts"
    said = [str(line[-1]) for line in sheet.lignes if line[-1]]
    assert any(text.startswith("[1], [3]") and "on ne peut pas les départager" in text for text in said)
    assert any("Entre les chiffres donnés à défaut" in text for text in said)


def test_sources_definitions_statuses_and_doubt_are_told(real: Real) -> None:
    comparison = real("six")
    sheet = book(comparison).feuilles[2]
    subjects = {str(line[0]) for line in sheet.lignes}
    assert {"Présentation", "Données", "Formation", "Source", "Doute", "Définition", "Statut"} <= subjects
    texts = [str(line[2]) for line in sheet.lignes]
    assert INDEPENDANT in texts
    assert comparison.instantane.id in texts
    assert "30\u00a0mars\u00a02026" in texts
    assert set(attributions(comparison)) <= set(texts)
    statuses = {f.statut for ligne in comparison.lignes for f in ligne.cellules if not f.connue}
    names = {str(line[1]) for line in sheet.lignes if line[0] == "Statut"}
    assert names == {"valeur", *(f"{statut} ({SIGNES[statut]})" for statut in statuses)}
    described = {str(line[1]) for line in sheet.lignes if line[0] == "Feuille Détail"}
    assert described == {column.titre for column in book(comparison).feuilles[1].colonnes}
    assert all(
        text and text[-1] in ".…" for line, text in zip(sheet.lignes, texts, strict=True) if line[0] != "Données"
    )


def test_a_workbook_is_three_named_tables_with_a_header_in_view(real: Real) -> None:
    found = parts(as_xlsx.document(real("trois régions")))
    workbook = ElementTree.fromstring(found["xl/workbook.xml"])
    assert [sheet.get("name") for sheet in workbook.iter(f"{MAIN}sheet")] == SHEETS
    for number in (1, 2, 3):
        page = ElementTree.fromstring(found[f"xl/worksheets/sheet{number}.xml"])
        pane = next(page.iter(f"{MAIN}pane"))
        assert pane.get("state") == "frozen"
        assert pane.get("ySplit") == "1"
        widths = [float(str(column.get("width"))) for column in page.iter(f"{MAIN}col")]
        assert len(set(widths)) > 1
        table = ElementTree.fromstring(found[f"xl/tables/table{number}.xml"])
        assert table.get("headerRowCount", "1") == "1"
        assert table.find(f"{MAIN}autoFilter") is None  # sorting by an outcome is not offered
        heads = [str(column.get("name")) for column in table.iter(f"{MAIN}tableColumn")]
        assert (
            len(heads)
            == len(set(heads))
            == len(read_xlsx(as_xlsx.document(real("trois régions")))[SHEETS[number - 1]][0])
        )
    core = found["docProps/core.xml"].decode()
    assert "<dc:title>Comparaison de 3\u00a0formations</dc:title>" in core
    assert "<dc:language>fr-FR</dc:language>" in core
    assert '<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-30T00:00:00Z</dcterms:created>' in core
    assert not [name for name in found if "vba" in name.lower() or "external" in name.lower() or "calcChain" in name]
    colours = set(ElementTree.fromstring(found["xl/styles.xml"]).iter(f"{MAIN}fgColor"))
    assert not colours


def test_a_spreadsheet_is_three_tables_whose_first_row_and_columns_are_headers(real: Real) -> None:
    content = as_ods.document(real("trois régions"))
    with ZipFile(BytesIO(content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    found = parts(content)
    listed = ElementTree.fromstring(found["META-INF/manifest.xml"])
    names = {value for entry in listed for key, value in entry.items() if key.endswith("full-path")} - {"/"}
    assert names == {name for name in found if name not in ("mimetype", "META-INF/manifest.xml")}
    text = found["content.xml"].decode()
    assert text.count("<table:table-header-rows>") == text.count("<table:table-header-columns>") == 3
    assert list(read_ods(content)) == SHEETS
    meta = found["meta.xml"].decode()
    assert "<dc:title>Comparaison de 3\u00a0formations</dc:title>" in meta
    assert "<dc:language>fr-FR</dc:language>" in meta
    assert "2026-03-30T00:00:00" in meta
    assert found["settings.xml"].decode().count('config:name="VerticalSplitPosition" config:type="int">1<') == 3
    assert b'style:print-orientation="landscape"' in found["styles.xml"]
    assert b"background-color" not in found["content.xml"]


@pytest.mark.parametrize("write", WRITERS)
def test_two_runs_give_the_same_bytes(real: Real, write: Callable[[Book], bytes]) -> None:
    content = write(book(real("six")))
    assert write(book(real("six"))) == content
    with ZipFile(BytesIO(content)) as file:  # no clock in it: a second run may come another day
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    years = set(re.findall(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T", b"".join(parts(content).values())))
    assert years == {b"2026-03-30T"}


@pytest.mark.parametrize(("write", "read"), READERS)
@pytest.mark.parametrize("label", LABELS)
def test_no_label_breaks_a_file_or_becomes_a_formula(
    real: Real, label: str, write: Callable[[Book], bytes], read: Callable[[bytes], object]
) -> None:
    made = book(spoiled(real("deux"), label))
    assert read(write(made)) == written(made)


def test_a_text_that_looks_like_a_formula_stays_a_text_when_it_is_edited() -> None:
    found = parts(as_xlsx.write(_one("=1+1")))
    styles = ElementTree.fromstring(found["xl/styles.xml"])
    page = ElementTree.fromstring(found["xl/worksheets/sheet1.xml"])
    cell = next(cell for cell in page.iter(f"{MAIN}c") if cell.get("r") == "A2")
    style = list(next(styles.iter(f"{MAIN}cellXfs")))[int(str(cell.get("s")))]
    assert (style.get("quotePrefix"), style.get("numFmtId")) == ("1", "49")


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_comes_back_cleaned(text: str) -> None:
    made = _one(text)
    assert read_xlsx(as_xlsx.write(made)) == read_ods(as_ods.write(made)) == written(made)


def _one(text: str) -> Book:
    """A made-up book of one text in three sheets."""
    sheets = tuple(Sheet(nom, (Column("Inventé", 20), Column("Témoin", 9)), ((text, 1.5),)) for nom in SHEETS)
    return Book(text, "Données inventées", "2026-01-02", sheets)


def _column(ref: str) -> int:
    letters = ref.rstrip("0123456789")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

"""A comparison as an Excel workbook: numbers as numbers, codes as text, no formula, no macro, no colour.

Each sheet is one named table whose first row is its header, for eyes, printers and screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from desktop.comparison import Comparison
from desktop.export.plain import clean, starts_formula
from desktop.export.repack import parts, repack
from desktop.export.table import AUTEUR, CODE, Book, Cell, Sheet, book
from desktop.rubriques import Rubrique

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

LANGUE = "fr-FR"
_CORE = "docProps/core.xml"
_TABLES = ("comparaison", "detail", "sources")
_TEXT = 49
"""Excel's own number for cells that are text whatever is typed in them."""
_FIT = 4
"""Columns that fit on the width of a page."""
_HIGH = 13.5
"""Points of a line."""
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}


def document(comparison: Comparison, plus: Sequence[Rubrique] = ()) -> bytes:
    """Return the whole workbook; the same bytes for the same comparison."""
    return write(book(comparison, plus))


def write(made: Book) -> bytes:
    """Return a book as XLSX."""
    from xlsxwriter.workbook import Workbook  # made for this alone

    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False})
    workbook.set_size(24_000, 12_000)
    workbook.set_properties(
        {
            "title": clean(made.titre),
            "subject": clean(made.sujet),
            "author": AUTEUR,
            "created": datetime.fromisoformat(made.date),
        }
    )
    formats = _formats(workbook)
    for sheet, name in zip(made.feuilles, _TABLES, strict=True):
        _sheet(workbook, sheet, name, formats)
    workbook.close()
    found = parts(buffer.getvalue())
    found[_CORE] = found[_CORE].replace(b"</cp:coreProperties>", f"<dc:language>{LANGUE}</dc:language>".encode()
                                        + b"</cp:coreProperties>")  # fmt: skip
    return repack(found)


def _formats(workbook: Workbook) -> dict[str, Any]:
    wrapped = {**_FONT, "text_wrap": True}
    return {
        "tete": workbook.add_format({**wrapped, "bold": True, "bottom": 1}),
        "texte": workbook.add_format(wrapped),
        "ligne": workbook.add_format(_FONT),
        "nombre": workbook.add_format(_FONT),
        "code": workbook.add_format({**_FONT, "num_format": _TEXT}),
        "garde": workbook.add_format({**wrapped, "num_format": _TEXT, "quote_prefix": True}),
    }


def _sheet(workbook: Workbook, sheet: Sheet, name: str, formats: dict[str, Any]) -> None:
    page = workbook.add_worksheet(sheet.nom)
    heads = []
    for at, column in enumerate(sheet.colonnes):
        title = clean(column.titre)
        heads.append({"header": title, "header_format": formats["tete"]})
        page.set_column(at, at, column.largeur, formats["code"] if column.genre == CODE else formats["nombre"])
        page.write_string(0, at, title, formats["tete"])
    page.set_row(0, _HIGH * _lines(sheet, tuple(column.titre for column in sheet.colonnes)))
    for row, line in enumerate(sheet.lignes, 1):
        if sheet.plie:
            page.set_row(row, _HIGH * _lines(sheet, line))
        for at, cell in enumerate(line):
            if isinstance(cell, str):
                text = clean(cell)
                kind = "code" if sheet.colonnes[at].genre == CODE else "texte" if sheet.plie else "ligne"
                page.write_string(row, at, text, formats["garde" if starts_formula(text) else kind])
            elif cell is not None:
                page.write_number(row, at, cell, formats["nombre"])
    last = max(1, len(sheet.lignes))
    page.add_table(
        0, 0, last, len(heads) - 1,
        {"name": name, "columns": heads, "style": None, "autofilter": False, "title": sheet.nom},
    )  # fmt: skip
    page.freeze_panes(1, sheet.figees)
    page.repeat_rows(0)
    page.repeat_columns(0, sheet.figees - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    if len(heads) <= _FIT:
        page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P sur &N")


def _lines(sheet: Sheet, line: Sequence[Cell]) -> int:
    """Return how many lines the longest text of a row takes: not every program works it out on opening."""
    folded = (
        ceil(len(cell) / (0.92 * column.largeur))
        for column, cell in zip(sheet.colonnes, line, strict=True)
        if isinstance(cell, str) and column.genre != CODE
    )
    return min(max(folded, default=1), 20)

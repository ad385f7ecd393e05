"""A comparison as CSV that Excel and other programs read alike (DOMAIN.md §7.2): UTF-8 with BOM, ``;``, CRLF.

One clean table of one line a figure (`desktop.export.detail_sheet`): sources are columns, not a second block.
Numbers have a decimal comma and nothing between thousands. A text that would start a formula, or that a spreadsheet
would read as a number or a date, has an apostrophe before it: CSV has no other way to say that it is a text. Codes need
none: they are written with what they are (``cfd:01022103@reg:04``), which no spreadsheet takes for a number.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from desktop.comparison import Comparison
from desktop.export.detail_sheet import detail
from desktop.export.plain import clean, looks_like_number, starts_formula
from desktop.export.table import CODE, Cell, Column

BOM = "\ufeff"


def document(comparison: Comparison) -> bytes:
    """Return the whole CSV."""
    sheet = detail(comparison)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([column.titre for column in sheet.colonnes])
    for line in sheet.lignes:
        writer.writerow([_field(column, cell) for column, cell in zip(sheet.colonnes, line, strict=True)])
    return (BOM + text.getvalue()).encode("utf-8")


def _field(column: Column, cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return number(cell)
    text = clean(cell)
    loose = column.genre != CODE and looks_like_number(text)
    return f"'{text}" if loose or starts_formula(text) else text


def number(value: float) -> str:
    """Return a number with a decimal comma, no exponent and nothing between thousands: ``1540``, ``12,5``, ``-4``."""
    if float(value).is_integer():
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", ",")

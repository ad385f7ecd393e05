"""Reads spreadsheets back with as little as possible between the file and the test: the XML itself."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
Read = str | float | None


def tables(path: Path) -> dict[str, list[list[Read]]]:
    """Return the sheets of a flat ODS, or of the content of an ODS: texts as texts, numbers as numbers."""
    return tables_of(ElementTree.parse(path).getroot())


def tables_of(root: ElementTree.Element) -> dict[str, list[list[Read]]]:
    """Return the sheets of a document; empty cells and rows at the end of each are left out."""
    return {str(table.get(f"{TABLE}name")): _rows(table) for table in root.iter(f"{TABLE}table")}


def _rows(table: ElementTree.Element) -> list[list[Read]]:
    found: list[list[Read]] = []
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[Read] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
                cells += [_value(cell)] * min(times, 100)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            found.append(cells)
    return found


def _value(cell: ElementTree.Element) -> Read:
    assert cell.get(f"{TABLE}formula") is None, "a formula"
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None:
        return None
    if kind == "string":
        return "\n".join(_said(paragraph) for paragraph in cell.findall(f"{TEXT}p"))
    assert kind == "float", kind
    return float(str(cell.get(f"{OFFICE}value")))


def _said(paragraph: ElementTree.Element) -> str:
    """Return the text of a paragraph, runs of spaces included."""
    bits = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{TEXT}s":
            bits.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag in (f"{TEXT}span", f"{TEXT}a"):
            bits.append(_said(child))
        bits.append(child.tail or "")
    return "".join(bits)

"""The spreadsheets opened by LibreOffice: what it understands is the Comparison, numbers as numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.comparison import Comparison
from desktop.export import as_ods, as_xlsx
from desktop.export.plain import clean
from desktop.export.table import Book, book
from tests.desktop.export.hostile import LABELS, spoiled
from tests.desktop.export.read_back import Read, tables

Real = Callable[[str], Comparison]
Opened = Callable[[Path], Path]
FORMATS = [pytest.param("xlsx", as_xlsx.write, id="xlsx"), pytest.param("ods", as_ods.write, id="ods")]


def expected(made: Book) -> dict[str, list[list[Read]]]:
    found: dict[str, list[list[Read]]] = {}
    for sheet in made.feuilles:
        lines: list[list[Read]] = [[column.titre for column in sheet.colonnes], *map(list, sheet.lignes)]
        lines = [[clean(cell) or None if isinstance(cell, str) else cell for cell in line] for line in lines]
        for line in lines:
            while line and line[-1] is None:
                line.pop()
        found[sheet.nom] = lines
    return found


@pytest.mark.parametrize(("kind", "write"), FORMATS)
def test_libreoffice_reads_the_comparison(
    real: Real, tmp_path: Path, soffice: Opened, kind: str, write: Callable[[Book], bytes]
) -> None:
    made = book(real("six"))
    path = tmp_path / f"six.{kind}"
    path.write_bytes(write(made))
    assert tables(soffice(path)) == expected(made)


@pytest.mark.parametrize(("kind", "write"), FORMATS)
def test_libreoffice_computes_nothing_out_of_hostile_labels(
    real: Real, tmp_path: Path, soffice: Opened, kind: str, write: Callable[[Book], bytes]
) -> None:
    made = book(spoiled(real("deux"), " ".join(LABELS)))
    one = [book(spoiled(real("une"), label)).feuilles[1].lignes[0] for label in LABELS]
    detail = made.feuilles[1]
    lines = (*detail.lignes, *one)
    sheet = type(detail)(detail.nom, detail.colonnes, lines, detail.figees, detail.plie)
    made = Book(made.titre, made.sujet, made.date, (made.feuilles[0], sheet, made.feuilles[2]))
    path = tmp_path / f"hostile.{kind}"
    path.write_bytes(write(made))
    assert tables(soffice(path)) == expected(made)

"""The CSV: what the standard library and pandas read in it is the Comparison, and Excel can't be misled by it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.comparison import Comparison
from desktop.export import as_csv
from desktop.export.plain import FORMULA, clean
from desktop.wording import INDEPENDANT, manque
from tests.desktop.export.hostile import LABELS, spoiled
from tests.desktop.sheet.cases import REAL

Real = Callable[[str], Comparison]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_it_is_utf_8_with_a_mark_semicolons_and_crlf(real: Real) -> None:
    content = as_csv.document(real("deux"))
    assert content.startswith(b"\xef\xbb\xbfcolonne;formation;ref;")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert len({line.count(b";") for line in lines[:1]}) == 1
    assert "sortants" in content.decode("utf-8-sig")


@pytest.mark.parametrize("name", REAL)
def test_the_lines_of_cells_are_the_comparison(real: Real, name: str) -> None:
    comparison = real(name)
    cells = [row for row in rows(as_csv.document(comparison)) if row["ligne"] == "chiffre"]
    figures = [cell for ligne in comparison.lignes for cell in ligne.cellules]
    assert len(cells) == len(figures) > 50
    count = len(comparison.colonnes)
    for number, (row, figure) in enumerate(zip(cells, figures, strict=True)):
        assert row["ref"] == comparison.colonnes[number % count].choix.ref
        assert row["indicateur"] == figure.indicateur.nom
        assert row["statut"] == figure.statut
        assert (row["valeur"] == "") == (figure.statut != "valeur")
        assert row["statut_texte"] == ("" if figure.connue else manque(figure))
        assert _number(row["valeur"]) == figure.valeur
        assert _number(row["effectif"]) == figure.effectif
        assert (_number(row["plage_basse"]), _number(row["plage_haute"])) == (figure.plage or (None, None))
        assert (_number(row["intervalle_bas"]), _number(row["intervalle_haut"])) == (figure.intervalle or (None, None))
        assert row["millesime"] == (figure.millesime or "")
        assert row["source"] == (figure.source.code if figure.source else "")
        assert row["lieu_chiffre_ref"] == figure.lieu.ref
        assert row["recalcule"] == ("oui" if figure.recalcule else "non")
        assert row["mention"] == INDEPENDANT


def test_a_substitute_and_an_older_cohort_have_a_line_of_their_own(real: Real) -> None:
    comparison = real("trois lieux")
    read = rows(as_csv.document(comparison))
    instead = [cell.repli for ligne in comparison.lignes for cell in ligne.cellules if cell.repli is not None]
    told = [row for row in read if row["ligne"] == "à défaut"]
    assert [_number(row["valeur"]) for row in told] == [figure.valeur for figure in instead]
    assert {row["niveau"] for row in told} >= {"region"}
    older = [row for row in read if row["ligne"] == "promotion antérieure"]
    assert older
    assert all(row["millesime"] < "2022" for row in older)
    assert any("les emplois publics n’étaient pas comptés" in row["phrase"] for row in older)


def test_pandas_reads_numbers_as_numbers(real: Real) -> None:
    comparison = real("six")
    frame = pd.read_csv(BytesIO(as_csv.document(comparison)), sep=";", decimal=",", encoding="utf-8-sig")
    cells = frame[frame["ligne"] == "chiffre"]
    assert cells["valeur"].dtype == "float64"
    values = [cell.valeur for ligne in comparison.lignes for cell in ligne.cellules]
    assert [None if pd.isna(value) else value for value in cells["valeur"]] == values
    assert set(cells["colonne"]) == {1, 2, 3, 4, 5, 6}
    assert frame["ref"].map(type).eq(str).all()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (8.0, "8"),
        (-4.0, "-4"),
        (12.5, "12,5"),
        (1540.0, "1540"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e-7, "0,0000001"),
        (3, "3"),
    ],
)
def test_numbers_are_plain(value: float, written: str) -> None:
    assert as_csv.number(value) == written


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_comes_back_whole(value: float) -> None:
    assert float(as_csv.number(value).replace(",", ".")) == value


@pytest.mark.parametrize("label", LABELS)
def test_no_cell_starts_a_formula_or_looks_like_a_number_that_it_is_not(real: Real, label: str) -> None:
    comparison = spoiled(real("deux"), label)
    read = rows(as_csv.document(comparison))
    assert len(read) == len(rows(as_csv.document(real("deux"))))
    for row in read:
        for name, field in row.items():
            if name in ("valeur", "effectif") or not field:
                continue
            assert field[0] not in f"{FORMULA}\t\r\n", (name, field)
            assert not {"\t", "\r", "\n", "\0"} & set(field)
    said = clean(label)
    places = {row["lieu"] for row in read}
    kept = f"'{said}" if said and (said[0] in FORMULA or said in ("1-2", "01/02", "0123", "12e5")) else said
    assert places == {kept}


@given(st.text(max_size=40))
def test_a_cleaned_text_is_one_line_that_xml_holds(text: str) -> None:
    said = clean(text)
    assert said.isprintable() or all(c.isprintable() or c in "\u00a0\u202f" or ord(c) > 0x9F for c in said)
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 or ord(c) in (0xFFFE, 0xFFFF) for c in said)
    assert clean(said) == said


def test_codes_are_written_so_that_a_spreadsheet_keeps_their_zeros(real: Real) -> None:
    read = rows(as_csv.document(real("La Réunion")))
    assert {"reg:04"} <= {row["lieu_chiffre_ref"] for row in read}
    assert all(":" in row["ref"] for row in read)


def test_two_runs_give_the_same_bytes(real: Real) -> None:
    assert as_csv.document(real("six")) == as_csv.document(real("six"))


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None

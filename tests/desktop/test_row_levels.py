"""A row at a level of its own: the one Comparison carries it, so window, paper, JSON and text say the same."""

from __future__ import annotations

import pytest

from desktop.comparison import compare
from desktop.export.as_json import comparison_document
from desktop.export.as_text import table
from desktop.row_levels import LIEU, PARTS, RANGEES, SORTANTS, apart, words
from desktop.selection import Selection, parse_selection
from desktop.sheet.document import render
from desktop.typography import NBSP
from tests.desktop.inventes import Invente

REFS = ["mefstat11:90000000001@0900001M", "mefstat11:90000000002@0900001M"]


@pytest.fixture
def selection(invente: Invente) -> Selection:
    invente.etablissement("0900001M", "Lycée inventé")
    for i in (1, 2):
        formation = invente.formation(f"9000000000{i}", f"CAP Inventé {i}")
        for lieu, value in (("0900001M", 40), ("reg:90", 60)):
            cells = {"part_emploi_6m": (value, 200, 2 * value), "taux_emploi_6m": (value, 100, value)}
            invente.mesure(formation, lieu, "2022_2023", cells)
    return parse_selection(REFS)


def test_one_row_goes_to_the_region_and_the_others_stay(invente: Invente, selection: Selection) -> None:
    comparison = compare(invente.open(), selection, None, {SORTANTS: "region"})
    rate, part = comparison.ligne("taux_emploi_6m"), comparison.ligne("part_emploi_6m")
    assert rate is not None
    assert part is not None
    assert [(c.valeur, c.lieu.niveau) for c in rate.cellules] == [(60, "region")] * 2
    assert [(c.valeur, c.lieu.niveau) for c in part.cellules] == [(40, "etablissement")] * 2
    assert comparison.rangees == ((SORTANTS, "region"),)
    assert [c.lieu_de(SORTANTS).niveau for c in comparison.colonnes] == ["region"] * 2
    assert [c.lieu_de(PARTS).niveau for c in comparison.colonnes] == ["etablissement"] * 2


def test_a_row_keeps_its_place_when_the_page_goes_wider(invente: Invente, selection: Selection) -> None:
    comparison = compare(invente.open(), selection, "region", {PARTS: LIEU})
    part, rate = comparison.ligne("part_emploi_6m"), comparison.ligne("taux_emploi_6m")
    assert part is not None
    assert rate is not None
    assert {c.lieu.niveau for c in part.cellules} == {"etablissement"}
    assert {c.lieu.niveau for c in rate.cellules} == {"region"}


def test_json_text_and_sheet_say_the_level_of_the_row(invente: Invente, selection: Selection) -> None:
    comparison = compare(invente.open(), selection, None, {SORTANTS: "region"})
    lignes = {ligne["indicateur"]: ligne for ligne in comparison_document(comparison)["lignes"]}
    assert {c["niveau"] for c in lignes["taux_emploi_6m"]["cellules"]} == {"region"}
    assert {c["niveau"] for c in lignes["part_emploi_6m"]["cellules"]} == {"etablissement"}
    said = table(comparison)
    assert f"60{NBSP}%" in said
    assert "Région · Région inventée" in said
    assert render(comparison).startswith(b"%PDF")


def test_a_row_asked_at_the_page_s_own_level_is_not_apart() -> None:
    assert apart({PARTS: LIEU}, None) == {}
    assert apart({PARTS: "region"}, "region") == {}
    assert apart({PARTS: LIEU, SORTANTS: "national"}, "region") == {PARTS: None, SORTANTS: "national"}


def test_rows_and_levels_of_another_version_are_left_out() -> None:
    assert apart({"inventee": "region", PARTS: "inventé"}, None) == {}
    assert words({PARTS: "inventé"}, PARTS) is None


def test_rows_of_two_denominators_are_never_one() -> None:
    names = [nom for found in RANGEES.values() for nom in found]
    assert len(names) == len(set(names))
    assert words({PARTS: "region"}, PARTS) == f"Niveau de cette ligne{NBSP}: Région."

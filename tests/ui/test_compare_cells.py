"""The cells say what the Comparison says: no figure lost, 0 is a value, a gap keeps its own status first."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.cell_words import AUCUN_ECART_NET, MOINS_DE_UN
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.tens import ten
from desktop.typography import NBSP, pourcent
from desktop.wording import EFFECTIF_INCONNU, RUPTURE_B1, TITRE_PARTS, manque, manque_court, parle, plage_courte
from tests.desktop.inventes import Invente
from tests.ui.compare_help import show, show_catalogue, words
from ui.compare.line_cell import is_later
from ui.compare.lots import PARTS
from ui.compare.page import ComparePage
from ui.compare.parts_cell import tens
from ui.compare.rows import TAUX


def cells_of(page: ComparePage, names: tuple[str, ...], column: int) -> list[Figure]:
    assert page.comparison is not None
    lignes = [page.comparison.ligne(name) for name in names]
    return [ligne.cellules[column] for ligne in lignes if ligne is not None]


@pytest.mark.parametrize("count", [2, 3, 6])
def test_every_part_is_written_with_its_range(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    page = show(qtbot, tmp_path, count)
    written = 0
    for column in range(count):
        texts = words(page, "parts", column)
        for figure in filter(None, map(shown, cells_of(page, PARTS, column))):
            assert figure.valeur is not None
            assert pourcent(figure.valeur) in texts
            if short := plage_courte(figure):
                assert short.replace(" ", NBSP) in texts
            written += 1
    assert written == {2: 6, 3: 6, 6: 15}[count]


@pytest.mark.parametrize("count", [2, 6])
def test_every_rate_is_written_in_its_chart(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    page = show(qtbot, tmp_path, count)
    for column in range(count):
        texts = words(page, "sortants", column)
        for figure in filter(None, map(shown, cells_of(page, TAUX, column))):
            assert pourcent(figure.valeur or 0) in texts


def test_zero_is_a_value_in_a_part_and_in_a_rate(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    assert f"0{NBSP}%" in words(page, "parts", 1)
    assert f"0{NBSP}%" in words(page, "sortants", 1)
    assert MOINS_DE_UN not in words(page, "parts", 1)


def test_silhouettes_are_counted_by_the_core(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 4)
    assert tens(cells_of(page, PARTS, 1)) == ten([0, 75, 25])
    assert tens(cells_of(page, PARTS, 2)) is None  # under the threshold: nothing is drawn


def test_a_part_without_a_silhouette_says_less_than_one_in_ten(qtbot: QtBot, tmp_path: Path) -> None:
    texts = words(show(qtbot, tmp_path, 4), "parts", 3)
    assert texts.count(MOINS_DE_UN) == 1
    assert f"3{NBSP}%" in texts


def test_without_a_count_there_is_no_range_and_the_cell_says_so_once(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 4)
    for row in ("parts", "sortants"):
        texts = words(page, row, 3)
        assert texts.count(EFFECTIF_INCONNU) == 1
        assert not [text for text in texts if text.startswith("de ")]


def test_a_gap_says_its_own_status_first_then_the_substitute(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    own = cells_of(page, PARTS, 0)[0]
    texts = words(page, "parts", 0)
    assert texts[0].lower() == manque_court(own).lower()
    assert texts[1] == f"À défaut du lycée{NBSP}: Région inventée"
    cell = page.board.cell("parts", 0)
    assert cell is not None
    assert cell.toolTip() == f"<qt>{escape(manque(own))}</qt>"


def test_a_gap_without_substitute_has_its_whole_sentence_where_there_is_room(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    assert words(page, "parts", 2) == [manque(cells_of(page, PARTS, 2)[0])]


def test_months_not_observed_are_named_and_the_older_cohort_is_not_joined(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    cells = cells_of(page, TAUX, 0)
    assert [is_later(cell, cells) for cell in cells] == [False, False, True, True]
    assert f"57{NBSP}%" in words(page, "sortants", 0)  # the older cohort's value at 24 months, as substitute
    label = next(p for p in page.board.painted if "Ont un emploi salarié" in p.accessibleName())
    assert "sortants 2019 et 2020" in label.accessibleName()
    assert RUPTURE_B1 in label.accessibleName()
    assert "pas encore connu" in words(page, "sortants", 1)


def test_the_spoken_name_of_a_cell_holds_every_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    assert page.comparison is not None
    cell = page.board.cell("parts", 1)
    assert cell is not None
    formation = page.comparison.colonnes[1].formation
    first, *others = (parle(formation, figure) for figure in cells_of(page, PARTS, 1))
    spoken = cell.accessibleName()
    assert spoken.startswith(first)
    head = first.partition(f"{NBSP}: ")[0]
    for sentence in others:
        assert sentence.removeprefix(f"{head}{NBSP}: ").lower() in spoken.lower()


def test_bands_name_their_indicator_and_the_cells_repeat_them(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 3)
    bands = [p.accessibleName() for p in page.board.painted if "on ne peut pas départager" in p.accessibleName()]
    assert any(band.startswith(f"Autres situations{NBSP}: on ne peut pas départager") for band in bands)
    assert any(band.startswith(f"À 12{NBSP}mois{NBSP}: on ne peut pas départager") for band in bands)
    cell = page.board.cell("parts", 0)
    assert cell is not None
    assert "on ne peut pas départager" in cell.accessibleDescription()


def test_clear_gaps_are_marked_with_words_and_only_when_asked(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 6)

    def clear() -> list[str]:
        return [p.accessibleName() for p in page.board.painted if "écart est net" in p.accessibleName()]

    assert clear() == []
    page.toolbar.highlight.click()
    assert any(band.startswith("Travaillent et Étudient") for band in clear())
    page.toolbar.highlight.click()
    assert clear() == []


def test_when_nothing_is_clear_the_page_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 2)
    page.toolbar.highlight.click()
    assert AUCUN_ECART_NET in [p.accessibleName() for p in page.board.painted]


def test_the_whole_establishment_has_its_own_rows_and_the_pair_stands_with_the_leavers(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = show(qtbot, tmp_path, 2)
    rows = [cells[0].row for cells in page.board.grid.rows]
    assert rows == ["parts", "etablissement", "sortants", "attendu", "entree", "lieu"]
    texts = words(page, "etablissement", 0)
    assert {f"26{NBSP}%", f"64{NBSP}%", f"10{NBSP}%"} <= set(texts)
    assert words(page, "attendu", 0)[0] == f"Attendu 52{NBSP}%, observé 50{NBSP}%."


def test_without_any_establishment_its_rows_are_left_out(qtbot: QtBot, tmp_path: Path) -> None:
    page = show(qtbot, tmp_path, 4)
    page.remove_column(0)
    assert [cells[0].row for cells in page.board.grid.rows] == ["parts", "sortants", "entree", "lieu"]
    assert TITRE_PARTS in " ".join(p.accessibleName() for p in page.board.painted)


def test_a_year_before_the_last_keeps_its_year_in_the_card_and_names_the_diploma_measured(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = Invente(tmp_path / "annees.sqlite")
    last = made.formation("90300000003", "Bac pro Inventé métal", intitule="Inventé métal", diplome="Bac pro")
    first = made.formation(
        "90100000001", "Bac pro Inventé métal (2de)", intitule="Inventé métal", diplome="Bac pro", terminale=0, annee=1
    )
    made.lien("terminale", first, last)
    made.mesure(last, "reg:90", "2022_2023", {"part_poursuite": (64, 200, 128)})
    made.commune("90001", "Départ-Inventé", 48.3, -2.0)
    refs = ("mefstat11:90100000001@reg:90", "mefstat11:90300000003@reg:90")
    page = show_catalogue(qtbot, made.open(), refs)
    assert "Inventé métal (2de)" in list(page.board.header.cards[0].block.words())
    assert words(page, "parts", 0) == [f"Chiffres mesurés en fin de diplôme{NBSP}: Bac pro Inventé métal."]

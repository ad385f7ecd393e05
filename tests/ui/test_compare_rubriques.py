"""The rows told in sentences: where they stand, what their cells show, how they are walked, spoken and explained."""

from __future__ import annotations

from html import escape
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.cell_words import fraicheur
from desktop.definitions import definitions
from desktop.explain import WHENCE, WHY
from desktop.rubriques import TITRE_SUITE, Rubrique, absents, rubriques, titre_savoir
from desktop.typography import NBSP
from desktop.wording import D9, manque
from tests.desktop.inventes import Invente
from tests.desktop.rubriques_inventees import APPRENTI, AUTRE_BTS, BTS, CFA, JOBS, LYCEE, REFS, catalogue
from tests.ui.compare_help import SIZE, dress, show_catalogue, words
from ui.compare.cell import Cell
from ui.compare.page import ComparePage
from ui.theme import DARK
from ui.widgets.blocks import Block
from ui.widgets.chip import DASHED, PLAIN, Chip

ROWS = ["entree", "acces", "lieu", "reussite", "salaire", "rupture", "superieur", "metiers", "apres"]


def page_of(qtbot: QtBot, invente: Invente, *refs: str, zoom: float = 1.0, size: tuple[int, int] = SIZE) -> ComparePage:
    return show_catalogue(qtbot, catalogue(invente), refs or REFS, zoom=zoom, size=size)


@pytest.fixture
def invente(tmp_path_factory: pytest.TempPathFactory) -> Invente:
    return Invente(tmp_path_factory.mktemp("rubriques") / "invente.sqlite")


def cell_at(page: ComparePage, row: str, column: int) -> Cell:
    cell = page.board.cell(row, column)
    assert cell is not None
    return cell


def rubrique(page: ComparePage, cle: str) -> Rubrique:
    assert page.comparison is not None
    return next(r for r in rubriques(page.comparison) if r.cle == cle)


def chips(block: Block) -> list[Chip]:
    """Return the chips of a cell, from the top."""
    if isinstance(block, Chip):
        return [block]
    return [chip for item in getattr(block, "_items", ()) for chip in chips(item)]


def headings(page: ComparePage) -> list[str]:
    return [p.accessibleName() for p in page.board.painted if p.accessible_role == QAccessible.Role.Heading]


def test_each_stands_under_its_question_and_the_other_rows_keep_their_order(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    assert [cells[0].row for cells in page.board.grid.rows][-len(ROWS) :] == ROWS
    assert page.comparison is not None
    told = rubriques(page.comparison)
    assert headings(page)[-3:] == ["Accès et lieu", titre_savoir(told), TITRE_SUITE]


def test_only_what_somebody_can_tell_has_a_row(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente, f"{BTS}@{LYCEE}", f"{AUTRE_BTS}@{LYCEE}")
    rows = [cells[0].row for cells in page.board.grid.rows]
    assert "rupture" not in rows
    assert rows[-6:] == ["entree", "acces", "lieu", "reussite", "salaire", "metiers"]


def test_a_cell_shows_its_sentence_then_its_level_and_its_session(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    place, rate = (fait.texte for fait in rubrique(page, "acces").cellules[0])
    shown = words(page, "acces", 0)
    assert shown[:4] == [place, rate, "Établissement", f"session{NBSP}2025"]
    assert shown[4].startswith("Parcoursup nomme cette formation")


def test_a_gap_is_short_in_the_cell_and_whole_elsewhere(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    cell = cell_at(page, "salaire", 5)
    [gap] = rubrique(page, "salaire").cellules[5]
    assert words(page, "salaire", 5) == ["Non publié par la source"]
    assert manque(gap.figures[0]) in cell.accessibleName()
    assert cell.toolTip() == f"<qt>{escape(manque(gap.figures[0]))}</qt>"


def test_a_substitute_keeps_its_dashed_words(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    assert f"Promotion plus ancienne{NBSP}: 2018 et 2019" in words(page, "rupture", 3)
    assert f"À défaut de l’établissement{NBSP}: France" in words(page, "superieur", 4)
    assert [chip._look for chip in chips(cell_at(page, "rupture", 3).block)] == [DASHED, PLAIN]


def test_what_holds_for_every_column_is_said_by_the_label_alone(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    label = next(p.accessibleName() for p in page.board.painted if p.accessibleName().startswith("Réussite à l’examen"))
    whole = "Résultat de la session 2024, pour tout le lycée."
    assert whole in label
    assert whole not in words(page, "reussite", 0)
    assert whole in cell_at(page, "reussite", 0).accessibleName()


def test_names_stand_in_a_list_and_the_tooltip_names_those_that_are_counted(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    jobs = list(JOBS.values())
    shown = words(page, "metiers", 0)
    assert [word for word in shown if word != "–"] == [*jobs[:5], f"et 1{NBSP}autre"]
    assert jobs[5] in cell_at(page, "metiers", 0).toolTip()
    assert jobs[5] not in cell_at(page, "metiers", 0).accessibleName()


def test_the_spoken_name_holds_formation_place_row_and_every_sentence(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    spoken = cell_at(page, "acces", 0).accessibleName()
    assert spoken.startswith(f"BTS Inventé commerce, voie scolaire, Lycée inventé{NBSP}: places et candidatures. 35")
    for fait in rubrique(page, "acces").cellules[0]:
        assert fait.texte in spoken
    assert f"Établissement, session{NBSP}2025." in spoken
    assert spoken.count("Parcoursup nomme") == 1


def test_the_arrows_walk_through_the_new_rows(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente, *REFS[:3])
    page.board.navigator.go(cell_at(page, "entree", 1))
    seen = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert isinstance(focus, Cell)
        seen.append((focus.row, focus.column))
        qtbot.keyClick(focus, Qt.Key.Key_Down)
    assert seen == [("entree", 1), ("acces", 1), ("lieu", 1), ("reussite", 1)]


def test_the_panel_says_what_is_counted_at_which_level_and_from_which_source(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    page.explain(cell_at(page, "acces", 0))
    text = page.panel.text.toPlainText()
    shown = [f for fait in rubrique(page, "acces").cellules[0] for f in fait.figures]
    for sentence in (*definitions(shown), D9.format(session="2024 et 2025"), f"Établissement, session{NBSP}2025."):
        assert sentence.replace(NBSP, " ") in text
    assert "Source : Producteur inventé, Dispositif inventé, session 2025, établissement" in text


def test_the_panel_names_all_jobs_and_says_what_the_place_lacks(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    page.explain(cell_at(page, "metiers", 0))
    assert list(JOBS.values())[5] in page.panel.text.toPlainText()
    page.explain(cell_at(page, "rupture", 3))
    text = page.panel.text.toPlainText()
    assert "Non publié par la source à ce niveau." in text
    assert "Promotion plus ancienne : 2018 et 2019." in text


def test_over_names_the_panel_says_where_they_come_from_and_over_figures_why(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    for row, column, said in (("metiers", 0, WHENCE), ("salaire", 0, WHY), ("apres", 2, WHENCE), ("parts", 0, WHY)):
        page.explain(cell_at(page, row, column))
        assert any(label.text() == said for label in page.panel.findChildren(QLabel))
        assert page.panel.accessibleName() == page.panel.text.accessibleName() == said


def test_the_text_of_the_panel_does_not_touch_its_frame(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    page.explain(cell_at(page, "salaire", 0))
    assert page.panel.text.document().documentMargin() >= 8


def test_the_thousands_of_a_figure_stay_together_in_the_panel(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    page.explain(cell_at(page, "salaire", 0))
    assert "1\u202f540" in page.panel.text.toPlainText()


def test_rates_without_a_count_are_not_told_apart(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente, *REFS[:2])
    said = [p.accessibleName() for p in page.board.painted]
    assert sum("Sans les effectifs, on ne peut pas dire si l’écart compte." in words for words in said) == 1


def test_only_rows_with_figures_offer_to_say_why(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    offered = {rows[0].row for rows in page.board.grid.rows if any(cell.content.lignes for cell in rows)}
    assert {"acces", "reussite", "salaire", "rupture", "superieur"} <= offered
    assert not {"metiers", "apres"} & offered


def test_what_is_not_loaded_is_one_quiet_line_before_the_sources(qtbot: QtBot, invente: Invente) -> None:
    for number in (1, 2):
        formation = invente.formation(f"9000000000{number}", "BTS Inventé", niveau=5)
        invente.mesure(formation, "reg:90", "2022_2023", {"part_poursuite": (60, 400, 240)})
    invente.commune("90001", "Départ-Inventé", 48.3, -2.0)
    page = show_catalogue(qtbot, invente.open(), (f"{BTS}@reg:90", f"{AUTRE_BTS}@reg:90"))
    assert page.comparison is not None
    line = absents(page.comparison)
    assert line
    [said] = [p for p in page.board.painted if p.accessibleName() == line]
    [fresh] = [p for p in page.board.painted if p.accessibleName().startswith(fraicheur(page.comparison))]
    assert said.geometry().bottom() < fresh.geometry().top()
    assert headings(page)[-1] == "Accès et lieu"


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 2.5])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_no_word_of_them_is_cut(qtbot: QtBot, invente: Invente, count: int, zoom: float) -> None:
    page = page_of(qtbot, invente, *REFS[:count], zoom=zoom)
    seen = 0
    for painted in page.board.painted:
        if painted.isVisible():
            room = painted.room()
            assert painted.block.least() <= room.width(), painted.accessibleName()
            assert painted.block.height(room.width()) <= room.height(), painted.accessibleName()
            seen += 1
    assert seen > 15


def test_cells_of_the_new_rows_do_not_meet(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente)
    widgets = [widget for widget in page.board.grid.painted if widget.isVisible()]
    for one, two in combinations(widgets, 2):
        assert not one.geometry().intersects(two.geometry()), (one.accessibleName(), two.accessibleName())


def test_they_are_drawn_in_the_dark_and_beside_the_panel(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente, f"{BTS}@{LYCEE}", f"{APPRENTI}@{CFA}")
    page.board.navigator.go(cell_at(page, "rupture", 1))
    page.explain(cell_at(page, "rupture", 1))
    page.set_theme(dress(DARK))
    cell = cell_at(page, "rupture", 1)
    assert cell.theme.tokens == DARK
    assert page.board.navigator.current is cell
    assert not cell.grab().isNull()


def test_a_rubrique_from_elsewhere_is_drawn_after_its_own(qtbot: QtBot, invente: Invente) -> None:
    page = page_of(qtbot, invente, *REFS[:2])
    assert page.comparison is not None
    own = rubrique(page, "metiers")
    more = Rubrique("ailleurs", "Titre inventé", "Note inventée.", own.cellules)
    page.board.show_comparison(page.comparison, None, False, (more,))
    assert [cells[0].row for cells in page.board.grid.rows][-2:] == ["metiers", "ailleurs"]
    page.board.show_comparison(page.comparison, None, False)
    assert [cells[0].row for cells in page.board.grid.rows][-1] == "metiers"

"""The family mode: one indicator at a time, by keys alone, and nothing that belongs to the interview."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.cell_words import MOINS_DE_UN
from desktop.comparison import compare
from desktop.famille import pages
from desktop.famille_page import PageFamille
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from tests.ui.compare_help import REFS, dress, snapshot
from tests.ui.hands import press
from ui.family.content import SANS_CHIFFRE
from ui.family.grid import Grid, Line
from ui.family.guess import GuessBoard, GuessRow
from ui.family.look import SIZES, Large
from ui.family.page import FamilyScreen
from ui.family.paper import Paper
from ui.family.sheet import MARGIN
from ui.theme import DARK, LIGHT, ZOOMS, Theme, Tokens
from ui.widgets.text_block import Text

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SCREEN = (1366, 768)
Open = Callable[..., FamilyScreen]


@pytest.fixture
def told(tmp_path: Path) -> Callable[[int], tuple[PageFamille, ...]]:
    catalogue = snapshot(tmp_path)
    return lambda count: pages(compare(catalogue, parse_selection(list(REFS[:count]))))


@pytest.fixture
def screen(qtbot: QtBot, told: Callable[[int], tuple[PageFamille, ...]]) -> Open:
    def open_(count: int = 3, zoom: float = 1.0, tokens: Tokens = LIGHT, guess: bool = False) -> FamilyScreen:
        shown = FamilyScreen(told(count), dress(tokens, zoom), guess)
        qtbot.addWidget(shown)
        shown.resize(*SCREEN)
        with qtbot.waitActive(shown):
            shown.show()
            shown.activateWindow()
        QApplication.processEvents()
        return shown

    return open_


def spoken(screen: FamilyScreen) -> str:
    return screen.sheet.accessibleName()


def seen(screen: FamilyScreen) -> tuple[int, int]:
    """Return the part of the page that is on the screen, in pixels from its top."""
    top = screen.area.verticalScrollBar().value()
    return top, top + screen.area.viewport().height()


def turn(screen: FamilyScreen, *key: object) -> None:
    """Press a key, Space unless told, until another page or its answer comes."""
    before, hidden = screen.number, screen.board
    for _ in range(40):
        press(*(key or (Qt.Key.Key_Space, " ")))  # type: ignore[arg-type]
        if screen.number != before or screen.board is not hidden:
            return


def test_keys_turn_the_pages_both_ways_and_stop_at_the_ends(screen: Open) -> None:
    shown = screen()
    first, count = shown.number
    assert (first, count > 3) == (1, True)
    for back, forward in (
        ((Qt.Key.Key_Space, " ", SHIFT), (Qt.Key.Key_Space, " ")),
        ((Qt.Key.Key_Left,), (Qt.Key.Key_Right,)),
        ((Qt.Key.Key_PageUp,), (Qt.Key.Key_PageDown,)),
    ):
        turn(shown, *forward)
        assert shown.number[0] == 2
        turn(shown, *back)
        assert shown.number[0] == 1
        turn(shown, *back)
        assert (shown.number[0], seen(shown)[0]) == (1, 0)
    press(Qt.Key.Key_End)
    assert shown.number[0] == count
    turn(shown)
    assert shown.number[0] == count
    press(Qt.Key.Key_Home)
    assert shown.number[0] == 1


def test_the_position_is_told_in_words(screen: Open) -> None:
    shown = screen()
    turn(shown)
    assert shown.bar.place.text() == f"2\u00a0sur\u00a0{shown.number[1]}"
    assert spoken(shown).startswith(f"Page 2 sur {shown.number[1]}. ")


def test_the_name_of_the_page_is_the_whole_page_and_it_is_announced(screen: Open) -> None:
    shown = screen()
    for _ in range(shown.number[1]):
        assert spoken(shown).endswith(shown.slide.page.phrase)
        before = shown.number
        turn(shown)
        assert shown.sheet.property("announced") == spoken(shown) or shown.number == before
    interface = QAccessible.queryAccessibleInterface(shown.sheet)
    assert interface.role() == QAccessible.Role.Graphic


def test_everything_that_is_painted_is_spoken_and_without_a_percent(screen: Open) -> None:
    shown, checked = screen(6), 0
    for _ in range(shown.number[1]):
        told = spoken(shown).casefold().replace(",", "")
        rows = {rang.mot for rang in shown.slide.page.rangs}  # spoken as verbs: « travaillaient »
        for words in shown.sheet.block.words():
            assert "%" not in words
            if len(words) > 2 and words not in rows | {"aucun", SANS_CHIFFRE, MOINS_DE_UN}:
                assert all(bit.rstrip(".").casefold() in told for bit in words.replace(",", "").split(". ")), words
                checked += 1
        turn(shown)
    assert checked > 50


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_escape_leaves(screen: Open, key: Qt.Key, qtbot: QtBot) -> None:
    shown = screen()
    with qtbot.waitSignal(shown.left):
        press(key)
    assert not shown.isVisible()


def test_it_has_no_menu_and_names_no_dossier(screen: Open) -> None:
    shown = screen()
    assert shown.findChildren(QMenuBar) == []
    assert shown.windowTitle() == "Côte à Côte"
    assert [a for child in shown.findChildren(QWidget) for a in child.actions()] == []


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("count", [2, 3, 6])
def test_text_is_never_under_28_points_nor_cut_at_any_size(screen: Open, zoom: float, count: int) -> None:
    shown = screen(count, zoom)
    for _ in range(shown.number[1]):
        assert shown.area.horizontalScrollBar().maximum() == 0
        assert shown.sheet.block.least() <= shown.sheet.width()
        assert shown.sheet.height() >= shown.sheet.heightForWidth(shown.sheet.width())
        for part in (shown.bar.back, shown.bar.next, shown.bar.guess, shown.bar.leave):
            assert part.font().pointSizeF() >= 28
            assert part.width() >= part.sizeHint().width()
            assert shown.bar.rect().contains(part.geometry())
        turn(shown)
    assert shown.bar.place.font().pointSizeF() >= 28


def test_the_three_sizes_are_those_of_the_design() -> None:
    assert SIZES == {"body": 28.0, "card": 34.0, "figure": 37.0}
    large = Large(Theme(LIGHT))
    assert [large.font(role).pointSizeF() for role in ("caption", "body", "card", "figure")] == [28, 28, 34, 37]


def test_columns_of_a_page_share_its_width_equally_and_every_formation_has_its_page(screen: Open) -> None:
    shown = screen(6)
    told: list[str] = []
    places = set()
    while shown.slide.page.cle == "parts":
        places.add(shown.slide.setting.places)
        told += [column.titre.phrase for column in shown.slide.page.colonnes]
        if len(shown.slide.page.colonnes) < 6:
            assert shown.slide.where in spoken(shown)
            assert shown.slide.where.startswith("Formation")
        turn(shown)
    assert len(places) == 1
    assert len(told) == 6


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("by_button", [False, True])
@pytest.mark.parametrize("guess", [False, True])
def test_space_never_hides_what_was_not_seen_and_maj_space_goes_the_same_way_back(
    screen: Open, zoom: float, by_button: bool, guess: bool
) -> None:
    shown = screen(3, zoom, guess=guess)
    if by_button:
        shown.bar.next.setFocus()
    way: list[tuple[int, int, bool]] = []
    reached, height, count = 0, 0, shown.number[1]
    for _ in range(400):
        (top, low), now = seen(shown), (shown.number[0], shown.board is not None)
        if not way or (way[-1][0], way[-1][2]) != now:
            assert reached == height  # all of the page before was on the screen
            reached = 0
        assert top <= reached
        reached, height = low, shown.area.widget().height()
        way.append((now[0], top, now[1]))
        press(Qt.Key.Key_Space, " ")
        if (shown.number[0], seen(shown)[0], shown.board is not None) == way[-1]:
            break
    assert (shown.number[0], reached) == (count, height)
    answers = [step[:2] for step in way if not step[2]]
    for at, top in reversed(answers):
        assert (shown.number[0], seen(shown)[0]) == (at, top)
        press(Qt.Key.Key_Space, " ", SHIFT)


def test_the_usual_comparison_of_three_fits_a_small_screen_down_to_what_cant_be_told_apart(
    qtbot: QtBot, extrait: Path
) -> None:
    refs = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
    for count in (2, 3):
        found = pages(compare(Catalogue(open_snapshot(extrait)), parse_selection(refs[:count])))
        shown = FamilyScreen(found, dress())
        qtbot.addWidget(shown)
        shown.resize(*SCREEN)
        shown.show()
        QApplication.processEvents()
        paper = shown.sheet.block
        assert isinstance(paper, Paper)
        placed = paper.laid(shown.sheet.width() - 2 * shown._look.px(MARGIN)).placed
        whole = [block for block, top in placed if top + block.height(shown.sheet.width()) <= seen(shown)[1]]
        words = [word for block in whole for word in block.words()]
        [band] = shown.slide.page.departages
        for wanted in ("Travaillent", "Étudient", "Autres situations", "À défaut du lycée", "entre 1 et 4", band):
            assert wanted in words
        assert shown.slide.page.commun in words
        assert "Bac pro Services en restauration" in words or count == 2
        assert ("Bac pro Commercialisation et services en restauration" in spoken(shown)) is (count == 3)


def opening(screen: FamilyScreen) -> list[str]:
    """Return the words of the blocks that are whole on what is seen of the page."""
    paper, width = screen.sheet.block, screen.sheet.width() - 2 * screen._look.px(MARGIN)
    assert isinstance(paper, Paper)
    top, low = seen(screen)
    laid = [(block, y) for block, y in paper.laid(width).placed if top <= y and y + block.height(width) <= low]
    return [word for block, _ in laid for word in block.words()]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("count", [2, 3, 6])
def test_a_page_opens_with_the_first_figures_of_its_columns_at_any_size(screen: Open, zoom: float, count: int) -> None:
    shown = screen(count, zoom)
    for at in range(shown.number[1]):
        shown._go(at, answered=True)
        QApplication.processEvents()
        words, page = opening(shown), shown.slide.page
        assert page.question in words
        for column in page.colonnes:
            assert any(word.startswith(column.titre.affiche) for word in words)
            if page.rangs:
                first = column.cellules[0].sur_dix if column.cellules else None
                assert page.rangs[0].mot in words or not column.cellules
                assert (str(first) if first is not None else column.manque or SANS_CHIFFRE) in words
            else:
                assert (*column.textes, column.manque)[0] in words


@pytest.mark.parametrize("zoom", [1.0, 2.0, 2.5])
def test_a_guess_leaves_the_first_figures_on_the_screen(screen: Open, zoom: float) -> None:
    shown = screen(3, zoom, guess=True)
    while shown.slide.page.deviner and shown.number[0] < shown.number[1]:
        press(Qt.Key.Key_7, "7")
        turn(shown)
        assert shown.board is None
        words, columns = opening(shown), shown.slide.page.colonnes
        assert "Deviné\u00a0: 7" in words
        assert shown.slide.page.rangs[0].mot in words or not any(column.cellules for column in columns)
        turn(shown)


def test_columns_beside_one_another_are_as_many_as_open_with_figures(screen: Open) -> None:
    assert [screen(3, zoom).slide.setting.places for zoom in (1.0, 1.5, 2.0, 2.5)] == [3, 3, 2, 1]
    assert screen(3, 2.0).slide.where == "Formations 1 et 2 sur 3"


def test_a_lower_window_has_fewer_columns(screen: Open) -> None:
    shown = screen(3, 1.5)
    assert shown.slide.setting.places == 3
    shown.resize(SCREEN[0], 560)
    QApplication.processEvents()
    assert shown.slide.setting.places < 3
    assert shown.slide.page.rangs[0].mot in opening(shown)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_what_must_be_said_of_all_comes_once_after_the_last_formation(screen: Open, zoom: float) -> None:
    shown = screen(6, zoom)
    parts = [slide for slide in shown._slides if slide.page.cle == "parts"]
    assert len(parts) > 1
    assert [bool(slide.page.lots) for slide in parts] == [False] * (len(parts) - 1) + [True]
    for slide in parts[:-1]:
        here = range(slide.first, slide.first + len(slide.page.colonnes))
        both = any(len(set(group) & set(here)) > 1 for group in slide.page.groupes)
        assert bool(slide.page.departages) is both
    assert parts[-1].page.departages


def test_a_heading_never_ends_a_screen(screen: Open) -> None:
    for zoom in ZOOMS:
        shown = screen(3, zoom)
        paper, width = shown.sheet.block, shown.sheet.width() - 2 * shown._look.px(MARGIN)
        assert isinstance(paper, Paper)
        blocks = [list(block.words()) for block, _ in paper.laid(width).placed]
        titled = {lot.titre: lot.phrases[0] for lot in shown.slide.page.lots}
        assert all(any(block[:2] == [titre, first] for block in blocks) for titre, first in titled.items())


@pytest.mark.parametrize("cohort", ["", "#2019_2020"])
def test_the_usual_notes_are_read_on_two_screens_even_where_cohorts_differ(
    qtbot: QtBot, extrait: Path, cohort: str
) -> None:
    refs = ["mefstat11:23220022146@0350807M", f"cfd:50022146@reg:53{cohort}", "mefstat11:23830033403@0350005R"]
    shown = FamilyScreen(pages(compare(Catalogue(open_snapshot(extrait)), parse_selection(refs))), dress())
    qtbot.addWidget(shown)
    shown.resize(*SCREEN)
    shown.show()
    QApplication.processEvents()
    words = opening(shown)
    [band] = shown.slide.page.departages
    assert band in words
    assert ("2019 et 2020" in words) is bool(cohort)
    assert len(shown.sheet.stops) <= (3 if cohort else 2)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_screen_begins_in_the_middle_of_a_block_and_figures_keep_their_heads(screen: Open, zoom: float) -> None:
    shown = screen(3, zoom)
    paper, width = shown.sheet.block, shown.sheet.width() - 2 * shown._look.px(MARGIN)
    assert isinstance(paper, Paper)
    laid = paper.laid(width)
    heads = {column.titre.affiche for column in shown.slide.page.colonnes}
    rangs = {rang.mot for rang in shown.slide.page.rangs}
    again = max(item.again.height(width) for item in paper._items if item.again is not None)
    for stop in laid.stops:
        on = [(block, top) for block, top in laid.placed if stop <= top < stop + paper.screen]
        words = [word for block, _ in on for word in block.words()]
        assert all(top + block.height(width) <= stop + paper.screen for block, top in on)
        room = again + on[0][0].height(width) <= paper.screen - on[0][1] + stop
        named = {head for head in heads if any(word.startswith(head) for word in words)}
        assert heads == named or not set(words) & rangs or not room


def test_the_button_says_what_comes_next_and_arrows_scroll(screen: Open) -> None:
    shown = screen(2, 2.5)
    bar = shown.area.verticalScrollBar()
    assert bar.maximum() > 0
    assert shown.bar.next.accessibleName() == "Plus bas"
    for _ in range(60):
        press(Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    assert shown.bar.next.accessibleName() == "Suite"
    press(Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    assert shown.bar.next.accessibleName() == "Plus bas"
    turn(shown)
    assert shown.number[0] == 2
    assert shown.area.verticalScrollBar().value() == 0


def test_tab_goes_from_the_page_to_the_buttons_and_round(screen: Open) -> None:
    shown = screen()
    turn(shown)
    assert QApplication.focusWidget() is shown.sheet
    met = []
    for _ in range(8):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName()
        met.append(focus)
        if focus is shown.sheet:
            break
    assert met == [shown.bar.back, shown.bar.next, shown.bar.guess, shown.bar.leave, shown.sheet]


def test_the_focus_stays_on_the_button_that_turned_the_page_until_it_can_no_longer(screen: Open) -> None:
    shown = screen()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.bar.next
    turn(shown)
    assert shown.number[0] == 2
    assert QApplication.focusWidget() is shown.bar.next
    for _ in range(shown.number[1] - 2):
        turn(shown)
    assert shown.number[0] == shown.number[1]
    while seen(shown)[1] < shown.area.widget().height():
        press(Qt.Key.Key_Space, " ")
    assert QApplication.focusWidget() is shown.sheet


def test_another_zoom_keeps_the_question(screen: Open) -> None:
    shown = screen(6)
    for _ in range(3):
        turn(shown)
    asked = shown.slide.page.cle, shown.slide.first
    shown.set_theme(dress(DARK, 2.5))
    assert shown.slide.page.cle == asked[0]
    assert shown.slide.first <= asked[1]
    assert QApplication.focusWidget() is shown.sheet


def test_ctrl_and_signs_ask_for_the_zoom_of_the_program(screen: Open) -> None:
    shown, asked = screen(), []
    shown.zoom_asked.connect(asked.append)
    press(Qt.Key.Key_Plus, "+", CTRL)
    press(Qt.Key.Key_Minus, "-", CTRL)
    press(Qt.Key.Key_0, "0", CTRL)
    assert asked == [1, -1, 0]


def test_guessing_first_hides_the_answer_until_the_family_asks_for_it(screen: Open) -> None:
    shown, kept = screen(), []
    shown.guessing.connect(kept.append)
    press(Qt.Key.Key_D, "d")
    assert kept == [True]
    assert isinstance(shown.board, GuessBoard)
    assert len(shown.board.rows) == 3
    assert "travaillaient." not in spoken(shown)
    assert shown.bar.next.accessibleName() == "Réponse"
    press(Qt.Key.Key_Space, " ")
    assert shown.number[0] == 1
    assert shown.board is None
    assert spoken(shown).endswith(shown.slide.page.phrase)
    turn(shown)
    assert shown.number[0] == 2
    assert shown.board is not None
    turn(shown, Qt.Key.Key_Space, " ", SHIFT)
    assert shown.number[0] == 1
    assert shown.board is None


def test_a_guess_is_made_with_digits_arrows_or_a_click(screen: Open, qtbot: QtBot) -> None:
    shown = screen(guess=True)
    assert shown.board is not None
    first, second, third = shown.board.rows
    assert QApplication.focusWidget() is first
    for text, value in (("7", 7), ("1", 1), ("0", 10), ("0", 0)):
        press(getattr(Qt.Key, f"Key_{text}"), text)
        assert first.value == value
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    assert first.value == 1
    assert first.accessibleName().endswith("1 sur\u00a010")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    assert second.value is None
    qtbot.mouseClick(third, Qt.MouseButton.LeftButton, pos=third._place(3).center())
    assert third.value == 4
    assert shown.number[0] == 1


def test_a_guess_is_shown_beside_the_answer_without_a_word_on_it_and_then_forgotten(screen: Open) -> None:
    shown = screen(guess=True)
    press(Qt.Key.Key_3, "3")
    press(Qt.Key.Key_Space, " ")
    words = list(shown.sheet.block.words())
    assert "Deviné\u00a0: 3" in words
    assert not re.search(r"bravo|juste|faux|presque|gagné|perdu|score", " ".join(words), re.IGNORECASE)
    turn(shown)
    turn(shown, Qt.Key.Key_Space, " ", SHIFT)
    assert shown.number[0] == 1
    assert not [word for word in shown.sheet.block.words() if word.startswith("Deviné")]


def test_a_page_without_anything_to_count_is_not_guessed(screen: Open) -> None:
    shown = screen(guess=True)
    press(Qt.Key.Key_End)
    if not shown.slide.page.deviner:
        assert shown.board is None
    assert not isinstance(QApplication.focusWidget(), GuessRow)


def test_a_rule_between_columns_crosses_no_words_and_goes_to_the_end_of_its_line(qtbot: QtBot) -> None:
    theme = Large(dress(LIGHT, 2.0))
    words, cell = Text(theme, "Autres situations inventées", bold=True), Text(theme, "mot")
    grid = Grid(theme, [Line(words, (cell, cell)), Line(None, (cell, cell))], 2, False, Line(None, (cell, cell)))
    row, width = grid.rows[0], 400
    over, tall = words.height(width), row.height(width)
    assert over > cell.height(180)  # on two lines, over both columns
    picture = QImage(width, tall, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    row.paint(painter, QRect(0, 0, width, tall))
    painter.end()
    rule = theme.color("line_strong").rgb()
    ruled = [y for y in range(tall) if picture.pixelColor(width // 2, y).rgb() == rule]
    assert ruled == list(range(tall - len(ruled), tall))
    assert cell.height(180) <= len(ruled) <= tall - over

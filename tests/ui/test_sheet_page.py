"""The page of the sheet: pages of the very PDF, the last asked wins, nothing stale, everything by the keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication

from desktop.errors import SnapshotError
from desktop.selection import Choix
from tests.ui.hands import Drawer, press, strike
from tests.ui.journey import focus, tab_to
from tests.ui.walking import settle, spoken, stops, walk
from ui.program import Program
from ui.session import Session
from ui.sheet.jobs import Picture, SheetJobs
from ui.sheet.page import SheetPage
from ui.sheet.pdf import UNDRAWN, PageError, Paper
from ui.sheet.places import WHOLE, WIDE
from ui.theme import DARK, LIGHT, ZOOMS, Theme
from ui.tokens import CONTRAST_DARK
from ui.window import SHEET, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
OTHER = "cfd:50022139@reg:53"
SAME = 3.0
"""The mean difference of two ways of drawing the same page; of two pages it is far more."""
Show = Callable[[], SheetPage]


def fill(session: Session, *refs: str) -> None:
    for ref in refs or REFS:
        session.add(Choix.parse(ref))


def settled(drawer: Drawer) -> None:
    """Let everything that was asked for be done and painted."""
    for _ in range(4):
        QApplication.processEvents()
        drawer.drain()
    QApplication.processEvents()


@pytest.fixture
def show(window: Window, session: Session, drawer: Drawer) -> Show:
    """Show the page of three formations by its key, its pages drawn."""

    def shown() -> SheetPage:
        if not session.count:
            fill(session)
        drawer.drain()
        strike("Ctrl+3")
        settled(drawer)
        page: SheetPage = window.page(SHEET)
        return page

    return shown


def bare(content: bytes, page: int, size: tuple[int, int]) -> QImage:
    """A page as pypdfium2 alone draws it, at about this size."""
    document = pypdfium2.PdfDocument(content)
    wanted = document[page]
    drawn = wanted.render(scale=size[0] / wanted.get_width()).to_pil().convert("RGB").resize(size)
    image = QImage(drawn.tobytes(), *size, 3 * size[0], QImage.Format.Format_RGB888).copy()
    document.close()
    return image


def distance(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures of one size, from 0 to 255."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = [image.scaled(80, 112, Qt.AspectRatioMode.IgnoreAspectRatio, smooth) for image in (one, other)]
    a, b = (pixels(image.convertToFormat(QImage.Format.Format_Grayscale8)) for image in small)
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def pixels(image: QImage) -> bytes:
    """The bytes of a picture, which has to be there while they are read."""
    return bytes(image.constBits())


def test_ctrl_3_shows_the_pages_of_the_very_pdf(window: Window, show: Show) -> None:
    page = show()
    assert window.current_number == SHEET
    assert focus() is page.view
    assert page.paper is not None
    assert page.turner.words.text() == f"Page\u00a01 sur\u00a0{len(page.paper)}"
    image = page.view.shown[0]
    assert distance(image, bare(page.paper.content, 0, (image.width(), image.height()))) < SAME
    assert distance(image, bare(page.paper.content, 1, (image.width(), image.height()))) > 2 * SAME
    assert [tab.isChecked() for tab in window.header._tabs] == [False, False, True]


def test_what_is_saved_is_what_is_shown(
    program: Program, show: Show, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show()
    press_on(page.choices.genre._group.button(1))
    settled(drawer)
    assert program.desk is not None
    sheet = tmp_path / "fiche.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: sheet)
    strike("Ctrl+S")
    drawer.drain()
    assert page.paper is not None
    assert page.choices.options.simple
    assert sheet.read_bytes() == page.paper.content


def press_on(button: object) -> None:
    button.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Space, " ")


def test_every_choice_is_made_by_keys_and_makes_another_sheet(show: Show, drawer: Drawer) -> None:
    page = show()
    assert page.paper is not None
    seen = [page.paper.content]
    tab_to("Avec le verso", "Shift+Tab")
    for _ in range(2):
        strike("Space")
        settled(drawer)
        seen.append(page.paper.content)
    assert seen[0] == seen[2] != seen[1]
    assert not page.choices.address.isVisible()
    tab_to("Fiche\u00a0: Avec chiffres", "Shift+Tab")
    strike("Right")
    settled(drawer)
    assert page.choices.address.isVisible()
    assert not page.choices.verso.isVisible()
    assert page.paper.content not in seen


def test_a_language_says_that_it_is_to_be_reviewed(show: Show, drawer: Drawer) -> None:
    page = show()
    words = [action.text() for action in page.choices.language.open_menu().actions()]
    assert words[0] == "Français"
    assert all(word.endswith("(traduction à relire)") for word in words[1:])
    assert len(words) == 6
    page.choices.language.open_menu().actions()[2].trigger()
    settled(drawer)
    assert page.choices.options.langue == "ar"
    assert page.choices.to_review.isVisible()
    assert page.choices.both.isVisible()


def test_pages_turn_with_their_keys(show: Show, drawer: Drawer) -> None:
    page = show()
    count = page.view.count
    assert count > 1
    heard = []
    for _ in range(count):
        heard.append(spoken(page.view))
        press(Qt.Key.Key_PageDown)
    assert page.view.current == count - 1
    assert heard == [name for name in heard if name.startswith("Page\u00a0") and "balisé" in name]
    assert heard[0].startswith(f"Page\u00a01 sur\u00a0{count}")
    assert page.turner.words.text() == f"Page\u00a0{count} sur\u00a0{count}"
    settled(drawer)
    assert count - 1 in page.view.shown
    press(Qt.Key.Key_Home)
    assert page.view.current == 0
    press(Qt.Key.Key_PageUp)
    assert page.view.current == 0
    press_on(page.turner.after)
    assert page.view.current == 1


def test_pages_as_wide_as_the_view_scroll_through_all_of_them(show: Show, drawer: Drawer) -> None:
    page = show()
    narrow = page.view._places[0].width()
    tab_to("Taille de la page\u00a0: Pleine largeur", "Shift+Tab")
    strike("Space")
    page.view.setFocus()
    settled(drawer)
    assert page.view._places[0].width() > 2 * narrow
    assert page.view.viewport().width() - page.view._places[0].width() < 60
    for _ in range(4 * page.view.count):
        press(Qt.Key.Key_PageDown)
    assert page.view.current == page.view.count - 1
    bar = page.view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_only_pages_in_sight_are_drawn(show: Show, drawer: Drawer) -> None:
    page = show()
    page.view.set_fit(WIDE)
    settled(drawer)
    assert list(page.view.shown) == [0]
    assert list(page.view._images) == [0]


def test_grey_takes_the_colours_away_and_makes_no_other_pdf(show: Show, drawer: Drawer) -> None:
    page = show()
    before = page.paper
    assert not page.view.shown[0].allGray()
    tab_to("Comme en noir et blanc", "Shift+Tab")
    strike("Space")
    settled(drawer)
    assert page.view.shown[0].allGray()
    assert page.paper is before


def test_a_change_of_the_selection_leaves_nothing_stale(show: Show, session: Session, drawer: Drawer) -> None:
    page = show()
    assert page.paper is not None
    old = page.paper.content
    assert page.view.shown
    session.remove(session.selection.choix[0])
    assert page.view.shown == {}
    assert page.paper is None
    assert not page.print_button.isEnabled()
    assert not page.copy_button.isEnabled()
    settled(drawer)
    assert page.paper is not None
    assert page.paper.content != old
    assert page.view.shown
    assert page.print_button.isEnabled()


def test_of_many_changes_only_the_last_is_shown(show: Show, session: Session, drawer: Drawer) -> None:
    page = show()
    waiting = []
    for _ in range(2):
        session.remove(session.selection.choix[0])
        waiting += drawer.waiting
        drawer.waiting = []
    for work in reversed(waiting):  # the one asked first comes last
        work()
        QApplication.processEvents()
    settled(drawer)
    assert page.paper is not None
    text = pypdfium2.PdfDocument(page.paper.content)[0].get_textpage().get_text_range()
    assert "Commercialisation" in text
    assert "CAP" not in text.split("Bac pro")[0]
    assert session.count == 1


def test_a_page_asked_of_the_old_paper_is_never_shown_on_the_new(show: Show, session: Session, drawer: Drawer) -> None:
    page = show()
    page.view.set_fit(WIDE)
    QApplication.processEvents()  # paints, and asks for the page at another size
    late = drawer.waiting
    assert late
    drawer.waiting = []
    session.remove(session.selection.choix[0])
    for work in late:
        work()
    QApplication.processEvents()
    assert page.view.shown == {}
    settled(drawer)
    assert page.view.shown


def test_a_page_drawn_just_before_a_change_is_not_shown_after_it(show: Show, session: Session, drawer: Drawer) -> None:
    page = show()
    page.view.set_fit(WIDE)
    QApplication.processEvents()
    late = drawer.waiting
    assert late
    drawer.waiting = []
    for work in late:
        thread = threading.Thread(target=work)  # its answer waits for the window
        thread.start()
        thread.join()
    session.remove(session.selection.choix[0])
    QApplication.processEvents()
    assert page.view.shown == {}
    assert page.view._images == {}
    settled(drawer)
    assert page.view.shown


@pytest.mark.parametrize("what", ["level", "departure", "row"])
def test_what_is_on_the_sheet_is_followed(what: str, show: Show, session: Session, drawer: Drawer) -> None:
    page = show()
    assert page.paper is not None
    before = page.paper.content
    if what == "level":
        session.compare("national")
    elif what == "departure":
        session.set_depuis(session.catalogue.commune("35085"))
    else:
        session.set_row_level("parts", "national")
    settled(drawer)
    assert page.paper is not None
    assert page.paper.content != before


def test_nothing_is_made_while_another_page_is_shown(
    show: Show, window: Window, session: Session, drawer: Drawer
) -> None:
    page = show()
    strike("Ctrl+2")
    settled(drawer)
    session.remove(session.selection.choix[0])
    settled(drawer)
    assert page.paper is None
    strike("Ctrl+3")
    settled(drawer)
    assert page.paper is not None
    assert page.view.shown


def test_without_a_formation_a_sentence_says_what_to_do(window: Window, session: Session, drawer: Drawer) -> None:
    strike("Ctrl+3")
    settled(drawer)
    page = window.page(SHEET)
    assert spoken(page.view).startswith("Ajoutez au moins une formation")
    assert page.view.count == 0
    assert not page.save_button.isEnabled()
    assert not window.named_actions["imprimer"].isEnabled()
    fill(session, OTHER)
    settled(drawer)
    assert page.view.shown
    assert window.named_actions["imprimer"].isEnabled()
    session.clear()
    settled(drawer)
    assert spoken(page.view).startswith("Ajoutez au moins une formation")
    assert page.view.shown == {}


def test_one_formation_has_its_sheet_too(window: Window, session: Session, drawer: Drawer) -> None:
    fill(session, OTHER)
    drawer.drain()
    strike("Ctrl+3")
    settled(drawer)
    assert window.page(SHEET).view.count >= 1


def test_an_error_of_the_data_is_a_sentence_and_the_window_goes_on(
    show: Show, session: Session, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show()

    def broken(_level: object = None) -> None:
        raise SnapshotError("Le fichier de données est abîmé (inventé).")

    with monkeypatch.context() as patch:
        patch.setattr(session, "compare", broken)
        page.refresh()
        settled(drawer)
    assert spoken(page.view) == "Le fichier de données est abîmé (inventé)."
    assert page.view.shown == {}
    page.refresh()
    settled(drawer)
    assert page.view.shown


def test_a_page_that_pdfium_can_not_draw_says_so_and_the_others_are_there(
    show: Show, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Paper._draw

    def broken(self: Paper, number: int, *rest: object) -> None:
        if number == 0:
            raise pypdfium2.PdfiumError("made up")
        draw(self, number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "_draw", broken)
    page = show()
    assert UNDRAWN in spoken(page.view)
    assert 0 not in page.view.shown
    assert 1 in page.view.shown
    assert page.save_button.isEnabled()
    assert drawer.waiting == []


def test_bytes_that_are_no_pdf_are_refused_in_a_sentence() -> None:
    with pytest.raises(PageError) as refused:
        Paper(b"%PDF-1.7 cut")
    assert refused.value.phrase == UNDRAWN


def test_a_paper_let_go_of_draws_no_more(show: Show) -> None:
    page = show()
    assert page.paper is not None
    paper = Paper(page.paper.content)
    paper.close()
    with pytest.raises(PageError):
        paper.image(0, 10, 14)


def test_bands_of_a_page_put_together_are_the_page(show: Show) -> None:
    page = show()
    assert page.paper is not None
    whole = page.paper.image(0, 400, 566)
    for top in range(0, 566, 100):
        rows = min(100, 566 - top)
        band = page.paper.image(0, 400, 566, top=top, rows=rows)
        ours, theirs = pixels(band), pixels(whole.copy(0, top, 400, rows))
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) <= 2


def test_the_page_is_copied_as_a_picture(show: Show, window: Window, drawer: Drawer) -> None:
    page = show()
    QApplication.clipboard().clear()
    press(Qt.Key.Key_PageDown)
    strike("Ctrl+C")
    drawer.drain()
    image = QApplication.clipboard().image()
    assert page.paper is not None
    assert (image.width(), image.height()) == (1240, 1754)
    assert distance(image, bare(page.paper.content, 1, (1240, 1754))) < SAME
    assert window.notice_text == "La page\u00a02 est copiée comme image. Elle peut être collée dans un document."


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_tab_comes_to_everything_and_everything_has_a_name(
    zoom: float, program: Program, window: Window, show: Show, drawer: Drawer
) -> None:
    program.wear(Theme(LIGHT, zoom))
    page = show()
    page.choices.change(genre="simple", langue="uk")
    settled(drawer)
    settle()
    there, back = walk(), walk(back=True)
    assert set(back) == set(there)
    assert [widget for widget in there if not spoken(widget).strip()] == []
    assert {spoken(widget) for widget in stops(window) - set(there)} == set()


def test_the_picture_of_a_page_has_its_role(show: Show) -> None:
    interface = QAccessible.queryAccessibleInterface(show().view)
    assert interface.role() == QAccessible.Role.Graphic


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_DARK], ids=["clair", "sombre", "contraste"])
def test_nothing_is_cut_on_a_small_screen(
    zoom: float, tokens: object, program: Program, window: Window, show: Show, drawer: Drawer
) -> None:
    program.wear(Theme(tokens, zoom))  # type: ignore[arg-type]
    page = show()
    page.choices.change(genre="simple", langue="uk")
    settled(drawer)
    settle()
    assert (window.width(), window.height()) == (1366, 690)
    side = page.side.viewport().width()
    assert page.side.widget().minimumSizeHint().width() <= side
    assert page.view.viewport().width() > 300
    assert page.view.viewport().height() > 150
    for button in (page.print_button, page.save_button, page.copy_button, page.batch_button):
        assert button.sizeHint().width() <= button.width()
    for part in (page.fit, page.choices.genre, page.choices.address, page.choices.language):
        assert part.minimumSizeHint().width() <= part.width()


def test_the_theme_changes_the_ground_and_never_the_paper(program: Program, show: Show, drawer: Drawer) -> None:
    page = show()
    before = page.view.shown[0].copy()
    program.wear(Theme(DARK, 1.0))
    settled(drawer)
    assert page.view.shown[0] == before


def test_the_choices_go_with_the_interview(program: Program, show: Show, drawer: Drawer) -> None:
    page = show()
    page.choices.change(langue="ar", gris=True)
    settled(drawer)
    assert program.desk is not None
    assert program.desk.paper.options.langue == "ar"
    program.begin_again()
    assert program.desk.paper.options.langue == "fr"
    assert not program.desk.paper.options.gris


def test_the_window_may_close_while_pages_are_drawn(program: Program, show: Show, drawer: Drawer) -> None:
    page = show()
    page.view.set_fit(WHOLE)
    page.refresh()
    late = list(drawer.waiting)
    assert late
    program.begin_again()
    drawer.drain()
    QApplication.processEvents()
    assert page.paper is None


def test_what_is_no_longer_wanted_is_not_drawn(show: Show, drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    page = show()
    jobs: SheetJobs = page._jobs
    drawn: list[int] = []
    image = Paper.image

    def counted(self: Paper, number: int, width: int, *rest: object, **named: object) -> QImage:
        drawn.append(width)
        return image(self, number, width, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "image", counted)
    for width in (101, 102, 103):
        jobs.want({Picture(0, width, 140, False)})
    drawer.drain()
    assert drawn == [103]

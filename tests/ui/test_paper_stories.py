"""The paper of an interview, from its first key to its last; then what goes wrong while it is made."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.errors import CoteACoteError
from tests.ui.hands import Drawer, strike
from tests.ui.journey import Answer, active, desk_window, focus, refs, search, tab_to, write
from tests.ui.walking import settle, spoken
from ui.help import keys_and_words
from ui.program import Program
from ui.session import Session
from ui.sheet.page import SheetPage
from ui.sheet.turner import Turner
from ui.theme import DARK, LIGHT, Theme
from ui.tokens import Tokens
from ui.window import SEARCH, SHEET, Window

CODE = re.compile(r"(?:[A-Z]{4}\s+){3,}(?:[A-Z]{1,4}(?![a-z]))?")
Ask = Callable[[bool], Path]


def settled(drawer: Drawer) -> None:
    """Let everything that was asked for be done and painted."""
    for _ in range(4):
        QApplication.processEvents()
        drawer.drain()
    QApplication.processEvents()


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def end(program: Program, qtbot: QtBot) -> Window:
    """End the interview by its keys and return the window of the next one."""
    ended = Answer("Return")
    strike("Ctrl+Shift+Del")
    assert ended.closed
    return desk_window(program, qtbot)


@pytest.fixture
def basket(window: Window, session: Session) -> Session:
    """Two formations of cuisine, found and added by keys."""
    for words in ("bac pro cuisine", "cap cuisine"):
        search(words)
        strike("Return")
    assert session.count == 2
    return session


@pytest.fixture
def shown(basket: Session, window: Window, drawer: Drawer) -> SheetPage:
    """Their sheet, its pages drawn, the focus on them."""
    strike("Ctrl+3")
    settled(drawer)
    page: SheetPage = window.page(SHEET)
    assert focus() is page.view
    assert page.view.shown
    return page


@pytest.fixture
def sheet(program: Program, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person says to save."""
    path = tmp_path / "fiche.pdf"
    assert program.desk is not None
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: path)
    return path


@pytest.fixture
def printed(program: Program, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the print dialog was answered with, one a time that it opened."""
    opened: list[Path] = []

    def ask(printer: QPrinter, _count: int) -> bool:
        opened.append(tmp_path / f"imprimee-{len(opened)}.pdf")
        printer.setOutputFileName(str(opened[-1]))
        printer.setResolution(100)
        return True

    assert program.desk is not None
    monkeypatch.setattr(program.desk.paper, "ask_printer", ask)
    return opened


def test_a_sheet_in_arabic_is_seen_then_saved(shown: SheetPage, window: Window, drawer: Drawer, sheet: Path) -> None:
    french = shown.view.shown[0].copy()
    tab_to("Langue", "Shift+Tab")
    strike("Space")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        strike("Down")
        if menu.activeAction().text().startswith("Arabe"):
            break
    strike("Return")
    settled(drawer)
    assert shown.choices.options.langue == "ar"
    assert shown.view.shown[0] != french
    assert "n’a pas encore été relue" in shown.choices.to_review.text()
    assert shown.choices.to_review.isVisible()
    assert spoken(focus()).startswith("Langue")
    strike("Ctrl+S")
    drawer.drain()
    assert window.notice_text == "La fiche est enregistrée\u00a0: fiche.pdf"
    assert re.search("[\u0600-\u06ff]", text_of(sheet.read_bytes()))
    assert shown.paper is not None
    assert sheet.read_bytes() == shown.paper.content


def test_a_simple_sheet_is_printed(shown: SheetPage, window: Window, drawer: Drawer, printed: list[Path]) -> None:
    tab_to("Fiche\u00a0: Avec chiffres", "Shift+Tab")
    strike("Right")
    settled(drawer)
    assert shown.choices.options.simple
    assert shown.paper is not None
    assert "%" not in text_of(shown.paper.content)
    strike("Ctrl+P")
    settled(drawer)
    for _ in range(40):
        settled(drawer)
    assert window.notice_text == "La fiche est envoyée à l’imprimante."
    document = pypdfium2.PdfDocument(printed[0])
    assert len(document) == len(shown.paper)
    document.close()


def test_a_class_gets_its_copies(
    shown: SheetPage, window: Window, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    lot = tmp_path / "classe.pdf"
    monkeypatch.setattr("ui.sheet_batch.ask_target", lambda *_: lot)
    answer = Answer(
        lambda: tab_to("Fiches\u00a0: De plusieurs dossiers"),
        "Right",
        lambda: tab_to("Exemplaires"),
        "Ctrl+A",
        lambda: write("3"),
        lambda: tab_to("Préparer les fiches…"),
        "Space",
        lambda: settled(drawer),
        lambda: spoken(focus()),
        "Esc",
    )
    strike("Alt+F")
    strike("P")
    assert answer.closed
    assert answer.seen[8] == "Ce qui a été fait"
    active(window, qtbot)
    assert shown.paper is not None
    document = pypdfium2.PdfDocument(lot)
    assert len(document) == 3 * len(shown.paper)
    document.close()
    assert focus() is shown.view


def test_at_the_second_meeting_the_code_of_the_sheet_brings_its_formations_back(
    program: Program, shown: SheetPage, session: Session, drawer: Drawer, qtbot: QtBot
) -> None:
    before = refs(session)
    assert shown.paper is not None
    found = CODE.search(text_of(shown.paper.content))
    assert found is not None
    code = " ".join(found[0].split())
    fresh = end(program, qtbot)
    drawer.drain()
    assert program.desk is not None
    assert program.desk.session.count == 0
    strike("Ctrl+F")
    write(code.lower())
    strike("Return")
    assert refs(program.desk.session) == before
    assert fresh.notice_text == "La fiche est rouverte\u00a0: 2 formations."


def test_a_workbook_is_exported_and_a_text_copied_without_leaving_the_keyboard(
    program: Program,
    basket: Session,
    window: Window,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    assert program.desk is not None
    book = tmp_path / "comparaison.xlsx"
    monkeypatch.setattr(program.desk.exporting, "ask_path", lambda *_: book)
    copied = Answer(
        lambda: tab_to("Copier le texte"),
        "Space",
        lambda: QApplication.clipboard().text(),
        "Esc",
    )
    strike("Ctrl+E")
    assert copied.closed
    active(window, qtbot)
    text = str(copied.seen[2])
    assert "Bac pro Cuisine" in text
    assert len(text) <= 500
    assert window.notice_text == "Le texte est copié\u00a0: collez-le dans i-milo ou dans un courriel."
    chosen = Answer(lambda: spoken(focus()), "Space")
    strike("Ctrl+E")
    assert chosen.seen[0] == "Enregistrer pour Excel…"
    active(window, qtbot)
    drawer.drain()
    assert is_zipfile(book)
    assert book.name in window.notice_text


def test_undo_family_mode_and_zoom_from_the_page_come_back_to_the_very_sheet(
    program: Program, shown: SheetPage, session: Session, window: Window, drawer: Drawer, qtbot: QtBot
) -> None:
    assert shown.paper is not None
    two = shown.paper.content
    search("boulanger")
    strike("Return")
    strike("Ctrl+3")
    settled(drawer)
    assert shown.paper is not None
    assert shown.paper.content != two
    strike("Ctrl+Z")
    assert shown.view.shown == {}
    settled(drawer)
    assert shown.paper is not None
    assert shown.paper.content == two
    assert focus() is shown.view
    strike("F11")
    assert program.desk is not None
    screen = program.desk.showing.screen
    assert screen is not None
    active(screen, qtbot)
    strike("Esc")
    active(window, qtbot)
    settled(drawer)
    assert (focus(), window.current_number) == (shown.view, SHEET)
    for _ in range(12):
        strike("Ctrl++")
    settled(drawer)
    assert program.theme.zoom == 2.5
    assert focus() is shown.view
    assert shown.view.shown
    assert shown.paper.content == two


def test_a_page_copied_as_the_interview_ends_never_reaches_the_clipboard(
    program: Program, shown: SheetPage, drawer: Drawer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("avant")
    monkeypatch.setattr("ui.interview.owns_clipboard", lambda: True)  # the off-screen platform owns nothing
    strike("Ctrl+C")
    [copying] = drawer.waiting
    drawer.waiting = []
    again = program.begin_again

    def late() -> Window:
        thread = threading.Thread(target=copying)  # its answer waits for the window
        thread.start()
        thread.join()
        return again()

    monkeypatch.setattr(program, "begin_again", late)
    QApplication.clipboard().setText("de l’entretien")
    end(program, qtbot)
    settled(drawer)
    assert QApplication.clipboard().image().isNull()
    assert QApplication.clipboard().text() == ""


def test_nothing_of_the_sheet_is_in_memory_once_the_interview_has_ended(
    program: Program, shown: SheetPage, drawer: Drawer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    paper, view = shown.paper, shown.view
    assert paper is not None
    assert paper.content
    fresh = end(program, qtbot)
    settled(drawer)
    assert fresh.current_number == SEARCH
    assert view._images == {}
    assert not paper.content
    assert shown.paper is None


def test_a_print_asked_for_is_given_up_when_one_goes_elsewhere_before_it_is_ready(
    basket: Session, window: Window, drawer: Drawer, printed: list[Path]
) -> None:
    settled(drawer)
    strike("Ctrl+P")
    strike("Ctrl+1")
    settled(drawer)
    assert printed == []
    strike("Ctrl+3")
    settled(drawer)
    assert printed == []
    strike("Ctrl+P")
    settled(drawer)
    assert len(printed) == 1


def test_a_second_print_during_the_first_says_that_it_waits(
    shown: SheetPage, window: Window, drawer: Drawer, printed: list[Path]
) -> None:
    strike("Ctrl+P")
    assert len(printed) == 1
    strike("Ctrl+P")
    assert len(printed) == 1
    assert window.notice_text.startswith("Une impression est déjà en cours.")
    assert window.notice.button.text() == "Arrêter l’impression"


def test_a_button_that_has_to_wait_gives_the_focus_to_the_pages(
    shown: SheetPage, session: Session, drawer: Drawer
) -> None:
    tab_to("Copier l’image", "Shift+Tab")
    strike("Ctrl+Z")
    assert focus() is shown.view
    settled(drawer)
    assert focus() is shown.view


@pytest.mark.parametrize("target", ["a folder", "read-only"])
def test_a_sheet_that_can_not_be_written_is_a_sentence_and_the_page_stays(
    target: str,
    program: Program,
    shown: SheetPage,
    window: Window,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = {"a folder": tmp_path, "read-only": Path("/proc/fiche.pdf")}
    assert program.desk is not None
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: paths[target])
    strike("Ctrl+S")
    settled(drawer)
    assert re.match(r"Impossible d’écrire «|« .* » est un dossier", window.notice_text.replace("\u00a0", " "))
    assert window.notice_text.endswith(".")
    assert "Errno" not in window.notice_text
    assert shown.view.shown
    assert focus() is shown.view


def test_a_page_in_grey_has_its_letters_where_the_coloured_one_has_them(shown: SheetPage) -> None:
    """Drawn straight in grey, pdfium puts each letter on a whole pixel: words run into one another."""
    assert shown.paper is not None
    coloured = shown.paper.image(0, 368, 520).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = shown.paper.image(0, 368, 520, grey=True)
    assert grey.format() == QImage.Format.Format_Grayscale8
    pairs = zip(bytes(coloured.constBits()), bytes(grey.constBits()), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 4


def test_where_everything_is_large_the_page_is_as_wide_as_the_view_until_one_chooses(
    program: Program, basket: Session, window: Window, drawer: Drawer
) -> None:
    program.wear(Theme(LIGHT, 2.0))
    strike("Ctrl+3")
    settled(drawer)
    page: SheetPage = window.page(SHEET)
    assert page.fit.value == page.view.fit == "largeur"
    program.wear(Theme(LIGHT))
    assert page.fit.value == page.view.fit == "page"
    program.wear(Theme(LIGHT, 2.0))
    assert page.fit.value == page.view.fit == "largeur"
    tab_to("Taille de la page\u00a0: Pleine largeur", "Shift+Tab")
    strike("Left")
    settled(drawer)
    assert page.view.fit == "page"
    program.wear(Theme(LIGHT, 2.5))
    assert page.view.fit == "page"


def test_a_snapshot_that_breaks_while_the_sheet_is_asked_for_is_a_sentence(
    shown: SheetPage, session: Session, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_niveau: object) -> None:
        raise CoteACoteError("Le fichier de données est abîmé (inventé).")

    monkeypatch.setattr(session, "compare", broken)
    strike("Ctrl+Z")
    settled(drawer)
    assert spoken(shown.view) == "Le fichier de données est abîmé (inventé)."
    assert shown.view.shown == {}
    strike("Ctrl+C")
    strike("PgDown")
    settle()
    assert focus() is shown.view


def test_the_help_tells_the_keys_that_no_menu_has() -> None:
    told = {term: words for _, lines in keys_and_words() for term, words in lines}
    assert "texte" in told["Ctrl+C"]
    assert "image" in told["Ctrl+C"]
    assert "fiche" in told["Pg.Préc\u00a0Pg.Suiv"]


def test_the_button_that_copies_says_where_the_text_is(shown: SheetPage) -> None:
    assert "Ctrl+E" in shown.copy_button.toolTip()
    assert shown.copy_button.accessibleDescription() == shown.copy_button.toolTip()


def test_menu_and_keys_do_what_is_written(window: Window) -> None:
    keys = {name: [key.toString() for key in window.named_actions[name].shortcuts()] for name in ("imprimer", "apercu")}
    assert keys == {"imprimer": ["Ctrl+P"], "apercu": ["Ctrl+3"]}
    assert [key.toString() for key in window.named_actions["exporter"].shortcuts()] == ["Ctrl+E"]
    used = [key.toString() for action in window.named_actions.values() for key in action.shortcuts()]
    assert "Ctrl+C" not in used  # it belongs to what has the focus
    assert len(used) == len(set(used))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["clair", "sombre"])
def test_an_arrow_that_leads_nowhere_is_paler(tokens: Tokens, qtbot: QtBot) -> None:
    turner = Turner(Theme(tokens))
    qtbot.addWidget(turner)
    icon = turner.before.icon()
    size = turner.before.iconSize()
    usable, not_usable = (icon.pixmap(size, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))

    def ink(image: QImage) -> QColor:
        points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(points, key=lambda point: point.alpha())

    ground = QColor(tokens.bg).lightness()
    assert abs(ink(not_usable).lightness() - ground) < abs(ink(usable).lightness() - ground) - 60

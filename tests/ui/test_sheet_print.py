"""Printing: what comes out is what was shown, side by side; it can be stopped; a silent printer costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.selection import Choix, parse_selection
from desktop.sheet.document import render
from desktop.snapshot import open_snapshot
from tests.ui.hands import Drawer, strike
from ui.jobs import JobRunner
from ui.printing import SILENT, Printing, make_printer, ordered, sides
from ui.program import Program
from ui.session import Session
from ui.sheet.pdf import PageError, Paper
from ui.window import SEARCH, SHEET, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]


@pytest.fixture(scope="module")
def content(extrait: Path) -> bytes:
    snapshot = open_snapshot(extrait)
    made = render(compare(Catalogue(snapshot), parse_selection(REFS)))
    snapshot.close()
    return made


@pytest.fixture
def paper(content: bytes) -> Iterator[Paper]:
    with Paper(content) as made:
        yield made


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    made = make_printer(False, 2)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "imprime.pdf"))
    made.setResolution(150)
    return made


class Told:
    """What a printing says of itself."""

    def __init__(self, printing: Printing) -> None:
        self.heard: list[object] = []
        printing.finished.connect(lambda: self.heard.append("finished"))
        printing.stopped.connect(lambda: self.heard.append("stopped"))
        printing.failed.connect(self.heard.append)
        self.sides: list[tuple[int, int]] = []
        printing.progressed.connect(lambda side, total: self.sides.append((side, total)))


def drain(drawer: Drawer, times: int = 10_000) -> int:
    """Let so many pieces of work be done; return how many there were."""
    done = 0
    while drawer.waiting and done < times:
        drawer.waiting.pop(0)()
        QApplication.processEvents()
        done += 1
    return done


def grey(content: bytes, page: int) -> bytes:
    """A page in grey, small, as pdfium alone draws it."""
    document = pypdfium2.PdfDocument(content)
    wanted = document[page]
    image = wanted.render(scale=2).to_pil().convert("L").reduce(16)
    document.close()
    return image.tobytes()


def far(one: bytes, other: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def count_of(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    count = len(document)
    document.close()
    return count


def run(paper: Paper, printer: QPrinter, drawer: Drawer, current: int = 0) -> Told:
    printing = Printing(paper, printer, current, JobRunner(drawer), QApplication.instance())
    told = Told(printing)
    printing.start()
    drain(drawer)
    return told


def test_what_comes_out_is_what_was_shown(paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path) -> None:
    told = run(paper, printer, drawer)
    assert told.heard == ["finished"]
    assert told.sides == [(side + 1, len(paper)) for side in range(len(paper))]
    printed = (tmp_path / "imprime.pdf").read_bytes()
    assert count_of(printed) == len(paper) > 1
    for page in range(len(paper)):
        assert far(grey(printed, page), grey(paper.content, page)) < 2
    assert far(grey(printed, 0), grey(paper.content, 1)) > 4


def test_a_range_of_pages_and_copies_are_followed(
    paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path
) -> None:
    ranges = QPageRanges()
    ranges.addPage(2)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(ranges)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setCopyCount(3)
    told = run(paper, printer, drawer)
    assert told.heard == ["finished"]
    printed = (tmp_path / "imprime.pdf").read_bytes()
    assert count_of(printed) == 3
    assert all(far(grey(printed, page), grey(paper.content, 1)) < 2 for page in range(3))


def test_the_current_page_alone(paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    run(paper, printer, drawer, current=1)
    printed = (tmp_path / "imprime.pdf").read_bytes()
    assert count_of(printed) == 1
    assert far(grey(printed, 0), grey(paper.content, 1)) < 2


def test_a_copy_on_both_sides_never_begins_on_the_back_of_another(printer: QPrinter) -> None:
    assert ordered([0, 1, 2], 2, True, True) == [0, 1, 2, None, 0, 1, 2]
    assert ordered([0, 1], 2, True, True) == [0, 1, 0, 1]
    assert ordered([0, 1, 2], 2, True, False) == [0, 1, 2, 0, 1, 2]
    assert ordered([0, 1], 2, False, False) == [0, 0, 1, 1]
    assert ordered([0], 1, True, True) == [0]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sides(printer, 2, 0) == [1, 0]


def test_a_blank_side_is_left_blank(
    paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.printing.sides", lambda *_: [0, None, 0])
    assert run(paper, printer, drawer).heard == ["finished"]
    printed = (tmp_path / "imprime.pdf").read_bytes()
    assert count_of(printed) == 3
    assert set(grey(printed, 1)) == {255}
    assert far(grey(printed, 2), grey(paper.content, 0)) < 2


def test_a_printer_is_proposed_on_both_sides_only_where_there_are_two(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QPrinter.DuplexMode] = []
    monkeypatch.setattr("ui.printing.QPrinter.setDuplex", lambda _printer, mode: asked.append(mode))
    made = [make_printer(False, 2), make_printer(True, 1)]
    assert asked == [QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone]
    assert [printer.colorMode() for printer in made] == [QPrinter.ColorMode.Color, QPrinter.ColorMode.GrayScale]
    assert max(printer.resolution() for printer in made) <= 300


def test_no_band_is_large(paper: Paper, printer: QPrinter, drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    printer.setResolution(300)
    sizes: list[int] = []
    image = Paper.image

    def measured(self: Paper, *what: int, **named: int) -> QImage:
        made = image(self, *what, **named)  # type: ignore[arg-type]
        sizes.append(made.sizeInBytes())
        return made

    monkeypatch.setattr(Paper, "image", measured)
    assert run(paper, printer, drawer).heard == ["finished"]
    assert len(sizes) > 2 * len(paper)
    assert max(sizes) <= 4_000_000


def test_stopped_at_any_moment_it_leaves_no_file_and_says_so(
    content: bytes, tmp_path: Path, qapp: QApplication
) -> None:
    moments = 0
    while True:
        target = tmp_path / f"arret-{moments}.pdf"
        printer = make_printer(False, 2)
        printer.setOutputFileName(str(target))
        printer.setResolution(100)
        drawer = Drawer()
        paper = Paper(content)
        printing = Printing(paper, printer, 0, JobRunner(drawer), QApplication.instance())
        told = Told(printing)
        printing.start()
        drain(drawer, moments)
        if told.heard == ["finished"]:
            break
        printing.cancel()
        drain(drawer)
        printing.cancel()
        assert told.heard == ["stopped"]
        assert not target.exists()
        paper.close()
        moments += 1
    assert moments >= 2


def test_a_page_that_can_not_be_drawn_ends_it_in_a_sentence(
    paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Paper, number: int, *_rest: object, **_named: object) -> QImage:
        raise PageError("inventé")

    monkeypatch.setattr(Paper, "image", broken)
    assert run(paper, printer, drawer).heard == [SILENT]
    assert not (tmp_path / "imprime.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_can_not_be_opened_ends_it_in_a_sentence_and_takes_no_file_away(
    paper: Paper, printer: QPrinter, drawer: Drawer, tmp_path: Path
) -> None:
    mine = tmp_path / "a-moi"
    mine.mkdir()
    printer.setOutputFileName(str(mine))
    assert run(paper, printer, drawer).heard == [SILENT]
    assert mine.is_dir()


@pytest.fixture
def asked(
    program: Program, window: Window, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool], Path]:
    """Answer the print dialog: a file, or a change of mind."""

    def answer(agreed: bool) -> Path:
        target = tmp_path / "de-la-fenetre.pdf"

        def ask(printer: QPrinter, _count: int) -> bool:
            printer.setOutputFileName(str(target))
            printer.setResolution(150)
            return agreed

        assert program.desk is not None
        monkeypatch.setattr(program.desk.paper, "ask_printer", ask)
        return target

    for ref in REFS:
        session.add(Choix.parse(ref))
    return answer


def test_ctrl_p_prints_the_sheet_from_any_page(window: Window, asked: Callable[[bool], Path], drawer: Drawer) -> None:
    target = asked(True)
    drain(drawer)
    assert window.current_number == SEARCH
    strike("Ctrl+P")
    assert window.current_number == SHEET
    drain(drawer)
    assert window.notice_text == "La fiche est envoyée à l’imprimante."
    paper = window.page(SHEET).paper
    assert count_of(target.read_bytes()) == len(paper)
    assert far(grey(target.read_bytes(), 0), grey(paper.content, 0)) < 2


def test_changing_one_s_mind_prints_nothing(window: Window, asked: Callable[[bool], Path], drawer: Drawer) -> None:
    target = asked(False)
    strike("Ctrl+P")
    drain(drawer)
    assert not target.exists()
    assert window.notice_text == ""


def test_it_is_stopped_from_the_notice_bar_by_the_keyboard(
    window: Window, asked: Callable[[bool], Path], drawer: Drawer
) -> None:
    target = asked(True)
    strike("Ctrl+P")
    while not window.notice_text.startswith("Impression\u00a0: page 1 sur"):
        assert drain(drawer, 1)
    assert window.notice.button.text() == "Arrêter l’impression"
    window.notice.button.setFocus()
    strike("Space")
    drain(drawer)
    assert window.notice_text == "L’impression est arrêtée."
    assert not target.exists()


def test_a_silent_printer_leaves_the_pdf_to_save(
    program: Program,
    window: Window,
    asked: Callable[[bool], Path],
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked(True)
    monkeypatch.setattr("ui.printing.QPainter.begin", lambda *_: False)
    strike("Ctrl+P")
    drain(drawer)
    monkeypatch.undo()
    assert window.notice_text == "L’imprimante ne répond pas. La fiche est prête en PDF."
    assert program.desk is not None
    saved = tmp_path / "sauvee.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: saved)
    window.notice.button.setFocus()
    strike("Space")
    drain(drawer)
    assert saved.read_bytes() == window.page(SHEET).paper.content


def test_the_dialog_of_the_system_opens_and_can_be_left(qtbot: QtBot, window: Window) -> None:
    from PySide6.QtCore import QTimer

    from ui.printing import ask_printer

    seen: list[str] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(300, leave)
    printer = make_printer(False, 2)
    assert not ask_printer(printer, 2, window)
    assert seen == ["Imprimer la fiche"]


def test_the_window_may_close_while_it_prints(
    program: Program, window: Window, asked: Callable[[bool], Path], drawer: Drawer
) -> None:
    target = asked(True)
    strike("Ctrl+P")
    while not window.notice_text.startswith("Impression"):
        assert drain(drawer, 1)
    program.begin_again()
    drain(drawer)
    assert not target.exists()
    assert isinstance(program.desk, object)
    assert not [child for child in QObject.children(window) if isinstance(child, Printing) and not child._over]

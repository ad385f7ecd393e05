"""Printing: the pages of the very PDF, drawn band by band at the resolution of the printer, off the window's thread.

A band is never more than a few megabytes, whatever the printer: memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QObject, QRect, QSize, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.jobs import JobRunner
from ui.sheet.pdf import PageError, Paper

FINEST = 300
"""Dots an inch: more is not seen on a sheet of text, and takes its time."""
BAND = 4_000_000
"""Bytes of a band."""
SILENT = "L’imprimante ne répond pas. La fiche est prête en PDF."


class Band(NamedTuple):
    """A strip of a page: its ``rows`` from ``top`` on, in dots; ``page`` None for a blank side."""

    page: int | None
    turn: bool
    top: int
    rows: int
    place: QRect


class Printing(QObject):
    """Prints ``pages`` of a PDF (numbers from 0) on a printer that the person has set up."""

    progressed = Signal(int, int)
    """The sheet side being printed, from 1, and how many there are."""
    finished = Signal()
    stopped = Signal()
    """The person stopped it."""
    failed = Signal(str)
    """A sentence; the PDF is as it was."""

    def __init__(self, paper: Paper, printer: QPrinter, current: int, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._paper = paper
        self._printer = printer
        self._jobs = jobs
        self._painter = QPainter()
        self._sides = sides(printer, len(paper), current)
        self._bands = self._cut()
        self._side = 0
        self._over = False

    def start(self) -> None:
        """Begin; the signals tell the rest."""
        if not self._sides or not self._painter.begin(self._printer):
            self._over = True
            self.failed.emit(SILENT)
            return
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._next()

    def cancel(self) -> None:
        """Stop: what the printer has drawn already comes out or not, as it likes; a file is taken away."""
        if self._over:
            return
        self._printer.abort()
        self._end()
        self.stopped.emit()

    def _next(self) -> None:
        if self._over:
            return
        band = next(self._bands, None)
        if band is None:
            ended = self._end(whole=True) and self._printer.printerState() != QPrinter.PrinterState.Error
            (self.finished if ended else self.failed).emit(*([] if ended else [SILENT]))
            return
        if band.turn:
            if self._side and not self._printer.newPage():
                self._fail()
                return
            self._side += 1
            self.progressed.emit(self._side, len(self._sides))
        if band.page is None:
            self._next()
            return
        grey = self._printer.colorMode() == QPrinter.ColorMode.GrayScale
        page, size = band.page, band.place.size()

        def work() -> QImage:
            return self._paper.image(page, size.width(), size.height(), grey=grey, top=band.top, rows=band.rows)

        self._jobs.run(work, lambda image: self._put(band, image), self._drop)

    def _put(self, band: Band, image: QImage) -> None:
        if self._over:
            return
        self._painter.drawImage(band.place.x(), band.place.y() + band.top, image)
        self._next()

    def _drop(self, error: Exception) -> None:
        if not isinstance(error, PageError):
            raise error
        self._fail()

    def _cut(self) -> Iterator[Band]:
        whole = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        for page in self._sides:
            if page is None:
                yield Band(None, True, 0, 0, QRect())
                continue
            place = fitted(self._paper.sizes[page], whole.size())
            rows = max(16, BAND // (4 * place.width()))
            for top in range(0, place.height(), rows):
                yield Band(page, top == 0, top, min(rows, place.height() - top), place)

    def _fail(self) -> None:
        if not self._over:
            self._printer.abort()
            self._end()
            self.failed.emit(SILENT)

    def _end(self, whole: bool = False) -> bool:
        """Let go of the printer; tell whether everything was drawn. A file left half drawn is taken away."""
        self._over = True
        ended = self._painter.end()
        if not whole and (name := self._printer.outputFileName()):
            Path(name).unlink(missing_ok=True)
        return ended


def make_printer(grey: bool, count: int) -> QPrinter:
    """Return a printer for A4 sheets, both sides when there are several pages, before the person changes it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(min(FINEST, printer.resolution()))
    printer.setFullPage(True)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if grey else QPrinter.ColorMode.Color)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if count > 1 else QPrinter.DuplexMode.DuplexNone)
    printer.setDocName("Fiche")
    return printer


def ask_printer(printer: QPrinter, count: int, parent: QWidget, title: str = "Imprimer la fiche") -> bool:
    """Have the person choose and set up a printer in the dialog of the system; False when they change their mind."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
    dialog.setMinMax(1, count)
    dialog.setWindowTitle(title)
    agreed = bool(dialog.exec())
    dialog.deleteLater()
    printer.setFullPage(True)
    printer.setResolution(min(FINEST, printer.resolution()))
    return agreed


def sides(printer: QPrinter, count: int, current: int) -> list[int | None]:
    """Return the page of each side to print, in order; None is the blank side that ends a copy on both sides."""
    ranges = printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        pages = [page for page in range(count) if ranges.contains(page + 1)]
    else:
        pages = list(range(count))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    both = printer.duplex() not in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto)
    return ordered(pages, copies, printer.collateCopies() or both, both)


def ordered(pages: Sequence[int], copies: int, collate: bool, both: bool) -> list[int | None]:
    """Return the pages of all copies in order: with ``both`` sides, none begins on the back of another."""
    if not collate:
        return [page for page in pages for _ in range(copies)]
    blank: list[int | None] = [None] if both and len(pages) % 2 else []
    found: list[int | None] = [*pages, *([*blank, *pages] * (copies - 1))]
    return found


def fitted(size: tuple[float, float], sheet: QSize) -> QRect:
    """Return where a page of ``size`` points stands on the sheet, as large as it goes, centred."""
    scale = min(sheet.width() / size[0], sheet.height() / size[1])
    width, height = round(size[0] * scale), round(size[1] * scale)
    return QRect((sheet.width() - width) // 2, (sheet.height() - height) // 2, width, height)

"""What the actions of the paper do: show its page, print it, copy it, make many. One set of choices for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.sheet.options import Options
from ui.window import SHEET

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.comparison import Comparison
    from desktop.sheet.demande import Demande
    from ui.desk import Desk
    from ui.printing import Printing
    from ui.program import Program
    from ui.sheet.page import SheetPage
    from ui.sheet.pdf import Paper
    from ui.window import Window

PRINTED = "La fiche est envoyée à l’imprimante."
STOPPED = "L’impression est arrêtée."
STOP = "Arrêter l’impression"
STILL = "Une impression est déjà en cours. Attendez sa fin, ou arrêtez-la."


class SheetActions:
    """The hands of one window for the paper. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, desk: Desk) -> None:
        self._program = program
        self._desk = desk
        self._page: SheetPage | None = None
        self._printing: Printing | None = None
        self._closed = False
        self.options = Options()
        """The choices of the page, for the session only."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"apercu": self.show, "imprimer": self.print_sheet, "lot": self.make_many}

    @property
    def is_printing(self) -> bool:
        """Tell whether a sheet is on its way to the printer."""
        return self._printing is not None

    def page(self) -> SheetPage:
        """Return the page of the sheet, made now, that follows the session."""
        from ui.sheet.page import SheetPage

        session = self._desk.session
        page = self._page = SheetPage(self._order, self._program.jobs, self.options, self._program.theme)
        for signal in (session.selection_changed, session.niveau_changed, session.depuis_changed):
            signal.connect(page.refresh)
        session.onisep_changed.connect(page.refresh)
        self.window.closed.connect(self._close)
        page.options_changed.connect(self._keep)
        page.print_asked.connect(self.print_sheet)
        page.save_asked.connect(self._desk.save_sheet)
        page.copy_asked.connect(self.copy)
        page.batch_asked.connect(self.make_many)
        return page

    def show(self) -> None:
        """Show the page of the sheet, the focus on its pages."""
        self.window.show_page(SHEET)
        self.window.page(SHEET).take_focus()

    def demande(self, comparison: Comparison) -> Demande:
        """Return what is asked of the paper now, for this comparison."""
        session = self._desk.session
        return self.options.demande(session.depuis, session.plus(comparison))

    def print_sheet(self) -> None:
        """Show the page, then the print dialog as soon as the sheet is ready."""
        self.show()
        self.window.page(SHEET).once_ready(self._print)

    def copy(self, number: int) -> None:
        """Put a page on the clipboard as a picture that prints well."""
        from ui.sheet.copying import copy_page
        from ui.sheet.words import COPIED

        def told(sentence: str) -> None:
            self.window.say(sentence or COPIED.format(number + 1))

        paper = self.window.page(SHEET).paper
        if paper is not None:
            copy_page(paper, number, self.options.gris, self._program.jobs, told, lambda: not self._closed)

    def make_many(self) -> None:
        """Open the dialog of many sheets."""
        from ui.sheet_batch import batch_dialog

        program = self._program
        theme = program.theme
        dialog = batch_dialog(self._desk.session, program.keeper, self.options, program.jobs, theme, self.window)
        dialog.exec()
        dialog.deleteLater()

    def ask_printer(self, printer: QPrinter, count: int) -> bool:
        """Have the person set up the printer; False when they change their mind."""
        from ui.printing import ask_printer

        return ask_printer(printer, count, self.window)

    def _order(self, options: Options) -> Callable[[], bytes] | None:
        session = self._desk.session
        if not session.count:
            return None
        comparison = session.compare(session.niveau)
        demande = options.demande(session.depuis, session.plus(comparison))

        def make() -> bytes:
            from desktop.sheet.document import render  # reportlab takes its time: never before it is needed

            return render(comparison, demande)

        return make

    def _keep(self, options: Options) -> None:
        self.options = options

    def _close(self) -> None:
        """Let go of the sheet: the window closes, the interview is over."""
        self._closed = True
        if self._page is not None:
            self._page.forget()

    def _print(self, shown: Paper) -> None:
        """Print the very bytes shown; a copy of them, for the page may change meanwhile."""
        from ui.printing import Printing, make_printer
        from ui.sheet.pdf import Paper

        if self._printing is not None:
            self.window.say(STILL, STOP, self._printing.cancel)
            return
        printer = make_printer(self.options.gris, len(shown))
        if not self.ask_printer(printer, len(shown)):
            return
        current = self.window.page(SHEET).view.current
        paper = Paper(shown.content)
        printing = self._printing = Printing(paper, printer, current, self._program.jobs, self.window)
        self.window.closed.connect(printing.cancel)

        def over(sentence: str, word: str = "", action: Callable[[], object] | None = None) -> None:
            self._printing = None
            paper.close()
            printing.deleteLater()
            self.window.say(sentence, word, action)

        def progress(side: int, total: int) -> None:
            self.window.say(f"Impression\u00a0: page {side} sur\u00a0{total}.", STOP, printing.cancel)

        printing.progressed.connect(progress)
        printing.finished.connect(lambda: over(PRINTED))
        printing.stopped.connect(lambda: over(STOPPED))
        printing.failed.connect(lambda said: over(said, "Enregistrer le PDF…", self._desk.save_sheet))
        printing.start()

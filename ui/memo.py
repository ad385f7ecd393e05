"""The memo to print in a dialog: its two pages as they come out, printed or saved as they are. Escape closes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.errors import CoteACoteError
from desktop.typography import NBSP
from ui.jobs import JobRunner
from ui.saving import open_file, with_pdf
from ui.sheet.choices import LARGE
from ui.sheet.jobs import SheetJobs
from ui.sheet.pdf import Paper
from ui.sheet.places import WHOLE, WIDE
from ui.sheet.view import PaperView
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.breaks import breakable
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.printing import Printing

TITLE = "Mémo à imprimer"
TOLD = "Image du mémo. Le PDF enregistré est balisé\u00a0: un lecteur d’écran en lit le texte."
COMING = "Le mémo se prépare."
SAVED = f"Le mémo est enregistré{NBSP}: {{}}"
PRINTED = "Le mémo est envoyé à l’imprimante."
SILENT = "L’imprimante ne répond pas. Enregistrez le mémo en PDF."


class MemoDialog(QDialog):
    """``ask_path`` and ``ask_printer`` are the questions to the person; tests answer in their place."""

    def __init__(self, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._jobs = jobs
        self._made = SheetJobs(jobs, self)
        self._printing: Printing | None = None
        self.view = PaperView(self._made, theme, told=TOLD)
        self.view.set_fit(WIDE if theme.zoom >= LARGE else WHOLE)
        self.view.show_words(COMING)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.hide()
        self.print_button = self._button("Imprimer…", self.print_memo, "primary")
        self.save_button = self._button("Enregistrer le PDF…", self.save)
        self.open_button = self._button("Ouvrir le PDF", lambda: None)
        self.open_button.hide()
        self.close_button = self._button("Fermer", self.close)
        px = theme.px
        foot = FlowLayout()
        foot.set_gap(px(10))
        for button in (self.print_button, self.save_button, self.open_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self._ring = FocusRing(self, theme)
        self.resize(min(px(900), 1300), 640)
        self._ready(False)
        self._made.ready.connect(self._show)
        self._made.refused.connect(self._refuse)
        self._made.prepare(_make)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_path(self, proposed: Path) -> Path | None:
        """Ask the person where to save; None when they change their mind."""
        name, _ = QFileDialog.getSaveFileName(self, "Enregistrer le mémo", str(proposed), "Mémo PDF (*.pdf)")
        return with_pdf(name)

    def ask_printer(self, printer: QPrinter, count: int) -> bool:
        """Have the person set up the printer; False when they change their mind."""
        from ui.printing import ask_printer

        return ask_printer(printer, count, self, "Imprimer le mémo")

    def save(self) -> None:
        """Write the very bytes shown where the person wants them."""
        paper = self._made.paper
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        path = self.ask_path(folder / "Mémo Côte à Côte.pdf") if paper is not None else None
        if paper is None or path is None:
            return
        content, target = paper.content, path

        def write() -> Path:
            from desktop.files import write_whole

            write_whole(target, content)
            return target

        self._jobs.run(write, self._saved, self._failed)

    def print_memo(self) -> None:
        """Print the very bytes shown, both sides on one sheet where the printer can."""
        from ui.printing import Printing, make_printer

        shown = self._made.paper
        if shown is None or self._printing is not None:
            return
        printer = make_printer(True, len(shown))
        printer.setDocName("Mémo")
        if not self.ask_printer(printer, len(shown)):
            return
        paper = Paper(shown.content)
        printing = self._printing = Printing(paper, printer, self.view.current, self._jobs, self)

        def over(sentence: str) -> None:
            self._printing = None
            paper.close()
            printing.deleteLater()
            self._say(sentence)

        printing.finished.connect(lambda: over(PRINTED))
        printing.stopped.connect(lambda: over("L’impression est arrêtée."))
        printing.failed.connect(lambda _said: over(SILENT))
        printing.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def reject(self) -> None:
        self._leave()
        super().reject()

    def _leave(self) -> None:
        if self._printing is not None:
            self._printing.cancel()
        self._made.close()

    def _show(self, paper: Paper) -> None:
        self.view.show_paper(paper)
        self._ready(True)

    def _refuse(self, sentence: str) -> None:
        self.view.show_words(sentence)
        self._ready(False)

    def _saved(self, path: Path) -> None:
        if not isValid(self):
            return
        self.open_button.show()
        self.open_button.clicked.disconnect()
        self.open_button.clicked.connect(lambda: open_file(path))
        self._say(SAVED.format(path.name))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CoteACoteError):
            raise error
        self._say(error.phrase)

    def _say(self, sentence: str) -> None:
        if not isValid(self):  # what ends late has nobody to tell
            return
        self.said.setText(breakable(sentence))
        self.said.setAccessibleName(sentence)
        self.said.show()
        announce(self, sentence)

    def _ready(self, there: bool) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(there)

    def _button(self, text: str, slot: Callable[[], object], kind: str = "plain") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button


def _make() -> bytes:
    from desktop.sheet.memo import render  # reportlab takes its time: never before it is needed

    return render()

"""Saving the sheet: asks where, writes it off the window's thread, says how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, quantite
from ui.jobs import JobRunner
from ui.session import Session

AskPath = Callable[[Path], Path | None]


class SheetSaver(QObject):
    """``saved`` with the path of the sheet; a failure becomes a message of the session."""

    saved = Signal(object)

    def __init__(self, session: Session, jobs: JobRunner, ask: AskPath, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ask = ask

    def save(self) -> None:
        """Ask where, then write the comparison as it is shown."""
        session = self._session
        try:
            comparison = session.compare(session.niveau)
        except CoteACoteError as error:
            session.message.emit(error.phrase)
            return
        path = self._ask(default_path(len(session.selection), date.today()))
        if path is None:
            return
        depuis, plus = session.depuis, session.plus(comparison)

        def write() -> Path:
            from desktop.sheet.document import save  # reportlab takes its time: never before it is needed

            save(comparison, path, depuis, plus)
            return path

        self._jobs.run(write, self.saved.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CoteACoteError):
            raise error
        self._session.message.emit(error.phrase)


def default_path(count: int, today: date) -> Path:
    """Return where a sheet is proposed: the person's documents; its name says nothing of anybody."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) / f"Fiche {quantite(count, 'formation').replace(NBSP, ' ')} {today.isoformat()}.pdf"


def ask_path(parent: QWidget) -> AskPath:
    """Return a question to the person: where to save."""

    def ask(proposed: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(parent, "Enregistrer la fiche", str(proposed), "Fiche PDF (*.pdf)")
        if not name:
            return None
        return Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")

    return ask


def open_file(path: Path) -> None:
    """Show a file in the program that the person uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

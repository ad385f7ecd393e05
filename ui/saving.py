"""Saving the sheet: asks where, writes it off the window's thread, says how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, quantite
from ui.jobs import JobRunner
from ui.session import Session

if TYPE_CHECKING:
    from desktop.comparison import Comparison
    from desktop.sheet.demande import Demande

AskPath = Callable[[Path], Path | None]


class SheetSaver(QObject):
    """``saved`` with the path of the sheet; a failure becomes a message of the session."""

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        ask: AskPath,
        demande: Callable[[Comparison], Demande],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._demande = demande
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
        demande = self._demande(comparison)

        def write() -> Path:
            from desktop.sheet.document import save  # reportlab takes its time: never before it is needed

            save(comparison, path, demande)
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
        return with_pdf(name)

    return ask


def with_pdf(name: str) -> Path | None:
    """Return the path that a file dialog gave, ending in ``.pdf``; None for an empty one."""
    if not name:
        return None
    return Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")


def open_file(path: Path) -> None:
    """Show a file in the program that the person uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

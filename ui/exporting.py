"""« Exporter… »: the comparison as a file for another program, or as a short text on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, liste, quantite
from ui.saving import open_file

if TYPE_CHECKING:
    from desktop.comparison import Comparison
    from desktop.export.outputs import Format, Output
    from ui.desk import Desk
    from ui.program import Program
    from ui.window import Window

COPIED = f"Le texte est copié{NBSP}: collez-le dans i-milo ou dans un courriel."
NOTHING = "Ajoutez d’abord une formation à la sélection."


class Exporting:
    """The hands of one window for exports. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, desk: Desk) -> None:
        self._program = program
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"exporter": self.ask}

    def ask(self) -> None:
        """Open the dialog of formats, with the text for i-milo; then write the file that was chosen."""
        from desktop.export.as_imilo import text
        from ui.exporting_dialog import ExportDialog

        session = self._desk.session
        if not session.count:
            self.window.say(NOTHING)
            return
        try:
            comparison = session.compare(session.niveau)
        except CoteACoteError as error:
            self.window.say(error.phrase)
            return
        dialog = ExportDialog(text(comparison), self._program.theme, self.window)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self.save(chosen, comparison)
        elif dialog.copied:
            self.window.say(COPIED)

    def save(self, kind: str, comparison: Comparison) -> None:
        """Ask where, then write the comparison in a format, off the window's thread."""
        from desktop.export.outputs import FORMATS, check, outputs, write

        wanted = FORMATS[kind]
        path = self.ask_path(default_path(len(comparison.colonnes), wanted, date.today()), wanted)
        if path is None:
            return
        session = self._desk.session
        demande, onisep, data = self._desk.paper.demande(comparison), session.onisep, [session.snapshot.path]
        if onisep is not None:
            data.append(onisep.path)

        def work() -> list[Output]:
            made = outputs([(kind, path)], comparison, demande, onisep)
            check(made, data)
            write(made, lambda _said: None)
            return made

        self._program.jobs.run(work, self._written, self._failed)

    def ask_path(self, proposed: Path, wanted: Format) -> Path | None:
        """Ask the person where to save; None when they change their mind."""
        kinds = f"{wanted.nom} (*{wanted.suffixe})"
        name, _ = QFileDialog.getSaveFileName(self.window, "Exporter la comparaison", str(proposed), kinds)
        return with_suffix(name, wanted)

    def _written(self, made: list[Output]) -> None:
        said = f"{made[0].format.ecrit}{NBSP}: {liste([output.path.name for output in made])}."
        folder = made[0].path.parent
        self.window.say(said, "Ouvrir le dossier", lambda: open_file(folder))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CoteACoteError):
            raise error
        self.window.say(error.phrase)


def default_path(count: int, wanted: Format, today: date) -> Path:
    """Return where an export is proposed: the person's documents; its name says nothing of anybody."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    what = quantite(count, "formation").replace(NBSP, " ")
    return Path(folder) / f"Comparaison {what} {today.isoformat()}{wanted.suffixe}"


def with_suffix(name: str, wanted: Format) -> Path | None:
    """Return the path that a file dialog gave, with the suffix of the format; None for an empty one."""
    if not name:
        return None
    return Path(name if name.lower().endswith(wanted.suffixe) else f"{name}{wanted.suffixe}")

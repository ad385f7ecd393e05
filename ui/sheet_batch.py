"""Ties the dialog of many sheets to the dossiers, the data and the session of one window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.typography import NBSP
from ui.dossiers.keeper import Keeper
from ui.dossiers.model import lines_of
from ui.saving import open_file, with_pdf
from ui.session import Session
from ui.sheet.batch import BatchDialog, Hands, Wanted
from ui.sheet.batch_rows import Line
from ui.sheet.options import Options
from ui.sheet.progress import Progress

if TYPE_CHECKING:
    from desktop.comparison import Comparison
    from desktop.sheet.batch import Outcome, Sheet
    from desktop.sheet.demande import Demande
    from ui.jobs import JobRunner
    from ui.theme import Theme


def batch_dialog(
    session: Session, keeper: Keeper, options: Options, jobs: JobRunner, theme: Theme, parent: QWidget
) -> BatchDialog:
    """Return the dialog, with the dossiers there are now."""
    listing = keeper.listing()
    named = lines_of(listing.entries, keeper, session)
    lines = [Line(line.name, line.words, entry.dossier) for line, entry in zip(named, listing.entries, strict=True)]

    def work(wanted: Wanted, target: Path, progress: Progress) -> Callable[[], Outcome]:
        return _work(session, options, wanted, target, progress)

    hands = Hands(lambda wanted: ask_target(parent, wanted), work, open_file)
    return BatchDialog(lines, session.count, options, hands, jobs, theme, parent)


def _work(
    session: Session, options: Options, wanted: Wanted, target: Path, progress: Progress
) -> Callable[[], Outcome]:
    """Return what makes the sheets off the window's thread. Raises CoteACoteError."""
    onisep, path = session.onisep, session.snapshot.path

    def demande(comparison: Comparison) -> Demande:
        from desktop.onisep_facts import rubriques

        return options.demande(None, rubriques(comparison, onisep) if onisep is not None else ())

    if wanted.copies:
        comparison = session.compare(session.niveau)
        asked = options.demande(session.depuis, session.plus(comparison))
        return lambda: _copies(comparison, asked, wanted.copies, target, progress)

    def dossiers() -> Outcome:
        from desktop.catalogue import Catalogue
        from desktop.sheet.batch import Batch, Made, Sheet, comparison_of, stem
        from desktop.snapshot import open_snapshot

        snapshot = open_snapshot(path)  # SQLite wants a connection of this thread's own
        catalogue = Catalogue(snapshot)

        def sheet(line: Line) -> Sheet:
            def make() -> Made:
                comparison, remark = comparison_of(catalogue, line.dossier.references, line.dossier.niveau)
                return Made(comparison, demande(comparison), remark)

            return Sheet(line.name, stem(line.dossier.date), make)

        try:
            batch = Batch([sheet(line) for line in wanted.lines], progress.move, progress.stopped)
            return batch.in_one(target) if wanted.one else batch.one_each(target)
        finally:
            snapshot.close()

    return dossiers


def _copies(comparison: Comparison, demande: Demande, count: int, target: Path, progress: Progress) -> Outcome:
    from desktop.sheet.batch import Batch, Made, Sheet

    made = Made(comparison, demande)
    sheets = [Sheet(f"exemplaire {number}", "", lambda: made) for number in range(1, count + 1)]
    return Batch(sheets, progress.move, progress.stopped).in_one(target)


def ask_target(parent: QWidget, wanted: Wanted) -> Path | None:
    """Ask the person for the file, or the folder where there is one PDF a dossier; None when they change their mind."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if not wanted.one:
        name = QFileDialog.getExistingDirectory(parent, "Où enregistrer les fiches", str(documents))
        return Path(name) if name else None
    proposed = documents / default_name(wanted, date.today())
    name, _ = QFileDialog.getSaveFileName(parent, "Enregistrer les fiches", str(proposed), "Fiches PDF (*.pdf)")
    return with_pdf(name)


def default_name(wanted: Wanted, today: date) -> str:
    """Return the name proposed for one PDF: a count and a day, nothing of anybody."""
    what = f"{wanted.copies} exemplaires" if wanted.copies else f"{len(wanted.lines)} dossiers"
    return f"Fiches {what} {today.isoformat()}.pdf".replace(NBSP, " ")

"""What happens when we have a bug: a calm dialog, and a report in the user's folder without anything the user wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

SENTENCE = (
    "Une erreur inattendue s’est produite. Vos données et votre sélection n’ont pas changé. "
    "Vous pouvez continuer\u00a0; si l’erreur revient, fermez et rouvrez Côte à Côte."
)


def report_folder() -> Path:
    """Return the folder of the reports, among what is the user's own."""
    from desktop.paths import reports_path

    return reports_path()


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return versions, the kind of error, our files and lines. No message and no value: they may quote."""
    import traceback  # only when it is needed: every start would pay for it

    from desktop.version import versions

    lines = [
        "Côte à Côte\u00a0: rapport d’erreur. Il ne contient rien de ce que vous avez saisi.",
        versions(),
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        lines.append(f"  {path.parent.name}/{path.name}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def save_report(kind: type[BaseException], trace: TracebackType | None) -> Path | None:
    """Write the report and return its path, None when even that is impossible. The last one replaces the one before."""
    try:
        folder = report_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "rapport.txt"
        path.write_text(report(kind, trace), encoding="utf-8")
    except OSError:
        return None
    return path


def install(show: Callable[[str, str], None], explained: Callable[[], bool] = lambda: False) -> None:
    """From now on an unexpected error calls ``show`` with a sentence and where the report is, once at a time.

    ``explained`` is asked first: it says itself what happened, and returns True, when the bug is not ours.
    """
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if explained():
            return
        path = save_report(kind, trace)
        if showing:
            return
        showing = True
        try:
            where = f"Un rapport sans aucune donnée saisie est ici\u00a0: {path}" if path else ""
            show(SENTENCE, where)
        finally:
            showing = False

    sys.excepthook = hook


def show_dialog(sentence: str, detail: str) -> None:
    """Show the calm dialog; once the program is leaving, and no window can be made any more, say it on stderr."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    if QApplication.instance() is None:
        print(f"{sentence} {detail}".rstrip(), file=sys.stderr)
        return
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("Côte à Côte")
    box.setText(sentence)
    box.setInformativeText(detail)
    box.addButton("Continuer", QMessageBox.ButtonRole.AcceptRole)
    box.exec()

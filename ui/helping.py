"""The help menu: each of its lines opens a dialog to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.program import Program
    from ui.session import Session
    from ui.window import Window


class Helping:
    """The hands of one window for the help; ``extent`` says which part of the country is loaded.

    ``window`` is set by who puts it together.
    """

    window: Window

    def __init__(self, program: Program, session: Session, extent: Callable[[], str]) -> None:
        self._program = program
        self._session = session
        self._extent = extent

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {
            "touches": lambda: self._show("touches"),
            "sources": lambda: self._show("sources"),
            "etendue": lambda: self._show("etendue"),
            "a_propos": lambda: self._show("a_propos"),
            "accessibilite": self._show_statement,
        }

    def _show(self, topic: str) -> None:
        from ui.help import HelpDialog, sections

        shown = sections(topic, self._session.snapshot, self._extent())
        deed = "Mettre à jour les données…" if topic == "etendue" else ""
        dialog = HelpDialog(topic, shown, self._program.theme, deed, self.window)
        dialog.exec()
        asked = dialog.asked
        dialog.deleteLater()  # never left to the garbage collector: it may come while Qt dresses every widget
        if asked and self._program.desk is not None:
            self._program.desk.updating.show()

    def _show_statement(self) -> None:
        from ui.statement import StatementDialog

        dialog = StatementDialog(self._program.theme, self.window)
        dialog.exec()
        dialog.deleteLater()

"""A sheet of an earlier meeting opened again by its code, typed or scanned, in the search field or in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.errors import UsageError
from desktop.typography import NBSP
from ui.session import Session

if TYPE_CHECKING:
    from desktop.selection import Selection
    from ui.program import Program
    from ui.window import Window

SAME = "Les formations de cette fiche sont déjà dans la sélection."
NONE = "La fiche ne peut pas être rouverte avec ces données."
UNCHANGED = "La sélection n’a pas changé."


class Retour:
    """The hands of one window for that; ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, session: Session) -> None:
        self._program = program
        self._session = session

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {"rouvrir": self.ask}

    def ask(self) -> None:
        """Ask for the code in a dialog, until it is right or the person gives up."""
        from ui.retour_dialog import RetourDialog

        dialog = RetourDialog(self.reopen, self._program.theme, self.window)
        dialog.exec()
        dialog.deleteLater()

    def take(self, text: str, done: Callable[[], object]) -> None:
        """Open the sheet of a code typed elsewhere, then call ``done``; a refusal is said in the notice bar."""
        if refusal := self.reopen(text):
            self.window.say(refusal)
        else:
            done()

    def reopen(self, text: str) -> str:
        """Put the formations of a code in the basket, in one step to take back; return why not, or nothing."""
        from desktop import retour  # for this deed only

        try:
            read = retour.parse(text)
        except UsageError as error:
            return f"{error.phrase} {UNCHANGED}"
        found, apart = retour.known(read, self._session.knows)
        missing = retour.missing(apart)
        if not found:
            return f"{NONE} {missing} {UNCHANGED}"
        before = self._session.selection
        if found == before:
            self.window.say(f"{SAME} {missing}".rstrip())
            return ""
        self._session.put(found)
        said = f"{_opened(found, before)} {missing}".rstrip()
        if before.choix:
            self.window.say(said, "Annuler", self._session.undo)
        else:
            self.window.say(said)
        return ""


def _opened(found: Selection, before: Selection) -> str:
    here = f"La fiche est rouverte{NBSP}: {_formations(len(found))}"
    if not before.choix:
        return f"{here}."
    other = "de celle" if len(before) == 1 else f"des {len(before)}"
    return f"{here}, à la place {other} de la sélection."


def _formations(count: int) -> str:
    return "1 formation" if count == 1 else f"{count} formations"

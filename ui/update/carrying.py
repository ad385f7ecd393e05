"""What goes on with an interview when the data under it change: basket, place of departure, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, liste

if TYPE_CHECKING:
    from desktop.selection import Choix
    from ui.interview import Interview
    from ui.session import Session
    from ui.window import Window


class Carried(NamedTuple):
    """Taken from the window of before; the basket itself goes on in its dossier (`ui.dossiers.keeper`)."""

    names: dict[Choix, str]
    depuis: str | None
    region: str
    notes: str
    notes_shown: bool

    @classmethod
    def of(cls, session: Session, window: Window) -> Carried:
        """Take what an interview has in hand."""
        from ui.notes import Notes

        names = {choix: _name(session, choix) for choix in session.selection.choix}
        depuis = session.depuis.code if session.depuis is not None else None
        notes = window.findChild(Notes)
        text = notes.text.toPlainText() if notes is not None else ""
        return cls(names, depuis, session.region, text, notes is not None and notes.isVisible())

    def settle(self, session: Session, interview: Interview) -> list[str]:
        """Give it to the session on other data; return the sentences about what these do not know."""
        if self.depuis is not None:
            try:
                session.set_depuis(session.catalogue.commune(self.depuis))
            except CoteACoteError:
                session.set_depuis(None)
        if not session.snapshot.est_extrait or self.region in session.snapshot.perimetre:
            session.set_region(self.region)
        if self.notes:
            self._write_notes(interview)
        lost = [name for choix, name in self.names.items() if choix not in session.selection]
        if not lost:
            return [f"La sélection est gardée{NBSP}: {len(self.names)} sur {len(self.names)}."] if self.names else []
        one = len(lost) == 1
        absent = "n’y est pas" if one else "n’y sont pas"
        stays = "Elle reste" if one else "Elles restent"
        return [f"{liste(lost)} {absent}. {stays} dans le dossier."]

    def _write_notes(self, interview: Interview) -> None:
        from ui.notes import Notes

        interview.show_notes()
        if (found := interview.window.findChild(Notes)) is not None:
            found.text.setPlainText(self.notes)
            found.setVisible(self.notes_shown)


def _name(session: Session, choix: Choix) -> str:
    try:
        formation, lieu = session.facts(choix)
    except CoteACoteError:
        return choix.ref
    return f"«{NBSP}{formation.libelle}, {lieu.nom}{NBSP}»"

"""What goes on with an interview when the data under it change: basket, place of departure, notes, page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, liste
from ui.window import COMPARE, DATA, SEARCH, SHEET

if TYPE_CHECKING:
    from desktop.selection import Choix
    from ui.desk import Desk
    from ui.interview import Interview
    from ui.session import Session

PAGES = {COMPARE: "comparer", SHEET: "apercu", DATA: "les_donnees"}


class Carried(NamedTuple):
    """Taken from the window of before; the basket itself goes on in its dossier (`ui.dossiers.keeper`)."""

    names: dict[Choix, str]
    depuis: str | None
    region: str
    sought: str
    page: str
    """The action that shows the page of before, empty for the search."""
    guide: str
    notes: str
    notes_shown: bool

    @classmethod
    def of(cls, desk: Desk) -> Carried:
        """Take what an interview has in hand."""
        from ui.notes import Notes

        session, window = desk.session, desk.window
        names = {choix: _name(session, choix) for choix in session.selection.choix}
        depuis = session.depuis.code if session.depuis is not None else None
        reader = desk.guiding.reader if "guiding" in vars(desk) else None
        notes = window.findChild(Notes)
        return cls(
            names,
            depuis,
            session.region,
            window.page(SEARCH).field.text,
            PAGES.get(window.current_number, ""),
            reader.current if reader is not None else "",
            notes.text.toPlainText() if notes is not None else "",
            notes is not None and notes.isVisible(),
        )

    def settle(self, desk: Desk) -> list[str]:
        """Give it to the desk on other data; return the sentences about what these do not know."""
        session = desk.session
        said = []
        if self.depuis is not None:
            try:
                session.set_depuis(session.catalogue.commune(self.depuis))
            except CoteACoteError:
                session.set_depuis(None)
                said.append("La commune de départ n’y est pas.")
        if not session.snapshot.est_extrait or self.region in session.snapshot.perimetre:
            session.set_region(self.region)
        else:
            said.append("La région cherchée n’est plus la même.")
        self._show(desk)
        if self.notes:
            self._write_notes(desk.interview)
        lost = [name for choix, name in self.names.items() if choix not in session.selection]
        if not lost:
            kept = [f"La sélection est gardée{NBSP}: {len(self.names)} sur {len(self.names)}."] if self.names else []
            return kept + said
        one = len(lost) == 1
        absent = "n’y est pas" if one else "n’y sont pas"
        stays = "Elle reste" if one else "Elles restent"
        return [f"{liste(lost)} {absent}. {stays} dans le dossier.", *said]

    def _show(self, desk: Desk) -> None:
        """Search the same words, show the same page, and the guide beside it."""
        if self.sought:
            desk.window.page(SEARCH).field.line.setText(self.sought)
        if self.guide:
            desk.guiding.show(self.guide)
            desk.window.activateWindow()
        if self.page:
            desk.handlers()[self.page]()

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

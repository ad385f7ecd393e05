"""What an interview keeps and lets go of: its dossier, its notes, its end; and the preferences of who leads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.errors import CoteACoteError
from ui.look import is_dark
from ui.session import Session

if TYPE_CHECKING:
    from desktop.dossier_folder import Entry
    from ui.dossiers.keeper import Keeper
    from ui.notes import Notes
    from ui.program import Program
    from ui.window import Window

NBSP = "\u00a0"
NOT_ALLOWED = f"Les notes ne sont pas permises. Elles le deviennent dans «{NBSP}Préférences…{NBSP}», menu Outils."
ENDED = "L’entretien est terminé. Rien n’en est gardé."
STAYS = "L’entretien est terminé. Le dossier ouvert reste comme il était, là où rien ne peut s’effacer."


class Interview:
    """The hands of one window for all this. ``window`` is set by who puts it together."""

    window: Window

    def __init__(self, program: Program, session: Session) -> None:
        self._program = program
        self._session = session
        self._notes: Notes | None = None
        self._begun = False

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of ours calls."""
        return {
            "dossiers": self.show_dossiers,
            "fin": self.end,
            "notes": self.show_notes,
            "preferences": self.show_preferences,
            "sombre": self.toggle_dark,
        }

    @property
    def keeper(self) -> Keeper:
        """What keeps the basket, one for the whole program."""
        return self._program.keeper

    def warm_up(self) -> None:
        """Set where the counsellor works, find the dossier that was left in the middle. Once, after the first paint."""
        if self._begun:
            return
        self._begun = True
        self.settle()
        said = [self._locked(), self._program.preferences.problem, *self._follow()]
        left: Entry | None = None
        if self._program.is_new:
            self._program.is_new = False
            listing_said: list[str] = []
            self.keeper.told.connect(listing_said.append)
            left = self.keeper.start()
            self.keeper.told.disconnect(listing_said.append)
            said += listing_said
        self.keeper.told.connect(self.window.say)
        if left is not None:
            self._offer(left, said)
        elif any(said):
            self.window.say(" ".join(filter(None, said)))

    def settle(self) -> None:
        """Follow the preferences: place of work, notes."""
        settings = self._program.preferences.settings
        session, before = self._session, self._session.travail
        session.travail = None
        if settings.lieu_de_travail:
            try:
                session.travail = session.catalogue.commune(settings.lieu_de_travail)
            except CoteACoteError:
                session.travail = None
        if session.depuis == before:
            session.set_depuis(session.travail)
        if action := self.window.named_actions.get("notes"):
            action.setVisible(self.notes_on)
        self.show_theme()

    @property
    def notes_on(self) -> bool:
        """Tell whether notes are wanted, and not forbidden on this computer."""
        return self._program.preferences.settings.notes and self._notes_allowed()

    def show_theme(self) -> None:
        """Draw what is ours with the program's theme; the menu says whether it is dark."""
        theme = self._program.theme
        if self._notes is not None:
            self._notes.set_theme(theme)
        if action := self.window.named_actions.get("sombre"):
            action.setChecked(is_dark(theme.tokens))

    def show_notes(self) -> None:
        """Show the notes, where they are permitted."""
        if not self.notes_on:
            self.window.say(NOT_ALLOWED)
            return
        if self._notes is None:
            from ui.notes import Notes

            self._notes = Notes(self._program.theme, self.window)
        self._notes.take_focus()

    def show_dossiers(self) -> None:
        """Show the dossiers; open the one that is chosen, or begin another."""
        from ui.dossiers.page import DossiersDialog

        dialog = DossiersDialog(self.keeper, self._session, self._program.theme, self.window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if not accepted:
            return
        if dialog.chosen is None:
            self.begin_empty()
        else:
            self._open(dialog.chosen)

    def begin_empty(self) -> None:
        """Begin another dossier; the one in hand stays among the others."""
        name = self.keeper.name
        self.keeper.close()
        self._session.restore((), None)
        if name:
            self.window.say(f"{name[:1].upper()}{name[1:]} {self.keeper.kept}. La sélection est vide.")

    def show_preferences(self) -> None:
        """Show the preferences, and follow those that are chosen."""
        from ui.preferences import PreferencesDialog

        preferences = self._program.preferences
        before = preferences.settings
        dialog = PreferencesDialog(before, self._notes_allowed(), self._session, self._program.theme, self.window)
        accepted = dialog.exec()
        chosen = dialog.settings
        dialog.deleteLater()
        if not accepted:
            return
        self._program.prefer(**{k: v for k, v in chosen._asdict().items() if v != getattr(before, k)})
        self.settle()

    def toggle_dark(self) -> None:
        """Change between the light theme and the dark one."""
        self._program.prefer(theme="clair" if is_dark(self._program.theme.tokens) else "sombre")

    def end(self) -> None:
        """End the interview: nothing of it stays in memory, and its dossier only if the person wants so."""
        lasting = self.keeper.lasting
        keeps = lasting and self._program.preferences.settings.garder != "entretien"
        lost = self._would_be_lost(keeps)
        if lost:
            from ui.question import ask

            verbs = ["Terminer l’entretien"]
            if self._session.count and lasting and not keeps:
                verbs.append("Terminer et garder le dossier")
            detail = f"Seront effacés{NBSP}: {', '.join(lost)}."
            what = f"Terminer l’entretien{NBSP}?"
            answer = ask(self.window, what, detail, verbs, "Continuer l’entretien", self._program.theme)
            if answer is None:
                return
            keeps = keeps or answer == 1
        self._clear_clipboard()
        name = self.keeper.name if keeps else ""
        ended = STAYS if self.keeper.stays else ENDED
        self.keeper.close(keep=keeps)
        window = self._program.begin_again()
        window.activateWindow()
        window.say(f"L’entretien est terminé. {name[:1].upper()}{name[1:]} gardé." if name else ended)

    def _would_be_lost(self, keeps: bool) -> list[str]:
        """Return what the person may want and would not find again."""
        from desktop.typography import quantite  # later than the first window

        lost = []
        if self._session.count and not keeps:
            lost.append(f"la sélection ({quantite(self._session.count, 'formation')})")
        if self._notes is not None and not self._notes.is_empty:
            lost.append("les notes")
        return lost

    def _follow(self) -> list[str]:
        """Keep the basket of this session; return what to say when it goes on with other data."""
        return [self.keeper.carry(self._session)]

    def _locked(self) -> str:
        """Keep in memory what can't be written; return the sentence that says so, once for the whole program."""
        if not self._program.is_new:
            return ""
        from desktop.places import locked_words

        kept = self._program.preferences.settle()
        return "" if kept and self.keeper.lasting else locked_words()

    def _offer(self, left: Entry, said: list[str]) -> None:
        """Open again the dossier that was left in the middle; one of another day, or too late, is only offered."""
        keeper = self.keeper
        name = keeper.name_of(left.number, left.dossier.date)
        name = name[:1].upper() + name[1:]
        if keeper.is_of_today(left) and not self._session.count:
            said.append(keeper.open(left.number))
            self.window.say(" ".join(filter(None, (f"{name} retrouvé.", *said))), "Repartir à vide", self.begin_empty)
            return
        keeper.folder.settle(left.number)
        words = " ".join(filter(None, (f"{name} interrompu{NBSP}: il est gardé.", *said)))
        self.window.say(words, "Ouvrir le dossier", lambda: self._open(left.number))

    def _open(self, number: int) -> None:
        said = self.keeper.open(number)
        name = self.keeper.name
        opened = f"{name[:1].upper()}{name[1:]} ouvert." if self.keeper.number == number else ""
        self.window.say(" ".join(filter(None, (opened, said))))

    def _notes_allowed(self) -> bool:
        from desktop.policy import read_policy

        return read_policy().notes

    @staticmethod
    def _clear_clipboard() -> None:
        """Empty the clipboard when what is there comes from us."""
        from PySide6.QtWidgets import QApplication

        if owns_clipboard():
            QApplication.clipboard().clear()


def owns_clipboard() -> bool:
    """Tell whether what is in the clipboard was put there by this program."""
    from PySide6.QtWidgets import QApplication

    return QApplication.clipboard().ownsClipboard()

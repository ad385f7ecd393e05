"""Keeps the basket of a session in its dossier: after every change, off the window's thread, never in its way."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.dossier import Dossier, label, nom
from desktop.dossier_folder import DossierFolder, Entry, Held, Listing
from desktop.dossier_memory import DossierMemory, HeldInMemory
from desktop.errors import CoteACoteError, WriteError
from desktop.places import writable
from desktop.selection import MAXIMUM, Choix
from desktop.typography import NBSP, quantite
from ui.session import Session

if TYPE_CHECKING:
    from ui.jobs import JobRunner

DAYS = 30
"""How long a dossier stays, when nobody takes it away before."""
WHY = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EROFS: "son emplacement est en lecture seule",
    errno.EACCES: "son emplacement est protégé ou occupé par un autre programme",
    errno.EPERM: "son emplacement est protégé ou occupé par un autre programme",
}


class Keeper(QObject):
    """``told`` with a sentence for the notice bar.

    ``jobs`` runs one piece of work at a time, in order; ``wait`` comes back once all of it is done.
    """

    told = Signal(str)

    def __init__(
        self, folder: Path, jobs: JobRunner, wait: Callable[[], object], now: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__()
        on_disk = DossierFolder(folder)
        self.lasting = writable(folder)
        """False where nothing can be written: the dossiers last until the program is closed."""
        self.folder = on_disk if self.lasting else DossierMemory(on_disk.listing())
        self._jobs = jobs
        self._wait = wait
        self._now = now
        self._session: Session | None = None
        self._held: Held | HeldInMemory | None = None
        self._date = ""
        self._wanted: Dossier | None = None
        self._stored: Dossier | None = None
        self._elsewhere: tuple[tuple[int, str], ...] = ()
        """References that the data loaded do not know, each with its place in the file."""
        self._said_failure = False

    @property
    def number(self) -> int | None:
        """The number of the dossier in hand, None while nothing is kept."""
        return self._held.number if self._held else None

    @property
    def name(self) -> str:
        """The name of the dossier in hand, empty while nothing is kept."""
        return self.name_of(self._held.number, self._date) if self._held else ""

    @property
    def stays(self) -> bool:
        """Tell whether the dossier in hand is in a place from where it can't be taken away."""
        return isinstance(self.folder, DossierMemory) and self.folder.stays(self.number)

    @property
    def kept(self) -> str:
        """How a dossier is kept, in words that follow its name."""
        return "gardé" if self.lasting else "gardé jusqu’à la fermeture"

    def name_of(self, number: int, date: str, twin: int = 1) -> str:
        """Return the name of a dossier, as it is said today; ``twin`` counts those of the same minute."""
        return nom(number, date, self._now().date(), twin)

    def erase(self, number: int) -> bool:
        """Take a dossier away for good, with the basket when it is the one in hand; False when it can't be."""
        if number != self.number:
            return self.folder.delete(number)
        assert self._session is not None
        self.close(keep=False)
        self._session.restore((), None)
        return True

    def attach(self, session: Session) -> None:
        """Keep the basket of this session from now on, and of no other."""
        if self._session is not None:
            self._session.selection_changed.disconnect(self._changed)
            self._session.niveau_changed.disconnect(self._changed)
        self._session = session
        session.selection_changed.connect(self._changed)
        session.niveau_changed.connect(self._changed)

    def start(self) -> Entry | None:
        """Take away what is too old; return the dossier that the last session left in the middle, if there is one.

        Those it left besides are dossiers among the others from now on. What can't be read is told.
        """
        listing = self.listing()
        for sentence in listing.said:
            self.told.emit(sentence)
        left = [entry for entry in listing.entries if entry.interrupted]
        for entry in left[1:]:
            self.folder.settle(entry.number)
        self.folder.tidy(self._now(), DAYS)
        return left[0] if left else None

    def is_of_today(self, entry: Entry) -> bool:
        """Tell whether a dossier was begun today."""
        return entry.dossier.date[:10] == label(self._now())[:10]

    def listing(self) -> Listing:
        """Return the dossiers as they are now."""
        self._wait()
        return self.folder.listing()

    def open(self, number: int) -> str:
        """Put a dossier in the basket, the one in hand being kept. Return the sentence that says what came of it."""
        assert self._session is not None
        self._wait()
        try:
            held = self.folder.take(number)
        except OSError:
            held = None
        found = self.folder.read(number) if held is not None else None
        if held is None or found is None:
            if held is not None:
                held.release()
            return "Ce dossier ne peut pas être ouvert\u00a0: une autre fenêtre l’a pris, ou il a disparu."
        self.close()
        self._held, self._date = held, found.date
        self._stored = self._wanted = found
        return self._restore(found)

    def carry(self, session: Session) -> str:
        """Go on with a session on other data, with the same basket; return what to say of it, often nothing."""
        self._wait()
        self.attach(session)
        if session.count:  # quicker than us
            self._changed()
            return ""
        return self._restore(self._wanted) if self._wanted is not None and self._wanted.references else ""

    def close(self, keep: bool = True) -> None:
        """End the dossier in hand: kept in the folder, or taken away for good."""
        self._wait()
        if self._wanted != self._stored:
            self._store()  # a last try for what could not be written
        if self._held is not None:
            empty = self._stored is None or not self._stored.references
            (self._held.release if keep and not empty else self._held.remove)()
        self._held, self._wanted, self._stored, self._date, self._elsewhere = None, None, None, "", ()

    def _restore(self, dossier: Dossier) -> str:
        assert self._session is not None
        known: list[Choix] = []
        kept: list[tuple[int, str]] = []
        unknown = 0
        for place, ref in enumerate(dossier.references):
            choix = Choix.parse(ref)
            found = self._session.knows(choix)
            unknown += not found
            if found and len(known) < MAXIMUM:
                known.append(choix)
            else:
                kept.append((place, ref))
        self._elsewhere = tuple(kept)
        self._session.restore(tuple(known), dossier.niveau)
        return " ".join(_left_out(unknown, len(kept) - unknown))

    def _changed(self, _what: object = None) -> None:
        assert self._session is not None
        references = [choix.ref for choix in self._session.selection.choix]
        for place, ref in self._elsewhere:
            if ref not in references:
                references.insert(min(place, len(references)), ref)
        if not references and self._wanted is None:
            return
        self._date = self._date or label(self._now())
        self._wanted = Dossier(self._date, tuple(references), self._session.niveau, self._session.snapshot.id)
        self._jobs.run(self._store, self._answered, self._failed)

    def _store(self) -> CoteACoteError | OSError | None:
        """Write what is wanted now; return what went wrong. Off the window's thread, one at a time."""
        wanted = self._wanted
        if wanted is None or wanted == self._stored:
            return None
        try:
            if self._held is None:
                self._held = self.folder.new()
            self._held.write(wanted)
        except (WriteError, OSError) as error:
            return error
        self._stored = wanted
        return None

    def _answered(self, error: CoteACoteError | OSError | None) -> None:
        if error is None:
            self._said_failure = False
        elif not self._said_failure:
            self._said_failure = True
            cause = error.__cause__ if isinstance(error, CoteACoteError) else error
            why = WHY.get(getattr(cause, "errno", None) or 0, "son emplacement n’accepte pas l’écriture")
            self.told.emit(f"Le dossier n’a pas pu être enregistré{NBSP}: {why}. La sélection reste ouverte.")

    @staticmethod
    def _failed(error: Exception) -> None:
        raise error


def _left_out(unknown: int, too_many: int) -> list[str]:
    """Return the sentences about formations that stay in the file and out of the basket."""
    said = []
    if unknown:
        verb, stay = ("n’est", "Elle reste") if unknown == 1 else ("ne sont", "Elles restent")
        count = quantite(unknown, "formation")
        said.append(f"{count} de ce dossier {verb} pas dans les données chargées. {stay} dans le dossier.")
    if too_many:
        said.append(f"La sélection s’arrête à {MAXIMUM} formations{NBSP}: le dossier garde les autres.")
    return said

"""What the person has in hand during an interview: the basket, where they start from, what they looked at.

Everything lives in memory and is gone when the window closes (DOMAIN.md §8). The pages listen to the signals; a refusal
of the core becomes a sentence for the notice bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.errors import CoteACoteError

if TYPE_CHECKING:
    from desktop.catalogue import Catalogue
    from desktop.comparison import Comparison
    from desktop.facts import Commune, Formation, Lieu
    from desktop.onisep import Onisep
    from desktop.rubriques import Rubrique
    from desktop.selection import Choix, Selection
    from desktop.snapshot import Snapshot


class Session(QObject):
    """The state that the pages share. Signals carry domain objects."""

    selection_changed = Signal(object)
    """The new Selection."""
    message = Signal(str)
    """A French sentence for the notice bar."""
    depuis_changed = Signal(object)
    """The Commune of departure, or None."""
    region_changed = Signal(str)
    """INSEE code of the region searched; empty for the whole country."""
    niveau_changed = Signal()
    """The level of the comparison is another."""
    onisep_changed = Signal(object)
    """The Onisep file attached, or None."""

    def __init__(self, data: Catalogue | Snapshot | Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._selection: Selection | None = None
        self.depuis: Commune | None = None
        self.travail: Commune | None = None
        """The counsellor's own place of work, from the preferences; never a pupil's commune."""
        self._region: str | None = None
        self.niveau: str | None = None
        self.rangees: dict[str, str] = {}
        """The level of rows that do not follow the page's, by row (`desktop.row_levels`)."""
        self.onisep: Onisep | None = None
        self._before: list[Selection] = []
        self._facts: dict[Choix, tuple[Formation, Lieu]] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The questions to the snapshot, made at the first call. Raises SnapshotError."""
        from desktop.catalogue import Catalogue  # later than the first window

        if not isinstance(self._data, Catalogue):
            self._data = Catalogue(self.snapshot)
        return self._data

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot, opened at the first call when only its path was given. Raises SnapshotError."""
        from desktop.snapshot import Snapshot, open_snapshot

        if isinstance(self._data, Path):
            self._data = open_snapshot(self._data)
        return self._data if isinstance(self._data, Snapshot) else self._data.snapshot

    @property
    def region(self) -> str:
        """INSEE code of the region searched, at first the first one of an extract; empty for the whole country."""
        if self._region is None:
            self._region = self.snapshot.perimetre[0] if self.snapshot.est_extrait else ""
        return self._region

    @property
    def selection(self) -> Selection:
        """The basket."""
        if self._selection is None:
            from desktop.selection import Selection  # later than the first window

            self._selection = Selection()
        return self._selection

    @property
    def count(self) -> int:
        """How many formations are in the basket."""
        return 0 if self._selection is None else len(self._selection)

    @property
    def can_undo(self) -> bool:
        """Tell whether a change of the basket can be taken back."""
        return bool(self._before)

    def add(self, choix: Choix) -> None:
        """Put a formation in the basket; a refusal becomes a message."""
        self._change(lambda: self.selection.ajouter(choix))

    def add_all(self, some: Iterable[Choix]) -> None:
        """Put several formations in the basket, all or none, taken back at once; a refusal becomes a message."""

        def grown() -> Selection:
            selection = self.selection
            for choix in some:
                selection = selection if choix in selection else selection.ajouter(choix)
            return selection

        self._change(grown)

    def remove(self, choix: Choix) -> None:
        """Take a formation out of the basket."""
        self._change(lambda: self.selection.retirer(choix))

    def move(self, choix: Choix, pas: int) -> None:
        """Move a formation by ``pas`` places to the right (negative: left)."""
        self._change(lambda: self.selection.deplacer(choix, pas))

    def add_other_voie(self, choix: Choix) -> None:
        """Put beside a formation the same diploma by the other voie; a refusal becomes a message."""
        from desktop.other_voie import beside, other_voie

        before = self.selection
        self._change(lambda: beside(before, choix, other_voie(self.catalogue, choix)))
        if choix.type_code == "parcoursup" and self.selection != before:
            self.message.emit("Ajouté d’après le seul nom de la formation sur Parcoursup\u00a0: diplôme à vérifier.")

    def set_row_level(self, rangee: str, niveau: str | None) -> None:
        """Ask one row at a level of its own ('etablissement', 'region', 'national'); None: as the page again."""
        self.rangees.pop(rangee, None)
        if niveau is not None:
            self.rangees[rangee] = niveau
        self.niveau_changed.emit()

    def put(self, selection: Selection) -> None:
        """Have these formations in the basket instead; undoing gives the others back."""
        self._change(lambda: selection)

    def clear(self) -> None:
        """Empty the basket."""
        self.rangees.clear()
        self._change(lambda: type(self.selection)())

    def restore(self, choix: tuple[Choix, ...], niveau: str | None) -> None:
        """Put in the basket what a dossier held, at most six; what was done before can't be undone there."""
        from desktop.selection import Selection

        self.niveau = niveau
        self.rangees.clear()
        self._before.clear()
        self._selection = Selection(choix)
        self.selection_changed.emit(self._selection)

    def forget(self) -> None:
        """Let go of everything that an interview had in hand, without a signal: nobody shows it any more."""
        self.depuis = self.niveau = self._selection = None
        self.rangees.clear()
        self._before.clear()
        self._facts.clear()

    def knows(self, choix: Choix) -> bool:
        """Tell whether the data loaded know the formation and the place that a reference names."""
        try:
            self.facts(choix)
        except CoteACoteError:
            return False
        return True

    def facts(self, choix: Choix) -> tuple[Formation, Lieu]:
        """Return the formation and the place that a reference names, asked for once."""
        if choix not in self._facts:
            formation = self.catalogue.formation(choix.type_code, choix.code)
            self._facts[choix] = (formation, self.catalogue.lieu(choix.lieu))
        return self._facts[choix]

    def undo(self) -> None:
        """Take back the last addition, removal or move."""
        if self._before:
            self._selection = self._before.pop()
            self.selection_changed.emit(self.selection)

    def compare(self, niveau: str | None = None) -> Comparison:
        """Return the comparison of the basket; ``niveau`` None, 'region' or 'national' is kept for the sheet.

        Raises CoteACoteError.
        """
        import sqlite3  # later than the first window

        from desktop.comparison import compare
        from desktop.snapshot import damaged

        if niveau != self.niveau:
            self.niveau = niveau
            self.niveau_changed.emit()
        try:
            return compare(self.catalogue, self.selection, niveau, self.rangees)
        except sqlite3.Error as error:
            raise damaged(self.snapshot.path) from error

    def set_depuis(self, commune: Commune | None) -> None:
        """Set the commune from which distances count, or None."""
        if commune != self.depuis:
            self.depuis = commune
            self.depuis_changed.emit(commune)

    def set_region(self, region: str) -> None:
        """Set the region searched by its INSEE code; empty for the whole country."""
        if region != self.region:
            self._region = region
            self.region_changed.emit(region)

    def attach(self, onisep: Onisep | None) -> None:
        """Attach a file of Onisep data, or take it away with None."""
        if onisep is not self.onisep:
            self.onisep = onisep
            self.onisep_changed.emit(onisep)

    def plus(self, comparison: Comparison) -> tuple[Rubrique, ...]:
        """Return what the file attached tells beside a comparison."""
        if self.onisep is None:
            return ()
        from desktop.onisep_facts import rubriques

        return rubriques(comparison, self.onisep)

    def _change(self, make: Callable[[], Selection]) -> None:
        try:
            changed = make()
        except CoteACoteError as error:
            self.message.emit(error.phrase)
            return
        if changed != self.selection:
            self._before.append(self.selection)
            self._selection = changed
            self.selection_changed.emit(changed)

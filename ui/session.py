"""What the person has in hand during an interview: the basket, where they start from, what they looked at.

Everything lives in memory and is gone when the window closes (DOMAIN.md §8). The pages listen to the signals; a refusal
of the core becomes a sentence for the notice bar.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.errors import CoteACoteError
from desktop.selection import Choix, Selection

if TYPE_CHECKING:
    from desktop.catalogue import Catalogue
    from desktop.facts import Commune, Formation, Lieu
    from desktop.comparison import Comparison


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

    def __init__(self, catalogue: Catalogue | Callable[[], Catalogue], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.selection = Selection()
        self.depuis: Commune | None = None
        self.region = ""
        self.niveau: str | None = None
        self._before: list[Selection] = []
        self._facts: dict[Choix, tuple[Formation, Lieu]] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The questions to the snapshot; when a way to make them was given, made at the first call."""
        if callable(self._catalogue):
            self._catalogue = self._catalogue()
        return self._catalogue

    @property
    def can_undo(self) -> bool:
        """Tell whether a change of the basket can be taken back."""
        return bool(self._before)

    def add(self, choix: Choix) -> None:
        """Put a formation in the basket; a refusal becomes a message."""
        self._change(lambda: self.selection.ajouter(choix))

    def remove(self, choix: Choix) -> None:
        """Take a formation out of the basket."""
        self._change(lambda: self.selection.retirer(choix))

    def move(self, choix: Choix, pas: int) -> None:
        """Move a formation by ``pas`` places to the right (negative: left)."""
        self._change(lambda: self.selection.deplacer(choix, pas))

    def clear(self) -> None:
        """Empty the basket."""
        self._change(Selection)

    def facts(self, choix: Choix) -> tuple[Formation, Lieu]:
        """Return the formation and the place that a reference names, asked for once."""
        if choix not in self._facts:
            formation = self.catalogue.formation(choix.type_code, choix.code)
            self._facts[choix] = (formation, self.catalogue.lieu(choix.lieu))
        return self._facts[choix]

    def undo(self) -> None:
        """Take back the last addition, removal or move."""
        if self._before:
            self.selection = self._before.pop()
            self.selection_changed.emit(self.selection)

    def compare(self, niveau: str | None = None) -> Comparison:
        """Return the comparison of the basket; ``niveau`` None, 'region' or 'national' is kept for the sheet.

        Raises CoteACoteError.
        """
        from desktop.comparison import compare  # later than the first window

        self.niveau = niveau
        return compare(self.catalogue, self.selection, niveau)

    def set_depuis(self, commune: Commune | None) -> None:
        """Set the commune from which distances count, or None."""
        if commune != self.depuis:
            self.depuis = commune
            self.depuis_changed.emit(commune)

    def set_region(self, region: str) -> None:
        """Set the region searched by its INSEE code; empty for the whole country."""
        if region != self.region:
            self.region = region
            self.region_changed.emit(region)

    def _change(self, make: Callable[[], Selection]) -> None:
        try:
            changed = make()
        except CoteACoteError as error:
            self.message.emit(error.phrase)
            return
        if changed != self.selection:
            self._before.append(self.selection)
            self.selection = changed
            self.selection_changed.emit(changed)

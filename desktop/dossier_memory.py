"""Dossiers where nothing can be written: in memory until the program is closed, beside those that are already there.

Answers to what `desktop.dossier_folder` answers to. What is on the disk can be opened, and stays there as it is.
"""

from __future__ import annotations

from datetime import datetime

from desktop.dossier import Dossier
from desktop.dossier_folder import Entry, Listing


class HeldInMemory:
    """A dossier in hand."""

    def __init__(self, owner: DossierMemory, number: int) -> None:
        self._owner = owner
        self.number = number

    def write(self, dossier: Dossier) -> None:
        """Have this dossier under the number from now on."""
        self._owner.dossiers[self.number] = dossier

    def remove(self) -> None:
        """Forget the dossier; one that is on the disk is again as it is there."""
        self._owner.forget(self.number)

    def release(self) -> None:
        """Let go of the dossier, which stays among the others until the program is closed."""


class DossierMemory:
    """The dossiers of this run; ``there`` is what a folder that can't be written holds."""

    def __init__(self, there: Listing) -> None:
        self._there = {entry.number: entry.dossier for entry in there.entries}
        self._said = there.said
        self._last = max(self._there, default=0)
        self.dossiers = dict(self._there)

    def stays(self, number: int | None) -> bool:
        """Tell whether a dossier is on the disk, from where it can't be taken away."""
        return number in self._there

    def new(self) -> HeldInMemory:
        """Take a number that no dossier has had."""
        self._last += 1
        return HeldInMemory(self, self._last)

    def take(self, number: int) -> HeldInMemory | None:
        """Take a dossier that is there, None without one."""
        return HeldInMemory(self, number) if number in self.dossiers else None

    def delete(self, number: int) -> bool:
        """Forget a dossier; False when it is on the disk."""
        self.forget(number)
        return number not in self._there

    def forget(self, number: int) -> None:
        """Take a dossier out of memory; one that is on the disk is again as it is there."""
        self.dossiers.pop(number, None)
        if number in self._there:
            self.dossiers[number] = self._there[number]

    def read(self, number: int) -> Dossier | None:
        """Return a dossier, None without one."""
        return self.dossiers.get(number)

    def listing(self) -> Listing:
        """Return every dossier that has a formation, the newest first."""
        entries = [Entry(number, one) for number, one in sorted(self.dossiers.items(), reverse=True) if one.references]
        return Listing(tuple(entries), self._said)

    def tidy(self, now: datetime, days: int) -> None:
        """Leave all as it is: this run is short, and the disk can't be changed."""

    def settle(self, number: int) -> None:
        """Do nothing: no dossier of a memory was ever interrupted."""

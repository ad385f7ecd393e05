"""What the dialog of updates is told and asks for: the steps it goes through, and what others do for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from desktop.update.install import Installe
    from desktop.update.service import Verification

Suivi = Callable[[str, int, int], None]
"""Told a step in French, how much of it is done and of how much (0: unknown); may raise UpdateCancelled."""
Part = tuple[str, tuple[str, ...]]
"""A heading and its lines."""


class Step(Enum):
    """Where the dialog is. Only ``RUNNING`` has work under way."""

    ASK = "ask"
    RUNNING = "running"
    FOUND = "found"
    CURRENT = "current"
    DONE = "done"


class Service(Protocol):
    """What `desktop.update.service` does for a window. Everything raises UpdateError with its sentence."""

    @property
    def essai(self) -> bool:
        """Tell whether trial keys are trusted here."""

    @property
    def source_par_defaut(self) -> str | None:
        """Where to look when nothing else is said."""

    def verifier(self, depuis: str | None, suivi: Suivi) -> Verification:
        """Tell what is published there."""

    def installer(self, depuis: str | None, suivi: Suivi) -> tuple[Verification, Installe | None]:
        """Install what is published there; None when it is installed already."""

    def revenir(self) -> Installe:
        """Go back to the data before."""

    def precedent(self) -> str | None:
        """Return the words for the data before, None when there are none."""


class Place(NamedTuple):
    """A volume that holds a dépôt: the name people know it by, and its folder."""

    name: str
    folder: str


class Here(NamedTuple):
    """What is known when the dialog opens.

    ``scope`` and ``day`` are of the data shown; ``waiting`` is the file of those installed when it is another one;
    ``source`` is where to look at first, which nobody can change when it is ``fixed``; ``web`` False forbids internet.
    """

    scope: str
    day: str
    waiting: Path | None
    source: str
    fixed: bool
    web: bool
    trial: bool


class Outcome(NamedTuple):
    """What came of an installation; ``installed`` None when there was nothing to do."""

    found: Verification
    installed: Installe | None
    parts: Sequence[Part] = ()


class Hands(NamedTuple):
    """What the dialog has others do. All but ``ask`` and ``remember`` are called off the window's thread.

    ``before`` says which data one can go back to, None when there are none.
    """

    ask: Callable[[str], str]
    places: Callable[[], list[Place]]
    check: Callable[[str | None, Suivi], Verification]
    install: Callable[[str | None, Suivi], Outcome]
    back: Callable[[], Installe]
    before: Callable[[], str | None]
    remember: Callable[[str], object]

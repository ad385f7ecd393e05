"""Errors that a person can read: each carries its French sentence and the exit code of the command line (DESIGN.md §4).

Three families: the person can act (usage, unknown thing, full selection), the environment (snapshot, disk), our bug.
"""

from __future__ import annotations


class CoteACoteError(Exception):
    """An expected failure. ``phrase`` is what people see; ``code`` is the exit code."""

    code = 70

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


class UsageError(CoteACoteError):
    """Wrong usage: a malformed reference, too few or too many formations, the same one twice."""

    code = 2


class NotFoundError(CoteACoteError):
    """An unknown code or place, or a search without any result."""

    code = 3


class SnapshotError(CoteACoteError):
    """The snapshot is missing, damaged, foreign or too new."""

    code = 4


class WriteError(CoteACoteError):
    """A file or a folder can't be written."""

    code = 5


class UpdateError(CoteACoteError):
    """An update is refused, unreachable or stopped: the installed data have not changed."""

    code = 6


class UpdateCancelled(UpdateError):  # noqa: N818  (nothing went wrong)
    """The person asked to stop the update."""

    def __init__(self, phrase: str = "Mise à jour arrêtée. Les données n’ont pas changé.") -> None:
        super().__init__(phrase)

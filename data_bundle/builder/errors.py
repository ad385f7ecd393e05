"""What can stop a build: each error is one French sentence that says what to do, and an exit code."""

from __future__ import annotations


class BuilderError(Exception):
    """A stop that a person can act upon; the text is the sentence shown."""

    code = 70


class WrongUsageError(BuilderError):
    """The command cannot be understood or obeyed."""

    code = 2


class NothingFoundError(BuilderError):
    """What is asked for does not exist: an unknown région, an empty result."""

    code = 3


class BadInputError(BuilderError):
    """A raw file, or a snapshot, is not what it should be."""

    code = 4


class CannotWriteError(BuilderError):
    """The result cannot be written where asked."""

    code = 5

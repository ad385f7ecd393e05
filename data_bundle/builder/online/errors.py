"""What can stop a download. Exit code 4, like any raw file that is not there or not what it should be."""

from __future__ import annotations

from data_bundle.builder.errors import BadInputError


class NetworkError(BadInputError):
    """A portal does not give what it is asked for; trying again later may help."""


class SilentPortalError(NetworkError):
    """No answer at all could be had from a portal, whatever the patience."""


class GoneError(NetworkError):
    """The portal answers that it has no such dataset (404 or 410)."""


class RefusedFileError(BadInputError):
    """What was received is not the dataset expected; the last good file stays in place."""

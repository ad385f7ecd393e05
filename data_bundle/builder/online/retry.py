"""Trying again: how many times, how long between two attempts, and what is said in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from data_bundle.builder.online.errors import NetworkError, SilentPortalError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """``attempts`` in all; seconds waited: ``first_wait``, doubled each time. ``longest_wait`` caps every wait."""

    attempts: int = 6
    first_wait: float = 1.0
    longest_wait: float = 120.0

    def wait(self, failures: int, asked: float | None) -> float:
        """Return the seconds to wait after this many failures; ``asked`` is what the server wants (Retry-After)."""
        return min(max(self.first_wait * 2.0 ** (failures - 1), asked or 0.0), self.longest_wait)


class PassingError(Exception):
    """A failure that may not last. The text is the end of a sentence whose subject is the portal.

    ``silent``: no answer came at all. ``wait``: seconds that the server asks for.
    """

    def __init__(self, reason: str, *, silent: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.silent = silent
        self.wait = wait


def persevere(attempt: Callable[[], T], patience: Patience, sleep: Callable[[float], None], host: str) -> T:
    """Return what ``attempt`` returns, trying again after each PassingError.

    Raises NetworkError when patience is at its end, SilentPortalError when the last attempt had no answer.
    """
    failures = 0
    while True:
        try:
            return attempt()
        except PassingError as trouble:
            failures += 1
            if failures >= patience.attempts:
                kind = SilentPortalError if trouble.silent else NetworkError
                raise kind(
                    f"{host} {trouble}\u00a0: vérifiez la connexion et le proxy, puis recommencez plus tard, "
                    "ce qui est déjà reçu sert encore."
                ) from None
            sleep(patience.wait(failures, trouble.wait))


def retry_after(text: str | None, now: datetime) -> float | None:
    """Return a Retry-After header (seconds, or a date) as seconds from ``now``; None when there is none to obey."""
    if not text:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())

"""The cohort that a source says: one final year, or two pooled (DOMAIN.md §1.1, millésime and cumul)."""

from __future__ import annotations

import re

_FIRST, _LAST = 2000, 2099
_CUMUL = re.compile(r"^(?:cumul |sortants )?([0-9]{4})[-_]([0-9]{4})$")
_SINGLE = re.compile(r"^(?:promotion |sortants (?:en )?)?([0-9]{4})$")


def cumul(text: str) -> str | None:
    """Return ``2023_2024`` for ``cumul 2023-2024``; None when ``text`` is not two years that follow each other."""
    found = _CUMUL.match(text)
    if not found or not _possible(found[1]) or int(found[2]) != int(found[1]) + 1:
        return None
    return f"{found[1]}_{found[2]}"


def single(text: str) -> str | None:
    """Return ``2024`` for ``2024`` or ``sortants 2024``; None when ``text`` is not one year."""
    found = _SINGLE.match(text)
    return found[1] if found and _possible(found[1]) else None


def last_year(millesime: str) -> int:
    """Return the year of the newest final year in a millésime."""
    return int(millesime[-4:])


def _possible(year: str) -> bool:
    return _FIRST <= int(year) <= _LAST

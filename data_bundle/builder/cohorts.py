"""The cohort that a source says: one final year, or two pooled (DOMAIN.md §1.1, millésime and cumul)."""

from __future__ import annotations

import re
from collections.abc import Callable

from data_bundle.builder.tables import Table

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


def either(text: str) -> str | None:
    """Return the millésime that ``text`` says, of one cohort or of two."""
    return cumul(text) or single(text)


def last_year(millesime: str) -> int:
    """Return the year of the newest final year in a millésime."""
    return int(millesime[-4:])


def cumuls(table: Table) -> list[str]:
    """Return the cumul of each row, from its column ``annee``. Raises BadInputError when a row says none."""
    return _column(table, cumul, "n’est pas un cumul de deux promotions qui se suivent")


def singles(table: Table) -> list[str]:
    """Return the one cohort of each row, from its column ``annee``. Raises BadInputError when a row says none."""
    return _column(table, single, "n’est pas une seule promotion")


def millesimes(table: Table) -> list[str]:
    """Return the millésime of each row, from its column ``annee``. Raises BadInputError when a row says none."""
    return _column(table, either, "n’est ni une promotion ni un cumul de deux qui se suivent")


def _column(table: Table, read: Callable[[str], str | None], reason: str) -> list[str]:
    known = {text: read(text) for text in set(table["annee"])}
    found = []
    for i, text in enumerate(table["annee"]):
        millesime = known[text]
        if millesime is None:
            raise table.wrong("annee", i, reason)
        found.append(millesime)
    return found


def _possible(year: str) -> bool:
    return _FIRST <= int(year) <= _LAST

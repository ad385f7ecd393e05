"""The one parser of figures, and the markers that stand for none (DOMAIN.md §10, T1 and T2).

Rates are integers that the sources write ``30``, ``30.0`` or ``30,0``. A 0 is a value, never an absence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Number = int | float

MARKERS = frozenset({"", "nd", "na", "ns", "null", "*", "**"})
"""Ways in which sources write that a figure is not there, in lower case."""

_NUMBER = re.compile(r"^[-+\u2212]?[0-9]+(?:[.,][0-9]+)?$")


def parse(text: str) -> Number | None:
    """Return the number that ``text`` says, an ``int`` where it is whole, or None for a marker of absence.

    Raises ValueError when ``text`` is neither.

    >>> parse("30.0"), parse("5,7"), parse("0"), parse("nd")
    (30, 5.7, 0, None)
    """
    plain = text.strip()
    if plain.lower() in MARKERS:
        return None
    if not _NUMBER.match(plain):
        raise ValueError(text)
    number = float(plain.replace(",", ".").replace("\u2212", "-"))
    return int(number) if number.is_integer() else number


def parse_column(texts: Sequence[str]) -> list[Number | None]:
    """Return the numbers of a column. Raises ValueError with the position of the first text that is none."""
    known: dict[str, Number | None] = {}
    found: list[Number | None] = []
    for position, text in enumerate(texts):
        if text not in known:
            try:
                known[text] = parse(text)
            except ValueError:
                raise ValueError(position) from None
        found.append(known[text])
    return found


def percent(part: int, whole: int) -> int:
    """Return ``part`` out of ``whole`` as an integer percent, halves to even, without any float (DOMAIN.md §2.2)."""
    quotient, rest = divmod(100 * part, whole)
    return quotient + (2 * rest > whole or (2 * rest == whole and quotient % 2))

"""What the facets let through, and how many lines each of their values would leave."""

from __future__ import annotations

from desktop.search.answers import FACETTES, Filtres
from desktop.search.index import Index


def passing(index: Index, filtres: Filtres) -> dict[str, int]:
    """Return for each facet asked for the lines that it lets through."""
    found: dict[str, int] = {}
    for name in FACETTES:
        wanted: frozenset[str] = getattr(filtres, name)
        if wanted:
            lines = 0
            for value in wanted:
                lines |= index.facettes[name].get(value, 0)
            found[name] = lines
    return found


def counts(index: Index, found: int, let: dict[str, int]) -> dict[str, dict[str, int]]:
    """Count each facet's values among the lines that pass every other facet, in alphabetical order."""
    counted: dict[str, dict[str, int]] = {}
    for name in FACETTES:
        lines = found
        for other, some in let.items():
            if other != name:
                lines &= some
        values = ((value, (lines & some).bit_count()) for value, some in index.facettes[name].items())
        counted[name] = {value: count for value, count in values if count} if lines else {}
    return counted

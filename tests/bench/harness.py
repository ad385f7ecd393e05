"""What the benches share: a row of the table, timing in turns, the two ways of showing the rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent.parent
OPENDATA = ROOT.parent / "shared" / "opendata"


class UnmeasurableError(Exception):
    """The thing to measure is not there or failed; the text says what, in French."""


@dataclass(frozen=True)
class Row:
    """Ours against a reference measured in the same run, both as all their single measures, in one unit.

    ``of`` makes one figure of them: their median, or ``p99`` where the slowest count.
    """

    name: str
    ours: list[float]
    unit: str
    reference: str
    theirs: list[float]
    goal: float
    of: Callable[[list[float]], float] = median

    @property
    def ratio(self) -> float:
        return self.of(self.ours) / self.of(self.theirs)

    @property
    def holds(self) -> bool:
        return self.ratio <= self.goal


def p99(values: list[float]) -> float:
    """Return the measure that one in a hundred passes."""
    return quantiles(values, n=100, method="inclusive")[98] if len(values) > 1 else values[0]


def in_turns(
    times: int, ours: Callable[[], object], theirs: Callable[[], object], *, warm: bool = True
) -> tuple[list[float], list[float]]:
    """Return the seconds of both, called one after the other so that a busy machine slows both down."""
    seconds: tuple[list[float], list[float]] = ([], [])
    if warm:  # files in the cache, modules compiled
        ours()
        theirs()
    for _ in range(times):
        for call, kept in zip((ours, theirs), seconds, strict=True):
            start = time.perf_counter()
            call()
            kept.append(time.perf_counter() - start)
    return seconds


def as_json(rows: list[Row]) -> list[dict[str, str | float | bool]]:
    """Return the rows in the contract of build/bench.json."""
    return [
        {
            "nom": row.name,
            "valeur": _digits(row.of(row.ours)),
            "unite": row.unit,
            "reference": row.reference,
            "valeur_reference": _digits(row.of(row.theirs)),
            "rapport": round(row.ratio, 2),
            "but": row.goal,
            "tient": row.holds,
        }
        for row in rows
    ]


def as_table(rows: list[Row]) -> str:
    """Return the rows as a table: median or p99 (smallest–largest) of both, their ratio, the goal."""
    lines = [("mesure", "Côte à Côte", "référence", "", "rapport", "but", "")]
    lines += [
        (
            row.name,
            _spread(row.ours, row),
            _spread(row.theirs, row),
            row.reference,
            _french(f"{row.ratio:.2f}"),
            f"≤ {_french(f'{row.goal:g}')}",
            "tient" if row.holds else "NE TIENT PAS",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(7)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _spread(values: list[float], row: Row) -> str:
    low, middle, high = (_french(f"{_digits(value):g}") for value in (min(values), row.of(values), max(values)))
    return f"{middle} {row.unit} ({low}–{high})"


def _digits(value: float) -> float:
    return float(f"{value:.3g}")


def _french(number: str) -> str:
    return number.replace(".", ",")

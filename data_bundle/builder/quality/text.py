"""Numbers, names and tables of the Markdown reports, in French."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NBSP = "\u00a0"
VOIES = {
    "scolaire": "Voie scolaire",
    "scolaire_agricole": "Voie scolaire agricole",
    "apprentissage": "Apprentissage",
    "superieur": "Enseignement supérieur",
}
NIVEAUX = {"national": "France entière", "region": "Région", "etablissement": "Établissement"}


def number(value: float) -> str:
    """Return ``27 999`` or ``12,5``, with the thousands apart and a decimal comma."""
    text = f"{abs(value):,.1f}" if isinstance(value, float) and not value.is_integer() else f"{abs(value):,.0f}"
    return ("\u2212" if value < 0 else "") + text.replace(",", "\u202f").replace(".", ",")


def percent(value: float) -> str:
    """Return ``66,8 %``."""
    return f"{number(value)}{NBSP}%"


def share(part: int, whole: int) -> str:
    """Return a part of a whole as a percent without decimals, a dash when there is no whole."""
    return f"{round(100 * part / whole)}{NBSP}%" if whole else "–"


def points(value: float) -> str:
    """Return ``+17 points``, ``−1,5 point``, ``0 point``."""
    sign = "+" if value > 0 else ""
    return f"{sign}{number(value)}{NBSP}point{'s' if abs(value) >= 2 else ''}"


def cohort(millesime: str) -> str:
    """Return ``2022 et 2023`` for ``2022_2023``."""
    return " et ".join(millesime.split("_"))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table; the first column is words, the others stand at the right. Ends with an empty line."""
    lines = [_row(heads), _row(["---", *["---:"] * (len(heads) - 1)])]
    return [*lines, *(_row([cell.replace("|", "/") for cell in row]) for row in rows), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"

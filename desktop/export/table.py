"""A Comparison as sheets of typed cells, made once for CSV, XLSX and ODS (DESIGN.md §2, "The one stream").

A cell is a text, a number or nothing: what it is decides how each format writes it. A status is never in the place of a
value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.comparison import Comparison
from desktop.rubriques import Rubrique
from desktop.typography import quantite
from desktop.verdict_words import noms

Cell = str | int | float | None
TEXTE, CODE, NOMBRE = "texte", "code", "nombre"
"""Kinds of a column: words, words that must never be read as a number or a date, numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, its kind, and what it holds in words."""

    titre: str
    largeur: int
    genre: str = TEXTE
    aide: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with one row of headings, then rows of one cell a column.

    The first ``figees`` columns, at least one, stay in view. ``plie`` folds long texts: rows are as high as they need.
    """

    nom: str
    colonnes: tuple[Column, ...]
    lignes: tuple[tuple[Cell, ...], ...]
    figees: int = 1
    plie: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets, with what a document says of itself; ``date`` is AAAA-MM-JJ: the day of the data, not of today."""

    titre: str
    sujet: str
    date: str
    feuilles: tuple[Sheet, ...]


AUTEUR = "Côte à Côte"


def numbered(comparison: Comparison) -> tuple[str, ...]:
    """Return the columns as sentences about gaps call them: ``[1]``, ``[2]``, as at the head of their cells."""
    return tuple(f"[{number}]" for number in range(1, len(comparison.colonnes) + 1))


def book(comparison: Comparison, plus: Sequence[Rubrique] = ()) -> Book:
    """Return the three sheets of a comparison; ``plus`` are rubriques from elsewhere, told with the sources."""
    from desktop.export.about_sheet import about
    from desktop.export.detail_sheet import detail
    from desktop.export.wide_sheet import wide

    return Book(
        title(comparison),
        f"Données {comparison.instantane.id}",
        comparison.instantane.construit_le,
        (wide(comparison), detail(comparison), about(comparison, plus)),
    )


def title(comparison: Comparison) -> str:
    """Return the title of a document: ``Comparaison de 3 formations``, or the name of the only one."""
    count = len(comparison.colonnes)
    if count == 1:
        return f"Fiche de formation\u00a0: {noms(comparison.colonnes)[0]}"
    return f"Comparaison de {quantite(count, 'formation')}"

"""What is announced of a change of the comparison: a column added, taken out or moved, a level, the clear gaps."""

from __future__ import annotations

from desktop.comparison import Comparison
from desktop.row_levels import COMME_LA_PAGE, LIEU, MOTS
from desktop.selection import Choix
from desktop.typography import NBSP, quantite
from desktop.verdict_words import noms

MARKED = "Écarts nets surlignés."
UNMARKED = "Écarts nets non surlignés."


def columns(before: Comparison | None, after: Comparison | None, current: Choix | None) -> str:
    """Return what became of the columns, empty when nothing did; ``current`` is the formation that has the focus."""
    older = [c.choix for c in before.colonnes] if before else []
    newer = [c.choix for c in after.colonnes] if after else []
    if before is None or after is None or older == newer:
        return ""
    added, gone = [c for c in newer if c not in older], [c for c in older if c not in newer]
    if added and not gone:
        return f"{_columns(len(added), 'ajoutée')}{NBSP}: {_named(after, added)}."
    if gone and not added:
        return f"{_columns(len(gone), 'retirée')}{NBSP}: {_named(before, gone)}. Il en reste {len(newer)}."
    if added:
        return f"Comparaison changée{NBSP}: {quantite(len(newer), 'formation')}."
    moved = current if current in newer else next(c for c, other in zip(newer, older, strict=True) if c != other)
    return f"Colonne déplacée{NBSP}: {_named(after, [moved])}."


def level(niveau: str | None) -> str:
    """Return the level that the whole page is asked at."""
    return f"Niveau de la page{NBSP}: {MOTS[niveau or LIEU]}."


def row_level(title: str, niveau: str | None) -> str:
    """Return the level that one row is asked at; None follows the page."""
    return f"{title}, niveau{NBSP}: {(MOTS[niveau] if niveau else COMME_LA_PAGE).lower()}."


def _columns(count: int, done: str) -> str:
    return f"Colonne {done}" if count == 1 else f"{count}{NBSP}colonnes {done}s"


def _named(comparison: Comparison, wanted: list[Choix]) -> str:
    names, count = noms(comparison.colonnes), len(comparison.colonnes)
    places = [(i, c.choix) for i, c in enumerate(comparison.colonnes)]
    return f"{NBSP}; ".join(f"{names[i]}, {i + 1} sur {count}" for i, choix in places if choix in wanted)

"""The code of a printed sheet typed in the search field: no words to search, Enter opens the sheet again."""

from __future__ import annotations

CODE_HINT = "Entrée pour rouvrir la fiche"
SHORTEST = 7


def means_code(text: str) -> bool:
    """Tell whether what is typed is meant as the code of a sheet (`desktop.retour`)."""
    if len(text) < SHORTEST:
        return False
    from desktop.retour import looks_like  # later than the first window

    return looks_like(text)

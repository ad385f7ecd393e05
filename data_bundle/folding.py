"""Folding of text for search and for comparing names: no accents, no case, œ as oe, only letters and digits."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'"})
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents or ligatures, words separated by single spaces.

    >>> fold("Pâtissier-Chocolatier à l’Œuvre")
    'patissier chocolatier a l oeuvre'
    """
    kept = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES).lower())
        kept = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", kept).strip()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text`` in order, repeats kept."""
    return tuple(fold(text).split())

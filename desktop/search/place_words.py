"""Short forms of words in names of places, as people type them and as the sources write them."""

from __future__ import annotations

LIEUX_DITS: dict[str, tuple[str, ...]] = {
    "st": ("saint",),
    "ste": ("sainte",),
    "univ": ("universite",),
    "fac": ("universite",),
    "lp": ("lycee", "professionnel"),
    "lpo": ("lycee", "polyvalent"),
    "lgt": ("lycee", "general", "technologique"),
    "lgta": ("lycee", "agricole"),
    "legta": ("lycee", "agricole"),
    "mfr": ("maison", "familiale", "rurale"),
    "cfa": ("centre", "formation", "apprentis"),
    "gpe": ("guadeloupe",),
    "idf": ("ile", "france"),
    "paca": ("provence", "alpes", "azur"),
}
"""Folded words that one place has all of, by the folded short form, which still stands for itself."""

"""Small words of French: they never make a query empty, and count for nothing in the length of a label."""

from __future__ import annotations

_WRITTEN = "a au aux avec d dans de des du en et l la le les ou par pour s sur un une"
PETITS = frozenset(_WRITTEN.split())

_OF_SENTENCES = (
    "ai aimerais aimerait autour cherche devenir etre faire j je pres proche qui souhaite travailler veut veux",
    "voudrais",
)
DE_PHRASE = frozenset(" ".join(_OF_SENTENCES).split())
"""Words of a whole sentence («\u00a0je veux devenir…\u00a0», «\u00a0près de Brest\u00a0»).

The last word typed may still become another one.
"""

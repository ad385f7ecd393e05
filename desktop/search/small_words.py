"""Small words of French: they never make a query empty, and count for nothing in the length of a label."""

from __future__ import annotations

_WRITTEN = "a au aux avec d dans de des du en et l la le les ou par pour s sur un une"
PETITS = frozenset(_WRITTEN.split())

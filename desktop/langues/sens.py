"""Which languages of the sheet run from right to left."""

from __future__ import annotations

RTL = frozenset({"ar"})

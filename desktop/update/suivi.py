"""How a long step tells how far it is, and how it is asked to stop.

A step calls its ``Suivi`` at least every 256 KB; what that callable raises (UpdateCancelled) stops the step there.
"""

from __future__ import annotations

from collections.abc import Callable

Suivi = Callable[[str, int, int], None]
"""Step in French, done, total; both in the step's own unit, total 0 when it isn't known."""

VERIFICATION = "Vérification"
TELECHARGEMENT = "Téléchargement"
DECOMPRESSION = "Décompression"
CONTROLE = "Contrôle"

TRANCHE = 131_072
"""Bytes between two calls."""


def muet(_step: str, _done: int, _total: int) -> None:
    """Follow nothing and never stop."""

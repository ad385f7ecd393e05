"""Which root of trust this copy of the program carries: its editors' own, or trial keys in a source checkout."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from desktop.errors import UpdateError

ROOT_MAX = 512_000
"""Bytes: the bound that tuf puts on a root."""

_NO_ROOT = (
    "Cette copie du programme ne porte pas encore la clé de ses éditeurs\u00a0: elle ne peut vérifier aucune mise à "
    "jour. Installez une version publiée."
)


@dataclass(frozen=True, slots=True)
class Racine:
    """Root metadata that everything else is verified from; ``essai``: trial keys, which the window must show."""

    contenu: bytes
    essai: bool


def trusted_root() -> Racine:
    """Return the root shipped in ``resources/confiance/racine.json``, else the trial root of a source checkout.

    Raises UpdateError when there is neither, or when the one there is can't be read.
    """
    try:
        shipped = files("resources").joinpath("confiance", "racine.json")
        if shipped.is_file():
            return Racine(_bounded(shipped.read_bytes()), essai=False)
        trial = _trial_root()
        if trial is not None and trial.is_file():
            return Racine(_bounded(trial.read_bytes()), essai=True)
    except OSError as error:
        raise UpdateError(_NO_ROOT) from error
    raise UpdateError(_NO_ROOT)


def _trial_root() -> Path | None:
    """Return where trial keys stand: never in a frozen or an installed program."""
    checkout = Path(__file__).resolve().parent.parent.parent
    ours = all((checkout / name).is_file() for name in ("pyproject.toml", "main.py"))
    return checkout / "build" / "cles-essai" / "racine.json" if ours and not getattr(sys, "frozen", False) else None


def _bounded(content: bytes) -> bytes:
    if not 0 < len(content) <= ROOT_MAX:
        raise UpdateError(_NO_ROOT)
    return content

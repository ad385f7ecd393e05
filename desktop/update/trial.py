"""Data installed under trial keys: who published them is nobody that people trust, so they must say what they are."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import UpdateError
from desktop.paths import data_path
from desktop.update.installed import TRIAL
from desktop.wording import INDEPENDANT

ON_PAPER = "Données d’essai\u00a0: ne pas utiliser pour conseiller."


def presente(snapshot: Path) -> str:
    """Return who presents the figures of a snapshot, and that they are for trials only when they are."""
    return f"{INDEPENDANT} {ON_PAPER}" if is_trial(snapshot) else INDEPENDANT


def is_trial(snapshot: Path) -> bool:
    """Tell whether a snapshot was installed by an update that trial keys had signed (`desktop.update.trust`)."""
    if snapshot.name.startswith(TRIAL):  # whoever opens it, and wherever it was moved
        return True
    if snapshot.parent != data_path() / "instantanes":
        return False
    from desktop.update.trust import trusted_root

    try:
        return trusted_root().essai
    except UpdateError:
        return False

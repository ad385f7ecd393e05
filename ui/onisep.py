"""Attaching the Onisep file from the menu, and taking it away: for this window only, nothing is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import CoteACoteError
from desktop.typography import NBSP, quantite
from ui.session import Session
from ui.window import Window

FILTER = "Données Onisep (*.sqlite);;Tous les fichiers (*)"
DETACHED = "Les données Onisep ne sont plus jointes."


def ask_onisep_file(parent: QWidget | None) -> Path | None:
    """Ask the person for a file of Onisep data; None when they change their mind."""
    name, _ = QFileDialog.getOpenFileName(parent, "Joindre les données Onisep", "", FILTER)
    return Path(name) if name else None


def attach(session: Session, window: Window) -> None:
    """Ask for a file and attach it; one that can't be read is said so, and what was attached stays."""
    from desktop.onisep import open_onisep

    path = ask_onisep_file(window)
    if path is None:
        return
    try:
        onisep = open_onisep(path)
    except CoteACoteError as error:
        window.say(error.phrase)
        return
    session.attach(onisep)
    fiches = sum(map(len, onisep.par_rncp.values()))
    metiers = sum(map(len, onisep.par_rome.values()))
    window.say(
        f"Les données Onisep sont jointes jusqu’à la fermeture{NBSP}: {quantite(fiches, 'fiche')} de diplômes, "
        f"{quantite(metiers, 'fiche')} de métiers, sous licence ODbL{NBSP}1.0."
    )


def detach(session: Session, window: Window) -> None:
    """Take away what was attached."""
    session.attach(None)
    window.say(DETACHED)

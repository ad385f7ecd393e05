"""The sentences of a batch: what it will make, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.typography import NBSP, quantite
from ui.sheet.options import Options

if TYPE_CHECKING:
    from desktop.sheet.batch import Outcome

TITLE = "Plusieurs fiches"
NO_DOSSIER = "Aucun dossier. Un dossier naît avec la première formation ajoutée à la sélection."
NO_SELECTION = "La sélection est vide. Ajoutez au moins une formation."
STOPPING = "Arrêt après la fiche en cours."
NAMED = 6


def settings(options: Options) -> str:
    """Return what the sheets will be like: ``Comme dans l’aperçu : fiche simple, avec le verso, en arabe.``"""
    from desktop.langues import langage

    figures = ["avec chiffres", "avec le verso" if options.verso else "sans verso"]
    words = [
        *(["fiche simple"] if options.simple else figures),
        f"en {langage(options.langue).francais}",
    ]
    if options.traduite and options.bilingue:
        words.append("avec le français à côté")
    return f"Comme dans l’aperçu{NBSP}: {', '.join(words)}."


def moving(done: int, total: int) -> str:
    """Return how far it is: ``Fiche 3 sur 12``."""
    return f"Fiche {min(done + 1, total)} sur{NBSP}{total}"


def told(outcome: Outcome, total: int) -> str:
    """Return what came of a batch of ``total`` sheets, in sentences."""
    files = outcome.files
    where = f"dans «{NBSP}{files[0].parent.name}{NBSP}»" if files else ""
    if outcome.stopped and not files:
        head = f"Arrêté. Aucun fichier n’a été écrit{NBSP}: rien n’est à moitié fait."
    elif not files:
        head = "Aucune fiche n’a pu être faite."
    elif len(files) == 1 and outcome.sheets > 1:
        head = f"{quantite(outcome.sheets, 'fiche')} {where}, en un seul PDF{NBSP}: {files[0].name}"
    else:
        names = ", ".join(file.name for file in files[:NAMED])
        more = f", et {len(files) - NAMED} de plus" if len(files) > NAMED else ""
        stopped = "Arrêté. " if outcome.stopped else ""
        head = f"{stopped}{quantite(len(files), 'fiche')} sur{NBSP}{total} {where}{NBSP}: {names}{more}"
    return "\n".join((head, *outcome.said))

"""What the dialog of updates says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.typography import NBSP, jour, quantite
from desktop.update.phrases import weight
from ui.update.model import Here, Part

if TYPE_CHECKING:
    from desktop.update.service import Verification

TITLE = "Mettre à jour les données"
WHERE = "&Dossier, clé, partage ou adresse internet"
WHERE_NO_WEB = "&Dossier, clé ou partage"
PROMISE = (
    f"Rien ne part sans que vous le demandiez{NBSP}: internet et les partages attendent «{NBSP}Vérifier{NBSP}». "
    "Ni la sélection ni les dossiers ne quittent ce poste."
)
NO_WEB = (
    "La personne qui administre ce poste interdit les mises à jour par internet. "
    "Choisissez un dossier, une clé ou un partage."
)
TRIAL = f"Clé d’essai{NBSP}: les données installées ici ne servent qu’à essayer le programme."
TRIAL_DATA = f"Données signées par une clé d’essai{NBSP}: ne les utilisez pas pour conseiller."
EMPTY = "Indiquez d’abord un dossier, une clé, un partage ou une adresse."
EMPTY_NO_WEB = "Indiquez d’abord un dossier, une clé ou un partage."
_HERE_ALREADY = "rien, ces données sont déjà sur ce poste"
STOPPING = "Arrêt en cours. Les données ne changent pas."
STOPPED = "Mise à jour arrêtée. Les données n’ont pas changé."
CURRENT = "Vos données sont à jour."
DONE = "Les nouvelles données sont installées."
LATER = "Elles s’ouvriront au prochain démarrage."
CHANGED = "Ce qui a changé"
UNTOLD = "Ce qui a changé n’a pas pu être relevé."
WAITING = "D’autres données sont installées. Elles s’ouvriront au prochain démarrage."
COPIED = "Texte copié."


def shown(here: Here) -> str:
    """Return which data the window shows: ``Données ouvertes : France entière, arrêtées au 30 mars 2026.``"""
    return f"Données ouvertes{NBSP}: {here.scope}, arrêtées au {jour(here.day)}."


def fixed(source: str) -> str:
    """Return where a policy has updates come from."""
    return f"La personne qui administre ce poste a choisi la source{NBSP}: {source}"


def moving(step: str, percent: int) -> str:
    """Return how far a step is: ``Téléchargement : 34 %``."""
    return f"{step}{NBSP}: {percent}{NBSP}%" if percent >= 0 else f"{step}…"


def back_to(before: str) -> str:
    """Return the words of the button that goes back: ``les données du …`` become ``Revenir aux données du …``."""
    return f"Revenir {before.replace('les ', 'aux ', 1) if before.startswith('les ') else f'à {before}'}"


def opened(day: str) -> str:
    """Return what the window says once it shows the other data."""
    return f"Les données arrêtées au {jour(day)} sont ouvertes."


def found(seen: Verification) -> list[Part]:
    """Return what is published, by sections: withdrawn data first, then what there is to take, then the notes."""
    annonce = seen.annonce
    parts: list[Part] = []
    if seen.retrait:
        parts.append(("Données retirées", (sentence(seen.retrait),)))
    what = "À télécharger" if is_web(seen.source) else "À copier"
    lines = [
        f"{_scope(annonce.perimetre)}, données arrêtées au {jour(annonce.construit_le)}.",
        f"Publication n°{NBSP}{annonce.publication}.",
        f"{what}{NBSP}: {weight(seen.octets) if seen.octets else _HERE_ALREADY}.",
        f"Source{NBSP}: {seen.source}",
    ]
    parts.append(("De nouvelles données sont publiées", tuple(lines)))
    return parts + _notes(annonce.notes)


def current(seen: Verification) -> list[Part]:
    """Return that there is nothing to take, and what was seen."""
    annonce = seen.annonce
    line = f"La dernière publication, n°{NBSP}{annonce.publication}, est arrêtée au {jour(annonce.construit_le)}."
    return [(CURRENT, (line, f"Source{NBSP}: {seen.source}")), *_notes(annonce.notes)]


def done(parts: Sequence[Part]) -> list[Part]:
    """Return what has changed, under a heading that says that it is installed."""
    told = [(title, lines) for title, lines in parts if lines]
    return [(DONE, ()), *(told or [("", (UNTOLD,))])]


def plain(parts: Sequence[Part]) -> str:
    """Return sections as a text to copy."""
    return "\n\n".join("\n".join(filter(None, (title, *(f"- {line}" for line in lines)))) for title, lines in parts)


def is_web(source: str) -> bool:
    """Tell whether a source is an address of the internet."""
    return source.casefold().startswith(("https:", "http:"))


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "…")) else f"{text}."


def _scope(perimetre: Sequence[str]) -> str:
    return "France entière" if tuple(perimetre) == ("fr",) else f"Extrait, {quantite(len(perimetre), 'région')}"


def _notes(notes: Sequence[str]) -> list[Part]:
    return [("Le mot des éditeurs", tuple(map(sentence, notes)))] if notes else []

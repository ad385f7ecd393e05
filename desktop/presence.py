"""When a formation was seen in an établissement and when it closes: one wording for list, comparison and paper."""

from __future__ import annotations

from desktop.facts import Formation, Offre
from desktop.typography import NBSP, mois_annee


def vue(seen: Offre, *, nommer: bool) -> str:
    """Return when a formation was seen there, never as today's offer; ``nommer`` says under which older diploma."""
    under = ""
    if seen.observee is not None:
        name = f" «{NBSP}{seen.observee.libelle}{NBSP}»" if nommer else ""
        under = f" sous l’ancien diplôme{name}"
    if seen.constat == "session":
        return f"Sur Parcoursup à la session {seen.rentree}{under}, à vérifier"
    if seen.constat == "promotion":
        return f"Des jeunes en sont sortis en {seen.rentree}{under}, à vérifier"
    return f"Présente à la rentrée {seen.rentree}{under}, à vérifier"


def fermeture(formation: Formation, construit_le: str) -> str | None:
    """Return the badge of a closed formation, or of one that closes after the data were made (AAAA-MM-JJ)."""
    closed = formation.fermeture
    if not closed:
        return None
    if closed > construit_le:
        return f"Fermeture prévue en {mois_annee(closed)}"
    return f"Formation fermée depuis {mois_annee(closed)}"

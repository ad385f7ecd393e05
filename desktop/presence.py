"""When a formation was seen in an établissement and when it closes: one wording for list, comparison and paper."""

from __future__ import annotations

from desktop.facts import Formation, Offre
from desktop.typography import NBSP, mois_annee


def vue(seen: Offre, *, nommer: bool, formation: Formation | None = None) -> str:
    """Return when a formation was seen there, never as today's offer; ``nommer`` says under which older diploma.

    With the ``formation`` of today, an older diploma of the same name is told apart from it.
    """
    under = ""
    if seen.observee is not None:
        old = seen.observee
        same = formation is not None and formation.libelle == old.libelle
        name = (f", {_mark(old)}" if same else f" «{NBSP}{old.libelle}{NBSP}»") if nommer else ""
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


def version(formation: Formation, beside: Formation) -> str:
    """Return the label of another version of a diploma; where both bear one name, what tells the two apart.

    Said after « version du diplôme : » and short, since it stands on paper, in a narrow column.
    """
    if formation.libelle != beside.libelle:
        return formation.libelle
    if formation.fermeture:
        return f"arrêt en {formation.fermeture[:4]}"
    if formation.ouverture:
        return f"début en {formation.ouverture[:4]}"
    return f"code {formation.code}"


def _mark(formation: Formation) -> str:
    """Return the year when a diploma ends, past or to come, else the one when it began, else its code."""
    if formation.fermeture:
        return f"qui s’arrête en {formation.fermeture[:4]}"
    if formation.ouverture:
        return f"qui commence en {formation.ouverture[:4]}"
    return f"de code {formation.code}"

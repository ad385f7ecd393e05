"""Names of the indicators of one row, where what was expected stands beside what was observed.

``desktop.cell_words`` names rates by their months alone: on the row of what was expected, two would be « À 6 mois ».
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.indicators import Indicateur
from desktop.cell_words import mot, mots
from desktop.typography import liste

_ASIDE = {"taux_emploi_6m_attendu": "Attendu", "va_emploi_6m": "Valeur ajoutée"}


def heading(indicateur: Indicateur) -> str:
    """Return the name of an indicator in its row: ``Étudient``, ``À 6 mois``, ``Attendu``."""
    return _aside(indicateur) or mot(indicateur)


def headings(indicateurs: Sequence[Indicateur]) -> str:
    """Return the names of several: ``Travaillent et Étudient``, ``Attendu et À 6 mois``, ``À 18 et 24 mois``."""
    if any(_aside(indicateur) for indicateur in indicateurs):
        return liste([heading(indicateur) for indicateur in indicateurs])
    return mots(indicateurs)


def _aside(indicateur: Indicateur) -> str | None:
    return next((word for start, word in _ASIDE.items() if indicateur.nom.startswith(start)), None)

"""What an attached Onisep file tells of the columns of a comparison: a rubrique to draw, keys for JSON.

The Comparison itself knows nothing of it: these facts are put beside it where they are drawn, and say whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from data_bundle.onisep import ATTRIBUTION, LICENCE, LICENCE_URL
from desktop.comparison import Comparison
from desktop.facts import Formation
from desktop.onisep import Fiche, MetierOnisep, Onisep
from desktop.rubrique_facts import Fait
from desktop.rubriques import Rubrique
from desktop.typography import NBSP, jour, quantite

CLE = "onisep"
TITRE = "Fiches Onisep"
FICHES, METIERS = 3, 5
"""How many pages and jobs are named; the others are counted."""
SANS_FICHE = "Aucune fiche de ce diplôme dans les données Onisep jointes."


def rubriques(comparison: Comparison, onisep: Onisep) -> tuple[Rubrique, ...]:
    """Return the rubrique of the attached file; none when it has nothing to tell of any column."""
    cells = tuple(_cell(colonne.formation, onisep) for colonne in comparison.colonnes)
    known = any(fait.connu for cell in cells for fait in cell)
    return (Rubrique(CLE, TITRE, attribution(onisep), cells),) if known else ()


def attribution(onisep: Onisep) -> str:
    """Return whose data these are, under which licence, and of which day when the file says."""
    when = f" Données mises à jour le {jour(onisep.mise_a_jour)}." if onisep.mise_a_jour else ""
    return ATTRIBUTION + when


def add_to(document: dict[str, Any], comparison: Comparison, onisep: Onisep) -> None:
    """Add to the JSON document of a comparison what the file is, and all that it says of each column."""
    document[CLE] = {
        "id": onisep.id,
        "mise_a_jour": onisep.mise_a_jour,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": attribution(onisep),
    }
    for column, colonne in zip(document["colonnes"], comparison.colonnes, strict=True):
        column[CLE] = {
            "fiches": [asdict(fiche) for fiche in onisep.fiches(colonne.formation)],
            "metiers": [asdict(metier) for metier in onisep.metiers(colonne.formation)],
        }


def _cell(formation: Formation, onisep: Onisep) -> tuple[Fait, ...]:
    return (*_fiches(onisep.fiches(formation)), *_metiers(onisep.metiers(formation)))


def _fiches(found: Sequence[Fiche]) -> list[Fait]:
    if not found:
        return [Fait(SANS_FICHE, statut="non_couvert", phrase=SANS_FICHE)]
    told = [f"{_french(f.libelle)} ({_address(f.url)})" for f in found]
    more = told[FICHES:]
    tail = [Fait(f"et {quantite(len(more), 'autre fiche', 'autres fiches')}", phrase=_several(more))] if more else []
    return [*(Fait(text) for text in told[:FICHES]), *tail]


def _metiers(found: Sequence[MetierOnisep]) -> list[Fait]:
    names = list(dict.fromkeys(_french(m.libelle) for m in found))
    if not names:
        return []
    more = len(names) - METIERS
    tail = f" et {quantite(more, 'autre')}" if more > 0 else ""
    title = f"Métiers nommés par l’Onisep{NBSP}: "
    return [Fait(f"{title}{', '.join(names[:METIERS])}{tail}.", phrase=f"{title}{', '.join(names)}.")]


def _several(told: Sequence[str]) -> str:
    return f"{NBSP}; ".join(told)


def _address(url: str) -> str:
    """Return an address as it is read and typed, short enough to stand whole in a column of the sheet."""
    return url.partition("//")[2]


def _french(published: str) -> str:
    """Return a published label with the apostrophe of the page around it."""
    return published.replace("'", "’")

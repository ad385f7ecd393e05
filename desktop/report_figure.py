"""« Signaler un chiffre »: what is needed to find a figure again, as text to paste. Nothing is sent (DOMAIN.md §8.7).

Under 500 characters, and nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison
from desktop.explain import Case
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.row_words import heading
from desktop.source_row import SourceRow, source_row
from desktop.typography import NBSP, annees, liste, valeur
from desktop.wording import SESSIONS, SIGNES, niveau

LONGEST, SHORTEST = 500, 20
"""Characters of a report, and of what it says was shown."""
PLACES = ("tete", "lieu")
LAST = f"Ce qui me semble faux{NBSP}: "


def report(catalogue: Catalogue, comparison: Comparison, case: Case, version: str) -> str:
    """Return the text of a report of one cell; its last line is left to the person. At most LONGEST characters."""
    colonne = comparison.colonnes[case.colonne]
    cells = [ligne.cellules[case.colonne] for ligne in case.lignes]
    values = [figure for cell in cells if (figure := shown(cell)) is not None]
    rows = [row for f in values if (row := source_row(catalogue, colonne.formation, f)) is not None]
    told = _told(comparison, case, cells)
    lines = list(dict.fromkeys(rows))

    def text(said: str, some: Sequence[SourceRow]) -> str:
        return _text(comparison, case, said, values, some, version)

    for count in range(len(lines), min(1, len(lines)) - 1, -1):  # as many lines as there is room for, one at least
        if len(found := text(told, lines[:count])) <= LONGEST:
            return found
    for kept in (lines[:1], []):  # what is shown is cut before the last line is left out
        room = len(told) + LONGEST - len(text(told, kept))
        if room >= len(told):
            return text(told, kept)
        if room > SHORTEST:
            return text(f"{told[: room - 1]}…", kept)
    return text("…", [])[-LONGEST:]


def where_to_send(comparison: Comparison, case: Case) -> str:
    """Return the sentence that says that it is copied and who may be told: the producer's own site, an e-mail."""
    cells = [ligne.cellules[case.colonne] for ligne in case.lignes]
    sites = dict.fromkeys(f.source.site for c in cells if (f := shown(c)) is not None and f.source is not None)
    where = f"sur le site du producteur ({liste(tuple(sites))}) ou " if sites else ""
    return f"Le signalement est copié. Collez-le {where}dans votre courriel. Rien n’a été envoyé."


def _told(comparison: Comparison, case: Case, cells: Sequence[Figure]) -> str:
    """Return what the cell shows; of the rows of places their names alone, for distances tell where one starts from."""
    if case.rangee in PLACES:
        colonne = comparison.colonnes[case.colonne]
        place = colonne.lieu.etablissement
        town = place.commune_nom if place else None
        return ", ".join(filter(None, (colonne.formation.libelle, colonne.lieu.nom, town)))
    if not cells:
        return " ".join(case.faits)
    return f"{NBSP}; ".join(f"{heading(cell.indicateur)} {_value(cell)}" for cell in cells)


def _value(cell: Figure) -> str:
    if cell.valeur is not None:
        return _number(cell, cell.valeur)
    instead = f" (à défaut {_number(cell.repli, cell.repli.valeur or 0)})" if cell.repli else ""
    return f"{SIGNES[cell.statut]}{instead}"


def _number(cell: Figure, value: float) -> str:
    """Return a value with its unit, unless its name just before is the unit: ``Places 30``."""
    told = valeur(value, cell.indicateur.unite)
    return told.split(NBSP)[0] if cell.indicateur.portee == "acces" and cell.indicateur.unite != "%" else told


def _text(
    comparison: Comparison, case: Case, told: str, values: Sequence[Figure], rows: Sequence[SourceRow], version: str
) -> str:
    snapshot = comparison.instantane
    statuts = dict.fromkeys(ligne.cellules[case.colonne].statut for ligne in case.lignes)
    levels = dict.fromkeys(niveau(f.lieu) for f in values)
    cohorts = dict.fromkeys(annees(f.millesime) for f in values if f.millesime)
    sessions = bool(values) and all(f.indicateur.portee in SESSIONS for f in values)
    about = (
        ("Référence", comparison.colonnes[case.colonne].choix.ref),
        ("Montré", told),
        ("Statut", ", ".join(statuts)),
        ("Niveau", ", ".join(levels)),
        ("Session" if sessions else "Promotion", ", ".join(cohorts)),
        *(("Ligne", row.court) for row in rows),
        ("Données", snapshot.id),
        ("Version", version),
    )
    lines = [f"{name}{NBSP}: {what}" for name, what in about if what]
    return "\n".join(["Côte à Côte, signaler un chiffre", *lines, LAST])

"""« Signaler un chiffre »: what is needed to find a figure again, as text to paste. Nothing is sent (DOMAIN.md §8.7).

Under 500 characters, and nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalogue import Catalogue
from desktop.cell_words import mot
from desktop.comparison import Comparison
from desktop.explain import Case
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.source_row import SourceRow, source_row
from desktop.typography import NBSP, annees, liste, valeur
from desktop.wording import SIGNES, niveau

LONGEST = 500
PLACES = ("tete", "lieu")
LAST = f"Ce qui me semble faux{NBSP}: "


def report(catalogue: Catalogue, comparison: Comparison, case: Case, version: str) -> str:
    """Return the text of a report of one cell; its last line is left to the person. At most LONGEST characters."""
    colonne = comparison.colonnes[case.colonne]
    cells = [ligne.cellules[case.colonne] for ligne in case.lignes]
    values = [figure for cell in cells if (figure := shown(cell)) is not None]
    rows = [row for f in values if (row := source_row(catalogue, colonne.formation, f)) is not None]
    told = _told(comparison, case, cells)
    for count in range(len(rows), -1, -1):  # the lines are told as long as there is room
        text = _text(comparison, case, told, values, list(dict.fromkeys(rows[:count])), version)
        if len(text) <= LONGEST:
            return text
    over = len(text) - LONGEST
    return _text(comparison, case, f"{told[: len(told) - over - 1]}…", values, [], version)[-LONGEST:]


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
    return f"{NBSP}; ".join(f"{mot(cell.indicateur)} {_value(cell)}" for cell in cells)


def _value(cell: Figure) -> str:
    if cell.valeur is not None:
        return valeur(cell.valeur, cell.indicateur.unite)
    instead = f" (à défaut {valeur(cell.repli.valeur or 0, cell.indicateur.unite)})" if cell.repli else ""
    return f"{SIGNES[cell.statut]}{instead}"


def _text(
    comparison: Comparison, case: Case, told: str, values: Sequence[Figure], rows: Sequence[SourceRow], version: str
) -> str:
    snapshot = comparison.instantane
    statuts = dict.fromkeys(ligne.cellules[case.colonne].statut for ligne in case.lignes)
    levels = dict.fromkeys(niveau(f.lieu) for f in values)
    cohorts = dict.fromkeys(annees(f.millesime) for f in values if f.millesime)
    about = (
        ("Référence", comparison.colonnes[case.colonne].choix.ref),
        ("Montré", told),
        ("Statut", ", ".join(statuts)),
        ("Niveau", ", ".join(levels)),
        ("Promotion", ", ".join(cohorts)),
        *(("Ligne", row.court) for row in rows),
        ("Données", snapshot.id),
        ("Version", version),
    )
    lines = [f"{name}{NBSP}: {what}" for name, what in about if what]
    return "\n".join(["Côte à Côte, signaler un chiffre", *lines, LAST])

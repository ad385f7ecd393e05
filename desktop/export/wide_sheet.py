"""The sheet « Comparaison »: rows of indicators, a block of columns a formation, in the person's order.

Every figure stands beside its level, its cohort, its count and its range; a gap beside its reason. No order by value.
"""

from __future__ import annotations

from desktop.comparison import Comparison, Ligne
from desktop.export.table import NOMBRE, Cell, Column, Sheet, numbered
from desktop.figures import Figure
from desktop.typography import NBSP
from desktop.verdict_words import noms, phrase
from desktop.wording import EFFECTIF_INCONNU, effectif, manque, niveau, quand, repli_phrase, reserves

NOM = "Comparaison"
TOUJOURS = ("formation", "etablissement")
"""Portées with a row for each indicator; the others have one where a column has a figure. « Détail » has them all."""
DENOMINATEURS = {
    "derniere_annee": "jeunes de dernière année",
    "sortants": "sortants\u00a0: ceux qui ont arrêté leurs études",
    "contrats": "contrats d’apprentissage commencés",
    "candidats": "candidats",
    "inscrits": "inscrits",
    "salaries": "sortants salariés",
}


def wide(comparison: Comparison) -> Sheet:
    """Return the comparison as one sees it, wide."""
    names = noms(comparison.colonnes)
    heads = [Column("Chiffre", 44), Column("Unité", 12), Column("Sur", 30)]
    for number, (name, colonne) in enumerate(zip(names, comparison.colonnes, strict=True), 1):
        heads += [
            Column(f"[{number}] {_short(name)} – {_short(colonne.lieu.nom)}", 26, NOMBRE),
            Column(f"[{number}] fourchette, de", 11, NOMBRE),
            Column(f"[{number}] fourchette, à", 11, NOMBRE),
            Column(f"[{number}] effectif", 10, NOMBRE),
            Column(f"[{number}] niveau", 24),
            Column(f"[{number}] promotion ou session", 16),
            Column(f"[{number}] statut", 18),
            Column(f"[{number}] à savoir", 60),
        ]
    heads.append(Column("Écarts", 80))
    rows = tuple(_row(ligne, numbered(comparison)) for ligne in shown_rows(comparison))
    return Sheet(NOM, tuple(heads), rows, figees=1)


def shown_rows(comparison: Comparison) -> list[Ligne]:
    """Return the rows of the sheet: those of TOUJOURS, and others in which any column has something to show."""
    return [
        ligne
        for ligne in comparison.lignes
        if ligne.indicateur.portee in TOUJOURS or any(c.connue or c.repli is not None for c in ligne.cellules)
    ]


def _row(ligne: Ligne, names: tuple[str, ...]) -> tuple[Cell, ...]:
    indicateur = ligne.indicateur
    cells: list[Cell] = [indicateur.libelle, indicateur.unite, DENOMINATEURS.get(indicateur.denominateur)]
    for figure in ligne.cellules:
        low, high = figure.plage or (None, None)
        where = niveau(figure.lieu) if figure.connue else None
        when = quand(figure) if figure.connue else None
        cells += [figure.valeur, low, high, figure.effectif, where, when, figure.statut, _beside(figure)]
    return (*cells, _gaps(ligne, names))


def _beside(figure: Figure) -> str | None:
    """Return what must be known of a cell: why it is empty and what is shown instead, or the reserves of its value."""
    if not figure.connue:
        return f"{manque(figure)} {repli_phrase(figure.repli)}" if figure.repli else manque(figure)
    unknown = [EFFECTIF_INCONNU] if figure.effectif is None and effectif(figure) else []
    return " ".join([*unknown, *reserves(figure)]) or None


def _gaps(ligne: Ligne, names: tuple[str, ...]) -> str | None:
    said = [phrase(ligne.departage, names)]
    if ligne.departage_repli != ligne.departage and (instead := phrase(ligne.departage_repli, names)):
        said.append(f"Entre les chiffres donnés à défaut{NBSP}: {instead}")
    return " ".join(filter(None, said)) or None


def _short(name: str) -> str:
    """Return a name that a heading can hold: Excel takes 255 characters for two of them."""
    return name if len(name) <= 110 else f"{name[:109]}…"

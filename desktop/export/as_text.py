"""A comparison as plain text for a terminal: one block a row, signs of DOMAIN.md §3, sentences underneath."""

from __future__ import annotations

from desktop.attribution import attributions, presences
from desktop.comparison import Comparison, Ligne
from desktop.figures import Figure
from desktop.typography import annees, valeur
from desktop.verdict_words import noms, phrase
from desktop.wording import INDEPENDANT, SIGNES, effectif, manque, niveau, plage_courte, repli_phrase, reserves


def table(comparison: Comparison) -> str:
    """Return the whole comparison as lines of text."""
    names = noms(comparison.colonnes)
    lines = [f"[{i}] {name} – {c.lieu.nom} ({c.choix.ref})" for i, (name, c) in enumerate(
        zip(names, comparison.colonnes, strict=True), start=1)]  # fmt: skip
    for ligne in comparison.lignes:
        lines += ["", ligne.indicateur.libelle, *_cells(ligne)]
        if said := phrase(ligne.departage, names):
            lines.append(f"   ≈ {said}" if ligne.departage.indistinguables else f"   {said}")
    return "\n".join([*lines, "", *attributions(comparison), *presences(comparison), INDEPENDANT])


def _cells(ligne: Ligne) -> list[str]:
    return [f"   [{i}] {_cell(figure)}" for i, figure in enumerate(ligne.cellules, start=1)]


def _cell(figure: Figure) -> str:
    if figure.valeur is None:
        text = f"{SIGNES[figure.statut]}  {manque(figure)}"
        return f"{text} {repli_phrase(figure.repli)}" if figure.repli else text
    bits = [valeur(figure.valeur, figure.indicateur.unite)]
    if short := plage_courte(figure):
        bits.append(f"({short})")
    bits.append(f"– {niveau(figure.lieu)}, {effectif(figure)}, {annees(figure.millesime or '')}.")
    return " ".join([*bits, *reserves(figure)])

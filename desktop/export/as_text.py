"""A comparison as plain text for a terminal: one block a row, signs of DOMAIN.md §3, sentences underneath.

What became of the leavers is told indicator by indicator, the rest in sentences: a row for each indicator of a dataset
that is not loaded would bury the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.attribution import attributions, presences
from desktop.comparison import Comparison, Ligne
from desktop.figures import Figure
from desktop.rubrique_facts import Fait, lots
from desktop.rubriques import Rubrique, absents, rubriques
from desktop.typography import valeur
from desktop.update.trial import presente
from desktop.verdict_words import noms, phrase
from desktop.wording import SIGNES, effectif, manque, niveau, plage_courte, quand, repli_phrase, reserves

LISTED = ("formation", "etablissement")
"""Portées told indicator by indicator; the others are told by the rubriques."""


def table(comparison: Comparison, plus: Sequence[Rubrique] = ()) -> str:
    """Return the whole comparison as lines of text, the rubriques of ``plus`` after its own."""
    names = noms(comparison.colonnes)
    lines = [f"[{i}] {name} – {c.lieu.nom} ({c.choix.ref})" for i, (name, c) in enumerate(
        zip(names, comparison.colonnes, strict=True), start=1)]  # fmt: skip
    for ligne in comparison.lignes:
        if ligne.indicateur.portee not in LISTED:
            continue
        lines += ["", ligne.indicateur.libelle, *_cells(ligne)]
        if said := phrase(ligne.departage, names):
            lines.append(f"   ≈ {said}" if ligne.departage.indistinguables else f"   {said}")
    for rubrique in (*rubriques(comparison), *plus):
        lines += ["", *_rubrique(rubrique)]
    if lacking := absents(comparison):
        lines += ["", lacking]
    return "\n".join(
        [*lines, "", *attributions(comparison), *presences(comparison), presente(comparison.instantane.path)]
    )


def _cells(ligne: Ligne) -> list[str]:
    return [f"   [{i}] {_cell(figure)}" for i, figure in enumerate(ligne.cellules, start=1)]


def _cell(figure: Figure) -> str:
    if figure.valeur is None:
        text = f"{SIGNES[figure.statut]}  {manque(figure)}"
        return f"{text} {repli_phrase(figure.repli)}" if figure.repli else text
    bits = [valeur(figure.valeur, figure.indicateur.unite)]
    if short := plage_courte(figure):
        bits.append(f"({short})")
    told = ", ".join(bit for bit in (niveau(figure.lieu), effectif(figure), quand(figure)) if bit)
    bits.append(f"– {told}.")
    return " ".join([*bits, *reserves(figure)])


def _rubrique(rubrique: Rubrique) -> list[str]:
    told = [f"   [{i}] {' '.join(_told(cell))}" for i, cell in enumerate(rubrique.cellules, start=1)]
    return [rubrique.titre, *told, *([f"   {rubrique.note}"] if rubrique.note else [])]


def _told(cell: tuple[Fait, ...]) -> list[str]:
    said = [sentence for lot in lots(cell) for sentence in lot.phrases()]
    return said + [f"{SIGNES[fait.statut]}  {fait.phrase}" for fait in cell if not fait.connu]

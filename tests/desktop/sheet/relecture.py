"""Reads a sheet as a file, by pypdfium2 alone: what of a comparison is not found there, what is badly placed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.attribution import attributions, presences
from desktop.comparison import Comparison
from desktop.figures import Figure
from desktop.typography import annees, euros, nombre, pourcent, valeur
from desktop.wording import GLYPHES, manque, manque_court, plage_courte
from tests.desktop.sheet.paper import POINTS_A4, Paper, flat, overlaps

SMALLEST = 9.3
LEFT, RIGHT, TOP, BOTTOM = 37.0, POINTS_A4[0] - 36.5, POINTS_A4[1] - 25, 20.0


def absent(comparison: Comparison, paper: Paper) -> Iterator[str]:
    """Yield every figure, gap sentence, cohort and source of the comparison that the words of the sheet lack.

    An added value is told as what was expected and observed (DOMAIN.md §6.5); a gap "without object" has no sentence.
    """
    text = paper.text.replace("*", "")
    plain = text.lower()
    for ligne in comparison.lignes:
        for number, cell in enumerate(ligne.cellules):
            where = f"[{number + 1}] {ligne.indicateur.nom}"
            shown = cell if cell.connue else cell.repli
            if shown is not None and not ligne.indicateur.nom.startswith("va_"):
                yield from (f"{where}: {missing}" for missing in _figure(shown, text))
            if not cell.connue and not _said(comparison, cell, plain):
                yield f"{where}: {manque(cell)}"
    for sentence in (*attributions(_told(comparison)), *presences(comparison)):
        source = flat(sentence).partition(" – ")[0]
        for bit in source.replace(" et ", ", ").split(", "):
            if bit not in text:
                yield f"source: {bit}"


def faults(paper: Paper) -> Iterator[str]:
    """Yield what is badly placed: letters over one another or over the margins, letters that are too small."""
    for number in range(len(paper)):
        letters = paper.letters(number)
        if not letters:
            yield f"page {number + 1}: empty"
            continue
        yield from (f"page {number + 1}: {a.char!r} on {b.char!r}" for a, b in overlaps(letters)[:3])
        if (size := min(letter.size for letter in letters)) < SMALLEST - 0.01:
            yield f"page {number + 1}: size {size:.2f}"
        box = (
            min(x.left for x in letters) - LEFT,
            RIGHT - max(x.right for x in letters),
            TOP - max(x.top for x in letters),
            min(x.bottom for x in letters) - BOTTOM,
        )
        if min(box) < 0:
            yield f"page {number + 1}: over the margins, {[round(side) for side in box]}"


def _figure(figure: Figure, text: str) -> Iterator[str]:
    value = figure.valeur or 0
    unite = figure.indicateur.unite
    if figure.indicateur.portee == "superieur" and unite == "%":
        value = round(value)
    ways = {valeur(value, unite), pourcent(value) if unite == "%" else nombre(value), nombre(value, 1)}
    if unite == "€":
        ways.add(euros(value))
    if not any(flat(way) in text for way in ways):
        yield flat(valeur(value, unite))
    if figure.millesime and annees(figure.millesime) not in text:
        yield annees(figure.millesime)
    if (short := plage_courte(figure)) and flat(short).removeprefix("de ") not in text:
        yield flat(short)


def _said(comparison: Comparison, cell: Figure, plain: str) -> bool:
    """Tell whether the sheet says why a cell has no figure: in words, in short, or for a whole dataset at once."""
    if cell.statut == "non_applicable":
        return True
    if cell.indicateur.portee == "etablissement" and not any(c.lieu.etablissement for c in comparison.colonnes):
        return True  # no place whose pupils could be counted
    if cell.statut == "hors_instantane" and "pas dans les données chargées ici" in plain:
        return True
    assert cell.statut in GLYPHES
    words = (manque(cell), manque_court(cell)) if cell.statut == "horizon_non_observe" else (manque(cell),)
    return any(flat(one).lower() in plain for one in words)


def _told(comparison: Comparison) -> Comparison:
    """Return the comparison as it is attributed: a sheet of several formations leaves earlier cohorts to the screen."""
    from dataclasses import replace

    from desktop.sheet.foot import printed

    if len(comparison.colonnes) == 1:
        return comparison
    bare = printed(comparison, tuple(range(len(comparison.colonnes))), comparison.lignes)
    return replace(comparison, lignes=bare.lignes)

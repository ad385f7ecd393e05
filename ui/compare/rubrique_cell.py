"""The rows told in sentences: getting in, exam, pay, broken contracts, jobs, what comes after.

Their words, gaps included, come from ``desktop.rubriques``; here they are only placed.
"""

from __future__ import annotations

from collections.abc import Collection

from desktop.comparison import Colonne, Comparison, Ligne
from desktop.row_levels import words
from desktop.rubrique_facts import Fait, Lot, lots, phrases
from desktop.rubriques import Cellule, Rubrique
from desktop.typography import NBSP
from desktop.verdict_words import noms_courts
from desktop.wording import GLYPHES
from ui.compare.cell import CellContent
from ui.compare.look import Look
from ui.compare.row import Row
from ui.compare.verdict_bands import breaks, remarks
from ui.widgets.blocks import Block, icon
from ui.widgets.chip import DASHED, PLAIN, Chip
from ui.widgets.gap import gap_block
from ui.widgets.line_block import Beside
from ui.widgets.text_block import Text, line_height

RATED = ("reussite", "rupture", "superieur")
"""Rubriques of rates: why nothing may be said of their gaps is said under them."""


def rubrique_row(look: Look, comparison: Comparison, rubrique: Rubrique) -> Row:
    """Return the row of a rubrique: its label with the caution that its figures need, a cell a column."""
    pairs = zip(comparison.colonnes, rubrique.cellules, strict=True)
    cells = tuple(_content(look, comparison, rubrique, *pair) for pair in pairs)
    lignes = {ligne.indicateur.nom: ligne for cell in cells for ligne in cell.lignes}.values()
    names = noms_courts(comparison.colonnes)
    rated = list(lignes) if rubrique.cle in RATED else []
    return Row(
        rubrique.cle,
        rubrique.titre,
        rubrique.notes,
        cells,
        tuple(breaks(list(lignes), names)),
        tuple(remarks(rated, names)),
        level=words(dict(comparison.rangees), rubrique.cle) or "",
    )


def _content(look: Look, comparison: Comparison, rubrique: Rubrique, colonne: Colonne, cell: Cellule) -> CellContent:
    told = phrases(cell)
    formation = colonne.formation
    spoken = f"{formation.libelle}, {formation.voie_libelle.lower()}, {colonne.lieu_de(rubrique.cle).nom}{NBSP}: "
    return CellContent(
        _block(look, cell, rubrique.communes),
        f"{spoken}{_lower(rubrique.titre)}. {' '.join(told)}",
        " ".join(fait.phrase for fait in cell if fait.phrase),
        _lignes(comparison, cell),
        phrases(cell, tous=True),
        rubrique,
    )


def _block(look: Look, cell: Cellule, said: Collection[str]) -> Block:
    """Return the facts of a cell over the chip of their level and time, then the gaps."""
    blocks: list[Block] = [_lot(look, lot, said) for lot in lots(cell)]
    blocks += [gap_block(look.theme, GLYPHES[fait.statut], fait.texte) for fait in cell if not fait.connu]
    return look.stack(blocks, 6)


def _lot(look: Look, lot: Lot, said: Collection[str]) -> Block:
    first = lot.premier
    items: list[Block] = [_fact(look, fait) for fait in lot.faits]
    if first.lieu:
        sign = icon(look.theme, "repli", "ink", 14) if first.repli else None
        chip = Chip(look.theme, first.lieu, DASHED if first.repli else PLAIN, sign)
        items.append(look.flow([chip, look.caption(first.quand)] if first.quand else [chip], 6))
    items += [look.caption(sentence) for sentence in lot.reserves if sentence not in said]
    return look.stack(items, 4)


def _fact(look: Look, fait: Fait) -> Block:
    """Return a sentence with its figures in bold, or a name of a list behind its dash."""
    theme = look.theme
    words = Text(theme, fait.texte.removeprefix(fait.fort), lead=fait.fort)
    if fait.figures:
        return words
    return Beside(Text(theme, "–"), words, theme.px(5), line_height(theme, "body"))


def _lignes(comparison: Comparison, cell: Cellule) -> tuple[Ligne, ...]:
    names = dict.fromkeys(figure.indicateur.nom for fait in cell for figure in fait.figures)
    return tuple(ligne for nom in names if (ligne := comparison.ligne(nom)) is not None)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

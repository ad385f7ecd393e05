"""The cells about getting in and living there: the ordinary way in, the place and its distance, boarding."""

from __future__ import annotations

from desktop.access import entree
from desktop.cell_words import internat
from desktop.comparison import Colonne, Comparison
from desktop.facts import Commune
from desktop.typography import NBSP
from desktop.wording import GLYPHES
from ui.compare.cell import CellContent
from ui.compare.head_content import dated_blocks, line, place_words
from ui.compare.look import Look
from ui.widgets.blocks import Block
from ui.widgets.gap import gap_block
from ui.widgets.text_block import Text


def entry_content(look: Look, colonne: Colonne) -> CellContent:
    """Return how one gets into the formation of a column."""
    sign, sentence = entree(colonne.formation, colonne.lieu.etablissement, fermee=colonne.fermee)
    return _content(look, colonne, [line(look, sign, sentence)], [f"Comment y entrer{NBSP}: {sentence}"])


def place_content(look: Look, comparison: Comparison, colonne: Colonne, depuis: Commune | None) -> CellContent:
    """Return where the formation of a column is, how far, and whether one can board there."""
    place = colonne.lieu.etablissement
    where = place_words(colonne, depuis)
    blocks: list[Block] = [line(look, "lieu", where)]
    facts = [where]
    if place is not None:
        boarding = internat(place)
        if boarding is None:
            facts.append(f"Internat{NBSP}: absent de la source")
            blocks.append(gap_block(look.theme, GLYPHES["raison_inconnue"], facts[-1]))
        else:
            facts.append(boarding)
            blocks.append(line(look, "internat", boarding))
    rows: list[Block] = [look.flow(blocks, 16)]
    if look.brief:  # the card has no room for them
        if place is not None:
            rows.insert(0, Text(look.theme, place.nom))
        rows += dated_blocks(look, comparison, colonne)
    return _content(look, colonne, rows, facts)


def _content(look: Look, colonne: Colonne, blocks: list[Block], facts: list[str]) -> CellContent:
    spoken = f"{colonne.formation.libelle}, {colonne.formation.voie_libelle.lower()}{NBSP}: {', '.join(facts)}."
    return CellContent(look.stack(blocks, 4), spoken, facts=tuple(facts))

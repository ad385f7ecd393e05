"""What « Pourquoi ce chiffre ? » tells of a cell: the sentences of its figures, their doubt, level and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.attribution import attributions
from desktop.cell_words import compte
from desktop.comparison import Comparison, Ligne
from desktop.definitions import definitions
from desktop.figures import Figure
from desktop.rubriques import Rubrique
from desktop.typography import NBSP, promotions
from desktop.verdict_words import noms
from desktop.verdict_words import phrase as verdict_phrase
from desktop.wording import D1, D2, D3, D4, RUPTURE_B1, doute, manque, niveau, phrase, repli_phrase, reserves
from ui.compare.cell import CellContent
from ui.compare.rubrique_cell import RATED

NAMES = ("metiers", "apres")
"""Rubriques that list names, without a figure."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]
    nommee: bool = False
    """It lists names, and no figure."""


def title(comparison: Comparison, column: int) -> str:
    """Return which formation is spoken of, and where."""
    colonne = comparison.colonnes[column]
    return f"{colonne.formation.libelle}, {colonne.formation.voie_libelle.lower()} · {colonne.lieu_chiffres.nom}"


def sections(comparison: Comparison, content: CellContent, column: int) -> list[Section]:
    """Return everything to be said of a cell, in sections; empty ones are left out."""
    lignes = content.lignes
    cells = [ligne.cellules[column] for ligne in lignes]
    if content.rubrique is not None:
        return _told(comparison, content, content.rubrique, column)
    found = [
        Section("Ce que dit la case", content.facts),
        *(Section(ligne.indicateur.libelle, _figure(cell)) for ligne, cell in zip(lignes, cells, strict=True)),
        Section("Les autres formations", _gaps(comparison, lignes)),
        Section("Ce que cela veut dire", _meaning(cells)),
        Section("Source", _sources(comparison, lignes, column)),
    ]
    return [section for section in found if section.lines]


def _told(comparison: Comparison, content: CellContent, rubrique: Rubrique, column: int) -> list[Section]:
    """Return the sections of a cell told in sentences, which hold level and time already."""
    cells = [ligne.cellules[column] for ligne in content.lignes]
    lacking = [manque(cell) for cell in cells if not cell.connue]
    known = [f for fait in rubrique.cellules[column] if fait.connu for f in fait.figures]
    found = [
        Section(rubrique.titre, content.facts, nommee=rubrique.cle in NAMES),
        Section("Ce que cela veut dire", (*definitions(known), *filter(None, [rubrique.note]))),
        Section("Ce qui manque", tuple(dict.fromkeys(lacking))),
        Section("Les autres formations", _gaps(comparison, content.lignes) if rubrique.cle in RATED else ()),
        Section("Source", _sources(comparison, content.lignes, column)),
    ]
    return [section for section in found if section.lines]


def _figure(cell: Figure) -> tuple[str, ...]:
    """Return the sentences of a cell: its own, its substitute's, and the older cohort's."""
    said = [phrase(cell)]
    if cell.connue:
        said.append(f"{niveau(cell.lieu)}{NBSP}: {compte(cell)}.")
    if (other := cell.repli) is not None:
        said += [repli_phrase(other), f"{niveau(other.lieu)}{NBSP}: {compte(other)}.", doute(other), *reserves(other)]
    earlier = cell.anterieur or (cell.repli.anterieur if cell.repli else None)
    if earlier is not None and earlier.connue:
        when = promotions(earlier.millesime or "")
        said.append(f"{when[:1].upper()}{when[1:]}{NBSP}: {phrase(earlier)}")
    return tuple(said)


def _gaps(comparison: Comparison, lignes: Sequence[Ligne]) -> tuple[str, ...]:
    names = noms(comparison.colonnes)
    said = [(ligne.indicateur.libelle, verdict_phrase(ligne.departage_repli, names)) for ligne in lignes]
    return tuple(f"{label}{NBSP}: {sentence}" for label, sentence in said if sentence)


def _meaning(cells: Sequence[Figure]) -> tuple[str, ...]:
    said: dict[str, None] = {}
    for cell in cells:
        nom, base = cell.indicateur.nom, cell.indicateur.denominateur
        if nom.startswith("part_poursuite"):
            said[D1] = None
        if nom.startswith("part_emploi") or base == "sortants":
            said[D2] = None
        if nom.startswith("part_autres"):
            said[D3] = None
        if base == "sortants":
            said[D4] = None
        if any(one is not None and one.anterieur is not None for one in (cell, cell.repli)):
            said[RUPTURE_B1] = None
    return tuple(said)


def _sources(comparison: Comparison, lignes: Sequence[Ligne], column: int) -> tuple[str, ...]:
    """Return the attribution of the figures of this cell alone."""
    alone = tuple(ligne._replace(cellules=(ligne.cellules[column],)) for ligne in lignes)
    return tuple(attributions(replace(comparison, lignes=alone)))

"""On the back page, what takes the fewest lines: names in running lines, the other figures one a line."""

from __future__ import annotations

from collections.abc import Collection

from data_bundle.indicators import ETABLISSEMENT
from desktop.rubrique_facts import Fait, phrases
from desktop.rubriques import Rubrique
from desktop.sheet.boxes import Box, Chip, Stack
from desktop.sheet.rules import Heading
from desktop.sheet.subject import PARTS, Sujet, shown
from desktop.sheet.text import Span, Text, bold, quiet
from desktop.sheet.values import is_note
from desktop.typography import NBSP, liste, pourcent
from desktop.wording import plage_courte, reserves

GRID = 3
"""Columns up to which the other figures stand one under the other."""


def listed(page: Sujet, rubrique: Rubrique) -> Box:
    """Return the names of a rubrique over the whole width: its title, then a line for columns that say the same."""
    look = page.look
    said: dict[str, list[str]] = {}
    for i in page.columns:
        if words := " ".join(phrases(rubrique.cellules[i])):
            said.setdefault(words, []).append(page.scope.names[i])
    alone = len(page.columns) == 1
    lines = [
        look.text(words) if alone else look.text(bold(liste(names)), f"{NBSP}: {words}")
        for words, names in said.items()
    ]
    return Stack((Heading(look, rubrique.titre, " ".join(rubrique.notes)), *lines), look.row)


def others(page: Sujet, rubrique: Rubrique) -> Box:
    """Return the other figures: a cell a column, each figure with its range on its line, under its level and cohort.

    Narrow columns, and those of two pages, have them in running lines: what several say is said once.
    """
    look = page.look
    head = Heading(look, rubrique.titre, " ".join(rubrique.notes))
    if look.places > GRID or len(page.columns) < len(page.comparison.colonnes):
        return Stack((head, *_running(page, rubrique)), look.row + 1)
    cells = [_cell(page, rubrique.cellules[i], _front(page, i)) for i in page.columns]
    return Stack((head, page.grid(cells)), look.row + 1)


def _running(page: Sujet, rubrique: Rubrique) -> list[Box]:
    """Return a line a level, for the columns that say the same of it."""
    said: dict[tuple[tuple[Span | str, ...], ...], list[str]] = {}
    for i in page.columns:
        beside = _front(page, i)
        levels: dict[str, list[tuple[Span | str, ...]]] = {}
        for fait in rubrique.cellules[i]:
            signs = NBSP.join(dict.fromkeys(sign for f in fait.figures if (sign := page.marks.of(f))))
            more = [s for s in fait.reserves if s not in beside and not is_note(s)]
            beside.update(more)
            told = (fait.texte.removesuffix("."), bold(signs), quiet(f", {fait.quand}. {' '.join(more)}".rstrip()), " ")
            levels.setdefault(fait.lieu, []).append(told)
        for level, sentences in levels.items():
            place = (quiet(f"{level}."),) if level else ()
            said.setdefault((*sentences, place), []).append(page.scope.names[i])
    return [
        page.look.text(bold(liste(names)), f"{NBSP}: ", *(span for sentence in sentences for span in sentence if span))
        for sentences, names in said.items()
    ]


def _cell(page: Sujet, faits: tuple[Fait, ...], front: Collection[str]) -> Box:
    look = page.look
    boxes: list[Box] = []
    said = set(front)
    level = ""
    for fait in faits:
        if fait.lieu != level:
            level = fait.lieu
            icon = "repli" if fait.repli else None
            chip = Chip(look.text(level, icon=icon, small_icon=True), dashed=fait.repli)
            boxes.append(chip)
        if fait.quand:
            boxes.append(look.text(fait.quand))
        boxes += _lines(page, fait)
        more = [s for s in fait.reserves if s not in said and not is_note(s)]
        boxes += [look.text(quiet(sentence)) for sentence in more]
        said.update(more)
    return Stack(tuple(boxes), look.row)


def _lines(page: Sujet, fait: Fait) -> list[Text]:
    lines = []
    for figure in fait.figures:
        indicateur = figure.indicateur
        months = indicateur.denominateur == "sortants" and not indicateur.nom.endswith(ETABLISSEMENT)
        word = f"{indicateur.horizon}{NBSP}mois" if months else indicateur.libelle
        value = pourcent(figure.valeur or 0) + page.marks.of(figure)
        short = (plage_courte(figure) or "").replace(" ", NBSP)
        lines.append(page.look.text(f"{word} ", bold(value), *([quiet(f" {short}")] if short else [])))
    return lines


def _front(page: Sujet, column: int) -> set[str]:
    """Return what the front says beside the figures of a column: it is not said again."""
    figures = (shown(ligne.cellules[column]) for ligne in page.lignes(PARTS))
    return {sentence for figure in figures if figure is not None for sentence in reserves(figure)}

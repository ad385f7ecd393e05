"""The first section: what became of all pupils, 6 months after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop import row_levels
from desktop.cell_words import mot
from desktop.comparison import Colonne, Ligne
from desktop.sheet import cells
from desktop.sheet.arrange import Case, Manque, arrange, dix
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.charts import People
from desktop.sheet.grid import Grid, Slots
from desktop.sheet.look import ROOMY, Look
from desktop.sheet.rules import Heading
from desktop.sheet.subject import PARTS, Sujet
from desktop.sheet.text import Text, quiet
from desktop.sheet.values import Outcomes
from desktop.sheet.verdict_lines import statements
from desktop.typography import NBSP, liste
from desktop.wording import TITRE_PARTS, dizaine, fourchettes, niveau

SLOTS = ("status", "chip", "count", "people", "lines")


def parts(page: Sujet) -> tuple[Box, bool]:
    """Return the section and whether it holds any figure."""
    look = page.look
    lignes = page.lignes(PARTS)
    cases = {i: arrange([ligne.cellules[i] for ligne in lignes]) for i in page.columns}
    printed = [f for case in cases.values() for g in case.groupes for f in g.figures]
    people = any(dix(g) for case in cases.values() for g in case.groupes)
    hoisted, legend = _reasons(page, cases)
    boxes: list[Box] = [Heading(look, TITRE_PARTS, f"10{NBSP}silhouettes = 10{NBSP}anciens élèves" if people else "")]
    boxes += hoisted
    boxes.append(_cells(page, lignes, cases, bool(hoisted)))
    boxes += legend
    if not look.dense and (said := statements(lignes, page.scope, look, page.said)):
        boxes.append(said)
    if ranges := fourchettes(printed):
        boxes.append(look.text(quiet(ranges)))
    return Stack(tuple(boxes), look.row + 1), bool(printed)


def _reasons(page: Sujet, cases: Mapping[int, Case]) -> tuple[list[Text], list[Text]]:
    """Return the one line that speaks for every substituted column, or the legend of the short words in the cells.

    In narrow columns a long sentence is printed once over or under the table (DOMAIN.md §3); in wide ones, in the cell.
    """
    look = page.look
    gaps: list[tuple[str, Manque]] = []
    for i, colonne in page.colonnes():
        if cases[i].groupes:
            gaps += [
                (niveau(colonne.lieu_de(row_levels.PARTS)), m) for m in cases[i].manques if len(m.rangs) == len(PARTS)
            ]
    if look.places < 3 or not gaps:
        return [], []
    if len({(level, m.phrase) for level, m in gaps}) == 1:
        level, gap = gaps[0]
        page.said.add(gap.phrase)
        return [cells.gap(look, gap, level)], []
    distinct = {m.phrase: m for _, m in reversed(gaps)}
    page.said.update(distinct)
    return [], [cells.gap(look, m) for m in reversed(distinct.values())]


def _cells(page: Sujet, lignes: Sequence[Ligne], cases: Mapping[int, Case], hoisted: bool) -> Grid:
    look = page.look
    slotted: dict[int, Slots | Box] = {}
    for i, colonne in page.colonnes():
        case = cases[i]
        page.told.update((i, m.phrase) for m in case.manques if len(m.rangs) == len(PARTS))
        if case.groupes:
            slotted[i] = _slots(page, lignes, case, colonne, hoisted)
            first = case.groupes[0].premiere
            page.places[i] = (first.lieu.ref, first.millesime or "")
    room = page.grid(list(slotted.values()), SLOTS).body_height(look.column * look.places)
    return page.grid([slotted.get(i) or _empty(look, cases[i], colonne, room) for i, colonne in page.colonnes()], SLOTS)


def _slots(page: Sujet, lignes: Sequence[Ligne], case: Case, colonne: Colonne, hoisted: bool) -> Slots:
    look, asked = page.look, colonne.lieu_de(row_levels.PARTS)
    first, *others = case.groupes
    slots: dict[str, Box] = {"chip": cells.level(look, first, asked), "count": cells.count(look, first)}
    whole = [m for m in case.manques if len(m.rangs) == len(PARTS)]
    if whole and not hoisted:
        slots["status"] = cells.gap(look, whole[0], full=look.places < 3)
    if found := dix(first):
        slots["people"] = People(found[0], " ".join(dizaine(*found)), *_size(look))
    lines: list[Box] = [Outcomes(look, first, page.marks), *cells.remarks(look, first)]
    for m in case.manques:
        if m not in whole:
            words = liste([mot(lignes[r].indicateur) for r in m.rangs])
            lines.append(cells.gap(look, m, words.capitalize()))
    for groupe in others:
        lines += [cells.level(look, groupe, asked), cells.count(look, groupe)]
        lines += [Outcomes(look, groupe, page.marks), *cells.remarks(look, groupe)]
    slots["lines"] = Stack(tuple(lines), look.row)
    return slots


def _empty(look: Look, case: Case, colonne: Colonne, room: float) -> Box:
    """Return the cell of a column that has nothing to show: why, and the spécialités behind a common year."""
    boxes: list[Box] = [cells.gap(look, m) for m in case.manques]
    labels = [f.libelle for f in colonne.debouches]
    room = max(room, (30, 14, 8)[look.level] * look.text("x").height(look.column))
    for kept in range(len(labels), 0, -1):
        rest = len(labels) - kept
        tail = [look.text(quiet("et un autre" if rest == 1 else f"et {rest}{NBSP}autres"))] if rest else []
        found = Stack((*boxes, *(look.text(f"– {label}") for label in labels[:kept]), *tail), 0.5)
        if found.height(look.column) <= room or kept == 1:
            return found
    return Stack(tuple(boxes), look.row)


def _size(look: Look) -> tuple[float, int]:
    """Return the height of the silhouettes and their number of rows."""
    if look.places >= 4:
        return (18.0, 2) if look.level == ROOMY else (15.0, 1)
    return ((22.0 if look.places < 3 else 19.0) - 2.0 * look.level, 1)

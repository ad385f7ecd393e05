"""The second section: how many of those who left had a job, month by month, with the doubt."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import row_levels
from desktop.cell_words import mots
from desktop.comparison import Colonne, Ligne
from desktop.sheet import cells
from desktop.sheet.arrange import Case, Manque, arrange
from desktop.sheet.boxes import Beside, Box, Stack
from desktop.sheet.grid import Slots
from desktop.sheet.rules import Heading
from desktop.sheet.subject import PARTS, Sujet, followed
from desktop.sheet.text import quiet
from desktop.sheet.values import Rate
from desktop.sheet.verdict_lines import Scope, statements
from desktop.typography import NBSP, liste
from desktop.wording import D2, D4, RUPTURE_B1, TITRE_SORTANTS

COUNTED_FROM = 2022
"""Leavers from this year on have their public jobs counted (DOMAIN.md B1)."""


def leavers(page: Sujet, *, aided: bool = True) -> Box:
    """Return the section; ``aided`` says what counts as a job, which the back page else says."""
    look = page.look
    kept, later = followed(page.comparison, page.columns)
    cases = {i: arrange([ligne.cellules[i] for ligne in kept]) for i in page.columns}
    legend: dict[str, Manque] = {}
    columns = [_cell(page, i, colonne, cases[i], kept, legend) for i, colonne in page.colonnes()]
    boxes: list[Box] = [Heading(look, TITRE_SORTANTS)]
    if notes := _notes(page, list(cases.values()), later, aided):
        boxes.append(look.text(quiet(notes)))
    boxes.append(page.grid(columns, ("status", "chip", *(f"h{n}" for n in range(len(kept))), "more")))
    boxes += [cells.gap(look, m) for sentence, m in legend.items() if sentence not in page.said]
    page.said.update(legend)
    rows = [*page.lignes(PARTS), *kept] if look.dense else kept
    if said := statements(rows, page.scope, look, page.said):
        boxes.append(said)
    return Stack(tuple(boxes), look.row + 1)


def across(page: Sujet, scope: Scope) -> Box | None:
    """Return what is said of columns that stand on different pages, None when nothing is."""
    every = range(len(page.comparison.colonnes))
    rows = [*page.lignes(PARTS), *followed(page.comparison, every)[0]]
    said = statements(rows, scope, page.look, page.said)
    return Stack((Heading(page.look, "D’une page à l’autre"), said), page.look.row) if said else None


def _notes(page: Sujet, cases: Sequence[Case], later: Sequence[Ligne], aided: bool) -> str:
    figures = [f for case in cases for g in case.groupes for f in g.figures]
    if not figures:
        return ""
    notes = [D4, D2] if aided else [D4]
    if not page.look.dense:
        notes.append(f"Trait épais{NBSP}: le chiffre. Rectangle{NBSP}: la fourchette.")
    if any(int((f.millesime or "9999")[:4]) < COUNTED_FROM for f in figures):
        notes.append(RUPTURE_B1)
    if later:
        notes.append(f"{mots([ligne.indicateur for ligne in later])}{NBSP}: pas encore connus.")
    return " ".join(notes)


def _cell(
    page: Sujet, i: int, colonne: Colonne, case: Case, kept: Sequence[Ligne], legend: dict[str, Manque]
) -> Slots | Box:
    look = page.look
    if not case.groupes:
        one = len(case.manques) == 1
        return Stack(
            tuple(
                cells.gap(look, m, "" if one else _months(kept, m), (i, m.phrase) not in page.told)
                for m in case.manques
            ),
            look.row,
        )
    first, *others = case.groupes
    figure = first.premiere
    slots: dict[str, Box] = {}
    full = look.places < 3
    for m in case.manques:
        if not full and (i, m.phrase) not in page.told:
            legend.setdefault(m.phrase, m)
        if len(m.rangs) < len(kept):
            slots[f"h{m.rangs[0]}"] = cells.gap(look, m, _months(kept, m), full)
        elif (i, m.phrase) not in page.told:
            slots["status"] = cells.gap(look, m, "", full)
    place, cohort = page.places.get(i, ("", ""))
    chip = cells.level(look, first, colonne.lieu_de(row_levels.SORTANTS), place == figure.lieu.ref)
    slots["chip"] = Beside(chip, cells.count(look, first, look.dense and cohort == figure.millesime))
    for rang, shown in zip(first.rangs, first.figures, strict=True):
        slots[f"h{rang}"] = Rate(look, shown, page.marks)
    more: list[Box] = [] if place == figure.lieu.ref and cohort == figure.millesime else [*cells.remarks(look, first)]
    for groupe in others:
        more += [cells.level(look, groupe, colonne.lieu_de(row_levels.SORTANTS)), cells.count(look, groupe)]
        more += [Rate(look, shown, page.marks) for shown in groupe.figures]
        more += cells.remarks(look, groupe)
    if more:
        slots["more"] = Stack(tuple(more), look.row)
    return slots


def _months(lignes: Sequence[Ligne], gap: Manque) -> str:
    return f"{liste([str(lignes[r].indicateur.horizon) for r in gap.rangs])}{NBSP}mois"

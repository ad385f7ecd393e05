"""The part of the back page that has a cell a column: the codes, what the front left, jobs, what comes after, the rest.

Each group of columns has its names once, above all of its cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.rubrique_autres import CLE
from desktop.rubriques import ENTRER, Rubrique
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.draft import GAPS, PLACE, Plan
from desktop.sheet.look import Look
from desktop.sheet.place import whole_place
from desktop.sheet.rules import Heading, Rule
from desktop.sheet.subject import PARTS, Sujet, followed
from desktop.sheet.told import ENTREE, TITRE, named, told
from desktop.sheet.values import Marks
from desktop.sheet.verdict_lines import statements
from desktop.sheet.verso_lists import listed, others
from desktop.sheet.verso_visit import visits

TITRE_SUITE = "Pour la suite"
TITRE_ECARTS = "Ce que disent les écarts"


@dataclass(frozen=True, slots=True)
class Group:
    """Some columns, what their page of figures left out, and the rubriques that the back tells of them."""

    plan: Plan
    out: frozenset[str]
    rubriques: tuple[Rubrique, ...]


def blocks(group: Group, look: Look, marks: Marks, *, first: bool) -> list[tuple[str, Box]]:
    """Return the blocks of a group, each with the key of its rubrique; only the ``first`` stands under the title."""
    plan = group.plan
    page = Sujet(plan.comparison, plan.columns, look, plan.scope, marks)
    codes = visits(page)
    found: list[tuple[str, Box]] = [("codes", codes if first else Stack((Rule(), codes), 2.0))]
    if PLACE in group.out and (place := whole_place(page)) is not None:
        found.append((PLACE, place))
    if GAPS in group.out:
        rows = [*page.lignes(PARTS), *followed(plan.comparison, plan.columns)[0]]
        if said := statements(rows, plan.scope, look, set()):
            found.append((GAPS, Stack((Heading(look, TITRE_ECARTS), said), look.row)))
    here = [r for r in group.rubriques if r.cle != CLE and not named(r)]
    boxes: list[Box] = [told(page, r) for r in here]
    if boxes:
        title = TITRE if any(r.partie != ENTRER for r in here) else ENTREE
        boxes[0] = Stack((Heading(look, title), boxes[0]), look.row)
    found += [(r.cle, box) for r, box in zip(here, boxes, strict=True)]
    found += [(r.cle, others(page, r)) for r in group.rubriques if r.cle == CLE]
    found += [(r.cle, listed(page, r)) for r in group.rubriques if named(r)]
    return found

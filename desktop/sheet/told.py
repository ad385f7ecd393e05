"""The section told in sentences: places and candidacies, exam, pay, broken contracts, jobs, what comes after.

Its words are those of ``desktop.rubriques``. Each rubrique is a block of its own, so that a page may go on after any.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.rubrique_facts import Lot, lots
from desktop.rubriques import ENTRER, SUITE, Cellule, Rubrique
from desktop.sheet.boxes import Beside, Box, Chip, Stack
from desktop.sheet.rules import Heading
from desktop.sheet.subject import Sujet
from desktop.sheet.text import bold, quiet
from desktop.typography import NBSP, liste
from desktop.wording import GLYPHES, rapprochement

TITRE, ENTREE = "Y entrer, et après", "Y entrer"
ABSENT = "Pas sur cette fiche. "
TAUX_ACCES = f"Taux d’accès{NBSP}: sur 100{NBSP}candidats classés, combien étaient assez haut pour être appelés."
"""Last candidate called out of last candidate ranked (DOMAIN.md §2.2): said once, under the rates."""


def named(rubrique: Rubrique) -> bool:
    """Tell whether a rubrique tells names only: jobs and diplomas stand on the back."""
    return rubrique.partie == SUITE and not any(fait.figures for cell in rubrique.cellules for fait in cell)


def mine(rubriques: Sequence[Rubrique], columns: Sequence[int]) -> tuple[Rubrique, ...]:
    """Return the rubriques of which one of these columns has something to tell."""
    return tuple(r for r in rubriques if any(fait.connu for i in columns for fait in r.cellules[i]))


def printed(rubriques: Sequence[Rubrique], columns: Sequence[int]) -> frozenset[str]:
    """Return the indicators whose figures these rubriques print for these columns."""
    cells = [rubrique.cellules[i] for rubrique in rubriques for i in columns]
    return frozenset(figure.indicateur.nom for cell in cells for fait in cell if fait.connu for figure in fait.figures)


def heading(kept: Sequence[Rubrique]) -> str:
    """Return the title of the section: nothing comes after where it only tells how one gets in."""
    return TITRE if any(r.partie != ENTRER for r in kept) else ENTREE


def omitted(rubriques: Sequence[Rubrique]) -> str:
    """Return where to find what is left out: ``Métiers et études ensuite : voir l’écran.``, or nothing."""
    names = [r.titre if n == 0 else r.titre[:1].lower() + r.titre[1:] for n, r in enumerate(rubriques)]
    return f"{liste(names)}{NBSP}: voir l’écran." if names else ""


def section(page: Sujet, rubriques: Sequence[Rubrique], said: str | None) -> list[Box]:
    """Return a block a rubrique, the first under the heading with what is ``said``; None where another has it."""
    boxes = [told(page, rubrique) for rubrique in rubriques]
    if said is not None and boxes:
        boxes[0] = Stack((Heading(page.look, heading(rubriques), said), boxes[0]), page.look.row)
    return boxes


def told(page: Sujet, rubrique: Rubrique) -> Box:
    """Return a rubrique: its title with what holds for every column, then a cell a column."""
    look = page.look
    cells = {i: rubrique.cellules[i] for i in page.columns}
    every = [lot for cell in cells.values() for lot in lots(cell) if lot.premier.lieu]
    common = every[0].quand if every and not any(lot.premier.repli for lot in every) else ""
    if any(lot.quand != common for lot in every):
        common = ""
    notes = " ".join([*([f"{common}."] if common else []), *rubrique.notes])
    head = f"{rubrique.titre}. " if notes else f"{rubrique.titre}."
    title = look.text(bold(head), *([quiet(notes)] if notes else []), lead="H3")
    columns = [_cell(page, cells[i], common, rubrique.communes) for i in page.columns]
    rated = "taux_acces_parcoursup" in printed([rubrique], page.columns)
    meaning = [look.text(quiet(TAUX_ACCES))] if rated else []
    return Stack((title, page.grid(columns), *meaning), look.row)


def _cell(page: Sujet, cell: Cellule, common: str, said: Collection[str]) -> Box:
    boxes: list[Box] = []
    for lot in lots(cell):
        boxes += _lot(page, lot, common, [s for s in lot.reserves if s not in said])
    boxes += [page.look.text(fait.phrase, icon=GLYPHES[fait.statut]) for fait in cell if not fait.connu]
    return Stack(tuple(boxes), page.look.row)


def _lot(page: Sujet, lot: Lot, common: str, reserves: Sequence[str]) -> list[Box]:
    """Return the facts of one level and time; in narrow columns the label that they were matched by is a footnote."""
    look, first = page.look, lot.premier
    if not first.figures:
        return [look.text(quiet(sentence)) for sentence in lot.phrases()]
    matched = {rapprochement(f.rapproche) for fait in lot.faits for f in fait.figures if f.rapproche}
    notes = [s for s in reserves if s in matched] if look.places > 2 else []
    boxes: list[Box] = []
    for fait in lot.faits:
        signs = NBSP.join(page.marks.mark(s) for s in notes if s in fait.reserves)
        boxes.append(look.text(bold(fait.fort), fait.texte.removeprefix(fait.fort), bold(signs)))
    if lot.quand != common:
        icon = "repli" if first.repli else None
        chip = Chip(look.text(first.lieu, icon=icon, small_icon=True), dashed=first.repli)
        boxes.append(Beside(chip, look.text(first.quand)) if first.quand else chip)
    return [*boxes, *(look.text(quiet(sentence)) for sentence in reserves if sentence not in notes)]

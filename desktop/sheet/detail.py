"""The detail sheet of one formation: wide drawings, the sentences that say them, the earlier cohort, all the rest."""

from __future__ import annotations

from functools import cached_property

from desktop import row_levels
from desktop.rubrique_autres import CLE, TITRE
from desktop.rubrique_facts import Fait
from desktop.rubriques import Rubrique
from desktop.sheet import cells
from desktop.sheet.arrange import Case, Groupe, arrange, dix
from desktop.sheet.boxes import Beside, Box, Chip, Stack
from desktop.sheet.cards import cards, entries
from desktop.sheet.charts import People
from desktop.sheet.draft import AID, LABELS, PLACE, TICKS, TOLD, Draft
from desktop.sheet.header import Ticks
from desktop.sheet.leavers import leavers
from desktop.sheet.parts import parts
from desktop.sheet.place import whole_place
from desktop.sheet.rules import Heading
from desktop.sheet.subject import PARTS, followed
from desktop.sheet.text import quiet
from desktop.sheet.told import heading, told
from desktop.sheet.values import Outcomes, Rate, is_note
from desktop.sheet.verso_flow import Halves
from desktop.sheet.verso_lists import others
from desktop.typography import NBSP
from desktop.wording import (
    D1,
    D2,
    D3,
    D4,
    RUPTURE_B1,
    TITRE_PARTS,
    TITRE_SORTANTS,
    dizaine,
    fourchettes,
    reserves,
)

TALL = (34.0, 30.0, 26.0)
"""Height of the silhouettes, by look."""


class Fiche(Draft):
    """The page of one column: the drawings on the left, what they say on the right."""

    @cached_property
    def blocks(self) -> list[Box]:
        """The blocks from the top, without lines for notes."""
        plan, page, look = self._plan, self._subject, self.look
        [column] = plan.columns
        case = arrange([ligne.cellules[column] for ligne in page.lignes(PARTS)])
        people = self._people(case) if case.groupes else parts(page)[0]
        place = None if PLACE in self._out else whole_place(page)
        self._movable = {PLACE: [place] if place is not None else [], TOLD: self._rubriques()}
        boxes = [self._top(), cards(page, plan.depuis, LABELS in self._out), people, self._leavers(case), place]
        boxes += self._movable[TOLD]
        if TICKS not in self._out:
            boxes.append(Ticks(look, 1))
        return [box for box in boxes if box is not None]

    def _people(self, case: Case) -> Box:
        look, page = self.look, self._subject
        [column] = self._plan.columns
        asked = page.comparison.colonnes[column].lieu_de(row_levels.PARTS)
        whole = [m for m in case.manques if len(m.rangs) == len(PARTS)]
        page.told.update((column, m.phrase) for m in whole)
        drawn = any(dix(groupe) for groupe in case.groupes)
        caption = f"10{NBSP}silhouettes = 10{NBSP}anciens élèves" if drawn else ""
        boxes: list[Box] = [Heading(look, TITRE_PARTS, caption), *(cells.gap(look, m) for m in case.manques)]
        for groupe in case.groupes:
            page.places.setdefault(column, (groupe.premiere.lieu.ref, groupe.premiere.millesime or ""))
            left: list[Box] = [cells.level(look, groupe, asked), cells.count(look, groupe)]
            found = dix(groupe)
            if found:
                left.append(People(found[0], " ".join(dizaine(*found)), TALL[look.level]))
            boxes.append(Halves(Stack(tuple(left), look.row + 1), Outcomes(look, groupe, page.marks)))
            said = [*(dizaine(*found) if found else ()), *_beside(groupe)]
            boxes += [look.text(" ".join(said))] if said else []
        figures = [f for groupe in case.groupes for f in groupe.figures]
        notes = [bit for bit in (fourchettes(figures), *(() if AID in self._out else (D1, D3))) if bit]
        if notes:
            boxes.append(look.text(quiet(" ".join(notes))))
        return Stack(tuple(boxes), look.row + 1)

    def _leavers(self, parts_case: Case) -> Box | None:
        """Return the rates with the earlier cohort beside them; nothing when all was said of why there is none."""
        look, page = self.look, self._subject
        [column] = self._plan.columns
        kept, later = followed(page.comparison, page.columns)
        case = arrange([ligne.cellules[column] for ligne in kept])
        if not case.groupes:
            same = {m.phrase for m in case.manques} <= {m.phrase for m in parts_case.manques}
            return None if same and not parts_case.groupes else leavers(page)
        colonne = page.comparison.colonnes[column]
        asked = colonne.lieu_de(row_levels.SORTANTS)
        notes = [D4] if AID in self._out and parts_case.groupes else [D4, D2]
        notes += [f"18 et 24{NBSP}mois{NBSP}: pas encore connus."] if later else []
        boxes: list[Box] = [Heading(look, TITRE_SORTANTS), look.text(quiet(" ".join(notes)))]
        boxes += [cells.gap(look, m) for m in case.manques if (column, m.phrase) not in page.told]
        left: list[Box] = []
        for groupe in case.groupes:
            chip = cells.level(look, groupe, asked)
            left.append(Beside(chip, cells.count(look, groupe)))
            left += [Rate(look, figure, page.marks) for figure in groupe.figures]
            if page.places.get(column) != (groupe.premiere.lieu.ref, groupe.premiere.millesime):
                left += cells.remarks(look, groupe)
        older = self._older()
        drawing = Stack(tuple(left), look.row)
        boxes.append(Halves(drawing, older) if older is not None else drawing)
        return Stack(tuple(boxes), look.row + 1)

    def _older(self) -> Box | None:
        """Return the earlier cohort with what breaks between both (DOMAIN.md B1), None without one."""
        look, page = self.look, self._subject
        boxes: list[Box] = []
        for fait in self._facts(leavers=True):
            boxes.append(Chip(look.text(fait.lieu, icon="repli", small_icon=True), dashed=True))
            boxes.append(look.text(fait.quand))
            boxes += [Rate(look, figure, page.marks) for figure in fait.figures]
        return Stack((*boxes, look.text(quiet(RUPTURE_B1))), look.row) if boxes else None

    def _rubriques(self) -> list[Box]:
        """Return how one gets in and what the rubriques tell."""
        page, look = self._subject, self.look
        kept = () if TOLD in self._out else self._plan.rubriques
        rest = [r for r in kept if r.cle != CLE]
        boxes: list[Box] = [] if look.dense else [entries(page, heading(rest))]
        boxes += [told(page, r) for r in rest]
        facts = self._facts(leavers=False)
        if facts:
            boxes.append(others(page, Rubrique(CLE, TITRE, "", self._only(facts))))
        return boxes

    def _facts(self, *, leavers: bool) -> tuple[Fait, ...]:
        """Return the other figures: the rates on leavers of earlier cohorts, or the rest."""
        every = [r for r in self._plan.rubriques if r.cle == CLE and TOLD not in self._out]
        found = (fait for rubrique in every for fait in rubrique.cellules[self._plan.columns[0]])
        return tuple(f for f in found if (f.figures[0].indicateur.nom.startswith("taux_emploi_") is leavers))

    def _only(self, facts: tuple[Fait, ...]) -> tuple[tuple[Fait, ...], ...]:
        return tuple(facts if i in self._plan.columns else () for i in range(len(self._plan.comparison.colonnes)))


def _beside(groupe: Groupe) -> list[str]:
    return [sentence for sentence in reserves(groupe.premiere) if not is_note(sentence)]

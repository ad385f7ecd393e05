"""The blocks of a page in one look, built once, put together with or without those that may give way."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from enum import Enum

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.rubriques import Rubrique
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.cards import cards, entries, reminder
from desktop.sheet.foot import foot
from desktop.sheet.header import Blanks, Masthead, Ticks, title
from desktop.sheet.leavers import across, leavers
from desktop.sheet.look import HEIGHT, WIDTH, Look
from desktop.sheet.parts import parts
from desktop.sheet.place import whole_place
from desktop.sheet.rules import Rule
from desktop.sheet.subject import Sujet, drawn
from desktop.sheet.text import quiet
from desktop.sheet.told import heading, omitted, printed, section
from desktop.sheet.verdict_lines import Scope
from desktop.wording import D1, D3

OPTIONAL = ("notes", "visite", "aide", "labels")
"""What gives way, in this order: lines for notes, boxes to tick, D1 and D3, the labels after the name of a school."""

MOST_LINES = 7
Keys = frozenset[str]
NOTHING: Keys = frozenset()


class Told(Enum):
    """How the rubriques stand on a page: not at all, under their heading, or under a thin line, on a dense page."""

    ABSENT, HEADED, BARE = range(3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to stand on one page: some columns, what may be said of them and of those on other pages.

    ``rubriques`` are those of which a column of the page has something to tell, ``omis`` those left out of the sheet.
    """

    comparison: Comparison
    columns: tuple[int, ...]
    scope: Scope
    across: Scope | None
    depuis: Commune | None
    rubriques: tuple[Rubrique, ...] = ()
    omis: tuple[Rubrique, ...] = ()

    @property
    def places(self) -> int:
        """Columns on the page: five or six formations keep three places, so that both pages look alike."""
        return len(self.columns) if self.across is None else 3


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of one page from the top, the space between them, and the block at its foot."""

    blocks: tuple[Box, ...]
    gap: float
    foot: Box

    @property
    def spare(self) -> float:
        """The height left over; negative when the page is too high."""
        used = sum(block.height(WIDTH) + self.gap for block in self.blocks)
        return HEIGHT - used - self.foot.height(WIDTH)

    @property
    def lacks(self) -> Keys:
        """What is left out of boxes to tick and lines for notes: 'visite', 'notes'."""
        kinds = {"visite": Ticks, "notes": Blanks}
        return frozenset(k for k, kind in kinds.items() if not any(isinstance(block, kind) for block in self.blocks))


def notes(look: Look, lines: int) -> Blanks:
    """Return lines to write on."""
    return Blanks(look, ("Ce que j’en retiens",), lines)


class Draft:
    """A plan in one look."""

    def __init__(self, plan: Plan, look: Look) -> None:
        self._plan = plan
        self._look = look
        self._subject = Sujet(plan.comparison, plan.columns, look, plan.scope)
        people, figures = parts(self._subject)
        helped = Stack((people, look.text(quiet(f"{D1} {D3}"))), look.row + 1) if figures else people
        self._people = {True: helped, False: people}
        rest = [whole_place(self._subject), leavers(self._subject)]
        self._rest = [box for box in rest if box is not None]
        self._top = self._make_top()
        self._cards = {usual: cards(self._subject, plan.depuis, usual) for usual in (False, True)}
        self._across = across(self._subject, plan.across) if plan.across else None
        self._heights: dict[int, tuple[Box, float]] = {}
        self._bare: dict[tuple[Keys, bool, str], Page | None] = {}
        self._sections: dict[Told, list[Box]] = {}
        self._marked: dict[Told, Sujet] = {}
        self._feet: dict[Told, Box] = {}

    def telling(self, plan: Plan) -> Draft:
        """Return a draft of the same columns whose rubriques are those of ``plan``; all the rest is shared."""
        other = copy(self)
        other._plan = plan
        other._sections, other._marked, other._feet = {}, {}, {}
        return other

    def _spare(self, blocks: list[Box], told: Told) -> float:
        """Return the height that a page of these blocks leaves over; negative when it is too high."""
        return HEIGHT - sum(self._height(b) + self._look.gap for b in blocks) - self._height(self._foot(told))

    def _height(self, box: Box) -> float:
        """Return the height of a box, measured once: the same ones are tried on many pages."""
        known = self._heights.get(id(box))
        if known is None:
            known = self._heights[id(box)] = (box, box.height(WIDTH))
        return known[1]

    def single(self, without: Keys, holds_across: bool, told: Told = Told.ABSENT) -> Page | None:
        """Return the one page that holds everything and the rubriques if ``told``, or None when it is too high.

        The room left goes to lines for notes, or else is spread between the blocks.
        """
        if told != Told.ABSENT:
            return self._single(without, holds_across, told)
        key = without, holds_across, self._said(told)
        if key not in self._bare:
            self._bare[key] = self._single(without, holds_across, told)
        return self._bare[key]

    def _single(self, without: Keys, holds_across: bool, told: Told) -> Page | None:
        if "visite" in without and (page := self.single(without - {"visite"}, holds_across, told)) is not None:
            return page
        spare = self._spare(self._blocks(without, holds_across, 0, told), told)
        if spare < 0:
            return None
        lines = 0 if "notes" in without else min(MOST_LINES - 1, int(spare // Blanks.LINE))
        blocks = self._blocks(without, holds_across, lines, told)
        wider = min(4.0, (spare - lines * Blanks.LINE) / len(blocks))
        return Page(tuple(blocks), self._look.gap + wider, self._foot(told))

    def flowed(self, without: Keys, holds_across: bool, told: Told = Told.ABSENT) -> list[Page]:
        """Return as many pages as needed, each with the names of its columns and its sources."""
        built: list[Page] = []
        current: list[Box] = []
        for block in self._blocks(without, holds_across, 1, told):
            if current and self._spare([*current, block], told) < 0:
                built.append(self._page(current, told))
                current = [Masthead(self._look, f"{self._title}, suite"), reminder(self._subject)]
            current.append(block)
        if isinstance(current[-1], Blanks):
            lines = min(MOST_LINES - 1, 1 + int(max(0.0, self._spare(current, told)) // Blanks.LINE))
            current[-1] = notes(self._look, lines)
        return [*built, self._page(current, told)]

    def _page(self, blocks: list[Box], told: Told) -> Page:
        return Page(tuple(blocks), self._look.gap, self._foot(told))

    def _blocks(self, without: Keys, holds_across: bool, lines: int, told: Told) -> list[Box]:
        boxes = [self._top, self._cards["labels" in without], self._people["aide" not in without], *self._rest]
        boxes += self._section(told)
        if holds_across and self._across is not None:
            boxes.append(self._across)
        if "visite" not in without:
            boxes.append(Ticks(self._look, len(self._plan.columns)))
        if "notes" not in without:
            boxes.append(notes(self._look, lines))
        return boxes

    def _section(self, told: Told) -> list[Box]:
        """Return how one gets in, and the rubriques if ``told``; a dense page says the way in in its cards.

        What the sheet leaves out is named in its heading, at the foot of a page without one.
        """
        if told not in self._sections:
            page = self._marked[told] = replace(self._subject, marks=self._subject.marks.copy())
            kept = () if told == Told.ABSENT else self._plan.rubriques
            way_in = [] if self._look.dense else [entries(page, heading(kept), self._said(told))]
            boxes = section(page, kept, None if way_in or told == Told.BARE else self._said(told))
            self._sections[told] = [Stack((Rule(), *boxes), 0.0)] if told == Told.BARE else [*way_in, *boxes]
        return self._sections[told]

    def _foot(self, told: Told) -> Box:
        """Return the foot of a page with or without the rubriques, whose blocks have been built."""
        if told not in self._feet:
            plan = self._plan
            more = printed(() if told == Told.ABSENT else plan.rubriques, plan.columns)
            headed = bool(self._sections[told]) and told != Told.BARE
            said = "" if headed else self._said(told)
            self._feet[told] = foot(self._marked[told], drawn(plan.comparison, plan.columns, more), said=said)
        return self._feet[told]

    def _said(self, told: Told) -> str:
        """Return what the sheet leaves out, nothing where a page after has the section and says so."""
        return omitted(self._plan.omis) if told != Told.ABSENT or not self._plan.rubriques else ""

    @property
    def _title(self) -> str:
        return title(len(self._plan.comparison.colonnes))

    def _make_top(self) -> Box:
        look, depuis = self._look, self._plan.depuis
        boxes: list[Box] = [Masthead(look, self._title)]
        if depuis is not None:
            boxes.append(look.text(f"Depuis {depuis.nom} ({depuis.departement}). Les distances sont à vol d’oiseau."))
        return Stack((*boxes, Blanks(look, ("Prénom", "Date du rendez-vous"))))

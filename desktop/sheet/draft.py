"""The blocks of a page in one look, built once, put together with or without those that may give way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

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
from desktop.sheet.subject import Sujet, drawn
from desktop.sheet.text import quiet
from desktop.sheet.told import TITRE, printed, section
from desktop.sheet.verdict_lines import Scope
from desktop.wording import D1, D3

OPTIONAL = ("notes", "visite", "aide", "labels")
"""What gives way, in this order: lines for notes, boxes to tick, D1 and D3, the labels after the name of a school."""

MOST_LINES = 7
Keys = frozenset[str]
NOTHING: Keys = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to stand on one page: some columns, what may be said of them and of those on other pages.

    ``rubriques`` are those of which a column of the page has something to tell.
    """

    comparison: Comparison
    columns: tuple[int, ...]
    scope: Scope
    across: Scope | None
    depuis: Commune | None
    rubriques: tuple[Rubrique, ...] = ()

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
        self._sections: dict[Keys, list[Box]] = {}
        self._marked: dict[Keys, Sujet] = {}
        self._feet: dict[Keys, Box] = {}

    def single(self, without: Keys, holds_across: bool, keep: Keys = NOTHING) -> Page | None:
        """Return the one page that holds everything and the rubriques ``keep``, or None when it is too high.

        The room left goes to lines for notes, or else is spread between the blocks.
        """
        if "visite" in without and (page := self.single(without - {"visite"}, holds_across, keep)) is not None:
            return page
        spare = self._page(self._blocks(without, holds_across, 0, keep), keep).spare
        if spare < 0:
            return None
        lines = 0 if "notes" in without else min(MOST_LINES - 1, int(spare // Blanks.LINE))
        blocks = self._blocks(without, holds_across, lines, keep)
        wider = min(4.0, (spare - lines * Blanks.LINE) / len(blocks))
        return Page(tuple(blocks), self._look.gap + wider, self._foot(keep))

    def flowed(self, without: Keys, holds_across: bool, keep: Keys = NOTHING) -> list[Page]:
        """Return as many pages as needed, each with the names of its columns and its sources."""
        built: list[Page] = []
        current: list[Box] = []
        for block in self._blocks(without, holds_across, 1, keep):
            if current and self._page([*current, block], keep).spare < 0:
                built.append(self._page(current, keep))
                current = [Masthead(self._look, f"{self._title}, suite"), reminder(self._subject)]
            current.append(block)
        if isinstance(current[-1], Blanks):
            lines = min(MOST_LINES - 1, 1 + int(max(0.0, self._page(current, keep).spare) // Blanks.LINE))
            current[-1] = notes(self._look, lines)
        return [*built, self._page(current, keep)]

    def _page(self, blocks: list[Box], keep: Keys) -> Page:
        return Page(tuple(blocks), self._look.gap, self._foot(keep))

    def _blocks(self, without: Keys, holds_across: bool, lines: int, keep: Keys) -> list[Box]:
        boxes = [self._top, self._cards["labels" in without], self._people["aide" not in without], *self._rest]
        boxes += self._section(keep)
        if holds_across and self._across is not None:
            boxes.append(self._across)
        if "visite" not in without:
            boxes.append(Ticks(self._look, len(self._plan.columns)))
        if "notes" not in without:
            boxes.append(notes(self._look, lines))
        return boxes

    def _section(self, keep: Keys) -> list[Box]:
        """Return how one gets in, and the rubriques kept; a dense page says the way in in its cards."""
        if keep not in self._sections:
            page = self._marked[keep] = replace(self._subject, marks=self._subject.marks.copy())
            kept = [r for r in self._plan.rubriques if r.cle in keep]
            way_in = [] if self._look.dense else [entries(page, TITRE if kept else "Y entrer")]
            self._sections[keep] = [*way_in, *section(page, kept, headed=not way_in)]
        return self._sections[keep]

    def _foot(self, keep: Keys) -> Box:
        """Return the foot of a page with these rubriques, whose blocks have been built."""
        if keep not in self._feet:
            plan = self._plan
            more = printed([r for r in plan.rubriques if r.cle in keep], plan.columns)
            self._feet[keep] = foot(self._marked[keep], drawn(plan.comparison, plan.columns, more))
        return self._feet[keep]

    @property
    def _title(self) -> str:
        return title(len(self._plan.comparison.colonnes))

    @cached_property
    def _top(self) -> Box:
        look, depuis = self._look, self._plan.depuis
        boxes: list[Box] = [Masthead(look, self._title)]
        if depuis is not None:
            boxes.append(look.text(f"Depuis {depuis.nom} ({depuis.departement}). Les distances sont à vol d’oiseau."))
        return Stack((*boxes, Blanks(look, ("Prénom", "Date du rendez-vous"))))

    @cached_property
    def _cards(self) -> dict[bool, Box]:
        return {usual: cards(self._subject, self._plan.depuis, usual) for usual in (False, True)}

    @cached_property
    def _across(self) -> Box | None:
        return across(self._subject, self._plan.across) if self._plan.across else None

"""The blocks of a page of figures in one look, and what may leave it for the back page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

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
from desktop.sheet.told import heading, printed, section
from desktop.sheet.verdict_lines import Barred, Scope
from desktop.wording import D1, D3

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

Keys = frozenset[str]
NOTHING: Keys = frozenset()
LABELS, PLACE, GAPS, AID, TICKS, TOLD = "labels", "lieu", "ecarts", "aide", "visite", "rubriques"
"""What may leave a page: labels after the name of a school, the row of the whole place, what is said of the gaps of
figures, D1 and D3, boxes to tick, the rubriques."""
ASIDE: Keys = frozenset({AID, TICKS})
"""What the back page always holds."""
MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """What a page has to hold: some columns, what may be said of them and, ``across``, of those on other pages.

    ``rubriques`` are those of which a column of the page has something to tell, ``back`` those for the back page only.
    ``langue`` is that of the words, None for French.
    """

    comparison: Comparison
    columns: tuple[int, ...]
    scope: Scope
    across: Scope | None = None
    depuis: Commune | None = None
    rubriques: tuple[Rubrique, ...] = ()
    back: tuple[Rubrique, ...] = ()
    several: bool = False
    langue: Langue | None = None

    @property
    def places(self) -> int:
        """Columns on the page: five or six formations keep three places, so that both pages look alike."""
        return 3 if self.several else len(self.columns)


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


class Draft:
    """A page of figures in one look, without what is left ``out``."""

    def __init__(self, plan: Plan, look: Look, out: Keys) -> None:
        self.look = look
        self._plan = plan
        self._out = out
        scope = replace(plan.scope, page=frozenset()) if GAPS in out else plan.scope
        self._subject = Sujet(plan.comparison, plan.columns, look, scope)
        self._movable: dict[str, list[Box]] = {}

    def page(self) -> Page | None:
        """Return the one page that holds everything, or None when it is too high.

        The room left goes to lines for notes, then between the blocks.
        """
        if self.spare < 0:
            return None
        return noted(Page(tuple(self.blocks), self.look.gap, self.foot), self.look)

    @cached_property
    def blocks(self) -> list[Box]:
        """The blocks from the top, without lines for notes."""
        plan, page, look = self._plan, self._subject, self.look
        people, figures = parts(page)
        if figures and AID not in self._out:
            people = Stack((people, look.text(quiet(f"{D1} {D3}"))), look.row + 1)
        place = None if PLACE in self._out else whole_place(page)
        said = leavers(page, aided=AID not in self._out or not figures)
        told = self._told()
        boxes = [self._top(), cards(page, plan.depuis, LABELS in self._out), people, place, said]
        if plan.across is not None:
            boxes.append(across(page, plan.across))
        boxes += told
        if TICKS not in self._out:
            boxes.append(Ticks(look, len(plan.columns)))
        self._movable = {PLACE: [place] if place is not None else [], GAPS: _statements(said), TOLD: told}
        return [box for box in boxes if box is not None]

    def spare_without(self, *out: str) -> float:
        """Return about how much more or less than the page is used when also these leave it."""
        gone = [box for key in out for box in self._movable.get(key, ())]
        shorter = LABELS in out and LABELS not in self._out
        labels = (
            self.blocks[1].height(WIDTH) - cards(self._subject, self._plan.depuis, True).height(WIDTH) if shorter else 0
        )
        return self.spare + labels + sum(box.height(WIDTH) + self.look.row for box in gone)

    @cached_property
    def foot(self) -> Box:
        """The foot, with the sources of what the page and its back print. The marks of figures come with the blocks."""
        assert self.blocks
        plan = self._plan
        more = printed((*plan.rubriques, *plan.back), plan.columns)  # of the whole sheet: its back may refer to them
        rows = drawn(plan.comparison, plan.columns, more)
        return foot(self._subject, rows)

    @cached_property
    def spare(self) -> float:
        """The height that the blocks leave over; negative when they are too high."""
        return Page(tuple(self.blocks), self.look.gap, self.foot).spare

    def flowed(self) -> list[Page]:
        """Return as many pages as needed, each with the names of its columns and its sources."""
        built: list[Page] = []
        current: list[Box] = []
        for block in self._pieces():
            if current and Page((*current, block), self.look.gap, self.foot).spare < 0:
                built.append(self._closed(current))
                words = f"{title(len(self._plan.comparison.colonnes))}, suite"
                current = [Masthead(self.look, words), reminder(self._subject)]
            current.append(block)
        return [*built, self._closed(current)]

    def _pieces(self) -> list[Box]:
        """Return the blocks, those that no page can hold in parts."""
        whole = HEIGHT - self.foot.height(WIDTH) - 150
        pieces: list[Box] = []
        for block in self.blocks:
            pieces += block.boxes if isinstance(block, Stack) and block.height(WIDTH) > whole else (block,)
        return pieces

    def _closed(self, blocks: Sequence[Box]) -> Page:
        return Page(tuple(blocks), self.look.gap, self.foot)

    def _told(self) -> list[Box]:
        """Return how one gets in, and the rubriques unless they are out; a dense page says the way in in its cards."""
        kept = () if TOLD in self._out else self._plan.rubriques
        way_in = [] if self.look.dense else [entries(self._subject, heading(kept))]
        return [*way_in, *section(self._subject, kept, None if way_in else "")]

    def _top(self) -> Box:
        look, depuis = self.look, self._plan.depuis
        boxes: list[Box] = [Masthead(look, title(len(self._plan.comparison.colonnes)))]
        if depuis is not None:
            boxes.append(look.text(f"Depuis {depuis.nom} ({depuis.departement}). Les distances sont à vol d’oiseau."))
        return Stack((*boxes, Blanks(look, ("Prénom", "Date du rendez-vous"))))


def noted(page: Page, look: Look) -> Page:
    """Return a page whose room left goes to lines for notes, then between its blocks."""
    lines = min(MOST_LINES, int((page.spare - page.gap) // Blanks.LINE))
    if lines > 0:
        page = replace(page, blocks=(*page.blocks, Blanks(look, ("Ce que j’en retiens",), lines - 1)))
    return replace(page, gap=page.gap + max(0.0, min(6.0, page.spare / len(page.blocks))))


def _statements(section: Box) -> list[Box]:
    """Return what a section says at its end of the gaps between figures."""
    last = section.boxes[-1] if isinstance(section, Stack) else None
    return [last] if isinstance(last, Stack) and isinstance(last.boxes[0], Barred) else []

"""The page that goes on: the section told in sentences, where the page of the figures has no room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.comparison import Comparison
from desktop.rubriques import Rubrique
from desktop.sheet.boxes import Box
from desktop.sheet.cards import reminder
from desktop.sheet.draft import MOST_LINES, Page, notes
from desktop.sheet.foot import foot
from desktop.sheet.header import Blanks, Masthead, Ticks, title
from desktop.sheet.look import DENSE, ROOMY, TIGHT, Look
from desktop.sheet.subject import Sujet
from desktop.sheet.told import omitted, printed, section
from desktop.sheet.values import Marks
from desktop.sheet.verdict_lines import Scope


@dataclass(frozen=True, slots=True)
class Part:
    """The rubriques of the columns of one page, those left out, and what it had no room for: 'notes', 'visite'."""

    columns: tuple[int, ...]
    places: int
    rubriques: tuple[Rubrique, ...]
    omis: tuple[Rubrique, ...]
    lacks: frozenset[str]


def suite(comparison: Comparison, parts: Sequence[Part]) -> list[Page]:
    """Return the page of these parts, or as few as needed in the roomiest look."""
    found: list[Page] = []
    for level in (ROOMY, TIGHT, DENSE):
        pages = _Suite(comparison, parts, level).pages()
        if not found or len(pages) < len(found):
            found = pages
    return found


class _Suite:
    """The pages in one look."""

    def __init__(self, comparison: Comparison, parts: Sequence[Part], level: int) -> None:
        self._comparison = comparison
        self._parts = parts
        self._look = Look(max(part.places for part in parts), level)
        self._marks = Marks()
        self._blocks = [self._built(part) for part in parts]
        columns = tuple(sorted(i for part in parts for i in part.columns))
        noms = printed([r for part in parts for r in part.rubriques], columns)
        rows = [ligne for ligne in comparison.lignes if ligne.indicateur.nom in noms]
        self._foot = foot(self._subject(columns), rows, cards=False)

    def pages(self) -> list[Page]:
        """Return the blocks of the parts on as many pages as needed, a part whole where one page can hold it."""
        built: list[Page] = []
        head = Masthead(self._look, f"{title(len(self._comparison.colonnes))}, suite")
        current: list[Box] = [head]
        for blocks in self._blocks:
            if len(current) > 1 and self._page([*current, *blocks]).spare < 0:
                built.append(self._page(current))
                current = [head]
            for block in blocks:
                if len(current) > 2 and self._page([*current, block]).spare < 0:
                    built.append(self._page(current))
                    current = [head, blocks[0]]
                current.append(block)
        if any("notes" in part.lacks for part in self._parts):
            lines = min(MOST_LINES, int(max(0.0, self._page(current).spare - self._look.gap) // Blanks.LINE))
            current += [notes(self._look, lines - 1)] if lines else []
        return [*built, self._page(current)]

    def _built(self, part: Part) -> list[Box]:
        """Return the names of the columns, the section, and boxes to tick where the page before has none."""
        subject = self._subject(part.columns)
        ticks = [Ticks(self._look, len(part.columns))] if "visite" in part.lacks else []
        return [reminder(subject), *section(subject, part.rubriques, omitted(part.omis)), *ticks]

    def _page(self, blocks: Sequence[Box]) -> Page:
        return Page(tuple(blocks), self._look.gap, self._foot)

    def _subject(self, columns: tuple[int, ...]) -> Sujet:
        return Sujet(self._comparison, columns, self._look, Scope((), frozenset(columns)), self._marks)

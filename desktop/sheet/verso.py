"""The back page: what comes next and what the front had no room for, then how to read it, then the hand.

One page wherever the columns allow it: lines for notes give way first, then sections in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.comparison import Comparison
from desktop.sheet import verso_hand, verso_signs, verso_words
from desktop.sheet.boxes import Box
from desktop.sheet.draft import NOTHING, PLACE, TOLD, Keys, Page
from desktop.sheet.foot import foot, foot_lines
from desktop.sheet.header import Masthead
from desktop.sheet.look import DENSE, TIGHT, Look
from desktop.sheet.subject import PARTS, WHOLE_PLACE, Sujet, followed
from desktop.sheet.text import bold, quiet
from desktop.sheet.told import ABSENT, omitted, printed
from desktop.sheet.values import Marks
from desktop.sheet.verdict_lines import Scope, statements
from desktop.sheet.verso_columns import TITRE_SUITE, Group, blocks
from desktop.sheet.verso_flow import TwoColumns, headed
from desktop.sheet.verso_pages import flowed, noted
from desktop.sheet.verso_seen import Seen
from desktop.sheet.weight import MARGIN, ink, limit, weight

if TYPE_CHECKING:
    from desktop.sheet.layout import Front

SOURCES = "sources"
TOO_DARK = (SOURCES, "chiffres", "apres", "questions", "metiers", "doute")
TOO_HIGH = ("signes", "mots", "dates", "silhouettes")
"""What gives way after the lines for notes, first to last: some for room or for ink, since the front says it in short,
the rest for room alone. A family that can't read the signs gains nothing by a lighter page. The front leaves to the
silhouettes what they count (DOMAIN.md D1 to D3): without room for them, the words stay."""
GIVES_WAY = (*TOO_DARK, *TOO_HIGH)
NAMES = ("apres", "metiers")
"""What gives way rather than take a third page."""
TITRE_LIRE = "Comprendre cette fiche"
IN_FRONT = "Sources et date des données\u00a0: au recto."
NO_NAME = "Cette fiche ne contient aucun nom enregistré\u00a0: ce qui est écrit à la main reste à vous."


def verso(
    comparison: Comparison, fronts: Sequence[Front], seen: Seen, silent: Sequence[str]
) -> tuple[list[Page], Keys]:
    """Return the back page of these pages of figures, two where figures alone fill one, and what it leaves out.

    ``silent`` is what the sheet can't tell, where no page of figures says so.
    """
    back = _Back(comparison, fronts, seen, silent, TIGHT)
    if (page := back.page(NOTHING)) is not None and back.light(page):
        return [page], NOTHING
    back = _Back(comparison, fronts, seen, silent, DENSE)
    found = [page] if (page := back.fullest(back.page)) is not None else back.pages()
    return found, back.dropped


class _Back:
    """The blocks of the back in one look."""

    def __init__(
        self, comparison: Comparison, fronts: Sequence[Front], seen: Seen, silent: Sequence[str], level: int
    ) -> None:
        self._comparison = comparison
        self._look = Look(max(front.plan.places for front in fronts), level, fronts[0].plan.langue)
        self._groups = [_group(front) for front in fronts]
        self._seen = seen
        self._silent = silent
        self._marks = Marks()
        self.dropped: Keys = NOTHING
        self._inks: dict[int, tuple[Box, float]] = {}
        self._columns = [
            (key, box)
            for group in self._groups
            for key, box in blocks(group, self._look, self._marks, first=group is self._groups[0])
        ]
        self._after = self._rest()
        self._sections = self._explained()

    def page(self, dropped: Keys) -> Page | None:
        """Return the one page without what is ``dropped``, the room left given to lines for notes; None if too high."""
        return self._closed((Masthead(self._look, TITRE_SUITE), *self._wide(dropped), *self._after), dropped)

    def light(self, page: Page) -> bool:
        """Tell whether a page keeps to the ink that it may take."""
        boxes = [b for block in page.blocks for b in (block.sections if isinstance(block, TwoColumns) else (block,))]
        for box in boxes:
            if id(box) not in self._inks:
                self._inks[id(box)] = (box, ink(box))
        taken = sum(self._inks[id(box)][1] for box in boxes)
        return weight((page.foot,)) + taken <= limit(len(self._comparison.colonnes)) - MARGIN

    def fullest(self, page: Callable[[Keys], Page | None]) -> Page | None:
        """Return the page that leaves out as little as room and ink allow, the last to give way kept first.

        None when even without all that gives way it is too high.
        """
        dropped = frozenset(GIVES_WAY)
        if (found := page(dropped)) is None:
            return None
        for key in reversed(GIVES_WAY):
            fuller = page(dropped - {key})
            if fuller is not None and (key in TOO_HIGH or self.light(fuller)):
                found, dropped = fuller, dropped - {key}
        self.dropped = dropped
        return found

    def pages(self) -> list[Page]:
        """Return the pages of what needs a column each, then what explains the rest: under them, or on a page more."""
        (*first, last), left = self._of_columns()

        def under(dropped: Keys) -> Page | None:
            return self._closed((*last.blocks, *self._named(left, dropped), *self._after), dropped)

        def apart(dropped: Keys) -> Page | None:
            head = Masthead(self._look, TITRE_LIRE)
            return self._closed((head, *self._after, *self._named(left, dropped)), dropped, figures=False)

        if first and (whole := self.fullest(under)) is not None and self.dropped.isdisjoint(TOO_HIGH):
            return [*first, whole]
        first.append(noted(last, self._look))
        self.dropped = left
        if (rest := self.fullest(apart)) is not None:
            return [*first, rest]
        blocks = (Masthead(self._look, TITRE_LIRE), *self._after, self._explaining(NOTHING))
        return [*first, *flowed(blocks, self._look, self._foot(self.dropped, figures=False), TITRE_LIRE)]

    def _of_columns(self) -> tuple[list[Page], Keys]:
        """Return the pages of what needs a column each, and the names that they leave to what explains it."""
        for count in range(len(NAMES) + 1):
            left = frozenset(NAMES[:count])
            blocks = (Masthead(self._look, TITRE_SUITE), *self._wide(left))
            found = flowed(blocks, self._look, self._foot(NOTHING), TITRE_SUITE)
            if len(found) == 1:
                break
        return found, left

    def _named(self, left: Keys, dropped: Keys) -> list[Box]:
        return [box for key, box in self._columns if key in left - dropped]

    def _closed(self, blocks: Sequence[Box], dropped: Keys, *, figures: bool = True) -> Page | None:
        """Return the page of these blocks and of what explains them, room left going to notes; None if too high."""
        foot = self._foot(dropped, figures=figures)
        page = Page((*blocks, self._explaining(dropped)), self._look.gap, foot)
        return noted(page, self._look) if page.spare >= 0 else None

    def _wide(self, dropped: Keys) -> list[Box]:
        return [box for key, box in self._columns if key not in dropped]

    def _explaining(self, dropped: Keys) -> Box:
        kept = {key: box for key, box in self._sections.items() if key not in dropped}
        if "silhouettes" in self._sections.keys() - kept.keys():
            kept = {"silhouettes": verso_signs.outcomes(self._look), **kept}
        return TwoColumns(tuple(kept.values()), self._look.gap + 2)

    def _rest(self) -> list[Box]:
        """Return what is said once of all columns."""
        said = [self._look.text(bold(ABSENT), quiet(" ".join(self._silent)))] if self._silent else []
        across = self._across(self._look)
        return [*([across] if across is not None else []), *said]

    def _across(self, look: Look) -> Box | None:
        """Return what is said of columns that stand on different pages."""
        if len(self._groups) < 2:
            return None
        here, there = (frozenset(group.plan.columns) for group in self._groups)
        scope = Scope(self._groups[0].plan.scope.names, here, there)
        noms = (*PARTS, *(x.indicateur.nom for x in followed(self._comparison, sorted(here | there))[0]))
        rows = [ligne for ligne in self._comparison.lignes if ligne.indicateur.nom in noms]
        said = statements(rows, scope, look, set())
        return headed(look, "D’une page à l’autre", [said]) if said else None

    def _explained(self) -> dict[str, Box]:
        look, seen = self._look, self._seen
        leavers = any(f.effectif for f in seen.rates)
        entries = verso_words.useful_words(self._comparison, leavers, seen.expected)
        found: dict[str, Box | None] = {
            "silhouettes": verso_signs.people(look) if seen.parts else None,
            "signes": verso_signs.signs(look, seen.gaps, seen.substitute, seen.equal),
            "chiffres": verso_signs.two_figures(look) if seen.parts and seen.rates else None,
            "doute": verso_signs.doubt(look, (*seen.parts, *seen.rates)),
            "mots": verso_words.words(look, entries),
            "questions": verso_hand.questions(look),
            "dates": verso_hand.dates(look),
            "retour": verso_hand.retour(look, self._comparison),
        }
        return {key: box for key, box in found.items() if box is not None}

    def _foot(self, dropped: Keys, *, figures: bool = True) -> Box:
        """Return the foot, with the sources of the ``figures`` that stand on the page."""
        left = {r.cle: r for group in self._groups for r in group.rubriques if r.cle in dropped}
        said = " ".join(bit for bit in (omitted(list(left.values())), NO_NAME) if bit)
        if not figures:
            return foot_lines(self._look, [said])
        if SOURCES in dropped:
            return foot_lines(self._look, [f"{IN_FRONT} {said}", *self._marks.words()])
        noms: set[str] = set()
        for group in self._groups:
            noms |= printed(group.rubriques, group.plan.columns)
            noms |= set(WHOLE_PLACE) if PLACE in group.out else set()
        rows = [x for x in self._comparison.lignes if x.indicateur.nom in noms]
        columns = tuple(range(len(self._comparison.colonnes)))
        page = Sujet(self._comparison, columns, self._look, Scope((), frozenset(columns)), self._marks)
        return foot(page, rows, cards=False, said=said)


def _group(front: Front) -> Group:
    plan = front.plan
    return Group(plan, front.out, (*(plan.rubriques if TOLD in front.out else ()), *plan.back))

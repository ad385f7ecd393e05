"""The fiche simple: one page for one to three formations, two for four to six, no percent, short sentences.

Never called FALC (DOMAIN.md §7.1). Cards are alike on both pages; nothing shrinks: closer lines come first, then notes
that may give way do so in their order, then what is left goes on to a page more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.attribution import SIGNATURE, attributions, presences
from desktop.cell_words import recalcul
from desktop.comparison import Comparison
from desktop.figures import Figure
from desktop.phrases_simples import suite
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.demande import Demande
from desktop.sheet.draft import Page
from desktop.sheet.fonts import SMALL
from desktop.sheet.foot import printed
from desktop.sheet.look import DENSE, ROOMY, TIGHT, WIDTH, Look
from desktop.sheet.mention import essai, mention
from desktop.sheet.rules import Rule
from desktop.sheet.simple_boites import Dites, Maintenant, Prenom, Tete, ecrit, fort, pile
from desktop.sheet.simple_carte import CarteSimple, Encadrees, Taille
from desktop.sheet.simple_chiffres import rows
from desktop.sheet.simple_contenu import Contenu, contenu
from desktop.sheet.simple_notes import CLEAR, KM, Note
from desktop.sheet.text import Text, quiet
from desktop.typography import jour
from desktop.wording import INDEPENDANT

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

PERSON, PERSON_ALONE = 23.0, 44.0
"""Heights of the silhouettes, in points; larger where one formation has the page."""
FEWEST = 6
"""Silhouettes that a line has room for at least, so that cards look alike from one sheet to the next."""
MOST_LINES = 3
"""Lines to write on, at most."""
_WIDER = 11.0


def pages(comparison: Comparison, demande: Demande, langue: Langue | None = None) -> list[Page]:
    """Lay a fiche simple out: as few pages as its formations ask for, more where the longest names need them."""
    told, brief = contenu(comparison, demande), contenu(comparison, demande, most=1)
    count = len(comparison.colonnes)
    for groups in (spread(count), *(_by(size, count) for size in (2, 1) if size < len(spread(count)[0]))):
        for level, least, lines in _attempts():
            said = told if least > CLEAR else brief
            found = _Pages(comparison, said, groups, Look(1, level, langue), least, lines).laid()
            if len(found) == len(groups) and all(page.spare >= 0 for page in found):
                return found
        found = _Pages(comparison, told, groups, Look(1, DENSE, langue), KM + 1, 1).laid()
        if all(page.spare >= 0 for page in found):
            return found  # on one page more, everything is told
    return found


def spread(count: int) -> list[tuple[int, ...]]:
    """Return the formations of each page: 4 are 2 and 2, 5 are 3 and 2, 6 are 3 and 3."""
    if count <= 3:
        return [tuple(range(count))]
    first = (count + 1) // 2
    return [tuple(range(first)), tuple(range(first, count))]


def _by(size: int, count: int) -> list[tuple[int, ...]]:
    return [tuple(range(first, min(first + size, count))) for first in range(0, count, size)]


def _attempts() -> Iterator[tuple[int, int, int]]:
    """Yield looks, the first of the notes left out, lines to write on at least."""
    yield from ((level, KM + 1, 1) for level in (ROOMY, TIGHT, DENSE))
    yield from ((DENSE, least, 0) for least in range(KM + 1, 0, -1))


class _Pages:
    """The pages in one look; notes that give way from ``least`` on are left out."""

    def __init__(
        self,
        comparison: Comparison,
        told: Contenu,
        groups: Sequence[tuple[int, ...]],
        look: Look,
        least: int,
        lines: int,
    ) -> None:
        self._comparison, self._told, self._groups, self._look = comparison, told, groups, look
        self._notes = [note for note in told.notes if note.cede < least]
        self._apart = [said for note in told.notes if note.cede == KM >= least for said in note.phrases]
        self._lines = lines
        alone = len(told.cartes) == 1
        counts = [issue.nombre for carte in told.cartes for issue in carte.chiffres.issues]
        taille = Taille(PERSON_ALONE if alone else PERSON, max([FEWEST, *counts]))
        self._cartes = [CarteSimple(look, carte, taille, grande=alone) for carte in told.cartes]
        self._haut = max(carte.height(WIDTH) for carte in self._cartes)

    def laid(self) -> list[Page]:
        """Return the pages, one more where the notes have no room; what is about gaps stands under the last cards."""
        built: list[Page] = []
        left = list(self._notes)
        for columns in self._groups[:-1]:
            blocks = [*self._top(len(built)), self._cards(columns)]
            fitting = self._fitting(blocks, [note for note in left if not note.ecart], columns)
            left = [note for note in left if note not in fitting]
            built.append(self._page([*blocks, *self._under(fitting)], columns))
        columns = self._groups[-1]
        blocks = [*self._top(len(built)), self._cards(columns)]
        ended = self._ended([*blocks, *self._under(left)], columns)
        if ended.spare >= 0:
            return [*built, ended]
        fitting = self._fitting(blocks, left, columns)
        left = [note for note in left if note not in fitting]
        built.append(self._page([*blocks, *self._under(fitting)], columns))
        every = tuple(i for group in self._groups for i in group)
        return [*built, self._ended([*self._top(len(built)), *self._under(left)], every)]

    def _ended(self, blocks: list[Box], columns: tuple[int, ...]) -> Page:
        """Return a page with the boxes to tick, and lines to write on as there is room for them."""
        for lines in range(MOST_LINES, self._lines - 1, -1):
            hand: list[Box] = [Maintenant(self._look), *(Prenom(self._look) for _ in range(lines))]
            page = self._page([*blocks, *hand], columns)
            if page.spare >= 0:
                break
        return page

    def _fitting(self, blocks: list[Box], notes: list[Note], columns: tuple[int, ...]) -> list[Note]:
        """Return as many of the notes as the page has room for, in their order."""
        for count in range(len(notes), 0, -1):
            if self._page([*blocks, *self._under(notes[:count])], columns).spare >= 0:
                return notes[:count]
        return []

    def _top(self, number: int) -> list[Box]:
        look = self._look
        if number:
            return [Tete(look, suite(len(self._told.cartes)))]
        first, *rest = self._told.intro
        lines: list[Box] = [ecrit(look, fort(first)), *(ecrit(look, sentence) for sentence in rest)]
        return [Tete(look, self._told.titre), Prenom(look, "Prénom"), Stack(tuple(lines))]

    def _cards(self, columns: tuple[int, ...]) -> Box:
        return Encadrees(tuple(self._cartes[i] for i in columns), self._haut, self._look.gap)

    def _under(self, notes: Sequence[Note]) -> list[Box]:
        said = pile([Dites(self._look, note.icone, note.phrases) for note in notes], self._look.row)
        return [said] if said else []

    def _page(self, blocks: list[Box], columns: tuple[int, ...]) -> Page:
        """Return a page; the room left is spread between the blocks."""
        page = Page(tuple(blocks), self._look.gap, self._foot(columns))
        wider = min(_WIDER, max(0.0, page.spare - 0.01) / len(blocks))
        return Page(page.blocks, page.gap + wider, page.foot)

    def _foot(self, columns: tuple[int, ...]) -> Box:
        """Return where the figures and the places come from, what is recalculated, who made the sheet."""
        shown = printed(self._comparison, columns, rows(self._comparison))
        again = [ligne.indicateur for ligne in shown.lignes if any(_recalculated(f) for f in ligne.cellules)]
        above = [s.removesuffix(f" {SIGNATURE}") for s in (*attributions(shown), *presences(shown))]
        data = f"Données réunies le {jour(self._comparison.instantane.construit_le)}."
        words = " ".join([*self._apart, *above, SIGNATURE, *([recalcul(again)] if again else []), data, INDEPENDANT])
        source = Text(quiet(words), size=SMALL, leading=1.18, langue=self._look.langue)
        trial = essai(self._comparison.instantane, self._look.langue)
        return Stack((Rule(), source, *trial, *mention(self._look.langue)), 1.0)


def _recalculated(figure: Figure) -> bool:
    shown = figure.repli if figure.repli is not None and not figure.connue else figure
    return shown.connue and shown.recalcule

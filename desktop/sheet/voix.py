"""In which languages the pages of a sheet speak: one, or French and another, each page beside its translation.

A bilingual sheet has the French page first, then the same page in the other language, the same blocks in the same
order: laid side by side or printed back to back, two people can point at one figure, and nothing gets longer or
smaller, as it would with two languages in one column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from desktop.comparison import Comparison
from desktop.sheet.demande import FRANCAIS, Demande
from desktop.sheet.draft import Page
from desktop.sheet.look import PAGE_WIDTH
from desktop.sheet.pen import Pen
from desktop.sheet.tags import Tree

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

FRANCE = "fr-FR"


class Feuille(NamedTuple):
    """A page with its number, how many there are in its language, and that language, None for French."""

    page: Page
    number: int
    total: int
    langue: Langue | None


def voix(comparison: Comparison, demande: Demande) -> tuple[Langue | None, ...]:
    """Return the languages of a sheet, the first one that of the document; KeyError for one it does not speak."""
    if demande.langue == FRANCAIS:
        return (None,)
    from desktop.langues import langage
    from desktop.langues.langue import Langue
    from desktop.langues.noms import propres

    said = Langue(langage(demande.langue).code, propres(comparison))
    return (None, said) if demande.bilingue else (said,)


def feuilles(langues: Sequence[Langue | None], pages: Callable[[Langue | None], Sequence[Page]]) -> list[Feuille]:
    """Return the pages of every language, each beside its translation."""
    told = [_numbered(pages(langue), langue) for langue in langues]
    return [feuille for side_by_side in zip_longest(*told) for feuille in side_by_side if feuille is not None]


def plume(canvas: Canvas, langue: Langue | None, tree: Tree) -> Pen:
    """Return what draws pages in a language, from right to left where it is written so."""
    if langue is None:
        return Pen(canvas, tree)
    if not langue.rtl:
        return Pen(canvas, tree, langue)
    from desktop.sheet.mirror import MirrorPen  # shapes letters: for a sheet in Arabic only

    return MirrorPen(canvas, PAGE_WIDTH, tree, langue)


def code(langue: Langue | None) -> str:
    """Return the tag of a language for the file (BCP 47)."""
    return FRANCE if langue is None else langue.code


def _numbered(pages: Sequence[Page], langue: Langue | None) -> list[Feuille]:
    return [Feuille(page, number, len(pages), langue) for number, page in enumerate(pages, 1)]

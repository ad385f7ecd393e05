"""A Comparison as PDF: the same bytes for the same comparison, and a file that is either whole or not there."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.files import write_whole
from desktop.rubriques import Rubrique
from desktop.sheet import header
from desktop.sheet.draft import Page
from desktop.sheet.fonts import REGULAR, SMALL, load
from desktop.sheet.layout import pages
from desktop.sheet.look import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, WIDTH
from desktop.sheet.pen import Pen
from desktop.sheet.text import Text, quiet
from desktop.verdict_words import noms

AUTHOR = "Côte à Côte"


def render(comparison: Comparison, depuis: Commune | None = None, plus: Sequence[Rubrique] = ()) -> bytes:
    """Return the sheet of one to six formations as PDF. ``depuis`` adds the distances from a commune.

    ``plus`` are rubriques from elsewhere than the comparison, told after its own.
    """
    buffer = BytesIO()
    load()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,  # no clock: the same comparison gives the same bytes
        pageCompression=1,
        pdfVersion=(1, 7),
        lang="fr-FR",
        initialFontName=REGULAR,  # else an unembedded Helvetica is named in every page
    )
    title = header.title(len(comparison.colonnes))
    canvas.setTitle(f"{title}\u00a0: {', '.join(noms(comparison.colonnes))}")
    canvas.setAuthor(AUTHOR)
    canvas.setCreator(AUTHOR)
    canvas.setSubject(comparison.instantane.id)
    pen = Pen(canvas)
    laid = pages(comparison, depuis, plus)
    for number, page in enumerate(laid, 1):
        _draw(pen, page)
        if len(laid) > 1:
            _number(pen, number, len(laid))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def save(comparison: Comparison, path: Path, depuis: Commune | None = None, plus: Sequence[Rubrique] = ()) -> None:
    """Write the sheet to ``path``; WriteError with a sentence when that can't be done, and nothing half written."""
    write_whole(path, render(comparison, depuis, plus))


def _draw(pen: Pen, page: Page) -> None:
    top = PAGE_HEIGHT - TOP
    for block in page.blocks:
        block.draw(pen, SIDE, top, WIDTH)
        top -= block.height(WIDTH) + page.gap
    page.foot.draw(pen, SIDE, BOTTOM + page.foot.height(WIDTH), WIDTH)


def _number(pen: Pen, number: int, total: int) -> None:
    text = Text(quiet(f"Page {number} sur\u00a0{total}"), size=SMALL)
    used = text.natural_width(1e4)
    text.draw(pen, SIDE + WIDTH - used, BOTTOM + 1, used + 1)

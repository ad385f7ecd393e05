"""A Comparison as PDF: the same bytes for the same comparison, and a file that is either whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.comparison import Comparison
from desktop.files import write_whole
from desktop.sheet import header
from desktop.sheet.binding import Binding
from desktop.sheet.clean import clean
from desktop.sheet.demande import ORDINAIRE, SIMPLE, Demande
from desktop.sheet.draft import Page
from desktop.sheet.fonts import SMALL
from desktop.sheet.layout import pages
from desktop.sheet.look import BOTTOM, PAGE_HEIGHT, SIDE, TOP, WIDTH
from desktop.sheet.pen import Pen
from desktop.sheet.text import Text, quiet
from desktop.sheet.voix import FRANCE, code, feuilles, plume, voix
from desktop.sheet.wrapping import forget
from desktop.verdict_words import noms

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

LONGEST = 200
"""Letters of the title of a file at most."""


def render(comparison: Comparison, demande: Demande = ORDINAIRE) -> bytes:
    """Return the sheet of one to six formations as PDF, as it is asked for."""
    return render_all([(comparison, demande)])


def render_all(sheets: Iterable[tuple[Comparison, Demande]]) -> bytes:
    """Return sheets one after the other as one PDF, in which fonts and pictograms are written once.

    Each is asked for when the one before is drawn. An error in the making of one ends them all.
    """
    binding = Binding()
    lang, title, subject, count = FRANCE, "", "", 0
    for comparison, demande in sheets:
        langues = voix(comparison, demande)
        if not count:
            lang = code(langues[0])
            title = _named(header.title(len(comparison.colonnes)), noms(comparison.colonnes), langues[0])
            subject = comparison.instantane.id
        _sheet(binding, comparison, demande, langues, lang)
        count += 1
    return binding.close(title if count == 1 else f"{count} fiches", subject, lang)


def _sheet(
    binding: Binding, comparison: Comparison, demande: Demande, langues: Sequence[Langue | None], lang: str
) -> None:
    """Draw the pages of one sheet in its languages; ``lang`` is that of the file."""
    pens = {langue: plume(binding.canvas, langue, binding.tree) for langue in langues}
    for page, number, total, langue in feuilles(langues, lambda one: _laid(comparison, demande, one)):
        pen = pens[langue]
        with nullcontext() if code(langue) == lang else pen.tag("Sect", lang=code(langue)):
            _draw(pen, page)
            if total > 1:
                _number(pen, number, total, langue)
        pen.turn()
    binding.sheet()
    forget()


def save(comparison: Comparison, path: Path, demande: Demande = ORDINAIRE) -> None:
    """Write the sheet to ``path``; WriteError with a sentence when that can't be done, and nothing half written."""
    write_whole(path, render(comparison, demande))


def _named(title: str, names: Sequence[str], langue: Langue | None) -> str:
    """Return the title of the file: with the names where it stays short enough to be heard."""
    if langue is not None:
        title = langue.nu(title)
    named = clean(f"{title}\u00a0: {', '.join(names)}")
    return named if len(named) <= LONGEST else title


def _laid(comparison: Comparison, demande: Demande, langue: Langue | None) -> list[Page]:
    if demande.genre == SIMPLE:
        from desktop.sheet import simple

        return simple.pages(comparison, demande, langue)
    return pages(comparison, demande, langue)


def _draw(pen: Pen, page: Page) -> None:
    top = PAGE_HEIGHT - TOP
    for block in page.blocks:
        block.draw(pen, SIDE, top, WIDTH)
        top -= block.height(WIDTH) + page.gap
    pen.close_table()
    page.foot.draw(pen, SIDE, BOTTOM + page.foot.height(WIDTH), WIDTH)


def _number(pen: Pen, number: int, total: int, langue: Langue | None) -> None:
    text = Text(quiet(f"Page {number} sur\u00a0{total}"), size=SMALL, langue=langue)
    used = text.natural_width(1e4)
    with pen.furniture():
        text.draw(pen, SIDE + WIDTH - used, BOTTOM + 1, used + 1)

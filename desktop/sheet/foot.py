"""The foot of every page: where its figures come from, what the marks mean, who made the sheet, on which data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.attribution import SIGNATURE, attributions, presences
from desktop.comparison import Comparison, Ligne
from desktop.figures import Figure
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.fonts import SMALL
from desktop.sheet.look import WIDTH
from desktop.sheet.rules import Rule
from desktop.sheet.subject import Sujet
from desktop.sheet.text import Text, quiet
from desktop.typography import jour
from desktop.verdicts import Departage
from desktop.wording import INDEPENDANT, PROMESSE


def foot(page: Sujet, rows: Sequence[Ligne], cards: bool = True, said: str = "") -> Box:
    """Return the block of a page that prints these rows, and the ``cards`` of its columns with their dated offer.

    What is ``said`` of the page stands where it takes the fewest lines. The sections must have been built before, for
    their marks.
    """
    shown = printed(page.comparison, page.columns, rows)
    seen = presences(shown) if cards else []
    sources = [s.removesuffix(f" {SIGNATURE}") for s in (*attributions(shown), *seen)]
    instantane = page.comparison.instantane
    data = f"Données réunies le {jour(instantane.construit_le)} ({instantane.id})."
    above = [*sources, SIGNATURE]
    under = [*page.marks.words(), data, PROMESSE, INDEPENDANT]
    if not said:
        return _lines(above, under)
    return min(_lines(above, [said, *under]), _lines([*above, said], under), key=lambda box: box.height(WIDTH))


def _lines(above: Sequence[str], under: Sequence[str]) -> Stack:
    paragraphs = (" ".join(above), " ".join(under))
    return Stack((Rule(), *(Text(quiet(words), size=SMALL, leading=1.18) for words in paragraphs)), 1.0)


def printed(comparison: Comparison, columns: tuple[int, ...], rows: Sequence[Ligne]) -> Comparison:
    """Return what a page prints of a comparison: its columns, its rows, no earlier cohort. Nothing is computed."""
    nobody = Departage(())
    lignes = tuple(
        Ligne(ligne.indicateur, tuple(_alone(ligne.cellules[i]) for i in columns), nobody, nobody) for ligne in rows
    )
    return replace(comparison, colonnes=tuple(comparison.colonnes[i] for i in columns), lignes=lignes)


def _alone(figure: Figure) -> Figure:
    if figure.anterieur is None and (figure.repli is None or figure.repli.anterieur is None):
        return figure
    repli = replace(figure.repli, anterieur=None) if figure.repli else None
    return replace(figure, anterieur=None, repli=repli)

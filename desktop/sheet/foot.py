"""The foot of every page: where its figures come from, what the marks mean, who made the sheet, on which data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.attribution import SIGNATURE, attributions, presences
from desktop.comparison import Comparison, Ligne
from desktop.figures import Figure
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.fonts import SMALL
from desktop.sheet.look import WIDTH, Look
from desktop.sheet.mention import essai, mention
from desktop.sheet.rules import Rule
from desktop.sheet.subject import Sujet
from desktop.sheet.text import Text, quiet
from desktop.typography import jour
from desktop.verdicts import Departage
from desktop.wording import INDEPENDANT, PROMESSE


def foot(page: Sujet, rows: Sequence[Ligne], cards: bool = True, said: str = "", older: bool = False) -> Box:
    """Return the block of a page that prints these rows, and the ``cards`` of its columns with their dated offer.

    What is ``said`` of the page stands where it takes the fewest lines; ``older`` counts earlier cohorts in. The
    sections must have been built before, for their marks.
    """
    shown = printed(page.comparison, page.columns, rows, older=older)
    seen = presences(shown) if cards else []
    sources = [s.removesuffix(f" {SIGNATURE}") for s in (*attributions(shown), *seen)]
    instantane = page.comparison.instantane
    data = f"Données réunies le {jour(instantane.construit_le)} ({instantane.id})."
    trial = essai(instantane, page.look.langue)
    above = [*sources, SIGNATURE] if sources else []
    under = [*page.marks.words(), data, PROMESSE, INDEPENDANT]
    if not said:
        return foot_lines(page.look, above, under, more=trial)
    ways = ((above, [said, *under]), ([*above, said], under))
    return min((foot_lines(page.look, *way, more=trial) for way in ways), key=lambda box: box.height(WIDTH))


def foot_lines(look: Look, *paragraphs: Sequence[str], more: Sequence[Text] = ()) -> Stack:
    """Return paragraphs under a line, ``more``, and that a translation is to be read again where it is."""
    said = (" ".join(words) for words in paragraphs if words)
    lines = (Text(quiet(words), size=SMALL, leading=1.18, langue=look.langue) for words in said)
    return Stack((Rule(), *lines, *more, *mention(look.langue)), 1.0)


def printed(
    comparison: Comparison, columns: tuple[int, ...], rows: Sequence[Ligne], *, older: bool = False
) -> Comparison:
    """Return what a page prints of a comparison: its columns, its rows, earlier cohorts if ``older``."""
    nobody = Departage(())
    lignes = tuple(
        Ligne(
            ligne.indicateur,
            tuple(ligne.cellules[i] if older else _alone(ligne.cellules[i]) for i in columns),
            nobody,
            nobody,
        )
        for ligne in rows
    )
    return replace(comparison, colonnes=tuple(comparison.colonnes[i] for i in columns), lignes=lignes)


def _alone(figure: Figure) -> Figure:
    if figure.anterieur is None and (figure.repli is None or figure.repli.anterieur is None):
        return figure
    repli = replace(figure.repli, anterieur=None) if figure.repli else None
    return replace(figure, anterieur=None, repli=repli)

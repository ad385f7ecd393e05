"""Pages of the back: blocks that go on from one to the next, and lines for notes in the room that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.sheet.boxes import Box
from desktop.sheet.draft import Page
from desktop.sheet.header import Blanks, Masthead
from desktop.sheet.look import Look
from desktop.sheet.verso_hand import notes

MOST_NOTES = 12


def flowed(blocks: Sequence[Box], look: Look, end: Box, title: str) -> list[Page]:
    """Return blocks on as many pages as needed; those that go on have the ``title`` again."""
    built: list[Page] = []
    current: list[Box] = []
    for block in blocks:
        if current and Page((*current, block), look.gap, end).spare < 0:
            built.append(Page(tuple(current), look.gap, end))
            current = [Masthead(look, f"{title}, suite")]
        current.append(block)
    return [*built, Page(tuple(current), look.gap, end)]


def noted(page: Page, look: Look) -> Page:
    """Return a page with lines for notes where it has room for them, else with wider gaps."""
    lines = min(MOST_NOTES, int((page.spare - 22 - page.gap) // Blanks.LINE))
    if lines < 1:
        return replace(page, gap=page.gap + max(0.0, min(4.0, page.spare / len(page.blocks))))
    return replace(page, blocks=(*page.blocks, notes(look, lines)))

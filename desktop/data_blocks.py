"""What a page of plain text is made of: sections of paragraphs, lists and tables, for whoever draws them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short sentences."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first ``words`` columns hold words, the others figures.

    ``title`` says what is counted; it is empty where the title of the section does.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; ``ref`` names it, ``short`` is its name in a list of parts."""

    ref: str
    title: str
    short: str
    blocks: tuple[Paragraph | Items | Table, ...]


def plain(section: Section) -> list[str]:
    """Return everything that a section says, in reading order."""
    said = [section.title]
    for block in section.blocks:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Items):
            said.extend(block.lines)
        else:
            said += [block.title, *block.heads, *(cell for row in block.rows for cell in row)]
    return said

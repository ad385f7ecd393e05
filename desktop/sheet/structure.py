"""The structure tree and the bookmarks of sheets, written as each of them is drawn (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.sheet.objects import Objects, references, string
from desktop.sheet.tags import HEADINGS, Node


class _Heading(NamedTuple):
    """What a bookmark says, its page from 0, how high it stands there, and the number of its element."""

    words: str
    page: int
    top: float
    element: int


class Structure:
    """The elements of all sheets of a file. ``number`` is that of the root of the tree."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.number = objects.number()
        self._document = objects.number()
        self._tops: list[int] = []
        self._owners: list[int] = []
        self._named: list[tuple[str, int]] = []
        self._headings: list[_Heading] = []

    def add(self, root: Node, owners: Sequence[Sequence[Node]], pages: Sequence[int]) -> None:
        """Write the elements under ``root``, those of a sheet, and which of them own the content of each of its pages.

        ``pages`` are the numbers of all pages of the file so far.
        """
        nodes = list(root.walk())[1:]
        given = self._objects.numbers(len(nodes))
        numbers = {id(node): number for node, number in zip(nodes, given, strict=True)} | {id(root): self._document}
        for node, number in zip(nodes, given, strict=True):
            self._objects.put(number, _element(node, numbers, pages))
            if "id" in node.attributes:
                self._named.append((str(node.attributes["id"]), number))
            if node.role in HEADINGS and node.words:
                self._headings.append(_Heading("".join(node.words).strip(), node.page or 0, round(node.top, 2), number))
        self._tops += [numbers[id(child)] for child in root.children]
        for page in owners:
            number = self._objects.number()
            self._objects.put(number, references([numbers[id(node)] for node in page]))
            self._owners.append(number)

    def close(self) -> None:
        """Write the root of the tree: what it holds, and how an element is found by its page or by its name."""
        put, number = self._objects.put, self._objects.number
        whole = b"<</Type/StructElem/S/Document/P %d 0 R/K%b>>"
        put(self._document, whole % (self.number, references(self._tops)))
        parents, names = number(), number()
        put(parents, b"<</Nums[%b]>>" % b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self._owners)))
        named = (b"%b%d 0 R" % (string(name).encode(), element) for name, element in sorted(self._named))
        put(names, b"<</Names[%b]>>" % b" ".join(named))
        kept = (self._document, parents, len(self._owners), b"/IDTree %d 0 R" % names if self._named else b"")
        keys = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
        put(self.number, keys % kept)

    def bookmarks(self, pages: Sequence[int]) -> int | None:
        """Write a bookmark for each page's title, under it one for each heading of the page; return their root."""
        if not self._headings:
            return None
        root, numbers = self._objects.number(), self._objects.numbers(len(self._headings))
        tops: list[list[int]] = []
        for index, heading in enumerate(self._headings):
            if not index or heading.page > self._headings[tops[-1][0]].page:
                tops.append([])
            tops[-1].append(index)
        for place, (top, *under) in enumerate(tops):
            beside = [tops[n][0] if 0 <= n < len(tops) else None for n in (place - 1, place + 1)]
            self._bookmark(numbers, pages, top, root, beside, under)
            for index in under:
                beside = [n if n in under else None for n in (index - 1, index + 1)]
                self._bookmark(numbers, pages, index, numbers[top], beside, ())
        ends = numbers[tops[0][0]], numbers[tops[-1][0]], len(self._headings)
        self._objects.put(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        return root

    def _bookmark(
        self,
        numbers: Sequence[int],
        pages: Sequence[int],
        index: int,
        above: int,
        beside: Sequence[int | None],
        under: Sequence[int],
    ) -> None:
        words, page, top, element = self._headings[index]
        parts = [
            f"<</Title{string(words)}/Parent {above} 0 R",
            f"/Dest[{pages[page]} 0 R/XYZ 0 {top:g} 0]/SE {element} 0 R",
            *(f"/{key} {numbers[n]} 0 R" for key, n in zip(("Prev", "Next"), beside, strict=True) if n is not None),
        ]
        if under:
            parts.append(f"/First {numbers[under[0]]} 0 R/Last {numbers[under[-1]]} 0 R/Count {len(under)}")
        self._objects.put(numbers[index], "".join([*parts, ">>"]).encode("ascii"))


def _element(node: Node, numbers: dict[int, int], pages: Sequence[int]) -> bytes:
    """Return an element as PDF writes it."""
    parts = [f"<</Type/StructElem/S/{node.role}/P {numbers[id(node.above)]} 0 R"]
    if node.page is not None:
        parts.append(f"/Pg {pages[node.page]} 0 R")
    if node.children:
        kids = [str(child) if isinstance(child, int) else f"{numbers[id(child)]} 0 R" for child in node.children]
        parts.append(f"/K[{' '.join(kids)}]")
    if node.attributes:
        parts += _attributes(node.attributes)
    parts.append(">>")
    return "".join(parts).encode("ascii")


def _attributes(given: dict[str, object]) -> list[str]:
    written = [f"/{key}{string(str(given[name]))}" for name, key in _STRINGS.items() if given.get(name)]
    table = [f"/{key}/{given[name]}" for name, key in _NAMES.items() if name in given]
    table += [f"/{key} {given[name]}" for name, key in _NUMBERS.items() if name in given]
    if headers := given.get("headers"):
        assert isinstance(headers, tuple)
        table.append(f"/Headers[{''.join(map(string, headers))}]")
    if table:
        written.append(f"/A<</O/Table{''.join(table)}>>")
    if box := given.get("box"):
        assert isinstance(box, tuple)
        written.append(f"/A<</O/Layout/BBox[{' '.join(f'{side:.2f}' for side in box)}]>>")
    return written


_STRINGS = {"id": "ID", "alt": "Alt", "lang": "Lang", "actual": "ActualText"}
_NAMES = {"scope": "Scope"}
_NUMBERS = {"rows": "RowSpan", "columns": "ColSpan"}

"""The structure of a sheet as it is drawn: elements in reading order, each with the marked content that it owns.

Pages, those of one sheet, are lists of marked-content owners: the n-th holds the content numbered n.
``desktop.sheet.structure`` writes the tree into the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from desktop.sheet.tables import Table

HEADINGS = ("H1", "H2", "H3")
_ROWS = ("TR",)


@dataclass(slots=True, eq=False)
class Node:
    """An element: its role, its attributes, and its children (elements, or the numbers of its content on its page)."""

    role: str
    above: Node | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    children: list[Node | int] = field(default_factory=list)
    page: int | None = None
    words: list[str] = field(default_factory=list)
    """Of a heading: what it says, for the bookmarks."""
    top: float = 0.0
    """Of a heading: where its first line stands."""

    def add(self, role: str, attributes: dict[str, object] | None = None) -> Node:
        """Return a new last child."""
        node = Node(role, self, attributes or {})
        self.children.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        """Yield this element and all under it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


class Tree:
    """The tree, the element that is open, and the table of the page if one is open."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.here = self.root
        self.table: Table | None = None
        self.pages: list[list[Node]] = [[]]
        self._past = 0

    def clear(self) -> None:
        """Let go of the sheet that is there, and go on with the page after its last."""
        self.root.children.clear()
        self._past += len(self.pages) - 1
        self.pages = [[]]

    @property
    def fresh(self) -> bool:
        """Tell whether nothing of the sheet is there yet."""
        return not self.root.children

    @contextmanager
    def open(self, role: str, attributes: dict[str, object] | None = None) -> Iterator[Node]:
        """Open an element under the one that is open.

        Right in the table, a heading becomes the header of the rows that follow it, and anything else that is no row a
        cell over all columns.
        """
        before = self.here
        above = before
        if self.table is not None and before is self.table.node and role not in _ROWS:
            above = self.table.section() if role in HEADINGS else self.table.wide()
        self.here = above.add(role, attributes)
        try:
            yield self.here
        finally:
            self.here = before

    @contextmanager
    def heads(self, count: int) -> Iterator[None]:
        """Start the table of the page: the cells made meanwhile are the headers of its columns."""
        self.close_table()
        before = self.here
        self.table = Table(before.add("Table"), count, f"p{self._past + len(self.pages)}n{len(before.children)}")
        self.here = self.table.head_row()
        try:
            yield
        finally:
            self.here = self.table.node

    @contextmanager
    def row(self, count: int) -> Iterator[None]:
        """Open a row of ``count`` cells; without a table of as many columns, its cells are read one after the other."""
        table, before = self.table, self.here
        if table is None or before is not table.node or count != table.count:
            yield
            return
        self.here = table.row()
        try:
            yield
        finally:
            self.here = before

    @contextmanager
    def inside(self, node: Node) -> Iterator[None]:
        """Go back into an element of the page, to put more in it."""
        before = self.here
        self.here = node
        try:
            yield
        finally:
            self.here = before

    def cell(self, column: int) -> Node:
        """Return a new cell of a column in the row that is open."""
        if self.table is None or self.here.role != "TR":
            return self.here
        return self.table.cell(self.here, column)

    def close_section(self) -> None:
        """What follows in the table is no longer under the last heading."""
        if self.table is not None:
            self.table.close_section()

    def close_table(self) -> None:
        """What follows stands outside of the table."""
        if self.table is not None:
            self.table.close_section()
            if self.here is self.table.node and self.here.above is not None:
                self.here = self.here.above
            self.table = None

    def mark(self, node: Node) -> int:
        """Give an element a new piece of content of the page, and return its number."""
        owners = self.pages[-1]
        owners.append(node)
        node.page = self._past + len(self.pages) - 1
        node.children.append(len(owners) - 1)
        return len(owners) - 1

    def turn(self) -> None:
        """Go on to the next page."""
        self.close_table()
        self.pages.append([])

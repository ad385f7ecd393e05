"""What belongs to which element: everything drawn is marked as content of one, as part of a picture, or as decoration.

Text is content of the element that is open (``tag``), what is drawn in a ``figure`` is that picture, all other lines,
frames and pictograms are artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.tags import HEADINGS, Node, Tree

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

_ARTIFACT, _PAGINATION = "/Artifact BMC", "/Artifact <</Type /Pagination>> BDC"


class Marker:
    """Opens elements, and marks the ink of a canvas for them. ``langue`` is that of the words for pictures."""

    def __init__(self, canvas: Canvas, tree: Tree, langue: Langue | None) -> None:
        self.canvas = canvas
        self.tree = tree
        self._langue = langue
        self._marked: Node | str | None = None
        self._figure: Node | None = None
        self._aside = False
        self._ink: list[float] = []

    def tag(self, role: str, **attributes: object) -> AbstractContextManager[object]:
        """Put what is drawn meanwhile under one element of the structure tree: ``H1``, ``P``, ``L``, ``Span``…

        ``lang`` is its language, ``alt`` what stands for it. In a table, see ``heads``, ``row`` and ``cell``.
        """
        return nullcontext() if self._aside else self.tree.open(role, attributes)

    def heads(self, count: int) -> AbstractContextManager[None]:
        """Open the table of the page with a header for each of ``count`` columns, each drawn in its ``cell``."""
        return self.tree.heads(count)

    def row(self, count: int) -> AbstractContextManager[None]:
        """Open a row of the table; out of a table of ``count`` columns its cells are just read in order."""
        return self.tree.row(count)

    def cell(self, column: int) -> Node:
        """Return a new cell of the row that is open, to be drawn ``inside`` now or later."""
        return self.tree.cell(column)

    def inside(self, node: Node) -> AbstractContextManager[None]:
        """Put what is drawn meanwhile into an element made before."""
        return self.tree.inside(node)

    @contextmanager
    def figure(self, alt: str) -> Iterator[None]:
        """Make one picture of what is drawn meanwhile; ``alt`` says in words what it shows."""
        with self.tree.open("Figure", {"alt": self._langue.nu(alt) if self._langue else alt}) as node:
            self._figure, self._ink = node, []
            try:
                yield
            finally:
                self._figure = None
                node.attributes["box"] = self._box()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Leave what is drawn meanwhile out of what is read: page numbers, a name that comes back on each page."""
        self._aside = True
        try:
            yield
        finally:
            self._aside = False

    def close_section(self) -> None:
        """Say that what follows in the table is not under the last heading."""
        self.tree.close_section()

    def close_table(self) -> None:
        """Say that what follows stands outside of the table."""
        self.tree.close_table()

    def apart(self, **attributes: object) -> AbstractContextManager[object]:
        """Make an element of its own of words inside a paragraph: ``lang`` is theirs, ``actual`` what they say."""
        return nullcontext() if self._figure is not None else self.tag("Span", **attributes)

    def _heard(self, words: str) -> None:
        """Keep the words of a heading, for the bookmarks."""
        node = self._marked
        while isinstance(node, Node) and node.role == "Span":
            node = node.above
        if isinstance(node, Node) and node.role in HEADINGS:
            node.words.append(words)

    def _own(self, top: float) -> None:
        """Mark the text that follows as content of the element that is open."""
        if self._aside:
            self._mark(_PAGINATION)
            return
        node = self._figure or self.tree.here
        if node is not self._marked:
            if not node.children:
                node.top = top
            self._mark(node)

    def _picture(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Mark the ink that follows: a part of the figure that is open, else an artifact."""
        if self._figure is None:
            if not isinstance(self._marked, str):
                self._mark(_ARTIFACT)
            return
        if self._figure is not self._marked:
            self._mark(self._figure)
        self._ink += (x1, y1, x2, y2)

    def _mark(self, new: Node | str | None) -> None:
        """End the marked content that is open, and begin another."""
        if new == self._marked:
            return
        code = self.canvas._code
        if self._marked is not None:
            code.append("EMC")
        if isinstance(new, Node):
            code.append(f"/{new.role} <</MCID {self.tree.mark(new)}>> BDC")
        elif new is not None:
            code.append(new)
        self._marked = new

    def _box(self) -> tuple[float, float, float, float]:
        """Return the rectangle of the ink of the figure."""
        across, up = self._ink[::2] or [0.0], self._ink[1::2] or [0.0]
        return min(across), min(up), max(across), max(up)

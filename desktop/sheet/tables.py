"""The one table of a page: a column a formation, and before them a column for the headings.

The heading of a section stands over its rows on paper; in the tree it is the header of all these rows, at their left:
each cell has two headers, its formation and its section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.sheet.tags import Node


class Table:
    """Rows made as they are drawn. ``name`` starts the identifiers of its headers, which are unique in the file."""

    def __init__(self, node: Node, count: int, name: str) -> None:
        self.node = node
        self.count = count
        self._name = name
        self._sections = 0
        self._heading: Node | None = None
        self._started: Node | None = None
        self._rows = 0
        self._wide: Node | None = None

    def head_row(self) -> Node:
        """Return the row of the names."""
        row = self.node.add("TR")
        row.add("TD")
        return row

    def section(self) -> Node:
        """Return the header of the rows that follow."""
        self.close_section()
        self._sections += 1
        self._started = self.node.add("TR")
        self._heading = self._started.add("TH", {"scope": "Row", "id": f"{self._name}s{self._sections}"})
        return self._heading

    def row(self) -> Node:
        """Return a new row: the first of a section is that of its heading, one outside has an empty cell there."""
        self._wide = None
        self._rows += 1
        if self._started is not None:
            row, self._started = self._started, None
            return row
        row = self.node.add("TR")
        if self._heading is None:
            row.add("TD")
        return row

    def cell(self, row: Node, column: int) -> Node:
        """Return the cell of a column: a header in the row of the names."""
        if row is self.node.children[0]:
            return row.add("TH", {"scope": "Column", "id": f"{self._name}c{column}"})
        return row.add("TD", {"headers": self._headers(column)})

    def wide(self) -> Node:
        """Return a cell over all columns; what follows it without a row between stands in the same."""
        if self._wide is None:
            self._wide = self._over_all(self.row())
        return self._wide

    def close_section(self) -> None:
        """End the rows of the heading."""
        if self._heading is not None:
            if self._started is not None:
                self._over_all(self._started)
            elif self._rows > 1:
                self._heading.attributes["rows"] = self._rows
        self._heading = self._started = self._wide = None
        self._rows = 0

    def _over_all(self, row: Node) -> Node:
        """Add a cell over all columns: its section says what it is about, or else every formation."""
        headers = self._headers(*range(self.count))
        if self.count == 1:
            return row.add("TD", {"headers": headers})
        return row.add("TD", {"headers": headers[-1:] if self._heading else headers, "columns": self.count})

    def _headers(self, *columns: int) -> tuple[str, ...]:
        names = tuple(f"{self._name}c{column}" for column in columns)
        return (*names, str(self._heading.attributes["id"])) if self._heading else names

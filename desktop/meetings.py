"""What is said where cells of a row meet: the breaks between neighbours under the row.

Neighbours are the columns that show a value, gaps left out: two cells around a gap meet too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from desktop.break_words import Rupture
from desktop.breaks import marked, ruptures
from desktop.comparison import Ligne
from desktop.figures import Figure
from desktop.row_words import headings
from desktop.typography import NBSP, liste

Group = tuple[int, ...]
Rows = tuple[int, ...]
Pairs = dict[tuple[int, int], Rows]
"""The rows on which a break was found, by pair of columns."""


def shown(cell: Figure) -> Figure | None:
    """Return the figure whose value stands in a cell: its own, else its substitute, else None."""
    return cell if cell.connue else cell.repli


def meetings(lignes: Sequence[Ligne], names: Sequence[str]) -> list[tuple[Group, str]]:
    """Return the breaks of a row: the columns that each concerns, and a text that names them.

    A break between A and B and the same one between B and C is one text about the three. The indicators are named
    before a break that does not hold for all those that its columns show.
    """
    met = _Row(lignes)
    said: dict[tuple[Group, Rows, str], list[Rupture]] = {}
    for rupture, pairs in met.neighbours().items():
        by_rows: dict[Rows, set[tuple[int, int]]] = {}
        for pair, rows in pairs.items():
            by_rows.setdefault(() if rows == met.common(*pair) else rows, set()).add(pair)
        for rows, found in by_rows.items():
            for group in _groups(found):
                who = met.who(group, rupture, rows, names)
                said.setdefault((group, rows, who), []).append(rupture)
    return [
        (group, _text(_head(lignes, rows, who, lone=len(names) == len(group) == 2), found))
        for (group, rows, who), found in sorted(said.items(), key=lambda item: item[0][:2])
    ]


class _Row:
    """The values shown on the lines of one row, and the breaks between two columns, each looked at once."""

    def __init__(self, lignes: Sequence[Ligne]) -> None:
        self._shown = [[shown(cell) for cell in ligne.cellules] for ligne in lignes]
        self._found: dict[tuple[int, int, int], tuple[Rupture, ...]] = {}

    def neighbours(self) -> dict[Rupture, Pairs]:
        """Return the breaks between neighbours, with the lines where each pair of columns has it."""
        next_to = (
            pair
            for cells in self._shown
            for pair in pairwise(i for i, figure in enumerate(cells) if figure is not None)
        )
        breaks: dict[Rupture, Pairs] = {}
        for i, j in dict.fromkeys(next_to):
            for row in self.common(i, j):
                for rupture in self._breaks(row, i, j):
                    rows = breaks.setdefault(rupture, {})
                    rows[i, j] = (*rows.get((i, j), ()), row)
        return breaks

    def common(self, i: int, j: int) -> Rows:
        """Return the lines on which both columns show a value."""
        return tuple(row for row, cells in enumerate(self._shown) if cells[i] is not None and cells[j] is not None)

    def who(self, group: Group, rupture: Rupture, rows: Rows, names: Sequence[str]) -> str:
        """Return who differs from whom: ``A et B``, ``A, B et C`` when all do, ``B, à côté de A et C``."""
        sides: list[list[int]] = []
        for column in group:
            alike = (side for side in sides if not any(self._differ(other, column, rupture, rows) for other in side))
            side = next(alike, None)
            if side is None:
                sides.append([column])
            else:
                side.append(column)
        if len(sides) == len(group):
            return liste([names[column] for column in group])
        sides.sort(key=lambda side: not any(self._marked(column, rupture) for column in side))
        return ", à côté de ".join(liste([names[column] for column in side]) for side in sides)

    def _differ(self, i: int, j: int, rupture: Rupture, rows: Rows) -> bool:
        low, high = sorted((i, j))
        return any(rupture in self._breaks(row, low, high) for row in rows or self.common(low, high))

    def _marked(self, column: int, rupture: Rupture) -> bool:
        return any(figure is not None and marked(figure, rupture) for figure in (c[column] for c in self._shown))

    def _breaks(self, row: int, i: int, j: int) -> tuple[Rupture, ...]:
        key = (row, i, j)
        if key not in self._found:
            a, b = self._shown[row][i], self._shown[row][j]
            self._found[key] = () if a is None or b is None else ruptures(a, b)
        return self._found[key]


def _groups(pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """Return the columns that pairs join, together: (0, 1) and (1, 2) are (0, 1, 2)."""
    found: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in found if not group.isdisjoint(pair)]
        found = [group for group in found if group.isdisjoint(pair)] + [set(pair).union(*joined)]
    return [tuple(sorted(group)) for group in found]


def _head(lignes: Sequence[Ligne], rows: Rows, who: str, *, lone: bool) -> str:
    """Return what stands before a break: its indicators if not all, who meets; two formations alone need no name."""
    which = headings([lignes[row].indicateur for row in rows]) if rows else ""
    return " · ".join(bit for bit in (which, "" if lone else who) if bit)


def _text(head: str, found: Sequence[Rupture]) -> str:
    said = [rupture.court for rupture in found]
    first = f"{head}{NBSP}: {said[0]}" if head else _upper(said[0])
    return " ".join([first, *map(_upper, said[1:])])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

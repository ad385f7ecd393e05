"""A row of the page and a group of rows: what the grid draws."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.row_levels import RANGEES
from ui.compare.cell import CellContent
from ui.compare.verdict_bands import Band


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, a cell a column, what is said under it. ``legend`` pairs marks of the chart and words.

    ``level`` says which level was chosen for this row alone.
    """

    key: str
    title: str
    notes: tuple[str, ...]
    cells: tuple[CellContent, ...]
    bands: tuple[Band, ...] = ()
    remarks: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    level: str = ""

    @property
    def switchable(self) -> bool:
        """Tell whether its level can be chosen apart from the page's."""
        return self.key in RANGEES

    @property
    def explained(self) -> bool:
        """Tell whether its cells hold figures whose why can be asked."""
        return any(cell.lignes for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one question, with a quiet word beside it."""

    title: str
    aside: str
    rows: tuple[Row, ...]
